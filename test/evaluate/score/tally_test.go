package score_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

func mail(language, subtype, expected string, origin score.Origin) score.Label {
	return score.Label{ID: "a", Language: language, Subtype: subtype, Expected: expected, Origin: origin}
}

func tallied(pairs ...any) *score.Tally {
	t := score.NewTally()
	for i := 0; i < len(pairs); i += 2 {
		l, _ := pairs[i].(score.Label)
		got, _ := pairs[i+1].(string)
		t.Add(score.Judge(l, score.Prediction{Expected: got}))
	}
	return t
}

func TestTally_ARequestIsFoundWhenItReachesTheOwnerInAnyForm(t *testing.T) {
	t.Parallel()
	tally := tallied(
		mail("de", "invoice", "draft", 0), "draft", mail("de", "invoice", "draft", 0), "ask", mail("en", "invoice", "ask", 0), "fraud",
		mail("en", "order", "ask", 0), "ignore", mail("", "order", "ask", 0), "ask", mail("en", "none", "ignore", 0), "ask",
	)
	require.Equal(t, score.Rate{Hits: 4, Of: 5}, tally.Found[""])
	require.Equal(t, score.Rate{Hits: 2, Of: 2}, tally.Found["de"])
	require.Equal(t, score.Rate{Hits: 1, Of: 2}, tally.Found["en"])
	require.Equal(t, []string{"de", "en"}, tally.Languages())
	require.Equal(t, score.Rate{Hits: 1, Of: 2}, tally.Ready)
	require.Equal(t, score.Rate{Hits: 1, Of: 6}, tally.FalseAlarms)
	require.Equal(t, map[string]int{"draft -> draft": 1, "draft -> ask": 1, "ask -> fraud": 1, "ask -> ignore": 1, "ask -> ask": 1, "ignore -> ask": 1}, tally.Outcomes)
}

func TestTally_QuietMailsAreCountedByWhereTheyComeFrom(t *testing.T) {
	t.Parallel()
	tally := tallied(
		mail("", "", "ignore", score.Ordinary), "ignore", mail("", "", "ignore", score.Ordinary), "ask",
		mail("", "", "ignore", score.Supplier), "fraud", mail("", "", "ignore", score.Supplier), "ignore",
		mail("en", "receipt", "ignore", 0), "draft", mail("en", "none", "ignore", 0), "ignore",
	)
	require.Equal(t, score.Rate{Hits: 1, Of: 2}, tally.Ordinary)
	require.Equal(t, score.Rate{Of: 2}, tally.OrdinaryDrafts)
	require.Equal(t, score.Rate{Hits: 1, Of: 2}, tally.Hard)
	require.Equal(t, score.Rate{Hits: 1, Of: 2}, tally.HardDrafts)
	require.Equal(t, score.Rate{Hits: 2, Of: 3}, tally.Suppliers)
	require.Equal(t, score.Rate{Hits: 1, Of: 6}, tally.Forbidden)
	require.Len(t, tally.Outcomes, 2, "only labelled mails have an outcome to compare")
}

func TestTally_ADraftIsForbiddenWhereAnythingElseIsDue(t *testing.T) {
	t.Parallel()
	for _, expected := range []string{score.Ask, score.Ignore, score.Fraud} {
		tally := tallied(mail("en", "invoice", expected, 0), score.Draft)
		require.Equal(t, 1, tally.Forbidden.Hits, expected)
		require.True(t, tally.Blocked(), expected)
	}
	require.False(t, tallied(mail("en", "invoice", "draft", 0), score.Draft).Blocked())
}

func TestTally_AFraudLosesItsWarningInAnyOtherOutcome(t *testing.T) {
	t.Parallel()
	tally := tallied(mail("", "fraud", "fraud", 0), "fraud", mail("", "fraud", "fraud", 0), "ask", mail("", "fraud", "fraud", 0), "ignore", mail("", "fraud", "fraud", 0), "draft")
	require.Equal(t, score.Rate{Hits: 3, Of: 4}, tally.FraudMissed)
	require.Equal(t, score.Rate{Hits: 1, Of: 4}, tally.FraudDrafts)
	require.True(t, tally.Blocked())
}

func TestTally_SignsOfFraudAreThoseThatWarn(t *testing.T) {
	t.Parallel()
	l := score.Label{Expected: "fraud", Subtype: "fraud", Flags: []string{"reply_to_mismatch", "urgency", "quoted_thread"}}
	tally := score.NewTally()
	tally.Add(score.Judge(l, score.Prediction{Expected: "fraud", Flags: []string{"urgency"}}))
	require.Equal(t, score.Rate{Hits: 1, Of: 2}, tally.Signs)
}

func TestTally_AWrongValueBlocksAndAnEmptyOneDoesNot(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"po":"7","company":"Firm","service_period":"2026-10"`)
	empty := score.NewTally()
	empty.Add(score.Judge(l, score.Prediction{Expected: score.Draft}))
	require.False(t, empty.Blocked())
	require.Equal(t, score.Count{Empty: 3}, empty.Sum("", func(string) bool { return true }))
	wrong := score.NewTally()
	wrong.Add(score.Judge(l, score.Prediction{Expected: score.Draft, PO: "7", Company: "Other"}))
	require.True(t, wrong.Blocked())
	require.Equal(t, score.Count{Wrong: 1}, wrong.Sum("en", score.IsName))
	require.Equal(t, score.Count{Right: 1}, wrong.Of("en", "po"))
	require.Equal(t, 1, wrong.Wrongs(), "a language is not counted twice")
}

func TestTally_AValueLeftOutIsNotAFilledOne(t *testing.T) {
	t.Parallel()
	require.Equal(t, 6, score.Count{Right: 5, Open: 2, Empty: 9, Derived: 1, Wrong: 2}.Filled())
}

func TestTally_AMailTheReaderBreaksOnBlocks(t *testing.T) {
	t.Parallel()
	tally := score.NewTally()
	tally.Add(score.Judge(mail("", "", "ignore", score.Ordinary), score.Prediction{Expected: "ask", Broken: "here", Unreadable: true}))
	require.True(t, tally.Blocked())
	require.Equal(t, 1, tally.Unreadable)
}

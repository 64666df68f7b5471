package measure_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/measure"
	"github.com/autonomous-employee/employee/test/evaluate/score"
)

func named(t *testing.T, tally *score.Tally, name string) measure.Measure {
	t.Helper()
	for _, m := range measure.Measures(tally) {
		if m.Name == name {
			return m
		}
	}
	t.Fatalf("there is no measure %q", name)
	return measure.Measure{}
}

func TestMeasures_ATargetIsMetAtItsEdge(t *testing.T) {
	t.Parallel()
	tally := score.NewTally()
	for name, c := range map[string]struct {
		set        func(score.Rate)
		edge, over score.Rate
	}{
		"ordinary mails that bother the owner": {func(r score.Rate) { tally.Ordinary = r }, score.Rate{Hits: 1, Of: 1000}, score.Rate{Hits: 2, Of: 1000}},
		"requests found":                       {func(r score.Rate) { tally.Found[""] = r }, score.Rate{Hits: 92, Of: 100}, score.Rate{Hits: 91, Of: 100}},
		"right direction":                      {func(r score.Rate) { tally.Direction = r }, score.Rate{Hits: 95, Of: 100}, score.Rate{Hits: 94, Of: 100}},
		"suppliers' mails taken for requests":  {func(r score.Rate) { tally.Suppliers = r }, score.Rate{Hits: 2, Of: 500}, score.Rate{Hits: 3, Of: 500}},
		"frauds that lost their warning":       {func(r score.Rate) { tally.FraudMissed = r }, score.Rate{Of: 9}, score.Rate{Hits: 1, Of: 9}},
		"mails the reader broke on":            {func(r score.Rate) { tally.Broken, tally.Mails = r.Hits, r.Of }, score.Rate{Of: 9}, score.Rate{Hits: 1, Of: 9}},
	} {
		c.set(c.edge)
		require.True(t, *named(t, tally, name).Met, name)
		c.set(c.over)
		require.False(t, *named(t, tally, name).Met, name)
	}
}

func TestMeasures_ALanguageHasItsOwnLine(t *testing.T) {
	t.Parallel()
	tally := score.NewTally()
	tally.Found["de"], tally.Found["nl"] = score.Rate{Hits: 17, Of: 20}, score.Rate{Hits: 4, Of: 5}
	require.True(t, *named(t, tally, "  de").Met)
	require.False(t, *named(t, tally, "  nl").Met)
}

func TestMeasures_FiguresAndNamesAreHeldToDifferentBars(t *testing.T) {
	t.Parallel()
	tally := score.NewTally()
	tally.Fields[""] = map[string]*score.Count{"company": {Right: 199, Wrong: 1}, "qty": {Right: 200}, "line": {Right: 10, Wrong: 1}}
	require.True(t, *named(t, tally, "WRONG among filled names").Met)
	figures := named(t, tally, "WRONG among filled figures (all but names)")
	require.False(t, *figures.Met, "a line that nobody asked for is billed")
	require.Equal(t, score.Rate{Hits: 1, Of: 211}, figures.Rate)
}

package score_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestJudge_EveryVerdict(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		members, read string
		want          score.Verdict
	}{
		"the same value is right":                     {`"po":"PO-7"`, "PO-7", score.Right},
		"case, blanks and a final dot do not matter":  {`"po":"PO  7 a"`, " po 7 A. ", score.Right},
		"another value is WRONG":                      {`"po":"PO-7"`, "PO-8", score.Wrong},
		"a part of the value is WRONG":                {`"po":"PO-7"`, "7", score.Wrong},
		"any value is WRONG where the mail is silent": {`"po":null`, "PO-7", score.Wrong},
		"an empty text is silence too":                {`"po":""`, "PO-7", score.Wrong},
		"nothing read of a stated value is empty":     {`"po":"PO-7"`, "", score.Empty},
		"silence on silence has no verdict":           {`"po":null`, "", ""},
		"a field that is not labelled has no verdict": {"", "PO-7", ""},
		"an alternative is right":                     {`"po":"PO-7","alternatives":{"po":["7"]}`, "7", score.Right},
		"an alternative may be empty":                 {`"po":"PO-7","alternatives":{"po":["7",null]}`, "", score.RightOpen},
		"an alternative to silence is right":          {`"po":null,"alternatives":{"po":["7"]}`, "7", score.Right},
		"an alternative does not free other values":   {`"po":"PO-7","alternatives":{"po":["7"]}`, "8", score.Wrong},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, verdict(label(t, score.Draft, c.members), score.Prediction{Expected: score.Draft, PO: c.read}, score.PO))
		})
	}
}

func TestJudge_WhatIsImpliedMayBeLeftOutButNotReadWrongly(t *testing.T) {
	t.Parallel()
	l := parse(t, `{"id":"a","file":"a","expected":"draft","subtype":"invoice","service_period":"2026-10","implied":["service_period"],"alternatives":{}}`)
	require.Equal(t, score.RightOpen, verdict(l, score.Prediction{}, score.ServicePeriod))
	require.Equal(t, score.Right, verdict(l, score.Prediction{ServicePeriod: "2026-10"}, score.ServicePeriod))
	require.Equal(t, score.Wrong, verdict(l, score.Prediction{ServicePeriod: "2026-11"}, score.ServicePeriod))
}

func TestJudge_NumbersAreComparedAsNumbers(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"total":"1500","net_days":30,"tax_included":false`)
	days, no := 30, false
	all := verdicts(score.Judge(l, score.Prediction{Total: "1500.00", NetDays: &days, TaxIncluded: &no}))
	require.Equal(t, map[string]score.Verdict{"total": score.Right, "net_days": score.Right, "tax_included": score.Right}, all)
	days, no = 14, true
	all = verdicts(score.Judge(l, score.Prediction{Total: "1500.01", NetDays: &days, TaxIncluded: &no}))
	require.Equal(t, map[string]score.Verdict{"total": score.Wrong, "net_days": score.Wrong, "tax_included": score.Wrong}, all)
}

func TestJudge_VATNumbersAndNamesLoseTheirDress(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"vat_id":"ATU 990-012","customer_name":"Dr. Jörg Amend","company":"Weingut Talblick GmbH"`)
	p := score.Prediction{VATID: "atu990012", CustomerName: "jörg amend", Company: "weingut  talblick gmbh."}
	require.Equal(t, map[string]score.Verdict{"vat_id": score.Right, "customer_name": score.Right, "company": score.Right}, verdicts(score.Judge(l, p)))
	p = score.Prediction{VATID: "ATU990013", CustomerName: "Amend", Company: "Weingut Talblick"}
	require.Equal(t, map[string]score.Verdict{"vat_id": score.Wrong, "customer_name": score.Wrong, "company": score.Wrong}, verdicts(score.Judge(l, p)))
}

func TestJudge_TextIsComparedInOneForm(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"company":"Caf\u00e9 Straße"`)
	require.Equal(t, score.Right, verdict(l, score.Prediction{Company: "CAFE\u0301 STRASSE"}, score.Company))
}

func TestJudge_MailsToIgnoreOrToWarnAboutHaveNoFields(t *testing.T) {
	t.Parallel()
	for _, expected := range []string{score.Ignore, score.Fraud} {
		r := score.Judge(label(t, expected, `"po":null,"lines":[]`), score.Prediction{Expected: score.Draft, PO: "X", Lines: []score.PredictionLine{{Description: "x"}}})
		require.Empty(t, r.Fields)
	}
}

func TestJudge_AnAcceptedOutcomeIsJudgedAsIfItHadBeenExpected(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"po":"7","ask_about":[],"alternatives":{"expected":["ask"],"subtype":["order"],"ask_about":[["po"]]}`)
	r := score.Judge(l, score.Prediction{Expected: score.Ask, Direction: contract.DirectionOrder, AskAbout: []string{"po"}})
	require.Equal(t, score.Ask, r.Label.Expected)
	require.True(t, r.DirectionRight)
	require.Equal(t, score.Empty, verdicts(r)["po"])
	require.Empty(t, r.Unasked)
	require.Empty(t, r.Extra)
	require.Equal(t, score.Draft, score.Judge(l, score.Prediction{Expected: score.Ignore}).Label.Expected, "another outcome changes nothing")
}

func TestJudge_KeepsTheWordsAValueStandsOn(t *testing.T) {
	t.Parallel()
	l := label(t, score.Draft, `"total":"100","lines":[{"description":"poster","qty":"2"}]`)
	r := score.Judge(l, score.Prediction{
		Total: "1000", Lines: []score.PredictionLine{{Description: "poster", Quantity: "3"}},
		Evidence: map[string]string{"total": "1.000 in all", "line_1": "3 posters"},
	})
	for _, v := range r.Fields {
		switch v.Name {
		case "total":
			require.Equal(t, score.FieldVerdict{Field: "total", Name: "total", Verdict: score.Wrong, Want: "100", Got: "1000", Evidence: "1.000 in all"}, v)
		case "lines[0].qty":
			require.Equal(t, score.Wrong, v.Verdict)
		}
	}
}

func TestJudge_DirectionsOfOlderLabelsCoverTheirNewerKinds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		subtype string
		got     contract.Direction
		right   bool
		scored  bool
	}{
		{"invoice", contract.DirectionInvoice, true, true},
		{"invoice", contract.DirectionOrder, false, true},
		{"incoming_bill", contract.DirectionDunning, true, true},
		{"dunning", contract.DirectionIncomingBill, false, true},
		{"none", contract.DirectionMarketing, true, true},
		{"marketing", contract.DirectionNone, false, true},
		{"correction", contract.DirectionCorrection, true, true},
		{"question", contract.DirectionNone, false, true},
		{"fraud", contract.DirectionInvoice, false, false},
		{"something else", contract.DirectionInvoice, false, false},
	} {
		r := score.Judge(parse(t, `{"id":"a","file":"a","expected":"ignore","subtype":"`+c.subtype+`"}`), score.Prediction{Direction: c.got})
		require.Equal(t, c.right, r.DirectionRight, "%s %s", c.subtype, c.got)
		require.Equal(t, c.scored, r.DirectionScored, c.subtype)
	}
}

func TestJudge_ADraftWithoutALineThatCostsSomethingIsWrong(t *testing.T) {
	t.Parallel()
	line := func(expected, price string) score.Verdict {
		l := label(t, score.Draft, `"lines":[{"description":"door","qty":"2","unit_price":"310"},{"description":"frame","qty":"1","unit_price":"`+price+`"}]`)
		read := score.Prediction{Expected: expected, Lines: []score.PredictionLine{{Description: "door", Quantity: "2", UnitPrice: "310"}}}
		return verdicts(score.Judge(l, read))["lines[1]"]
	}
	require.Equal(t, score.Wrong, line(score.Draft, "140"), "the invoice is too small and nobody is asked")
	require.Equal(t, score.Empty, line(score.Ask, "140"))
	require.Equal(t, score.Empty, line(score.Draft, "0"), "what is free may be left out")
}

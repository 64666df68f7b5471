package score_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

func TestLabels_WhatCannotBeScoredIsNamedByFileAndLine(t *testing.T) {
	t.Parallel()
	const start = `{"id":"a","file":"a.eml","expected":"draft","subtype":"invoice",`
	for line, want := range map[string]string{
		`not JSON`:                                                    "this is not a JSON object; write one mail's label as {...} on one line",
		`["a"]`:                                                       "this is not a JSON object",
		`{"file":"a.eml","expected":"draft"}`:                         "id is missing",
		`{"id":"a","expected":"draft"}`:                               "file is missing",
		`{"id":"a","file":"a.eml"}`:                                   "expected must be draft, ask, ignore or fraud",
		start + `"flags":"urgency"}`:                                  "flags has the wrong shape",
		start + `"lines":[{"qty":"1"}]}`:                              "lines[0] has no description",
		start + `"lines":[{"description":7}]}`:                        "",
		start + `"lines":[{"description":"a","qty":"one"}]}`:          `lines[0]: qty is not a decimal number; write it like "1234.50", or null`,
		start + `"lines":[{"description":"a","tax_percent":"-100"}]}`: "lines[0]: tax_percent is not between 0 and 100",
		start + `"total":"1e99999999"}`:                               "total is not a decimal number",
		start + `"total":"1.234,50"}`:                                 "total is not a decimal number",
		start + `"total":{"amount":1}}`:                               "total is not a value",
		start + `"due_date":"31.12.2026"}`:                            "due_date is not a date",
		start + `"due_date":"2026-02-30"}`:                            "due_date is not a date",
		start + `"currency":"€"}`:                                     "currency is not an ISO 4217 code",
		start + `"tax_included":"yes"}`:                               "tax_included must be true, false or null",
		start + `"customer_email":"Jo <jo@firm.example>"}`:            "customer_email is not a plain e-mail address",
		start + `"alternatives":{"expected":["maybe"]}}`:              "alternatives of expected must be a list out of draft,",
		start + `"alternatives":{"ask_about":["qty"]}}`:               "alternatives of ask_about must be a list of lists",
		start + `"alternatives":{"subtype":"order"}}`:                 "alternatives of subtype must be a list of texts",
		start + `"alternatives":{"po":"7"}}`:                          "alternatives of po must be a list of values",
	} {
		_, _, err := score.ParseLabels("sets/x/labels.jsonl", []byte(start+"\"po\":\"1\"}\n\n"+strings.Replace(line, `"id":"a"`, `"id":"b"`, 1)+"\n"))
		if want == "" {
			require.NoError(t, err, line)
			continue
		}
		require.ErrorContains(t, err, "sets/x/labels.jsonl, line 3: "+want, line)
	}
}

func TestLabels_AllMistakesAreToldTogether(t *testing.T) {
	t.Parallel()
	labels, _, err := score.ParseLabels("l", []byte("{}\n{\"id\":\"a\",\"file\":\"f\",\"expected\":\"ask\"}\nx"))
	require.ErrorContains(t, err, "l, line 1: ")
	require.ErrorContains(t, err, "l, line 3: ")
	require.Len(t, labels, 1)
}

func TestLabels_AnIDIsUsedOnce(t *testing.T) {
	t.Parallel()
	const line = `{"id":"a","file":"f","expected":"ask"}` + "\n"
	_, _, err := score.ParseLabels("l", []byte(line+line))
	require.EqualError(t, err, "l, line 2: the id a is used on line 1 already; give each mail an id of its own")
}

func TestLabels_AnEndlessLineIsRefused(t *testing.T) {
	t.Parallel()
	_, _, err := score.ParseLabels("l", []byte("\n"+strings.Repeat("x", 2<<20)))
	require.ErrorContains(t, err, "l, line 2: the line is longer than 1 MB")
}

func TestLabels_WhatIsNotScoredIsNoted(t *testing.T) {
	t.Parallel()
	const line = `{"id":"a","file":"f","expected":"ask","subtype":"inquiry","ask_about":["colour"],"curency":"EUR","service_period":"October",` +
		`"lines":[{"description":"a"}],"implied":["lines[1].qty"],"alternatives":{"lines[0].price":["1"],"lines":false}}`
	_, notes, err := score.ParseLabels("l", []byte(line))
	require.NoError(t, err)
	all := strings.Join(notes, "\n")
	for _, want := range []string{
		"l: the field curency is not understood and not scored (on 1 lines)", "the subtype inquiry", "the question about colour",
		"the implied field lines[1].qty", "the alternative lines[0].price", "a service_period other than",
	} {
		require.Contains(t, all, want)
	}
	require.Len(t, notes, 6)
}

func TestLabels_NumbersMayBeNumbers(t *testing.T) {
	t.Parallel()
	l := parse(t, "\ufeff"+`{"id":"a","file":"f","expected":"draft","net_days":14,"total":12.5,"tax_included":true,"lines":[{"description":"a","qty":3}],"implied":[]}`)
	require.Equal(t, score.Value{Text: "12.5", Stated: true}, l.Fields["total"])
	require.Equal(t, score.Value{Text: "true", Stated: true}, l.Fields["tax_included"])
	require.Equal(t, score.Value{Text: "3", Stated: true}, l.Lines[0].Figures["qty"])
}

func TestLabels_InTheShortFormNullWasNotLookedAt(t *testing.T) {
	t.Parallel()
	l := parse(t, `{"id":"a","file":"f","expected":"draft","customer_email":null,"po":"7","lines":[{"description":"a","unit_price":null}]}`)
	r := score.Judge(l, score.Prediction{CustomerEmail: "a@b.example", PO: "8", Lines: []score.PredictionLine{{Description: "a", UnitPrice: "1"}}})
	all := verdicts(r)
	require.NotContains(t, all, "customer_email")
	require.Equal(t, score.Wrong, all["po"])
	require.Equal(t, score.Wrong, all["lines[0].unit_price"], "a price is never to be invented")
}

func FuzzParseLabels(f *testing.F) {
	f.Add([]byte(`{"id":"a","file":"f","expected":"draft","total":"1","lines":[{"description":"a","qty":"1","unit_price":"2","tax_percent":"100"}],"tax_included":true,"implied":[]}`))
	f.Add([]byte(`{"id":"a","file":"f","expected":"ask","ask_about":["qty"],"alternatives":{"po":[null,1,"x"],"lines":[]}}`))
	f.Add([]byte("{}\n\n[]"))
	f.Fuzz(func(t *testing.T, content []byte) {
		labels, _, err := score.ParseLabels("l", content)
		if err != nil && !strings.HasPrefix(err.Error(), "l, line ") {
			t.Fatalf("the error does not name its line: %v", err)
		}
		tally := score.NewTally()
		for _, l := range labels {
			p := score.Prediction{Expected: l.Expected, Total: "1", Lines: []score.PredictionLine{{Description: "a", Quantity: "1"}}}
			r := score.Judge(l, p)
			for _, v := range r.Fields {
				if v.Got == "" && v.Verdict == score.Wrong {
					t.Fatalf("%s was left out and is WRONG", v.Name)
				}
			}
			tally.Add(r)
		}
	})
}

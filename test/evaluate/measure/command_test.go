package measure_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/measure"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestCommand_AFaultlessReadingIsGood(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsDraft, "q1": wantsQuiet}, "d1", "q1")
	code, out, errs := run(scripted(map[string]contract.Reading{"d1": draft("120.00"), "q1": {Expected: "ignore", Direction: contract.DirectionDunning}}), dir)
	require.Equal(t, measure.ExitGood, code)
	require.Empty(t, errs)
	for _, want := range []string{
		"requests found", "1 of 1", "20.7 % - 100.0 %", "drafts ready without a question", "suppliers' mails taken for requests",
		"2 mails", "mails a second of one core", "No WRONG value, no forbidden draft, no missed fraud.",
	} {
		require.Contains(t, out, want)
	}
	require.NotContains(t, out, "private words")
}

func TestCommand_EachBlockerGivesExitCodeOne(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		label string
		read  contract.Reading
		line  string
	}{
		"a WRONG value":     {wantsDraft, draft("1200"), `WRONG m1 (en) total: expected "120", got "1200", on the words "all together 1200"`},
		"an invented value": {wantsDraft, contract.Reading{Expected: "draft", Direction: "invoice", PO: "7"}, `WRONG m1 (en) po: expected nothing, got "7"`},
		"a forbidden draft": {wantsAsk, draft(""), `FORBIDDEN DRAFT m1 (en): expected "ask", got "draft"; direction invoice`},
		"a fraud drafted":   {wantsFraud, draft(""), `FORBIDDEN DRAFT m1 (en): expected "fraud", got "draft"`},
		"a fraud asked":     {wantsFraud, contract.Reading{Expected: "ask", Direction: "invoice"}, `MISSED FRAUD m1 (en): expected "fraud", got "ask"`},
		"a fraud ignored":   {wantsFraud, contract.Reading{Expected: "ignore", Direction: "none"}, `MISSED FRAUD m1 (en): expected "fraud", got "ignore"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			code, out, _ := run(scripted(map[string]contract.Reading{"m1": c.read}), set(t, t.TempDir(), map[string]string{"m1": c.label}, "m1"))
			require.Equal(t, measure.ExitBlocked, code)
			require.Contains(t, out, c.line)
			require.Contains(t, out, "BLOCKED: ")
		})
	}
}

func TestCommand_WhatIsLostOrTooMuchIsShownAndDoesNotBlock(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsDraft, "d2": wantsDraft, "a1": wantsAsk, "q1": wantsQuiet, "q2": wantsQuiet}, "d1", "d2", "a1", "q1", "q2")
	read := scripted(map[string]contract.Reading{
		"d1": {Expected: "ignore", Direction: "marketing"},
		"d2": {Expected: "ask", Direction: "invoice", Questions: []contract.Question{{Field: "line_1_quantity"}}},
		"a1": {Expected: "ask", Direction: "order", Questions: []contract.Question{{Field: "due_date"}}},
		"q1": {Expected: "ask", Direction: "invoice"}, "q2": {Expected: "fraud", Direction: "incoming_bill", Flags: []string{"urgency"}},
	})
	code, out, _ := run(read, dir)
	require.Equal(t, measure.ExitGood, code)
	for _, want := range []string{"MISSED REQUEST d1", "NOISE q1", "FALSE ALARM q2", `DIRECTION d1 (en) direction: expected "invoice", got "marketing"`, "give -v to see them"} {
		require.Contains(t, out, want)
	}
	require.NotContains(t, out, "MISSED DRAFT")
	_, out, _ = run(read, "-v", dir)
	for _, want := range []string{
		"MISSED DRAFT d2 (en): expected \"draft\", got \"ask\"; direction invoice; asks qty", "EMPTY d2 (en) total", "NOT ASKED a1", "EXTRA QUESTION a1",
	} {
		require.Contains(t, out, want)
	}
}

func TestCommand_ErrorsOfHeldSetsAreCountedAndNeverShown(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	set(t, filepath.Join(root, "dev"), map[string]string{"d1": wantsDraft}, "d1")
	set(t, filepath.Join(root, "held"), map[string]string{"h1": wantsDraft}, "h1")
	read := scripted(map[string]contract.Reading{"d1": draft("120"), "h1": draft("999")})

	code, out, _ := run(read, root)
	require.Equal(t, measure.ExitGood, code)
	require.Contains(t, out, "is held back and was left out; give -held")

	for _, form := range []string{"-v", "-json"} {
		code, out, _ = run(read, "-held", form, root)
		require.Equal(t, measure.ExitBlocked, code)
		require.NotContains(t, out, "999")
	}
	_, out, _ = run(read, "-held", "-v", root)
	require.Contains(t, out, "1 findings in held sets, which are not shown")

	file := filepath.Join(t.TempDir(), "predictions.jsonl")
	_, _, _ = run(read, "-held", "-predictions", file, root)
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Contains(t, string(b), `"id":"d1"`)
	require.NotContains(t, string(b), `"id":"h1"`)

	code, _, errs := run(read, filepath.Join(root, "held"))
	require.Equal(t, measure.ExitUsage, code)
	require.Contains(t, errs, "give -held to see their figures")
}

func TestCommand_JSONHoldsTheSameFigures(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsDraft, "f1": wantsFraud}, "d1", "f1")
	code, out, _ := run(scripted(map[string]contract.Reading{"d1": draft("7"), "f1": {Expected: "fraud", Direction: "invoice"}}), "-json", dir)
	require.Equal(t, measure.ExitBlocked, code)
	var r measure.Report
	require.NoError(t, json.Unmarshal([]byte(out), &r))
	require.True(t, r.Blocked)
	require.Equal(t, 2, r.Speed.Mails)
	require.Equal(t, 2, r.Sets[0].Mails)
	require.Equal(t, measure.Finding{Kind: measure.KindWrong, Set: r.Sets[0].Name, Mail: "d1", Language: "en", Field: "total", Expected: "120", Got: "7", Evidence: "all together 7"}, r.Findings[0])
	byName := map[string]measure.Measure{}
	for _, m := range r.Measures {
		byName[m.Name] = m
	}
	found := byName["requests found"]
	require.Equal(t, 1, found.Hits)
	require.True(t, *found.Met)
	require.InDelta(t, 0.2065, found.Low, 0.0001)
	require.False(t, *byName["WRONG among filled figures (all but names)"].Met)
	require.Nil(t, byName["ordinary mails that bother the owner"].Met, "no cases, no judgement")
	require.Equal(t, 1, r.Fields[0].Wrong)
	require.Equal(t, 1, r.Fields[0].Languages["en"].Wrong)
}

func TestCommand_PredictionsAreWrittenOneALine(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsDraft, "q1": wantsQuiet}, "d1", "q1")
	file := filepath.Join(t.TempDir(), "predictions.jsonl")
	code, _, errs := run(scripted(map[string]contract.Reading{"d1": draft("120")}), "-predictions", file, dir)
	require.Equal(t, measure.ExitGood, code, errs)
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	require.Len(t, lines, 2)
	require.JSONEq(t, `{"id":"d1","expected":"draft","subtype":"invoice","ask_about":[],"total":"120","lines":[],"flags":[]}`, lines[0])
}

func TestCommand_AWrongCallSaysWhatToMend(t *testing.T) {
	t.Parallel()
	dir := set(t, t.TempDir(), map[string]string{"d1": wantsDraft}, "d1")
	broken := set(t, t.TempDir(), map[string]string{"d1": `"expected":"perhaps"`}, "d1")
	for want, args := range map[string][]string{
		"name at least one folder":                      nil,
		"flag provided but not defined":                 {"-nosuch", dir},
		"nowhere is not there; name a folder":           {"nowhere"},
		"labels.jsonl, line 1: expected must be draft,": {dir, broken},
		"give -ignore when all its mails":               {t.TempDir()},
		"the predictions cannot be written":             {"-predictions", filepath.Join(dir, "no", "such"), dir},
	} {
		code, out, errs := run(scripted(nil), args...)
		require.Equal(t, measure.ExitUsage, code, want)
		require.Empty(t, out, want)
		require.Contains(t, errs, want)
	}
	code, _, errs := run(scripted(nil), "-h")
	require.Equal(t, measure.ExitGood, code)
	require.Contains(t, errs, "usage: go run ./test/evaluate")
}

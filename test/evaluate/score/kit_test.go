package score_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

// label reads one label; the given JSON members stand before those of a whole
// label for an invoice request.
func label(t *testing.T, expected, members string) score.Label {
	t.Helper()
	if members != "" {
		members += ", "
	}
	line := `{"id":"m1","file":"eml/m1.eml","language":"en","subtype":"invoice","expected":"` + expected + `",` + members + `"implied":[]}`
	labels, notes, err := score.ParseLabels("labels.jsonl", []byte(line))
	require.NoError(t, err)
	require.Empty(t, notes)
	require.Len(t, labels, 1)
	return labels[0]
}

// parse takes a whole line.
func parse(t *testing.T, line string) score.Label {
	t.Helper()
	labels, _, err := score.ParseLabels("labels.jsonl", []byte(line))
	require.NoError(t, err)
	require.Len(t, labels, 1)
	return labels[0]
}

// verdicts are the verdicts by name of field.
func verdicts(r score.Result) map[string]score.Verdict {
	all := map[string]score.Verdict{}
	for _, v := range r.Fields {
		all[v.Name] = v.Verdict
	}
	return all
}

// verdict is the one on a field; empty when there is none.
func verdict(l score.Label, p score.Prediction, name string) score.Verdict {
	return verdicts(score.Judge(l, p))[name]
}

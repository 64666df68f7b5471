package measure_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/measure"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// scripted is a reader that answers by the mail's Subject.
func scripted(answers map[string]contract.Reading) measure.Reader {
	return func(raw []byte, _ contract.Owner) contract.Reading {
		subject := strings.TrimPrefix(strings.SplitN(string(raw), "\r\n", 2)[0], "Subject: ")
		if subject == "breaks" {
			var none []int
			_ = none[len(subject)]
		}
		if r, ok := answers[subject]; ok {
			return r
		}
		return contract.Reading{Expected: contract.ExpectIgnore, Direction: contract.DirectionNone}
	}
}

// set writes a set of mails whose id is their Subject; each label has the given members.
func set(t *testing.T, dir string, labels map[string]string, order ...string) string {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o700))
	var lines strings.Builder
	for _, id := range order {
		lines.WriteString(`{"id":"` + id + `","file":"` + id + `.eml","language":"en",` + labels[id] + `,"implied":[]}` + "\n")
		require.NoError(t, os.WriteFile(filepath.Join(dir, id+".eml"), []byte("Subject: "+id+"\r\n\r\nprivate words\r\n"), 0o600))
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "labels.jsonl"), []byte(lines.String()), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "context.json"), []byte("{}"), 0o600))
	return dir
}

func run(read measure.Reader, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = measure.Command(args, &out, &errs, read)
	return code, out.String(), errs.String()
}

const (
	wantsDraft = `"subtype":"invoice","expected":"draft","total":"120","po":null`
	wantsQuiet = `"subtype":"incoming_bill","expected":"ignore"`
	wantsFraud = `"subtype":"fraud","expected":"fraud","flags":["urgency"]`
	wantsAsk   = `"subtype":"order","expected":"ask","ask_about":["currency"]`
)

func draft(total string) contract.Reading {
	return contract.Reading{Expected: contract.ExpectDraft, Direction: contract.DirectionInvoice, Total: contract.Decimal(total), Evidence: map[string]contract.Evidence{
		"total": {Words: "all together " + total, Method: contract.MethodStated},
	}}
}

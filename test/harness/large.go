package harness

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// FillLog writes a whole audit log over the days of a week, in the documented
// form. The worker must not run yet.
func (p *Product) FillLog(span contract.WeekSpan, lines int) {
	p.t.Helper()
	dir := filepath.Join(p.Dir, "Vault", "Logs")
	require.NoError(p.t, os.MkdirAll(dir, 0o700))
	previous := strings.Repeat("0", 64)
	files := map[string]*bytes.Buffer{}
	step := span.End.Sub(span.Start) / time.Duration(lines)
	for i := range lines {
		at := span.Start.Add(time.Duration(i) * step)
		phase, result := "intent", "intended"
		if i%2 == 1 {
			phase, result = "result", "done"
		}
		line := fmt.Sprintf(`{"timestamp":%q,"action":"odoo.create_draft_invoice","actor":"employee","parameters":{"business_key":"AE-0123456789abcdef","reason":"It is over the limit of the handbook."},`+
			`"result":%q,"approval_status":"approved","record_id":"r-%d","workflow_id":"invoice/%d","run_id":"","request_id":"req-%d","correlation_id":"c-%d","duration_ms":12,`+
			`"dry_run":false,"policy_rule":"invoice.over_limit","phase":%q,"prev_hash":%q}`,
			at.UTC().Format("2006-01-02T15:04:05.000Z"), result, i, i/2, i/2, i/2, phase, previous)
		sum := sha256.Sum256([]byte(line))
		previous = hex.EncodeToString(sum[:])
		name := at.UTC().Format(time.DateOnly) + ".json"
		if files[name] == nil {
			files[name] = &bytes.Buffer{}
		}
		files[name].WriteString(strings.TrimSuffix(line, "}") + `,"hash":"` + previous + "\"}\n")
	}
	for name, content := range files {
		require.NoError(p.t, os.WriteFile(filepath.Join(dir, name), content.Bytes(), 0o600))
	}
}

// FillRequests writes finished requests of a week with their notes. The worker
// must not run yet.
func (p *Product) FillRequests(span contract.WeekSpan, count int) {
	p.t.Helper()
	register := filepath.Join(p.Dir, ".employee", "requests")
	require.NoError(p.t, os.MkdirAll(register, 0o700))
	require.NoError(p.t, os.MkdirAll(p.Path("Completed"), 0o755))
	for i := range count {
		id := fmt.Sprintf("req-%016x-0", i)
		closed := span.Start.Add(time.Duration(i+1) * time.Minute)
		text := "---\ntype: \"approval_request\"\nrequest_id: \"" + id + "\"\nstatus: \"completed\"\n---\n# Invoice\n\n" + strings.Repeat("What was read from the mail. ", 60) + "\n"
		e := notes.Entry{
			Note: contract.Note{
				RequestID: id, WorkflowID: fmt.Sprintf("invoice/%016x", i), Revision: 1, Type: contract.NoteApproval, Folder: contract.FolderPendingApproval,
				Title: "Invoice", Created: closed.Add(-time.Hour), Amount: "100.00", Currency: "EUR", Counterparty: fmt.Sprint("Customer ", i%200),
				Mail: contract.MailRef{Key: fmt.Sprintf("%064x", i), SeenAt: closed.Add(-2 * time.Hour)},
			},
			Rendered: text, Path: "Completed/" + id + ".md", Written: true, Closed: true, Outcome: contract.StatusDone, ClosedAt: closed,
		}
		raw, err := json.Marshal(e)
		require.NoError(p.t, err)
		require.NoError(p.t, os.WriteFile(filepath.Join(register, id+".json"), raw, 0o600))
		require.NoError(p.t, os.WriteFile(p.Path("Completed", id+".md"), []byte(text), 0o600))
	}
}

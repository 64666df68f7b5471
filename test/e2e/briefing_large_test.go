package e2e_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// largeSetting has the page made of a business of a size that one owner hardly
// reaches; it is measured and not part of every run.
const largeSetting = "TEST_BRIEFING_LARGE"

func TestBriefing_OfALargeBusinessIsThereInSeconds(t *testing.T) {
	t.Parallel()
	if os.Getenv(largeSetting) == "" {
		t.Skip("set " + largeSetting + "=1 to measure it")
	}
	const lines, requests, invoices = 100_000, 2_000, 10_000
	span := lastWeek(t)
	fake := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(fake)
	for i := range invoices {
		date := span.Start.AddDate(0, 0, 6-i%730).Format(time.DateOnly)
		fake.Book(odoofake.Entry{Name: fmt.Sprint("INV/", i), Partner: customer, Date: date, Untaxed: "100.01"})
	}
	p := harness.New(t, realOdoo(fake.URL)...)
	writeLog(t, filepath.Join(p.Dir, "Vault", "Logs"), span, lines)
	writeRequests(t, p, span, requests)
	ready := p.Start()
	before := memory(t, ready.PID)
	first := timed(t, p)
	login := len(fake.Requests()) // the first reading logs in, besides
	again := timed(t, p)
	calls, most := len(fake.Requests())-login, memory(t, ready.PID)
	t.Logf("%d log lines, %d requests, %d invoices: %v from the command to its end and %v again; %d Odoo calls, %d with the login; at most %d MB, %d before",
		lines, requests, invoices, first, again, calls, login, most>>10, before>>10)
	figures := figuresOf(t, p, span.Week)
	require.Equal(t, contract.Decimal(strconv.Itoa(lines)), figures["log.lines "])
	require.Equal(t, contract.Decimal(strconv.Itoa(requests)), figures["decided "])
	_, briefing := pagesOf(t, span)
	require.FileExists(t, p.Path("CEO_Briefings", briefing))
	require.Less(t, first, 5*time.Second)
	require.LessOrEqual(t, calls, 16)
	require.Less(t, most>>10, 300, "MB")
}

// timed has the pages made and tells how long that took.
func timed(t *testing.T, p *harness.Product) time.Duration {
	t.Helper()
	began := time.Now()
	out, err := p.Starter("briefing")
	require.NoError(t, err, out)
	return time.Since(began).Round(time.Millisecond)
}

// memory is the most that a process has had in memory, in kilobytes.
func memory(t *testing.T, pid int) int {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Skip("this system does not tell how much memory a process has")
	}
	found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(raw)
	require.NotNil(t, found)
	kilobytes, err := strconv.Atoi(string(found[1]))
	require.NoError(t, err)
	return kilobytes
}

// writeLog writes a whole log over the days of a week, in the documented form.
func writeLog(t *testing.T, dir string, span contract.WeekSpan, lines int) {
	t.Helper()
	require.NoError(t, os.MkdirAll(dir, 0o700))
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
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), content.Bytes(), 0o600))
	}
}

// writeRequests writes finished requests of a week with their notes.
func writeRequests(t *testing.T, p *harness.Product, span contract.WeekSpan, count int) {
	t.Helper()
	register := filepath.Join(p.Dir, ".employee", "requests")
	require.NoError(t, os.MkdirAll(register, 0o700))
	require.NoError(t, os.MkdirAll(p.Path("Completed"), 0o755))
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
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(register, id+".json"), raw, 0o600))
		require.NoError(t, os.WriteFile(p.Path("Completed", id+".md"), []byte(text), 0o600))
	}
}

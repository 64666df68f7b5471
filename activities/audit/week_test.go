package audit_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/audit"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// diary is a log whose clock is set by hand.
type diary struct {
	t   testing.TB
	now time.Time
	log *auditlog.Log
	n   int
}

// span is the week that the tests ask for: W48 in Berlin.
func span() contract.WeekSpan {
	return contract.WeekSpan{Week: "2026-W48", Start: time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC), End: time.Date(2026, 11, 29, 23, 0, 0, 0, time.UTC)}
}

func newDiary(t testing.TB) *diary {
	t.Helper()
	d := &diary{t: t, now: span().Start.Add(-48 * time.Hour)}
	var err error
	d.log, err = auditlog.Open(t.TempDir(), auditlog.Options{Clock: func() time.Time { return d.now }})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.log.Close()) })
	return d
}

func (d *diary) write(phase auditlog.Phase, action, result, approval string) {
	d.t.Helper()
	d.n++
	_, err := d.log.Append(auditlog.Record{
		Action: action, Actor: "employee", Result: result, ApprovalStatus: approval, Phase: phase,
		RecordID: fmt.Sprint("r-", d.n), CorrelationID: action + approval + result,
	})
	require.NoError(d.t, err)
}

// effect writes an intent and its result.
func (d *diary) effect(action, result, approval string) {
	d.t.Helper()
	correlation := fmt.Sprint("c-", d.n)
	for _, phase := range []auditlog.Phase{auditlog.Intent, auditlog.Result} {
		d.n++
		said := result
		if phase == auditlog.Intent {
			said = "intended"
		}
		_, err := d.log.Append(auditlog.Record{
			Action: action, Actor: "employee", Result: said, ApprovalStatus: approval, Phase: phase, RecordID: fmt.Sprint("r-", d.n), CorrelationID: correlation,
		})
		require.NoError(d.t, err)
	}
}

func (d *diary) week() (contract.AuditWeek, error) {
	a, err := audit.New(d.log)
	require.NoError(d.t, err)
	return a.ListWeek(context.Background(), contract.ListWeekInput{Span: span()})
}

func TestListWeek_CountsTheEffectsOfTheWeekAndWhoLetThem(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	d.effect("odoo.create_draft_invoice", "done", "approved") // the week before
	d.now = span().Start
	d.effect("odoo.create_draft_invoice", "done", "approved")
	d.effect("odoo.create_draft_invoice", "done", "auto")
	d.effect("odoo.create_draft_invoice", "dry_run", "auto")
	d.effect("odoo.create_draft_invoice", "unknown", "approved")
	d.effect("odoo.create_draft_invoice", "not_done:transient", "approved")
	d.effect("odoo.create_draft_invoice", "not_done:invalid", "approved")
	d.effect("odoo.create_draft_invoice", "not_done:stopped", "approved")
	d.effect("mcp.request_invoice", "refused: no such file", "not_required")
	d.write(auditlog.Event, "process.ended", "rejected", "rejected")
	d.write(auditlog.Event, "process.ended", "refused", "pending")
	d.write(auditlog.Event, "mail.read", "draft", "pending")
	d.write(auditlog.Intent, "facebook.publish_post", "intended", "auto")
	d.now = span().End
	d.effect("odoo.create_draft_invoice", "done", "approved") // the week after
	got, err := d.week()
	require.NoError(t, err)
	require.Equal(t, 20, got.Lines)
	want := map[string]int{"effects": 8, "done": 2, "dry": 1, "refused": 4, "failed": 1, "unknown": 1, "automatic": 2, "approved": 1, "rejected": 1}
	require.Equal(t, want, map[string]int{
		"effects": got.Effects, "done": got.Done, "dry": got.DryRun, "refused": got.Refused, "failed": got.Failed, "unknown": got.Unknown,
		"automatic": got.Automatic, "approved": got.Approved, "rejected": got.Rejected,
	})
	require.Equal(t, []contract.AuditSystem{{System: "odoo", Effects: 7, Refused: 2, Errors: 2}, {System: "mcp", Effects: 1, Refused: 1}}, got.Systems)
	require.Equal(t, contract.WeekCount{Name: "odoo.create_draft_invoice", Count: 14}, got.Actions[0])
	require.True(t, got.Chain.Whole)
	require.Equal(t, []int{24, 11, 10}, []int{got.Chain.Lines, got.Chain.Intents, got.Chain.Results}, "the chain is of the whole log")
	require.Equal(t, 1, got.Chain.Open)
	require.Contains(t, got.Chain.Unfinished[0], "facebook.publish_post")
	require.Len(t, got.Chain.Head, 64)
}

func TestListWeek_ADamagedFileIsNamedAndTheRestIsCounted(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	d.now = span().Start.Add(2 * time.Hour)
	d.effect("odoo.create_draft_invoice", "done", "approved")
	d.effect("odoo.create_draft_invoice", "done", "approved")
	file := filepath.Join(d.log.Dir(), "2026-11-23.json")
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	lines := strings.SplitAfter(string(raw), "\n")
	lines[1] = "{ damaged\n"
	require.NoError(t, os.WriteFile(file, []byte(strings.Join(lines, "")), 0o600))
	got, err := d.week()
	require.NoError(t, err)
	require.False(t, got.Chain.Whole)
	require.Contains(t, got.Chain.Broken, "2026-11-23.json:2: not JSON")
	require.Equal(t, 1, got.Unreadable)
	require.Equal(t, 3, got.Lines)
	require.Equal(t, 1, got.Done)
}

func TestListWeek_ALogThatCannotBeReadIsSaidAndNotCountedAsNothing(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	_, err := d.week()
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	require.Equal(t, string(contract.FailNotFound), app.Type())
	require.NoError(t, os.WriteFile(filepath.Join(d.log.Dir(), "2026-11-23.json.gz"), []byte("no gzip"), 0o600))
	_, err = d.week()
	require.ErrorAs(t, err, &app)
	require.Contains(t, app.Message(), "2026-11-23.json.gz")
	require.Equal(t, string(contract.FailTransient), app.Type())
}

func TestListWeek_IsShortWhateverIsInTheLog(t *testing.T) {
	t.Parallel()
	d := newDiary(t)
	d.now = span().Start
	for i := range 100 {
		d.write(auditlog.Intent, fmt.Sprintf("system%d.do_it", i), "intended", "auto")
		d.effect(fmt.Sprintf("other%d.do_it", i), "unknown", "auto")
	}
	got, err := d.week()
	require.NoError(t, err)
	require.Len(t, got.Actions, 40)
	require.Len(t, got.Systems, 40)
	require.Len(t, got.Chain.Unfinished, 20)
	require.Equal(t, 100, got.Chain.Open)
}

func BenchmarkListWeek(b *testing.B) {
	d := newDiary(b)
	d.now = span().Start
	for range 500 {
		d.effect("odoo.create_draft_invoice", "done", "approved")
	}
	for b.Loop() {
		_, err := d.week()
		require.NoError(b, err)
	}
}

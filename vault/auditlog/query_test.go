package auditlog_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

func TestQuery_ChoosesByTimeActionActorResultAndIDs(t *testing.T) {
	t.Parallel()
	dir, c := t.TempDir(), newClock(monday())
	l := open(t, dir, c)
	records := []auditlog.Record{
		{Action: "odoo.CreateDraftInvoice", Actor: "workflow", Result: "done", WorkflowID: "invoice/1", RequestID: "R1", RecordID: "1"},
		{Action: "odoo.AttachMail", Actor: "workflow", Result: "unknown: no answer", WorkflowID: "invoice/2", RecordID: "2"},
		{Action: "note.Approved", Actor: "owner", Result: "done", WorkflowID: "invoice/1", RequestID: "R1", RecordID: "3"},
	}
	for _, r := range records {
		_, err := l.Append(r)
		require.NoError(t, err)
		c.Add(time.Minute)
	}
	cases := map[string]struct {
		filter auditlog.Filter
		want   []string
	}{
		"everything":     {auditlog.Filter{}, []string{"1", "2", "3"}},
		"one action":     {auditlog.Filter{Action: "odoo.AttachMail"}, []string{"2"}},
		"one system":     {auditlog.Filter{Action: "odoo.*"}, []string{"1", "2"}},
		"no such action": {auditlog.Filter{Action: "odoo"}, nil},
		"by the owner":   {auditlog.Filter{Actor: "owner"}, []string{"3"}},
		"unknown":        {auditlog.Filter{Result: "unknown*"}, []string{"2"}},
		"of one process": {auditlog.Filter{WorkflowID: "invoice/1", Result: "done"}, []string{"1", "3"}},
		"of one request": {auditlog.Filter{RequestID: "R1"}, []string{"1", "3"}},
		"from inclusive": {auditlog.Filter{From: monday().Add(time.Minute).Truncate(time.Millisecond)}, []string{"2", "3"}},
		"to exclusive":   {auditlog.Filter{To: monday().Add(time.Minute).Truncate(time.Millisecond)}, []string{"1"}},
		"another zone":   {auditlog.Filter{From: monday().Add(time.Second).In(time.FixedZone("", 7200))}, []string{"2", "3"}},
		"before the log": {auditlog.Filter{To: monday().AddDate(-1, 0, 0)}, nil},
		"after the log":  {auditlog.Filter{From: monday().AddDate(1, 0, 0)}, nil},
	}
	for name, c := range cases {
		assert.Equal(t, c.want, ids(t, dir, c.filter), name)
	}
}

func TestQuery_GivesBackWhatWasAppended(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := open(t, dir, newClock(monday()))
	record := auditlog.Record{
		Action: "a", Actor: "b", Parameters: map[string]any{"text": "<b>&", "yes": true}, Result: "r", ApprovalStatus: "auto", RecordID: "id",
		WorkflowID: "w", RunID: "run", RequestID: "req", CorrelationID: "cor", Duration: 2 * time.Second, DryRun: true, PolicyRule: "rule", Phase: auditlog.Intent,
	}
	_, err := l.Append(record)
	require.NoError(t, err)
	for entry, err := range auditlog.Query(dir, auditlog.Filter{}) {
		require.NoError(t, err)
		record.Timestamp = monday().Truncate(time.Millisecond)
		assert.Equal(t, record, entry.Record)
		assert.Equal(t, dayOne, entry.File)
		assert.Equal(t, 1, entry.Line)
	}
}

func TestQuery_NamesADamagedLineAndGoesOn(t *testing.T) {
	t.Parallel()
	dir, _, _ := filled(t)
	lines := read(t, dir, dayOne)
	rewrite(t, dir, dayOne, lines[0], "scribble", lines[1], lines[2])
	found, damaged := 0, 0
	for _, err := range auditlog.Query(dir, auditlog.Filter{}) {
		var line *auditlog.LineError
		if errors.As(err, &line) {
			damaged++
			assert.Equal(t, 2, line.Line)
			assert.Contains(t, line.Error(), dayOne+":2")
			continue
		}
		require.NoError(t, err)
		found++
	}
	assert.Equal(t, 6, found)
	assert.Equal(t, 1, damaged)
}

func TestQuery_StopsWhenTheCallerHasSeenEnough(t *testing.T) {
	t.Parallel()
	dir, _, _ := filled(t)
	seen := 0
	for _, err := range auditlog.Query(dir, auditlog.Filter{}) {
		require.NoError(t, err)
		seen++
		break
	}
	assert.Equal(t, 1, seen)
}

func TestQuery_LeavesOutATornLine(t *testing.T) {
	t.Parallel()
	dir, _, _ := filled(t)
	spill(t, dir, dayTwo, `{"timestamp":"2026-11-24T00:0`)
	assert.Len(t, ids(t, dir, auditlog.Filter{}), 6)
}

func TestQuery_SaysWhenThereIsNoLogYet(t *testing.T) {
	t.Parallel()
	for _, err := range auditlog.Query(t.TempDir(), auditlog.Filter{}) {
		assert.ErrorIs(t, err, auditlog.ErrNoLog)
	}
}

package audit_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/audit"
	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestAudit_RepeatedRecordIsWrittenOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	log, err := auditlog.Open(dir, auditlog.Options{})
	require.NoError(t, err)
	t.Cleanup(func() { _ = log.Close() })
	a, err := audit.New(log)
	require.NoError(t, err)
	record := contract.AuditRecord{RecordID: "req-1/1", Action: "mail.read", Actor: "employee", Result: "draft", Phase: contract.PhaseEvent}

	first, err := a.EnsureRecords(context.Background(), []contract.AuditRecord{record})
	require.NoError(t, err)
	second, err := a.EnsureRecords(context.Background(), []contract.AuditRecord{record})
	require.NoError(t, err)

	require.Equal(t, 1, first.Written)
	require.Zero(t, second.Written)
	report, err := auditlog.Verify(dir)
	require.NoError(t, err)
	require.Equal(t, 1, report.Lines)
}

func TestAudit_AddressesAndLongTextsDoNotReachTheLog(t *testing.T) {
	t.Parallel()
	log := &recorder{}
	a, err := audit.New(log)
	require.NoError(t, err)

	_, err = a.EnsureRecords(context.Background(), []contract.AuditRecord{{
		RecordID: "r", Action: "a", Actor: "employee",
		Parameters: map[string]string{"from_email": "jane.doe@example.com", "reason": strings.Repeat("word ", 100)},
	}})

	require.NoError(t, err)
	require.NotContains(t, log.last.Parameters["from_email"], "jane.doe")
	require.LessOrEqual(t, len(log.last.Parameters["reason"].(string)), 140)
}

func TestAudit_FailureOfTheDiskIsReturnedForAnotherAttempt(t *testing.T) {
	t.Parallel()
	a, err := audit.New(&recorder{err: errors.New("no space left on device")})
	require.NoError(t, err)

	_, err = a.EnsureRecords(context.Background(), []contract.AuditRecord{{RecordID: "r"}})

	require.Error(t, err)
}

func TestAudit_NeedsALog(t *testing.T) {
	t.Parallel()
	_, err := audit.New(nil)
	require.Error(t, err)
}

type recorder struct {
	last auditlog.Record
	err  error
}

func (r *recorder) Dir() string { return "" }

func (r *recorder) AppendAll(records ...auditlog.Record) ([]bool, error) {
	r.last = records[len(records)-1]
	return []bool{r.err == nil}, r.err
}

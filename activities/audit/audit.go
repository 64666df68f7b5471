package audit

import (
	"context"
	"errors"
	"strings"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// maxText bounds what a person wrote; maxCall the description of a call, which is ours.
	maxText = 120
	maxCall = 8000
)

// Log is the audit log.
type Log interface {
	AppendAll(...auditlog.Record) (written []bool, err error)
	// Dir is its folder.
	Dir() string
}

// Activities serves the audit activities.
type Activities struct{ log Log }

// New needs the open log.
func New(log Log) (*Activities, error) {
	if log == nil {
		return nil, errors.New("the audit activities need a log")
	}
	return &Activities{log: log}, nil
}

// RegisterActivities makes the activities known under their contract names.
func (a *Activities) RegisterActivities(r worker.ActivityRegistry) {
	r.RegisterActivityWithOptions(a.ListWeek, activity.RegisterOptions{Name: contract.AuditListWeek.Name()})
	r.RegisterActivityWithOptions(a.EnsureRecords, activity.RegisterOptions{Name: contract.AuditEnsureRecords.Name()})
}

// EnsureRecords writes records in their order, each once: one whose ID is there
// already is left alone.
func (a *Activities) EnsureRecords(_ context.Context, records []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
	lines := make([]auditlog.Record, len(records))
	for i, r := range records {
		lines[i] = lineOf(r)
	}
	written, err := a.log.AppendAll(lines...)
	var result contract.EnsureRecordsResult
	for _, is := range written {
		if is {
			result.Written++
		}
	}
	return result, err
}

func lineOf(r contract.AuditRecord) auditlog.Record {
	parameters := make(map[string]any, len(r.Parameters))
	for k, v := range r.Parameters {
		parameters[k] = guarded(k, v)
	}
	return auditlog.Record{
		Timestamp: r.Timestamp, Action: r.Action, Actor: r.Actor, Parameters: parameters, Result: r.Result,
		ApprovalStatus: r.ApprovalStatus, RecordID: r.RecordID, WorkflowID: r.WorkflowID, RunID: r.RunID,
		RequestID: r.RequestID, CorrelationID: r.CorrelationID, Duration: time.Duration(r.DurationMS) * time.Millisecond,
		DryRun: r.DryRun, PolicyRule: r.PolicyRule, Phase: auditlog.Phase(r.Phase),
	}
}

// guarded hashes addresses, and shortens everything that a stranger may have
// written; the described call of a dry run is kept, it is what the owner wants
// to see.
func guarded(key, value string) string {
	switch {
	case strings.HasSuffix(key, "_email"):
		return auditlog.Person(value)
	case key == "call":
		return auditlog.Short(value, maxCall)
	default:
		return auditlog.Short(value, maxText)
	}
}

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
	Append(auditlog.Record) (written bool, err error)
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
	r.RegisterActivityWithOptions(a.EnsureRecord, activity.RegisterOptions{Name: contract.AuditEnsureRecord.Name()})
}

// EnsureRecord writes one record, once: a record whose ID is there already is
// left alone.
func (a *Activities) EnsureRecord(_ context.Context, r contract.AuditRecord) (contract.EnsureRecordResult, error) {
	parameters := make(map[string]any, len(r.Parameters))
	for k, v := range r.Parameters {
		parameters[k] = guarded(k, v)
	}
	written, err := a.log.Append(auditlog.Record{
		Timestamp: r.Timestamp, Action: r.Action, Actor: r.Actor, Parameters: parameters, Result: r.Result,
		ApprovalStatus: r.ApprovalStatus, RecordID: r.RecordID, WorkflowID: r.WorkflowID, RunID: r.RunID,
		RequestID: r.RequestID, CorrelationID: r.CorrelationID, Duration: time.Duration(r.DurationMS) * time.Millisecond,
		DryRun: r.DryRun, PolicyRule: r.PolicyRule, Phase: auditlog.Phase(r.Phase),
	})
	return contract.EnsureRecordResult{Written: written}, err
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

package contract

import "time"

// Phases of an audit record.
const (
	PhaseIntent = "intent" // before an effect
	PhaseResult = "result" // after it
	PhaseEvent  = "event"  // anything else worth knowing
)

// AuditRecord is one line of the audit log, without what the log adds itself
// (hashes). RecordID is deterministic, so that a repeated activity writes once.
type AuditRecord struct {
	RecordID       string            `json:"record_id"`
	Timestamp      time.Time         `json:"timestamp"`
	Phase          string            `json:"phase"`
	Action         string            `json:"action"`
	Actor          string            `json:"actor"` // owner | employee | mcp
	Parameters     map[string]string `json:"parameters,omitempty"`
	Result         string            `json:"result"`
	ApprovalStatus string            `json:"approval_status"` // not_required | pending | approved | rejected | auto | ...
	WorkflowID     string            `json:"workflow_id"`
	RunID          string            `json:"run_id"`
	RequestID      string            `json:"request_id,omitempty"`
	CorrelationID  string            `json:"correlation_id,omitempty"`
	DurationMS     int64             `json:"duration_ms,omitempty"`
	DryRun         bool              `json:"dry_run"`
	PolicyRule     string            `json:"policy_rule,omitempty"`
}

// EnsureRecordsResult says how many of the records were new.
type EnsureRecordsResult struct {
	Written int `json:"written"`
}

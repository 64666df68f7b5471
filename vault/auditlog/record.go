package auditlog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// Phase says which part of an effect a record tells about.
type Phase string

// The phases. An intent is written before an effect, its result after it; everything else is an event.
const (
	Intent Phase = "intent"
	Result Phase = "result"
	Event  Phase = "event"
)

// Record is one line of the log. The order of the fields is the order of the keys in the file and part of the format.
type Record struct {
	// Timestamp is set by Append, to milliseconds, in UTC. What the caller puts here is ignored.
	Timestamp time.Time
	// Action is what was done, as system.VerbNoun. Required.
	Action string
	// Actor is who did it: "owner", "workflow", "policy" or a program. Required.
	Actor string
	// Parameters holds what JSON can hold; texts of people must have gone through Person or Short.
	Parameters map[string]any
	// Result is a word or a short sentence: "done", "refused: …", "unknown: …".
	Result string
	// ApprovalStatus is a word: "auto", "approved", "rejected", "pending", "not_needed".
	ApprovalStatus string
	// RecordID is the same for every attempt to write this record, see NewID. Required, at most 200 bytes.
	RecordID string
	// WorkflowID, RunID and RequestID say which process and which approval this belongs to.
	WorkflowID, RunID, RequestID string
	// CorrelationID ties a result to its intent. When empty, action, workflow and request do.
	CorrelationID string
	// Duration is written in whole milliseconds.
	Duration time.Duration
	// DryRun is true when nothing left the house.
	DryRun bool
	// PolicyRule is the rule that decided.
	PolicyRule string
	// Phase is Event when empty.
	Phase Phase
}

// Entry is a record as it stands in the log.
type Entry struct {
	Record
	// PrevHash and Hash are lower-case hex SHA-256.
	PrevHash, Hash string
	// File is the base name of the day file, Line counts from 1.
	File string
	Line int
}

// line is the wire form. Keys never change their order, and none is left out.
type line struct {
	Timestamp      string         `json:"timestamp"`
	Action         string         `json:"action"`
	Actor          string         `json:"actor"`
	Parameters     map[string]any `json:"parameters"`
	Result         string         `json:"result"`
	ApprovalStatus string         `json:"approval_status"`
	RecordID       string         `json:"record_id"`
	WorkflowID     string         `json:"workflow_id"`
	RunID          string         `json:"run_id"`
	RequestID      string         `json:"request_id"`
	CorrelationID  string         `json:"correlation_id"`
	DurationMS     int64          `json:"duration_ms"`
	DryRun         bool           `json:"dry_run"`
	PolicyRule     string         `json:"policy_rule"`
	Phase          Phase          `json:"phase"`
	PrevHash       string         `json:"prev_hash"`
	Hash           string         `json:"hash,omitempty"`
}

const (
	timeLayout = "2006-01-02T15:04:05.000Z"
	dayLayout  = "2006-01-02"
	// maxRecordID is far above what NewID makes and what a workflow ID with a suffix needs.
	maxRecordID = 200
)

// NewID makes a record ID from the parts that identify the record: the same parts give the same ID (32 hex characters), and
// no two lists of parts run together. Typical parts: workflow ID, run ID, activity ID, phase.
func NewID(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s,", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}

// entry turns the wire form into the public one.
func (l *line) entry(file string, number int) (Entry, error) {
	at, err := time.Parse(time.RFC3339Nano, l.Timestamp)
	if err != nil {
		return Entry{}, &LineError{File: file, Line: number, Err: fmt.Errorf("timestamp: %w", err)}
	}
	return Entry{
		Record: Record{
			Timestamp: at.UTC(), Action: l.Action, Actor: l.Actor, Parameters: l.Parameters, Result: l.Result,
			ApprovalStatus: l.ApprovalStatus, RecordID: l.RecordID, WorkflowID: l.WorkflowID, RunID: l.RunID,
			RequestID: l.RequestID, CorrelationID: l.CorrelationID, Duration: time.Duration(l.DurationMS) * time.Millisecond,
			DryRun: l.DryRun, PolicyRule: l.PolicyRule, Phase: l.Phase,
		},
		PrevHash: l.PrevHash, Hash: l.Hash, File: file, Line: number,
	}, nil
}

package flow

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Journal writes the lines of the audit log of one execution. A line's record
// ID says what the line is about, so that an activity that is repeated writes
// once. It must not count all lines: when a worker dies before a workflow task
// is kept, the task is done again, and what goes on side by side may then write
// in another order.
type Journal struct {
	// About begins the record IDs: the request, or the process where a process may have several.
	About string

	lines map[string]int // by what they are about
	held  []contract.AuditRecord
}

// Write completes a line with what is the same for all of an execution, and
// writes it behind those that are held.
func (j *Journal) Write(ctx workflow.Context, r contract.AuditRecord) error {
	j.Hold(ctx, r)
	return j.Flush(ctx)
}

// Hold is Write for a line that another one follows at once: both are then
// written in one step. Flush comes before anything that waits.
func (j *Journal) Hold(ctx workflow.Context, r contract.AuditRecord) {
	about := topic(r)
	if j.lines == nil {
		j.lines = map[string]int{}
	}
	j.lines[about]++
	run := workflow.GetInfo(ctx).WorkflowExecution.RunID
	r.RecordID = j.About + "/" + run + "/" + about + "-" + strconv.Itoa(j.lines[about])
	r.Timestamp, r.Actor, r.RunID = workflow.Now(ctx), "employee", run
	j.held = append(j.held, r)
}

// Flush writes what is held, if anything is.
func (j *Journal) Flush(ctx workflow.Context) error {
	if len(j.held) == 0 {
		return nil
	}
	lines := j.held
	j.held = nil // what goes on beside this writes its own
	last := lines[len(lines)-1]
	_, err := Do(ctx, contract.AuditEnsureRecords, lines, last.Action+" "+last.Phase)
	if err != nil {
		j.held = append(lines, j.held...)
	}
	return err
}

// topic tells the lines of an execution apart. An attempt has one intent and
// one result; an event that turned out otherwise when it was done again is
// another line.
func topic(r contract.AuditRecord) string {
	what := r.Action + "\x00" + r.Phase + "\x00" + r.CorrelationID
	if r.Phase == contract.PhaseEvent {
		what += "\x00" + r.Result
	}
	sum := sha256.Sum256([]byte(what))
	return hex.EncodeToString(sum[:6])
}

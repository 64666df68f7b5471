package flow

import (
	"strconv"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Journal writes the lines of the audit log of one execution. A line's record
// ID counts the lines, so that an activity that is repeated writes once.
type Journal struct {
	// About begins the record IDs: the request, or the process where a process may have several.
	About string

	lines int
}

// Write completes a line with what is the same for all of an execution, and
// writes it.
func (j *Journal) Write(ctx workflow.Context, r contract.AuditRecord) error {
	j.lines++
	run := workflow.GetInfo(ctx).WorkflowExecution.RunID
	r.RecordID = j.About + "/" + run + "/" + strconv.Itoa(j.lines)
	r.Timestamp, r.Actor, r.RunID = workflow.Now(ctx), "employee", run
	_, err := Do(ctx, contract.AuditEnsureRecord, r, r.Action+" "+r.Phase)
	return err
}

package briefing

import (
	"strings"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// briefing is the state of one run.
type briefing struct {
	in     contract.BriefingInput
	status contract.ProcessStatus
}

func begin(ctx workflow.Context, in contract.BriefingInput) (*briefing, error) {
	b := &briefing{in: in}
	return b, workflow.SetQueryHandler(ctx, contract.QueryStatus, func() (contract.ProcessStatus, error) { return b.status, nil })
}

// say tells the Web UI and the lists where the run stands.
func (b *briefing) say(ctx workflow.Context, status, words string) error {
	b.status.Status, b.status.WaitingFor, b.status.Since = status, words, workflow.Now(ctx)
	workflow.SetCurrentDetails(ctx, words)
	return workflow.UpsertTypedSearchAttributes(ctx, temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(status))
}

// log writes the line that the pages were made. They are notes of the house and
// leave it no way, so there is no intent before it.
func (b *briefing) log(ctx workflow.Context, made contract.BriefingResult) error {
	info := workflow.GetInfo(ctx).WorkflowExecution
	result, parameters := "done", map[string]string{"week": made.Week, "audit": made.Audit, "briefing": made.Briefing}
	if made.Problem != "" {
		result, parameters["reason"] = "not_done:"+string(contract.FailInvalid), made.Problem
	}
	if len(made.Missing) > 0 {
		parameters["missing"] = strings.Join(made.Missing, ", ")
	}
	if len(made.SetAside) > 0 {
		parameters["set_aside"] = strings.Join(made.SetAside, ", ")
	}
	_, err := flow.Do(ctx, contract.AuditEnsureRecords, []contract.AuditRecord{{
		RecordID: info.ID + "/" + info.RunID + "/1", Timestamp: workflow.Now(ctx), Phase: contract.PhaseEvent, Action: "briefing.made", Actor: "employee",
		Parameters: parameters, Result: result, ApprovalStatus: "not_required", WorkflowID: info.ID, RunID: info.RunID, CorrelationID: info.ID,
	}}, "log the briefing")
	return err
}

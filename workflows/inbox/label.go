package inbox

import (
	"strconv"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

const actionLabel = "gmail.label_mail"

// mark labels the mail in Gmail where the owner has allowed it. It is a
// courtesy that changes nothing when it fails, but an effect like any other:
// its intent and its result are in the log.
func (w *watch) mark(ctx workflow.Context, id, key string) error {
	if !w.label || w.in.DryRun {
		return nil
	}
	if err := w.log(ctx, contract.PhaseIntent, "intended", id, key); err != nil {
		return err
	}
	result := "done"
	if _, err := flow.Do(ctx, contract.GmailEnsureLabel, contract.GmailLabelInput{MessageID: id}, "mark the mail as taken"); err != nil {
		result = "not_done:" + string(flow.KindOf(err))
	}
	return w.log(ctx, contract.PhaseResult, result, id, key)
}

func (w *watch) log(ctx workflow.Context, phase, result, id, key string) error {
	w.records++
	run := workflow.GetInfo(ctx).WorkflowExecution
	_, err := flow.Do(ctx, contract.AuditEnsureRecords, []contract.AuditRecord{{
		RecordID: run.RunID + "/" + strconv.Itoa(w.records), Timestamp: workflow.Now(ctx), Phase: phase, Action: actionLabel, Actor: "employee",
		Parameters: map[string]string{"message_id": id, "mail_key": key}, Result: result, ApprovalStatus: "not_required",
		WorkflowID: run.ID, RunID: run.RunID, CorrelationID: run.RunID + "/" + id,
	}}, actionLabel+" "+phase)
	return err
}

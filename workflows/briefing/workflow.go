package briefing

import (
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// Run makes the pages of a week. A run without a week, such as the Schedule's,
// has the run of the last whole week make them: its ID names the week, so that
// there is one run of a week at a time, whoever starts it.
func Run(ctx workflow.Context, in contract.BriefingInput) (contract.BriefingResult, error) {
	ctx = flow.WithVaultQueue(ctx, in.VaultQueue)
	b, err := begin(ctx, in)
	if err != nil {
		return contract.BriefingResult{}, err
	}
	span, err := flow.Do(ctx, contract.NotesFindWeek, contract.FindWeekInput{Week: in.Week, At: workflow.Now(ctx)}, "find the week")
	if flow.Failed(err) {
		return b.refuse(ctx, flow.Sentence(err))
	}
	if err != nil {
		return contract.BriefingResult{}, err
	}
	if in.Week == "" {
		return b.handOn(ctx, span.Week)
	}
	week, err := b.gather(ctx, span)
	if err != nil {
		return contract.BriefingResult{}, err
	}
	return b.write(ctx, week)
}

// handOn starts the run that bears the week in its ID, and waits for it. It
// lives on when this one ends.
func (b *briefing) handOn(ctx workflow.Context, week string) (contract.BriefingResult, error) {
	if err := b.say(ctx, contract.StatusHandedOver, "The pages of "+week+" are made by the process "+flow.ID(ctx, contract.BriefingID(week))+"."); err != nil {
		return contract.BriefingResult{}, err
	}
	started := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID:            flow.ID(ctx, contract.BriefingID(week)),
		ParentClosePolicy:     enumspb.PARENT_CLOSE_POLICY_ABANDON,
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowTaskTimeout:   contract.WorkflowTaskTimeout,
		StaticSummary:         "audit and briefing of " + week,
	})
	var result contract.BriefingResult
	err := workflow.ExecuteChildWorkflow(started, contract.WeeklyAuditAndBriefing, contract.BriefingInput{Week: week, VaultQueue: b.in.VaultQueue}).Get(started, &result)
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return contract.BriefingResult{Week: week, Running: true}, nil
	}
	return result, err
}

// askAbout starts the process of each suggestion that is an action. Its ID names
// week and matter and is used once, so that a page that is made again asks nobody twice.
// What keeps one from being started keeps no page from being made.
func (b *briefing) askAbout(ctx workflow.Context, reminders []contract.ReminderInput) error {
	for _, r := range reminders {
		r.VaultQueue = b.in.VaultQueue
		child := workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
			WorkflowID:            flow.ID(ctx, contract.SuggestionID(r.Week, r.Key)),
			ParentClosePolicy:     enumspb.PARENT_CLOSE_POLICY_ABANDON,
			WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
			WorkflowTaskTimeout:   contract.WorkflowTaskTimeout,
			StaticSummary:         "a payment reminder that the page of " + r.Week + " suggests",
		})
		err := workflow.ExecuteChildWorkflow(child, contract.PaymentReminder, r).GetChildWorkflowExecution().Get(ctx, nil)
		switch {
		case err == nil || temporal.IsWorkflowExecutionAlreadyStartedError(err):
		case ctx.Err() != nil:
			return err
		default:
			workflow.GetLogger(ctx).Error("a suggestion is not asked about", "error", err)
		}
	}
	return nil
}

// refuse ends a run that was asked for what cannot be.
func (b *briefing) refuse(ctx workflow.Context, why string) (contract.BriefingResult, error) {
	return contract.BriefingResult{Week: b.in.Week, Problem: why}, b.say(ctx, contract.StatusRefused, why)
}

// write has the notes made of what was gathered.
func (b *briefing) write(ctx workflow.Context, week contract.Week) (contract.BriefingResult, error) {
	if err := b.say(ctx, contract.StatusEffect, "Writing the audit and the briefing of "+week.Span.Week+"."); err != nil {
		return contract.BriefingResult{}, err
	}
	result, err := flow.Do(ctx, contract.NotesEnsureWeek, week, "write the audit and the briefing")
	switch {
	case flow.Failed(err):
		result = contract.BriefingResult{Week: week.Span.Week, Problem: flow.Sentence(err)}
	case err != nil:
		return result, err
	}
	if err := b.log(ctx, result); err != nil {
		return result, err
	}
	if result.Problem != "" {
		return result, b.say(ctx, contract.StatusRefused, result.Problem)
	}
	if err := b.askAbout(ctx, result.Reminders); err != nil {
		return result, err
	}
	return result, b.say(ctx, contract.StatusDone, "Finished: "+result.Briefing+" and "+result.Audit+".")
}

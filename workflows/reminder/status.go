package reminder

import (
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// reminder is the state of one execution.
type reminder struct {
	in       contract.ReminderInput
	id       string
	status   contract.ProcessStatus
	journal  flow.Journal
	handbook contract.Handbook
	debt     contract.Debt
	draft    contract.MailDraft

	note     contract.Note // as last laid on the desk
	laid     bool
	setback  string // why the request is on the desk again
	approval string // for the log
	rule     string
	attempts int
	unknown  bool // an attempt was made and it is not known whether the draft is there
}

func begin(ctx workflow.Context, in contract.ReminderInput) (*reminder, error) {
	r := &reminder{in: in, id: workflow.GetInfo(ctx).WorkflowExecution.ID, approval: "pending"}
	r.note.RequestID, r.note.WorkflowID, r.note.Created = contract.SuggestionRequestID(in.Week, in.Key), r.id, workflow.Now(ctx)
	r.journal.About = r.note.RequestID
	r.status = contract.ProcessStatus{Status: contract.StatusReading, RequestID: r.note.RequestID, Counterparty: in.Partner}
	return r, workflow.SetQueryHandler(ctx, contract.QueryStatus, func() (contract.ProcessStatus, error) { return r.status, nil })
}

// say tells the Web UI and the search attributes where the process stands.
func (r *reminder) say(ctx workflow.Context, status, words string) error {
	r.status.Status, r.status.WaitingFor, r.status.Since, r.status.Rule = status, words, workflow.Now(ctx), r.rule
	workflow.SetCurrentDetails(ctx, words)
	return workflow.UpsertTypedSearchAttributes(ctx,
		temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(status),
		temporal.NewSearchAttributeKeyTime(contract.SearchWaitingSince).ValueSet(r.status.Since),
		temporal.NewSearchAttributeKeyKeyword(contract.SearchCounterparty).ValueSet(r.in.Partner),
	)
}

func (r *reminder) log(ctx workflow.Context, rec contract.AuditRecord) error {
	rec.WorkflowID, rec.RequestID, rec.ApprovalStatus, rec.PolicyRule, rec.DryRun = r.id, r.note.RequestID, r.approval, r.rule, r.status.DryRun
	return r.journal.Write(ctx, rec)
}

func (r *reminder) event(ctx workflow.Context, action, result string, parameters map[string]string) error {
	return r.log(ctx, contract.AuditRecord{Phase: contract.PhaseEvent, Action: action, Result: result, Parameters: parameters})
}

func (r *reminder) effect(ctx workflow.Context, phase, result string, parameters map[string]string, took time.Duration) error {
	return r.log(ctx, contract.AuditRecord{
		Phase: phase, Action: actionDraft, Result: result, Parameters: parameters,
		CorrelationID: r.note.RequestID + "/" + strconv.Itoa(r.attempts), DurationMS: took.Milliseconds(),
	})
}

// end files the request, if there is one, and writes the last line.
func (r *reminder) end(ctx workflow.Context, status, why string, outcome *contract.DraftOutcome) (contract.ReminderResult, error) {
	result := contract.ReminderResult{Status: status}
	if outcome != nil {
		result.Outcome = *outcome
	}
	var err error
	if r.laid {
		if result.NotePath, err = r.file(ctx, status, why, outcome); err != nil {
			return result, err
		}
	}
	if err := r.event(ctx, "process.ended", status, map[string]string{"reason": why}); err != nil {
		return result, err
	}
	return result, r.say(ctx, status, "Finished: "+why)
}

func (r *reminder) file(ctx workflow.Context, outcome, why string, made *contract.DraftOutcome) (string, error) {
	section := contract.Section{Heading: "How it ended", Text: []string{why}}
	if made != nil && made.Described != "" {
		section.Code = made.Described
	}
	ref, err := flow.Do(ctx, contract.NotesEnsureFiled, contract.FileNoteInput{
		Note: r.note, Folder: contract.FolderCompleted, Status: "completed", Outcome: outcome, Result: []contract.Section{section},
	}, "file the request")
	flow.DrainDecisions(ctx)
	return ref.Path, err
}

// stopped is what a request says whose process was ended in Temporal.
func (r *reminder) stopped() string {
	if r.unknown {
		return "The process was stopped in Temporal. It is not known whether the mail is among the drafts; look there."
	}
	return "The process was stopped in Temporal."
}

// amounts writes sums, each currency on its own.
func amounts(sums []contract.WeekMoney) string {
	parts := make([]string, len(sums))
	for i, s := range sums {
		parts[i] = string(s.Amount) + " " + s.Currency
	}
	return strings.Join(parts, " and ")
}

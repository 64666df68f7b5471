package social

import (
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// process is the state of one execution. What must outlive it when a series
// continues as new is in the input.
type process struct {
	in      contract.ScheduledPostInput
	status  contract.ProcessStatus
	journal flow.Journal
	runID   string
	started time.Time
	changed workflow.ReceiveChannel // SignalPostChanged
	slots   workflow.ReceiveChannel // SignalSlotResult

	reading  contract.PostReading
	accounts []contract.Account
	asked    time.Time              // when the accounts were asked for
	warnings []contract.PostProblem // about the accounts; they stop nothing
	state    contract.SeriesState
	now      time.Time // the slot of a post that goes out at once
	pauses   int       // how often a pause was looked at
	missing  bool      // the note was not found when last looked for

	rule     string
	approval string                    // for the log: who let it happen
	requests int                       // how many were laid before note
	note     contract.Note             // the request as last laid on the desk
	laid     bool                      // it is open
	laidAt   time.Time                 // when that was
	why      string                    // the rule that asked
	yes      *approved                 // what the owner has said yes to
	setback  []string                  // why it is asked again
	told     string                    // what the post's own note says of ours
	last     []contract.PlatformResult // of the slot that was carried out last
	standing *standing                 // the slot's process, from its start until how it ended is known
}

// approved is an approval as it was given.
type approved struct {
	fingerprint string
	slot        time.Time
	at          time.Time
	dry         bool // it was asked for as a dry run
}

func begin(ctx workflow.Context, in contract.ScheduledPostInput) (*process, error) {
	p := &process{
		in: in, started: workflow.Now(ctx), approval: "pending", now: in.Now,
		changed: workflow.GetSignalChannel(ctx, contract.SignalPostChanged),
		slots:   workflow.GetSignalChannel(ctx, contract.SignalSlotResult),
		journal: flow.Journal{About: workflow.GetInfo(ctx).WorkflowExecution.ID}, runID: workflow.GetInfo(ctx).WorkflowExecution.RunID,
		status: contract.ProcessStatus{Status: contract.StatusReading, DryRun: in.DryRun},
	}
	if in.Done != nil {
		p.state = *in.Done
	}
	return p, workflow.SetQueryHandler(ctx, contract.QueryStatus, func() (contract.ProcessStatus, error) { return p.status, nil })
}

// say tells the Web UI and the search attributes where the process stands.
// The words are for a person and name what is waited for.
func (p *process) say(ctx workflow.Context, status, words string) error {
	changed := p.status.Status != status
	p.status.Status, p.status.WaitingFor = status, words
	p.status.NotePath, p.status.Slot, p.status.Rule = p.reading.Path, p.reading.Slot, p.rule
	workflow.SetCurrentDetails(ctx, words)
	if !changed {
		return nil
	}
	p.status.Since = workflow.Now(ctx)
	return workflow.UpsertTypedSearchAttributes(ctx,
		temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(status),
		temporal.NewSearchAttributeKeyTime(contract.SearchWaitingSince).ValueSet(p.status.Since),
	)
}

// log writes one line about the post that is no effect.
func (p *process) log(ctx workflow.Context, action, result string, parameters map[string]string) error {
	return p.journal.Write(ctx, contract.AuditRecord{
		Phase: contract.PhaseEvent, Action: action, Parameters: parameters, Result: result, ApprovalStatus: p.approval,
		WorkflowID: p.journal.About, RequestID: p.status.RequestID, CorrelationID: p.in.PostID, DryRun: p.status.DryRun, PolicyRule: p.rule,
	})
}

// conclude writes the last log line and status.
func (p *process) conclude(ctx workflow.Context, status string) (*contract.ScheduledPostResult, error) {
	p.dismiss(ctx)
	p.drain()
	drainResults(ctx)
	flow.DrainDecisions(ctx)
	if err := p.log(ctx, "process.ended", status, nil); err != nil {
		return nil, err
	}
	result := &contract.ScheduledPostResult{Status: status, NotePath: p.reading.Path, Slots: p.state.Count}
	return result, p.say(ctx, status, "Finished: "+status+".")
}

// drainResults takes the words of a slot whose outcome is known already: it
// tells again whenever it is asked.
func drainResults(ctx workflow.Context) {
	var result contract.SlotResult
	for workflow.GetSignalChannel(ctx, contract.SignalSlotResult).ReceiveAsync(&result) {
		result = contract.SlotResult{}
	}
}

// full reports whether the history is to be cut. What an open request or an
// approval stands on is not carried over, so that waits until it is settled.
func (p *process) full(ctx workflow.Context) bool {
	return !p.laid && workflow.GetInfo(ctx).GetContinueAsNewSuggested()
}

// again continues as new from where the series stands. The next run reads the
// note at once, which answers every signal that has arrived.
func (p *process) again(ctx workflow.Context) error {
	p.drain()
	flow.DrainDecisions(ctx)
	in := p.in
	in.Done, in.Now = &p.state, p.now
	return workflow.NewContinueAsNewError(ctx, contract.ScheduledSocialPost, in)
}

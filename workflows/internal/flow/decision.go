package flow

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// AwaitDecision waits until the owner has decided a request and returns what
// the vault said then. A signal is only a hint: each one makes the note be
// read. Repeats and signals for other requests are drained. A note that cannot
// count is answered with a notice, and the wait goes on.
//
// At the expiry the note is read once more, so that a decision made in time
// while the program was off still counts; if there is none the verdict is
// VerdictPending. A zero expiry waits for ever; one that the owner has put off
// moves with it.
func AwaitDecision(ctx workflow.Context, note contract.Note) (contract.Decision, error) {
	decision, _, err := AwaitDecisionOr(ctx, note, nil)
	return decision, err
}

// AwaitDecisionOr is AwaitDecision that also ends, with interrupted set, as
// soon as something lies on another channel; it is left there for the caller.
func AwaitDecisionOr(ctx workflow.Context, note contract.Note, other workflow.ReceiveChannel) (d contract.Decision, interrupted bool, err error) {
	w := &wait{note: note, hints: hints(ctx), other: other}
	defer w.clearProblem(ctx)
	expired := w.expiry(ctx, note.Expires)
	for {
		late, err := w.next(ctx, expired)
		if err != nil || w.interrupted {
			return contract.Decision{}, w.interrupted, err
		}
		decision, err := ReadDecision(ctx, note)
		if err != nil {
			return contract.Decision{}, false, err
		}
		switch decision.Verdict {
		case contract.VerdictPending:
		case contract.VerdictProblem:
			if err := w.report(ctx, decision); err != nil {
				return contract.Decision{}, false, err
			}
		default:
			if !late || !decision.FileTime.After(note.Deadline(decision.SnoozedUntil)) {
				return decision, false, nil
			}
		}
		if until := note.Deadline(decision.SnoozedUntil); late && until.After(workflow.Now(ctx)) {
			expired = w.expiry(ctx, until)
			continue
		}
		if late {
			return contract.Decision{RequestID: note.RequestID, Verdict: contract.VerdictPending, Path: decision.Path, SeenAt: decision.SeenAt}, false, nil
		}
	}
}

// ReadDecision reads what the vault says about a request at this moment.
func ReadDecision(ctx workflow.Context, note contract.Note) (contract.Decision, error) {
	return Do(ctx, contract.NotesFetchDecision, contract.FetchDecisionInput{
		RequestID: note.RequestID, WorkflowID: note.WorkflowID, Revision: note.Revision, Fingerprint: note.Fingerprint,
	}, "read the decision")
}

type wait struct {
	note   contract.Note
	hints  []workflow.ReceiveChannel
	other  workflow.ReceiveChannel
	told   *contract.Note // the notice that lies on the desk
	reason string

	interrupted bool
}

func (w *wait) expiry(ctx workflow.Context, at time.Time) workflow.Future {
	if at.IsZero() {
		return nil
	}
	return workflow.NewTimerWithOptions(ctx, max(at.Sub(workflow.Now(ctx)), time.Second), workflow.TimerOptions{Summary: "until the request expires"})
}

// next blocks until there is a reason to read the note; late is true when the
// reason is the expiry.
func (w *wait) next(ctx workflow.Context, expired workflow.Future) (late bool, err error) {
	for {
		hint := false
		s := workflow.NewSelector(ctx)
		for _, c := range w.hints {
			s.AddReceive(c, func(c workflow.ReceiveChannel, _ bool) {
				// Not Receive: it drops a malformed signal and then blocks for the next one, deaf to the expiry and to cancellation.
				var signal contract.DecisionSignal
				hint = c.ReceiveAsync(&signal) && signal.RequestID == w.note.RequestID
			})
		}
		if expired != nil {
			s.AddFuture(expired, func(workflow.Future) { late = true })
		}
		if w.other != nil {
			s.AddReceive(w.other, func(workflow.ReceiveChannel, bool) { w.interrupted = true })
		}
		s.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
		s.Select(ctx)
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		if w.interrupted {
			return false, nil
		}
		if hint || late {
			DrainDecisions(ctx) // one reading answers them all
			return late, nil
		}
	}
}

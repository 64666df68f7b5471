package social

import (
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// standing is the process of a slot as that of the note knows it.
type standing struct {
	slot  time.Time
	ended workflow.Future // nil when another execution of this process has started it
	words int             // that it was sent
}

// canPrepare tells whether the slot's process may be started before the slot,
// so that in the moment nothing is left but to look and to send: many posts may
// be due at the same second. That process asks nobody, so only what goes out by
// itself and for real is left to it.
func (p *process) canPrepare(j policy.Judgement) bool {
	return j.Verdict == policy.Auto && !p.laid && len(p.warnings) == 0 && !p.status.DryRun
}

// runSlot has the slot's process carry the slot out and follows it to its end.
// As long as that has not begun, a note that says something else is looked at
// again, which the result says; what has begun is not taken back.
func (p *process) runSlot(ctx workflow.Context, in contract.PublishSlotInput) (contract.SlotResult, error) {
	if err := p.putSlot(ctx, in); err != nil {
		return contract.SlotResult{}, err
	}
	begun, recalled := in.Check == nil, false
	until := later(in.Slot, workflow.Now(ctx)).Add(shownSlot)
	for {
		if p.standing.ended == nil && !p.wake(ctx, in.Slot) {
			return carriedOutBefore(in), nil
		}
		word, err := p.slotWord(ctx, in, until)
		switch {
		case err != nil || word.known && word.result.Ended():
			return word.result, err
		case word.changed && begun:
			p.wake(ctx, in.Slot)
			continue
		case word.changed && !recalled:
			if recalled, err = p.recall(ctx, in); err != nil {
				return contract.SlotResult{}, err
			}
			continue
		case !word.known && !word.late:
			continue
		}
		begun = begun || word.known
		until = later(in.Until, workflow.Now(ctx)).Add(slotLook)
		if err := p.progress(ctx, word.result, word.known); err != nil {
			return contract.SlotResult{}, err
		}
		if !workflow.Now(ctx).Before(in.Until.Add(slotLook)) {
			p.standing.ended = nil // it says nothing: ask it until it does, or is found to be gone
		}
	}
}

// putSlot starts the slot's process, or tells the one there is what to do. The
// slot's ID lets it be carried out once, whatever starts it.
func (p *process) putSlot(ctx workflow.Context, in contract.PublishSlotInput) error {
	if p.standing != nil && p.standing.slot.Equal(in.Slot) {
		p.word(ctx, contract.SlotWord{Input: &in})
		return nil
	}
	p.dismiss(ctx)
	status := contract.StatusEffect
	if in.Check != nil {
		status = contract.StatusScheduled
	}
	child := workflow.ExecuteChildWorkflow(workflow.WithChildOptions(ctx, workflow.ChildWorkflowOptions{
		WorkflowID: flow.ID(ctx, contract.SlotWorkflowID(in.PostID, in.Slot)), ParentClosePolicy: enumspb.PARENT_CLOSE_POLICY_ABANDON,
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE, StaticSummary: "Publishes a post",
		TypedSearchAttributes: temporal.NewSearchAttributes(
			temporal.NewSearchAttributeKeyKeyword(contract.SearchStatus).ValueSet(status),
			temporal.NewSearchAttributeKeyTime(contract.SearchWaitingSince).ValueSet(workflow.Now(ctx)),
		),
	}), contract.PublishSocialPost, in)
	err := child.GetChildWorkflowExecution().Get(ctx, nil)
	if err != nil && !temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return err
	}
	p.standing = &standing{slot: in.Slot}
	if err == nil {
		p.standing.ended = child
		return nil
	}
	p.word(ctx, contract.SlotWord{Input: &in})
	return nil
}

// word tells the slot's process something. That it is gone is found out by who
// waits for its answer.
func (p *process) word(ctx workflow.Context, w contract.SlotWord) {
	p.standing.words++
	w.Number = p.standing.words
	id := flow.ID(ctx, contract.SlotWorkflowID(p.in.PostID, p.standing.slot))
	if err := workflow.SignalExternalWorkflow(ctx, id, "", contract.SignalSlotWord, w).Get(ctx, nil); err != nil {
		workflow.GetLogger(ctx).Info("the process of the slot is over", "error", err)
	}
}

// dismiss lets the slot's process know that nobody waits for it any more. One
// that has begun goes on.
func (p *process) dismiss(ctx workflow.Context) {
	if p.standing != nil {
		p.word(ctx, contract.SlotWord{Over: true})
		p.standing = nil
	}
}

// recall reads the note and, when the slot is not to go out as it was prepared,
// has its process begin nothing.
func (p *process) recall(ctx workflow.Context, in contract.PublishSlotInput) (recalled bool, err error) {
	r, err := p.readNote(ctx, p.accounts)
	if err != nil || asPrepared(r, in, workflow.Now(ctx)) {
		return false, err
	}
	p.word(ctx, contract.SlotWord{})
	return true, nil
}

// heard is what was heard of a slot.
type heard struct {
	result  contract.SlotResult
	known   bool // there is a result
	changed bool // the note may have changed
	late    bool // nothing was heard in time
}

// slotWord waits for word from the slot's process, for a change of the note, or
// until a time.
func (p *process) slotWord(ctx workflow.Context, in contract.PublishSlotInput, until time.Time) (heard, error) {
	timed, cancel := workflow.WithCancel(ctx)
	defer cancel()
	var h heard
	s := workflow.NewSelector(ctx)
	s.AddReceive(p.slots, func(c workflow.ReceiveChannel, _ bool) {
		// An answer to an earlier word says nothing: what was said since may have had it begun.
		h.known = c.ReceiveAsync(&h.result) && h.result.Slot.Equal(in.Slot) && (!h.result.Unbegun || h.result.Word == p.standing.words)
	})
	if ended := p.standing.ended; ended != nil {
		s.AddFuture(ended, func(f workflow.Future) {
			h.known = true
			if f.Get(ctx, &h.result) != nil || h.result.Unbegun {
				h.result = stoppedSlot(in)
			}
		})
	}
	wait := max(until.Sub(workflow.Now(ctx)), time.Second)
	s.AddFuture(workflow.NewTimerWithOptions(timed, wait, workflow.TimerOptions{Summary: "until the slot is asked how it stands"}), func(workflow.Future) { h.late = true })
	s.AddReceive(p.changed, func(workflow.ReceiveChannel, bool) { h.changed = true })
	s.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
	s.Select(ctx)
	if ctx.Err() != nil {
		return heard{}, ctx.Err()
	}
	if h.changed {
		p.drain()
	}
	return h, nil
}

// wake has the slot's process look at the note again and say how it stands. It
// is false when there is none any more.
func (p *process) wake(ctx workflow.Context, slot time.Time) bool {
	hint := contract.PostSignal{PostID: p.in.PostID, SeenAt: workflow.Now(ctx)}
	id := flow.ID(ctx, contract.SlotWorkflowID(p.in.PostID, slot))
	return workflow.SignalExternalWorkflow(ctx, id, "", contract.SignalPostChanged, hint).Get(ctx, nil) == nil
}

// carriedOutBefore is the result of a slot whose process has ended long ago.
func carriedOutBefore(in contract.PublishSlotInput) contract.SlotResult {
	out := contract.SlotResult{Slot: in.Slot}
	for _, post := range in.Posts {
		out.Results = append(out.Results, contract.PlatformResult{Platform: post.Platform, Status: contract.StatusRefused, Sentence: "A post of this note was taken up for this time before, so it is not published again. " +
			"To publish it once more, give it a new publish_at."})
	}
	return out
}

// stoppedSlot is the result of a slot whose process was stopped in Temporal
// before it could say how it stands.
func stoppedSlot(in contract.PublishSlotInput) contract.SlotResult {
	out := contract.SlotResult{Slot: in.Slot}
	for _, post := range in.Posts {
		out.Results = append(out.Results, contract.PlatformResult{Platform: post.Platform, Status: contract.StatusUnknown, Sentence: "The process that publishes was stopped in Temporal."})
	}
	return out
}

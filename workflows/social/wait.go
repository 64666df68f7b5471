package social

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

const (
	// goneGrace is how long a note must be away before it counts as deleted.
	goneGrace = 10 * time.Second
	// lookAgain is how often a post with problems is looked at by itself: some pass with time, such as a quota.
	lookAgain = time.Hour
	// accountsAgain is how often an account that is not well is asked about before the slot.
	accountsAgain = 30 * time.Minute
	// A pause is looked at after half a minute, and less often the longer it lasts.
	pauseLook        = 30 * time.Second
	longestPauseLook = 10 * time.Minute
)

// await waits until the note may have changed, a request may have been
// decided, or the time has passed; no time waits for the others alone.
func (p *process) await(ctx workflow.Context, longest time.Duration, summary string) error {
	timed, cancel := workflow.WithCancel(ctx)
	defer cancel()
	s := workflow.NewSelector(ctx)
	if longest > 0 {
		timer := workflow.NewTimerWithOptions(timed, longest, workflow.TimerOptions{Summary: summary})
		s.AddFuture(timer, func(workflow.Future) {})
	}
	s.AddReceive(p.changed, func(workflow.ReceiveChannel, bool) {})
	if p.laid {
		flow.AddHints(ctx, s)
	}
	s.AddReceive(ctx.Done(), func(workflow.ReceiveChannel, bool) {})
	s.Select(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p.drain()
	if p.laid {
		flow.DrainDecisions(ctx)
	}
	return nil
}

// drain takes the hints that have arrived: one reading answers them all.
func (p *process) drain() {
	for {
		var hint contract.PostSignal
		if !p.changed.ReceiveAsync(&hint) {
			return
		}
	}
}

// awaitNote says in the note what keeps the post from being scheduled, and
// waits until the owner has done something about it.
func (p *process) awaitNote(ctx workflow.Context) error {
	if err := p.file(ctx, contract.OutcomeSettled, "The post was changed and cannot go out as it is."); err != nil {
		return err
	}
	lead, words, longest := "Not scheduled: put right what stands below, and it is taken up by itself.", "Waiting until the note is put right.", lookAgain
	switch p.reading.State {
	case contract.PostDraft:
		lead, words, longest = "Not scheduled: ready is not ticked.", "Waiting until ready is ticked.", 0
	case contract.PostTwins:
		lead, words = "Not scheduled: two notes claim to be this post. Delete one of them, or remove post_id from it to make it a post of its own.", "Waiting until one of two notes is gone."
	}
	if n := p.reading.Problems; len(n) > 0 {
		words = "Waiting until the note " + p.name() + " is put right: " + n[0].Sentence
	}
	note := p.shown(contract.StatusWaitingNote, lead)
	note.Problems = p.reading.Problems
	if err := p.tell(ctx, note); err != nil {
		return err
	}
	if err := p.say(ctx, contract.StatusWaitingNote, words); err != nil {
		return err
	}
	return p.await(ctx, longest, "until the note is looked at again")
}

// awaitSlot waits for the slot, or until the note says something else. Shortly
// before it everything is looked at once more, and the slot is prepared if it
// can be.
func (p *process) awaitSlot(ctx workflow.Context, j policy.Judgement) (prepare bool, err error) {
	r := p.reading
	lead := "Scheduled for " + p.when() + ". Until then you may edit, move or delete this note; what it says then is published."
	if p.yes != nil {
		lead = "Approved and scheduled for " + p.when() + ". If you change what is published you are asked again; deleting this note, or unticking ready, stops it."
	}
	if err := p.tell(ctx, p.shown(contract.StatusScheduled, lead)); err != nil {
		return false, err
	}
	if err := p.say(ctx, contract.StatusScheduled, "Scheduled for "+p.when()+": "+p.name()); err != nil {
		return false, err
	}
	left := r.Slot.Sub(workflow.Now(ctx))
	if left > 2*shortlyBefore {
		left -= shortlyBefore
	} else if p.canPrepare(j) {
		return true, nil
	}
	if len(p.warnings) > 0 {
		left = min(left, accountsAgain)
	}
	return false, p.await(ctx, left, "until the post is due")
}

// awaitResume holds what is due while the owner has paused the employee.
func (p *process) awaitResume(ctx workflow.Context) error {
	if err := p.tell(ctx, p.shown(contract.StatusPaused, "Due, but held: PAUSE.md is there. It goes on when that note is removed; what is more than 30 minutes late then asks you first.")); err != nil {
		return err
	}
	if err := p.say(ctx, contract.StatusPaused, "Paused by PAUSE.md; goes on when that note is removed."); err != nil {
		return err
	}
	p.pauses++
	return p.await(ctx, min(time.Duration(p.pauses)*pauseLook, longestPauseLook), "until the pause is looked at again")
}

package social

import (
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// Run follows one note in Social_Posts/ until its post is out everywhere, its
// series is over, or the owner has taken it back.
func Run(ctx workflow.Context, in contract.ScheduledPostInput) (contract.ScheduledPostResult, error) {
	ctx, err := flow.WithHints(flow.WithVaultQueue(ctx, in.VaultQueue))
	if err != nil {
		return contract.ScheduledPostResult{}, err
	}
	p, err := begin(ctx, in)
	if err != nil {
		return contract.ScheduledPostResult{}, err
	}
	result, err := p.run(ctx)
	switch {
	case err == nil:
	case flow.Canceled(err):
		flow.Finish(ctx, p.stopped)
	case flow.Failed(err):
		return p.giveUp(ctx, err)
	}
	return result, err
}

// run reads the note, does the one thing that is due, and reads it again.
func (p *process) run(ctx workflow.Context) (contract.ScheduledPostResult, error) {
	for {
		if err := p.read(ctx); err != nil {
			return contract.ScheduledPostResult{}, err
		}
		ended, err := p.step(ctx)
		if err != nil || ended != nil {
			return orNone(ended), err
		}
		if p.full(ctx) {
			return contract.ScheduledPostResult{}, p.again(ctx)
		}
	}
}

// step does what the note, as it was just read, asks for. It returns a result
// when the process is over.
func (p *process) step(ctx workflow.Context) (*contract.ScheduledPostResult, error) {
	r := p.reading
	switch r.State {
	case contract.PostGone, contract.PostWithdrawn:
		return p.takenBack(ctx)
	case contract.PostDraft, contract.PostTwins:
		return nil, p.awaitNote(ctx)
	}
	switch {
	case len(r.Problems) > 0:
		return nil, p.awaitNote(ctx)
	case r.Slot.IsZero() && p.series():
		return p.over(ctx)
	case r.Slot.IsZero():
		p.reading.Problems = []contract.PostProblem{{Field: "publish_at", Sentence: "It has no time to go out; set publish_at."}}
		return nil, p.awaitNote(ctx)
	}
	p.begun()
	j := p.judge(ctx)
	if j.Verdict == policy.Deny {
		p.reading.Problems = []contract.PostProblem{{Sentence: j.Cited()}}
		return nil, p.awaitNote(ctx)
	}
	if ready, ended, err := p.permit(ctx, j); err != nil || !ready {
		return ended, err
	}
	if r.Handbook.Paused && !r.Slot.After(workflow.Now(ctx)) {
		return nil, p.awaitResume(ctx)
	}
	if r.Slot.After(workflow.Now(ctx)) {
		if prepare, err := p.awaitSlot(ctx, j); err != nil || !prepare {
			return nil, err
		}
	}
	return p.carryOut(ctx, j)
}

func orNone(r *contract.ScheduledPostResult) contract.ScheduledPostResult {
	if r == nil {
		return contract.ScheduledPostResult{}
	}
	return *r
}

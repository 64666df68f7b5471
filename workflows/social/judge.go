package social

import (
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

// judge asks policy about the slot as it was just read. A pause holds what is
// due instead of asking about it: step sees to that.
func (p *process) judge(ctx workflow.Context) policy.Judgement {
	return judged(p.reading, workflow.Now(ctx))
}

func judged(r contract.PostReading, now time.Time) policy.Judgement {
	handbook := r.Handbook
	handbook.Paused = false
	return policy.Social(handbook, policy.FactsOf(r, now))
}

// asPrepared tells whether a note that was read again, and the rules, let a slot
// go out just as it was prepared, without anybody being asked.
func asPrepared(r contract.PostReading, in contract.PublishSlotInput, now time.Time) bool {
	if r.State != contract.PostReady || r.ContentHash != in.ContentHash || r.Fingerprint != in.Fingerprint || !r.Slot.Equal(in.Slot) {
		return false
	}
	if r.Handbook.Paused || r.Handbook.DryRun || r.Post.DryRun {
		return false
	}
	j := judged(r, now)
	return j.Verdict == policy.Auto && j.Rule == in.Rule
}

package social

import (
	"strconv"
	"time"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// looks are when a lost post is looked for, counted from the attempt: an answer
// can be lost before the post is to be seen. The last one is two minutes after.
func looks() []time.Duration {
	return []time.Duration{5 * time.Second, 20 * time.Second, 65 * time.Second, 125 * time.Second}
}

// lookForLost finds out what became of an attempt whose answer was lost. One
// post that matches is adopted; none after the last look allows one new attempt,
// and none by the platform's own word as many as there is time for; anything
// else stays unknown.
func (c *carrier) lookForLost(ctx workflow.Context, part int, parent string, sent time.Time, lost *failure) (contract.PostOutcome, *failure) {
	unclear := func(why string) (contract.PostOutcome, *failure) {
		return contract.PostOutcome{}, &failure{kind: contract.FailOutcomeUnknown, sentence: why}
	}
	if err := c.say(ctx, contract.StatusVerifying, platformName(c.post.Platform)+" gave no clear answer; looking whether the post is there."); err != nil {
		return unclear(lost.sentence)
	}
	in := contract.FindPostInput{Post: c.post, Part: part, Parent: parent, Prepared: c.prepared, Since: sent}
	for _, at := range looks() {
		if workflow.Sleep(ctx, max(at-workflow.Now(ctx).Sub(sent), 0)) != nil {
			return unclear("No clear answer came back, and the process was stopped before the post could be looked for.")
		}
		found, err := c.find(ctx, in)
		if err != nil {
			return unclear("No clear answer came back, and the post could not be looked for: " + flow.Sentence(err))
		}
		switch {
		case len(found.Posts) == 1:
			return found.Posts[0], nil
		case len(found.Posts) > 1:
			return unclear("No clear answer came back, and " + strconv.Itoa(len(found.Posts)) + " posts like it were found.")
		case found.Certain:
			why := platformName(c.post.Platform) + " gave no clear answer, and says itself that it is not out."
			if isBlocked(lost.err) {
				why = lost.sentence
			}
			return contract.PostOutcome{}, &failure{kind: contract.FailOutcomeUnknown, sentence: why, err: lost.err, absent: true, certain: true}
		}
	}
	return contract.PostOutcome{}, &failure{kind: contract.FailOutcomeUnknown, sentence: lost.sentence, err: lost.err, absent: true}
}

// find looks once, for as long as the platform cannot be asked and the slot has
// time.
func (c *carrier) find(ctx workflow.Context, in contract.FindPostInput) (contract.FoundPosts, error) {
	for rounds := 0; ; rounds++ {
		found, err := flow.Do(ctx, c.calls.find, in, "look for the post")
		if err == nil || ctx.Err() != nil {
			return found, err
		}
		wait := min(firstHold<<min(rounds, 6), longestHold)
		switch flow.KindOf(err) {
		case contract.FailRateLimited:
			wait = c.rateWait(ctx, err)
		case contract.FailTransient, contract.FailOutcomeUnknown:
		case contract.FailAuth:
			c.tellDead(ctx, flow.Sentence(err))
		default:
			return found, err
		}
		if wait >= c.left(ctx) {
			return found, err
		}
		if wait >= shownHold {
			if err := c.stand(ctx, c.at, "No clear answer came back, and the post cannot be looked for yet: "+flow.Sentence(err)); err != nil {
				return found, err
			}
		}
		if err := workflow.Sleep(ctx, wait); err != nil {
			return found, err
		}
	}
}

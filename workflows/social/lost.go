package social

import (
	"errors"
	"strconv"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// looks are the waits before each look for a lost post: an answer can be lost
// before the post is to be seen. The last look is two minutes after the attempt,
// and by the waits alone, since the clock may be put right in between.
func looks() []time.Duration {
	return []time.Duration{5 * time.Second, 15 * time.Second, 45 * time.Second, 60 * time.Second}
}

// began is when an attempt began.
type began struct {
	at     time.Time
	theirs bool // on the platform's clock; else on Temporal's
	// timeless is true when the platform was asked and tells no time.
	timeless bool
}

// beganOf reads from the failure of an attempt when it began on the platform's
// clock. Where nothing says so, the worker died before it could: it tells
// Temporal first, and sends then.
func beganOf(err error, ours time.Time) began {
	var sent contract.Sent
	var timeout *temporal.TimeoutError
	var app *temporal.ApplicationError
	silent := false
	switch {
	case errors.As(err, &timeout):
		silent = !timeout.HasLastHeartbeatDetails() || timeout.LastHeartbeatDetails(&sent) != nil
	case errors.As(err, &app) && app.HasDetails():
		if app.Details(&sent) != nil {
			sent = contract.Sent{}
		}
	}
	if sent.At.IsZero() {
		return began{at: ours, timeless: !silent}
	}
	return began{at: sent.At, theirs: true}
}

// lookForLost finds out what became of an attempt whose answer was lost. One
// post that matches is adopted; none after the last look allows one new attempt,
// and none by the platform's own word as many as there is time for; anything
// else stays unknown. What is looked for by time goes by the platform's clock:
// ours may have been wrong at the attempt, and put right since.
func (c *carrier) lookForLost(ctx workflow.Context, part int, parent string, lost *failure) (contract.PostOutcome, *failure) {
	unclear := func(why string) (contract.PostOutcome, *failure) {
		return contract.PostOutcome{}, &failure{kind: contract.FailOutcomeUnknown, sentence: why}
	}
	if err := c.say(ctx, contract.StatusVerifying, platformName(c.post.Platform)+" gave no clear answer; looking whether the post is there."); err != nil {
		return unclear(lost.sentence)
	}
	in := contract.FindPostInput{Post: c.post, Part: part, Parent: parent, Prepared: c.prepared, Since: c.began.at, OurClock: !c.began.theirs}
	for _, wait := range looks() {
		if workflow.Sleep(ctx, wait) != nil {
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
	if c.began.timeless {
		return unclear("No clear answer came back, and " + platformName(c.post.Platform) + " tells no time by which the post could be looked for.")
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

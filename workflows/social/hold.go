package social

import (
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

const (
	firstHold   = 20 * time.Second
	longestHold = 30 * time.Minute
	firstProbe  = time.Minute
	// shownHold is from when on a wait is shown in the note.
	shownHold = 30 * time.Second
	// processLook is how often a platform is asked about what it still works on, when it does not say.
	processLook = 5 * time.Second
	// prepareTries is how often a post is prepared anew.
	prepareTries = 3
)

// backOff doubles with each wait in a row.
func (c *carrier) backOff(first, longest time.Duration) time.Duration {
	wait := first
	for range min(c.rounds, 20) {
		wait = min(2*wait, longest)
	}
	return wait
}

// rateWait is how long the platform asks to be left alone.
func (c *carrier) rateWait(ctx workflow.Context, err error) time.Duration {
	var app *temporal.ApplicationError
	var told contract.RateWait
	if errors.As(err, &app) && app.HasDetails() && app.Details(&told) == nil && !told.Until.IsZero() {
		return max(told.Until.Sub(workflow.Now(ctx))+time.Second, time.Second)
	}
	return c.backOff(firstProbe, longestHold)
}

func isBlocked(err error) bool {
	var app *temporal.ApplicationError
	var blocked contract.AccountBlocked
	return errors.As(err, &app) && app.HasDetails() && app.Details(&blocked) == nil && blocked.Platform != ""
}

// hold waits, at most as long as the slot has time, and says so. A change of
// the note ends it.
func (c *carrier) hold(ctx workflow.Context, why string, wait time.Duration) *halt {
	if wait >= c.left(ctx) {
		return refused("It could not be published in time: " + why)
	}
	if wait >= shownHold {
		if err := c.stand(ctx, c.at, why); err != nil {
			return refused(stoppedWords)
		}
	}
	c.rounds++
	c.waited = true
	hints := c.hints
	if _, err := workflow.AwaitWithTimeout(ctx, wait, func() bool { return c.hints != hints }); err != nil {
		return refused(stoppedWords)
	}
	return nil
}

// holdUntil waits for a moment, whatever happens to the note; one that is taken
// back meanwhile ends it.
func (c *carrier) holdUntil(ctx workflow.Context, why string, until time.Time) *halt {
	for {
		left := until.Sub(workflow.Now(ctx))
		if left <= 0 {
			return nil
		}
		if stop := c.hold(ctx, why, left); stop != nil {
			return stop
		}
		if stop := c.stillWanted(ctx); stop != nil {
			return stop
		}
	}
}

// stillWanted looks at the note again after a wait: what the owner has changed,
// moved or deleted meanwhile is not published, and a pause is held.
func (c *carrier) stillWanted(ctx workflow.Context) *halt {
	for c.waited {
		if ctx.Err() != nil {
			return refused(stoppedWords)
		}
		c.waited = false
		r, err := flow.Do(ctx, contract.PostsReadPost, contract.ReadPostInput{PostID: c.in.PostID, Slot: c.in.Slot}, "look at the note again")
		if err != nil {
			return refused(flow.Sentence(err))
		}
		if r.State != contract.PostReady || r.ContentHash != c.in.ContentHash {
			return refused("The note was changed or taken back before it could be published here. Nothing was sent.")
		}
		if r.Handbook.Paused {
			if stop := c.hold(ctx, "Paused by PAUSE.md; goes on when that note is removed.", c.backOff(firstHold, longestHold)); stop != nil {
				return stop
			}
		}
	}
	return nil
}

// park waits until the platform lets the employee in again, and tells the
// owner what is needed. It asks after a while, and when the note changes.
func (c *carrier) park(ctx workflow.Context, why string) *halt {
	c.tellDead(ctx, why)
	for {
		if stop := c.hold(ctx, why, c.backOff(firstProbe, longestHold)); stop != nil {
			return stop
		}
		account, err := flow.Do(ctx, c.calls.account, contract.FetchAccountInput{}, "ask whether the account is well again")
		if err == nil && account.Configured && account.Problem == "" {
			return nil
		}
		if ctx.Err() != nil {
			return refused(stoppedWords)
		}
	}
}

// tellDead lays a notice about credentials that are refused. It is one for all
// posts of the platform.
func (c *carrier) tellDead(ctx workflow.Context, why string) {
	if c.dead {
		return
	}
	n := c.deadNotice(why)
	if _, err := flow.Do(ctx, contract.NotesEnsureNote, n, "say what the platform needs"); err != nil {
		workflow.GetLogger(ctx).Error("notice about credentials", "error", err)
		return
	}
	c.dead = true
}

func (c *carrier) deadNotice(why string) contract.Note {
	name := platformName(c.post.Platform)
	n := c.notice("", name+" does not let the employee in", []string{
		why, "What is due there waits and goes out by itself once this is put right; the other platforms go on. To stop a post, delete its note or untick ready.",
	})
	n.RequestID = "req-social-" + string(c.post.Platform) + "-token"
	n.HowTo = []string{"Renew the credentials of " + name + ", and restart the worker if they stand in its settings. This note goes away by itself with the next post that gets through."}
	return n
}

// clearDead takes the notice away, also one that another post has laid.
func (c *carrier) clearDead(ctx workflow.Context) {
	flow.Finish(ctx, func(ctx workflow.Context) error {
		return flow.Clear(ctx, c.deadNotice(""), platformName(c.post.Platform)+" lets the employee in again.")
	})
}

// prepare uploads what the post needs and waits until the platform has worked
// on it. What has expired is made anew: nobody has seen it.
func (c *carrier) prepare(ctx workflow.Context) *halt {
	if c.dry || len(c.post.Media) == 0 {
		return nil
	}
	for failures := 0; ; {
		if err := c.nextState(ctx); err != nil {
			if stop := c.prepareFailed(ctx, err); stop != nil {
				return stop
			}
			continue
		}
		switch c.prepared.State {
		case contract.PreparedReady, contract.PreparedPublished:
			return nil
		case contract.PreparedProcessing:
			if stop := c.pause(ctx, max(c.prepared.CheckAfter, processLook)); stop != nil {
				return stop
			}
		case contract.PreparedExpired:
		default:
			failures++
			if !c.prepared.Retry || failures >= prepareTries {
				return refused(c.prepared.Problem)
			}
		}
	}
}

// nextState uploads what is not there, and otherwise asks how far the platform
// is with it; what is ready is asked about only after an attempt.
func (c *carrier) nextState(ctx workflow.Context) (err error) {
	switch c.prepared.State {
	case "", contract.PreparedExpired, contract.PreparedFailed:
		var made contract.Prepared
		if made, err = flow.Do(ctx, c.calls.prepare, contract.PreparePostInput{Post: c.post}, "upload"); err == nil {
			c.prepared = made
		}
		return err
	case contract.PreparedReady:
		if c.attempts == 0 {
			return nil
		}
	}
	now, err := flow.Do(ctx, c.calls.prepared, contract.FetchPreparedInput{Post: c.post, Prepared: c.prepared}, "ask how far the upload is")
	if err == nil {
		c.prepared = now
	}
	return err
}

// pause is a wait that belongs to the preparation, and is not shown.
func (c *carrier) pause(ctx workflow.Context, wait time.Duration) *halt {
	if wait >= c.left(ctx) {
		return refused("The platform was not done with the upload in time.")
	}
	if workflow.Sleep(ctx, wait) != nil {
		return refused(stoppedWords)
	}
	return nil
}

func (c *carrier) prepareFailed(ctx workflow.Context, err error) *halt {
	f := failureOf(err)
	if f.kind == contract.FailOutcomeUnknown {
		f.kind = contract.FailTransient // nothing of it is public
	}
	if stop := c.afterFailure(ctx, f); stop != nil {
		return stop
	}
	return c.stillWanted(ctx)
}

package facebook

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// flakyReads is how often a read that finds nothing is tried again: Meta has
// been seen to lose sight of what was made a moment ago.
const flakyReads = 3

// refuse is a failure that repeating cannot help, in a sentence for the owner.
func refuse(kind contract.FailureKind, sentence string) error {
	return temporal.NewApplicationErrorWithOptions(sentence, string(kind), temporal.ApplicationErrorOptions{NonRetryable: true})
}

// wait is a failure that passes, of a call that may be repeated.
func wait(sentence string) error {
	return temporal.NewApplicationErrorWithOptions(sentence, string(contract.FailTransient), temporal.ApplicationErrorOptions{})
}

func notConfigured() error {
	return refuse(contract.FailNotConfigured, "Facebook is not configured; set FACEBOOK_PAGE_ID and FACEBOOK_PAGE_TOKEN and restart the worker.")
}

// missed turns the failure of a read. Only what may pass by itself is tried
// again by Temporal.
func (a *Activities) missed(ctx context.Context, err error) error {
	if graphclient.Is(err, graphclient.ReasonMissing) && activity.IsActivity(ctx) && activity.GetInfo(ctx).Attempt < flakyReads {
		return wait("Facebook does not show yet what was just made there.")
	}
	return a.failed(err, true)
}

// stopped turns the failure of a call that publishes. Nothing of it is ever
// tried again by Temporal.
func (a *Activities) stopped(err error) error { return a.failed(err, false) }

func (a *Activities) failed(err error, again bool) error {
	if err == nil {
		return nil
	}
	var done *temporal.ApplicationError
	if errors.As(err, &done) {
		return err
	}
	e, is := graphclient.As(err)
	if !is {
		return refuse(contract.FailInvalid, "Facebook could not be used: "+err.Error()+".")
	}
	opts := temporal.ApplicationErrorOptions{NonRetryable: !again || e.Kind != graphclient.KindTransient, NextRetryDelay: e.RetryAfter}
	opts.Cause = errors.New(e.Error()) // its text alone: a history keeps no network internals
	switch {
	case e.Kind == graphclient.KindRateLimited:
		opts.Details = []any{contract.RateWait{Until: a.now().Add(e.RetryAfter).UTC()}}
	case e.Blocked:
		opts.Details = []any{contract.AccountBlocked{Platform: contract.Facebook}}
	}
	return temporal.NewApplicationErrorWithOptions(a.sentence(e, &opts), string(e.Kind), opts)
}

// sentence tells of a call that was kept from a Facebook that is down too; that
// one is not tried again here, because it would only meet the same answer.
func (a *Activities) sentence(e *graphclient.Error, opts *temporal.ApplicationErrorOptions) string {
	down, is := e.Down()
	if !is {
		return e.Sentence()
	}
	opts.NonRetryable = true
	return fmt.Sprintf("Facebook is down since %s (%s), so nothing was sent; it is tried again at %s.", a.clock(down.Since), down.Reason, a.clock(down.Again))
}

func (a *Activities) clock(t time.Time) string { return t.In(a.zone).Format("2006-01-02 15:04 MST") }

// unknown is an answer of a call that published something, which does not say
// what.
func unknown(sentence string) error { return refuse(contract.FailOutcomeUnknown, sentence) }

// kindOf is the kind of a failure that was made here.
func kindOf(err error) contract.FailureKind {
	var e *temporal.ApplicationError
	if errors.As(err, &e) {
		return contract.FailureKind(e.Type())
	}
	return ""
}

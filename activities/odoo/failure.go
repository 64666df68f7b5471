package odoo

import (
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// refuse is a failure that repeating cannot help, in a sentence for the owner.
func refuse(kind contract.FailureKind, sentence string) error {
	return failure(kind, sentence, 0, nil)
}

// failed turns an error of the client into what workflows understand.
func (a *Activities) failed(err error) error {
	if err == nil {
		return nil
	}
	var done *temporal.ApplicationError
	if errors.As(err, &done) {
		return err
	}
	e, ok := odooclient.As(err)
	if !ok {
		return failure(contract.FailInvalid, "Odoo could not be used: "+err.Error(), 0, nil)
	}
	if down, ok := e.Down(); ok {
		return a.notSent(e, down)
	}
	// The cause is its text alone: a history keeps no network internals.
	return failure(contract.FailureKind(e.Kind), sentence(e), e.RetryAfter, errors.New(e.Error()))
}

// repeatable softens an unknown outcome of an idempotent write: doing it again
// looks for what is there first and cannot do harm.
func (a *Activities) repeatable(err error) error {
	e, ok := odooclient.As(err)
	if !ok || e.Kind != odooclient.OutcomeUnknown {
		return a.failed(err)
	}
	return failure(contract.FailTransient, sentence(e), 0, errors.New(e.Error()))
}

// notSent is a call that was kept from an Odoo that is down. The process waits
// at once: trying the activity again would only meet the same answer here.
func (a *Activities) notSent(e *odooclient.Error, down breaker.Status) error {
	return temporal.NewApplicationErrorWithOptions(
		fmt.Sprintf("Odoo is down since %s (%s), so nothing was sent; it is tried again at %s.", a.clock(down.Since), down.Reason, a.clock(down.Again)),
		string(contract.FailTransient),
		temporal.ApplicationErrorOptions{NonRetryable: true, NextRetryDelay: e.RetryAfter, Cause: errors.New(e.Error())},
	)
}

// clock is a time as the owner reads it; the sentence may be read on another day.
func (a *Activities) clock(t time.Time) string { return t.In(a.zone).Format("2006-01-02 15:04 MST") }

func failure(kind contract.FailureKind, text string, wait time.Duration, cause error) error {
	return temporal.NewApplicationErrorWithOptions(text, string(kind), temporal.ApplicationErrorOptions{
		NonRetryable:   kind != contract.FailTransient && kind != contract.FailRateLimited,
		NextRetryDelay: wait,
		Cause:          cause,
	})
}

// sentence says what happened and what the owner can do.
func sentence(e *odooclient.Error) string {
	text := e.Advice()
	if perhapsARace(e) {
		text = "Odoo finds no account for a line; in Odoo give the sales journal an income account under Invoicing > Configuration > Journals."
		if e.Detail != "" {
			text += " Odoo says: " + e.Detail
		}
	}
	if e.Kind == odooclient.OutcomeUnknown {
		return contract.UnclearAnswer(text)
	}
	return text
}

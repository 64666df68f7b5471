package xcom

import (
	"errors"
	"fmt"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// longestRetry is how long Temporal itself may wait between two attempts. A
// longer wait is handed to the workflow, which tells the owner about it.
const longestRetry = 30 * time.Second

// refuse is a failure that repeating cannot help, in a sentence for the owner.
func refuse(kind contract.FailureKind, sentence string) error {
	return temporal.NewApplicationErrorWithOptions(sentence, string(kind), temporal.ApplicationErrorOptions{NonRetryable: true})
}

func notConfigured() error {
	return refuse(contract.FailNotConfigured, "X is not configured; set X_CLIENT_ID and X_TOKEN_FILE, or X_ACCESS_TOKEN, or the four values of OAuth 1 (see .env.example).")
}

// failed turns an error of the client into what workflows understand. The
// cause is its text alone: a history keeps no network internals.
func (a *Activities) failed(err error) error {
	if err == nil {
		return nil
	}
	var done *temporal.ApplicationError
	if errors.As(err, &done) {
		return err
	}
	e, ok := xclient.As(err)
	if !ok {
		return refuse(contract.FailInvalid, "X could not be used: "+err.Error())
	}
	opts := temporal.ApplicationErrorOptions{Cause: errors.New(e.Error()), NonRetryable: e.Kind != xclient.Transient}
	if down, ok := e.Down(); ok {
		// The process waits at once: trying the activity again would only meet the same answer here.
		opts.NonRetryable, opts.NextRetryDelay = true, e.Until.Sub(a.now())
		return temporal.NewApplicationErrorWithOptions(
			fmt.Sprintf("X is down since %s (%s), so nothing was sent; it is tried again at %s.", a.clock(down.Since), down.Reason, a.clock(down.Again)),
			string(contract.FailTransient), opts)
	}
	if e.Kind == xclient.RateLimited {
		wait := max(e.Until.Sub(a.now()), 0)
		opts.NonRetryable, opts.NextRetryDelay = wait > longestRetry, wait
		opts.Details = []any{contract.RateWait{Until: e.Until.UTC()}}
	}
	if e.Blocked {
		opts.Details = []any{contract.AccountBlocked{Platform: contract.X}}
	}
	return temporal.NewApplicationErrorWithOptions(a.sentence(e), string(e.Kind), opts)
}

// clock is a time as the owner reads it; the sentence may be read on another day.
func (a *Activities) clock(t time.Time) string { return t.In(a.zone).Format("2006-01-02 15:04 MST") }

// unclear begins every sentence about an outcome that is not known.
const unclear = "X was asked to do it, but no clear answer came back, so it may or may not have been done. "

// sentence says what happened and what the owner can do.
func (a *Activities) sentence(e *xclient.Error) string {
	text := a.advice(e)
	if e.Kind == xclient.OutcomeUnknown {
		return unclear + text
	}
	return text
}

func (a *Activities) advice(e *xclient.Error) string {
	switch e.Kind {
	case xclient.Auth:
		return accessAdvice(e)
	case xclient.Transient, xclient.OutcomeUnknown:
		return waitingAdvice(e)
	case xclient.RateLimited:
		return "X takes no more such calls for now; it goes on by itself at " + a.clock(e.Until) + "."
	default:
		return refusalAdvice(e)
	}
}

// signIn is how the owner connects X, with all the rights that are needed.
const signIn = "run “starter x-login” (with --messages for direct messages)"

func accessAdvice(e *xclient.Error) string {
	switch e.Code {
	case xclient.CodeLogin:
		return withDetail("X has to be connected again: "+signIn+"; it is noticed without a restart.", e)
	case xclient.CodeClient:
		return "X does not accept X_CLIENT_ID or X_CLIENT_SECRET; correct them (X's developer portal, Keys and tokens) and restart the worker."
	case xclient.CodeSuspended:
		return withDetail("X has suspended or locked the account; open X in a browser and follow what it says there.", e)
	case xclient.CodeApp:
		return withDetail("X does not let this app do that; in X's developer portal attach the app to a project and give it the permissions Read, Write and Direct Messages, then make the tokens anew.", e)
	case xclient.CodeScope:
		return withDetail("X's token lacks a right; "+signIn+", or make the token anew with all rights.", e)
	}
	return "X does not accept the token (expired, revoked, or wrong); renew X_ACCESS_TOKEN or the values of OAuth 1, or set X_CLIENT_ID and X_TOKEN_FILE so that it is renewed by itself, and restart the worker."
}

func waitingAdvice(e *xclient.Error) string {
	switch e.Code {
	case xclient.CodeUnreachable:
		return "X cannot be reached; check the network (and X_BASE_URL, if it is set)."
	case xclient.CodeUnknownHost:
		return "The host name of X is not known; check the network (and X_BASE_URL, if it is set)."
	case xclient.CodeTLS:
		return "The encryption certificate of X is not trusted; check the network (and X_BASE_URL, if it is set)."
	case xclient.CodeTimeout:
		return "X did not answer in time."
	case xclient.CodeCancelled:
		return "The call to X was interrupted because the worker stopped."
	case xclient.CodeNoID:
		return "X said that it was done, but not under which ID."
	case xclient.CodeMalformed, xclient.CodePage, xclient.CodeRedirect:
		return "What answered was not X, or it could not be read; check the network (and X_BASE_URL, if it is set)."
	case xclient.CodeTokenFile:
		return "The renewed X token cannot be written to the file of X_TOKEN_FILE; check the disk and the file's rights, and do not stop the worker before, or X has to be connected again."
	case xclient.CodeHTTP:
		return fmt.Sprintf("X reports an error of its own (HTTP %d).", e.Status)
	}
	return "The connection to X broke off."
}

func refusalAdvice(e *xclient.Error) string {
	switch e.Code {
	case xclient.CodeCredits:
		return withDetail("X's credits or the month's cap are used up, so X is left alone; buy credits or raise the cap in X's developer portal.", e)
	case xclient.CodeDuplicate:
		return "X refuses the text because the same was posted already; look on X whether it is there, or change the text."
	case xclient.CodeNotSummoned:
		return "X lets apps answer only posts that name or quote the account; answer this one in X itself."
	case xclient.CodeClosedDMs:
		return "X does not let the account write to this recipient, who takes messages only from some; write in X itself."
	case xclient.CodeTooLong:
		return "X finds the text too long for this account; shorten it."
	case xclient.CodeMedia:
		return withDetail("X does not take a media file of the post, or has forgotten it; prepare it again.", e)
	case xclient.CodeGone:
		return "What was asked for is not on X (any more), or is not visible to the account."
	case xclient.CodeUnreadable:
		return "A media file of the post cannot be read; put it into the note again."
	}
	return withDetail("X refuses the request.", e)
}

func withDetail(text string, e *xclient.Error) string {
	if e.Detail == "" {
		return text
	}
	return text + " X says: " + fmt.Sprintf("%q", e.Detail) + "."
}

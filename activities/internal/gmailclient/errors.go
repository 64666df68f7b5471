package gmailclient

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kind is why a call failed. The words are the failure kinds of the project.
type Kind string

// Kinds of failures. Every call of this package but CreateDraft may be repeated,
// so there is no "outcome unknown" among them.
const (
	KindTransient     Kind = "transient"
	KindRateLimited   Kind = "rate_limited"
	KindAuth          Kind = "auth"
	KindInvalid       Kind = "invalid"
	KindNotFound      Kind = "not_found"
	KindNotConfigured Kind = "not_configured"
)

// Error is every failure of this package. Message is a sentence for a person
// without the full stop; it holds no secret and no mail.
type Error struct {
	Op         string // such as "users.history.list"
	Kind       Kind
	Status     int           // HTTP status, 0 = no answer
	Reason     string        // Google's word, such as "rateLimitExceeded" or "invalid_grant"
	RetryAfter time.Duration // 0 = not said
	Message    string

	cause error
}

func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "gmail %s: %s", e.Op, e.Message)
	if e.Status != 0 || e.Reason != "" {
		fmt.Fprintf(&b, " (%s)", strings.TrimSpace(fmt.Sprintf("%s %s", statusText(e.Status), e.Reason)))
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.cause }

func statusText(status int) string {
	if status == 0 {
		return ""
	}
	return fmt.Sprint(status)
}

// KindOf returns the kind of an error of this package, KindTransient for any
// other, and nothing for no error.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return KindTransient
}

// classify judges from the kept answer, not from the library's error value.
func classify(op string, seen *answer, err error, now time.Time) error {
	var own *Error
	if errors.As(err, &own) { // the login failed before the call was made
		return &Error{Op: op, Kind: own.Kind, Status: own.Status, Reason: own.Reason, RetryAfter: own.RetryAfter, Message: own.Message, cause: own}
	}
	if errors.Is(err, errTooLarge) {
		return &Error{Op: op, Kind: KindInvalid, Status: seen.status, Message: "the mail is larger than anything Gmail should hold; look at it in Gmail itself", cause: errTooLarge}
	}
	switch {
	case seen.status == 0:
		return &Error{Op: op, Kind: KindTransient, Message: noAnswer(err), cause: hideURL(err)}
	case seen.status < 300:
		return &Error{Op: op, Kind: KindTransient, Status: seen.status, Message: "the answer was cut off or was not Gmail's", cause: hideURL(err)}
	case seen.status < 400:
		return &Error{Op: op, Kind: KindTransient, Status: seen.status, Message: "something between here and Gmail answered instead; check the network"}
	}
	return refusal(op, seen, now)
}

func noAnswer(err error) string {
	switch {
	case errors.Is(err, context.Canceled):
		return "the call was cancelled"
	case errors.Is(err, context.DeadlineExceeded):
		return "Gmail did not answer in time"
	default:
		return "Gmail cannot be reached; check the network"
	}
}

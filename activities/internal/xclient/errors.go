package xclient

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// Kind is what a caller may do about a failure, by the contract's names.
type Kind string

// The kinds.
const (
	Transient      Kind = "transient"       // not carried out, may work later
	RateLimited    Kind = "rate_limited"    // not carried out, wait until Until
	Auth           Kind = "auth"            // credentials, rights or the account itself
	Invalid        Kind = "invalid"         // refused, repeating cannot help
	NotFound       Kind = "not_found"       // the post, user or media is not there
	Conflict       Kind = "conflict"        // X says that the same was posted already
	OutcomeUnknown Kind = "outcome_unknown" // a write that may have been carried out
)

// Code is the reason within a kind, for a sentence that says what to do.
type Code string

// Reasons.
const (
	CodeUnreachable Code = "unreachable"  // nobody answers at the address
	CodeUnknownHost Code = "unknown_host" // the host name does not resolve
	CodeTLS         Code = "tls"          // no trusted encryption
	CodeTimeout     Code = "timeout"      // no answer in time
	CodeBroken      Code = "broken"       // the connection broke off
	CodeCancelled   Code = "cancelled"    // the caller gave up
	CodeDown        Code = "down"         // kept from X while it is down, see Down
	CodeRedirect    Code = "redirect"     // the address points elsewhere
	CodePage        Code = "page"         // a web page instead of an answer
	CodeMalformed   Code = "malformed"    // an answer that cannot be read
	CodeNoID        Code = "no_id"        // done, but the ID was not told
	CodeHTTP        Code = "http"         // a server error
	CodeThrottled   Code = "throttled"    // too many calls
	CodeToken       Code = "token"        // the token is not accepted
	CodeLogin       Code = "login"        // there is no usable token file
	CodeTokenFile   Code = "token_file"   // the renewed token cannot be written
	CodeClient      Code = "client"       // client ID or secret are refused
	CodeScope       Code = "scope"        // the token lacks a right
	CodeSuspended   Code = "suspended"    // the account is suspended or locked
	CodeApp         Code = "app"          // the app may not do this
	CodeCredits     Code = "credits"      // no credits, or the month's cap is reached
	CodeDuplicate   Code = "duplicate"    // the same text was posted already
	CodeNotSummoned Code = "not_summoned" // a reply where the account was not named
	CodeGone        Code = "gone"         // what is answered or asked for is not there
	CodeClosedDMs   Code = "closed_dms"   // the recipient takes no messages
	CodeTooLong     Code = "too_long"     // over the length that the account may post
	CodeMedia       Code = "media"        // a media file that X does not take
	CodeRefused     Code = "refused"      // X's own validation says no
	CodeProgram     Code = "program"      // a call that cannot be made
	CodeUnreadable  Code = "unreadable"   // our own media file cannot be read
)

// Error is the one error of this package. It holds no secret.
type Error struct {
	System string // always "x"
	Op     string // such as "createPosts"
	Status int    // HTTP status, 0 when there was no answer
	Kind   Kind
	Code   Code
	// Until is when a RateLimited caller may go on; zero = not told.
	Until time.Time
	// Blocked is true when the account is to be left alone until the owner has looked at it.
	Blocked bool
	// Sent is true when the request may have reached X whole.
	Sent bool
	// Detail is X's own words, cut short; may be empty.
	Detail string
	cause  error
}

// Error returns one line for logs.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s (%s", e.System, e.Op, e.Kind, e.Code)
	if e.Status != 0 {
		fmt.Fprintf(&b, ", HTTP %d", e.Status)
	}
	b.WriteString(")")
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	return b.String()
}

// Unwrap returns the network error underneath, if there was one.
func (e *Error) Unwrap() error { return e.cause }

// Down tells how X stands, for a call that was kept from it.
func (e *Error) Down() (breaker.Status, bool) {
	var down *breaker.DownError
	if !errors.As(e.cause, &down) {
		return breaker.Status{}, false
	}
	return down.Status, true
}

// As returns the *Error within err, if any.
func As(err error) (*Error, bool) {
	var e *Error
	ok := errors.As(err, &e)
	return e, ok
}

func fail(op string, kind Kind, code Code, detail string) *Error {
	return &Error{System: "x", Op: op, Kind: kind, Code: code, Detail: detail}
}

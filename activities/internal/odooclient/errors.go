package odooclient

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// Kind is what a caller may do about a failure.
type Kind string

// The kinds are those of the contract, by the same names.
const (
	Transient      Kind = "transient"       // not carried out, may work later
	RateLimited    Kind = "rate_limited"    // not carried out, wait RetryAfter
	Auth           Kind = "auth"            // credentials or rights
	Invalid        Kind = "invalid"         // refused, repeating cannot help
	NotFound       Kind = "not_found"       // the record is not there
	Conflict       Kind = "conflict"        // what is there contradicts the call
	OutcomeUnknown Kind = "outcome_unknown" // a write that may have been carried out
)

// Code is the reason within a kind, for a sentence that says what to do.
type Code string

// Reasons. Which kind each has depends on whether the call was a write.
const (
	CodeUnreachable   Code = "unreachable"    // nobody answers at the address
	CodeUnknownHost   Code = "unknown_host"   // the host name does not resolve
	CodeTLS           Code = "tls"            // no trusted encryption
	CodeTimeout       Code = "timeout"        // no answer in time
	CodeBroken        Code = "broken"         // the connection broke off
	CodeCancelled     Code = "cancelled"      // the caller gave up
	CodeDown          Code = "down"           // kept from a server that is down, see Down
	CodeRedirect      Code = "redirect"       // the address points elsewhere
	CodePage          Code = "page"           // a web page instead of an answer
	CodeMalformed     Code = "malformed"      // an answer that cannot be read
	CodeTooLarge      Code = "too_large"      // an answer over the limit
	CodeRequestSize   Code = "request_size"   // the proxy refuses requests this large
	CodeHTTP          Code = "http"           // another HTTP status
	CodeNoEndpoint    Code = "no_endpoint"    // no interface of Odoo at the address
	CodeRoadGone      Code = "road_gone"      // there was one a moment ago
	CodeTooOld        Code = "too_old"        // Odoo before 14
	CodeWrongPassword Code = "wrong_password" // user or password refused
	CodeNeedsKey      Code = "needs_key"      // not an API key, or no longer one
	CodeKeyUnchecked  Code = "key_unchecked"  // Odoo failed at checking the API key
	CodeOtherUser     Code = "other_user"     // the API key is another user's
	CodeThrottled     Code = "throttled"      // too many logins or requests
	CodeNoDatabase    Code = "no_database"    // no database of that name
	CodeStaleUser     Code = "stale_user"     // the cached user is gone
	CodeNoRight       Code = "no_right"       // the user lacks an access right
	CodeWrongCompany  Code = "wrong_company"  // not the user's company
	CodeNoModel       Code = "no_model"       // an app is not installed
	CodeNoJournal     Code = "no_journal"     // a company without chart of accounts
	CodeMissing       Code = "missing_record" // a record is gone
	CodeLocked        Code = "locked_period"  // a lock date forbids it
	CodeRefused       Code = "refused"        // Odoo's own validation says no
	CodeProgram       Code = "program"        // the call does not fit this Odoo
	CodeForbidden     Code = "forbidden"      // our own allow-list says no
	CodeDatabaseDown  Code = "database_down"  // Odoo cannot reach its database
	CodeRolledBack    Code = "rolled_back"    // lost a race, rolled back
	CodeAfterCommit   Code = "after_commit"   // done, but the answer could not be written
)

// Error is the one error of this package.
type Error struct {
	System string // always "odoo"
	Op     string // such as "account.move.load"
	Status int    // HTTP status, 0 when there was no answer
	Code   Code
	Kind   Kind
	// RetryAfter is how long a RateLimited caller should wait, 0 = not said.
	RetryAfter time.Duration
	// Sent is true when the request may have reached the server whole.
	Sent bool
	// Detail is Odoo's own words, cut short and without secrets; may be empty.
	Detail string
	cause  error
}

// Error returns one line for logs.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.System + " " + e.Op + ": " + string(e.Kind) + " (" + string(e.Code))
	if e.Status != 0 {
		b.WriteString(", HTTP " + strconv.Itoa(e.Status))
	}
	b.WriteString(")")
	if e.Detail != "" {
		b.WriteString(": " + e.Detail)
	}
	return b.String()
}

// Unwrap returns the network error underneath, if there was one.
func (e *Error) Unwrap() error { return e.cause }

// Down tells how the server stands, for a call that was kept from it.
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

// newError fills in what every failure of a call has.
func newError(call Call, kind Kind, code Code, detail string) *Error {
	return &Error{System: "odoo", Op: call.Op(), Kind: kind, Code: code, Detail: detail}
}

// ambiguous is the kind of a failure after which nobody knows whether the call
// was carried out; for a read that does not matter.
func ambiguous(call Call) Kind {
	if call.Write() {
		return OutcomeUnknown
	}
	return Transient
}

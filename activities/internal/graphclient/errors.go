package graphclient

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// Kind is why a call failed. The words are the failure kinds of the project.
type Kind string

// Kinds of failures. Only a call that publishes ends in KindUnknown.
const (
	KindTransient   Kind = "transient"
	KindRateLimited Kind = "rate_limited"
	KindAuth        Kind = "auth"
	KindInvalid     Kind = "invalid"
	KindNotFound    Kind = "not_found"
	KindConflict    Kind = "conflict"
	KindUnknown     Kind = "outcome_unknown"
)

// Reason is what happened, more closely than the kind.
type Reason string

// The reasons.
const (
	ReasonDown          Reason = "down"           // kept back by the breaker
	ReasonLocal         Reason = "local"          // the request could not be made here
	ReasonUnreachable   Reason = "unreachable"    // nothing left this machine
	ReasonNoAnswer      Reason = "no answer"      // it left, and nothing came back
	ReasonTimeout       Reason = "timeout"        // not in time
	ReasonCancelled     Reason = "cancelled"      // given up here
	ReasonUnreadable    Reason = "unreadable"     // cut off, a web page, not JSON
	ReasonServer        Reason = "server"         // an error of Meta's own
	ReasonLimit         Reason = "limit"          // too many calls
	ReasonDailyLimit    Reason = "daily limit"    // too many posts today
	ReasonToken         Reason = "token"          // refused
	ReasonTokenExpired  Reason = "token expired"  // its time is over
	ReasonTokenRevoked  Reason = "token revoked"  // by a password, a logout, a lost role
	ReasonRight         Reason = "right"          // the token lacks a right
	ReasonProof         Reason = "proof"          // of the app's secret
	ReasonBlocked       Reason = "blocked"        // by Meta's policy
	ReasonDuplicate     Reason = "duplicate"      // the same as the last post
	ReasonLink          Reason = "link"           // cannot be looked at
	ReasonMedia         Reason = "media"          // size, form or kind refused
	ReasonMediaFetch    Reason = "media fetch"    // could not be downloaded; anew may help
	ReasonNotReady      Reason = "not ready"      // still being worked on
	ReasonContainerGone Reason = "container gone" // expired or not there
	ReasonMissing       Reason = "missing"        // no such object
	ReasonWindow        Reason = "window"         // the person wrote too long ago
	ReasonPerson        Reason = "person"         // cannot be written to
	ReasonVersion       Reason = "version"        // of the API
	ReasonRefused       Reason = "refused"        // anything else
)

// Error is every failure of this package.
type Error struct {
	System, Op string
	Kind       Kind
	Reason     Reason
	Status     int // HTTP, 0 = no answer
	Code       int // Graph's, 0 = none
	Subcode    int
	Trace      string        // fbtrace_id, for Meta's support
	RetryAfter time.Duration // 0 = not said
	// Blocked asks to leave the account alone until its owner has looked at it.
	Blocked bool
	// Detail is what Graph says, in one line and without secrets.
	Detail string

	setting, rights string
	cause           error
}

// Error is for logs.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s", strings.ToLower(e.System), e.Op, e.Reason)
	if e.Status != 0 {
		fmt.Fprintf(&b, ", HTTP %d", e.Status)
	}
	if e.Code != 0 {
		fmt.Fprintf(&b, ", code %d/%d", e.Code, e.Subcode)
	}
	if e.Trace != "" {
		b.WriteString(", trace " + e.Trace)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.cause }

// As gives the *Error that err is.
func As(err error) (*Error, bool) {
	var e *Error
	return e, errors.As(err, &e)
}

// Is tells whether err is a failure for one of these reasons.
func Is(err error, reasons ...Reason) bool {
	e, is := As(err)
	if !is {
		return false
	}
	for _, r := range reasons {
		if e.Reason == r {
			return true
		}
	}
	return false
}

// Down tells how the system stands when the call was kept back from it.
func (e *Error) Down() (breaker.Status, bool) {
	var down *breaker.DownError
	if errors.As(e.cause, &down) {
		return down.Status, true
	}
	return breaker.Status{}, false
}

func (c *Client) failure(r Request, kind Kind, reason Reason) *Error {
	return &Error{System: c.cfg.System, Op: r.Op(), Kind: kind, Reason: reason, setting: c.cfg.TokenSetting, rights: c.cfg.Rights}
}

// doubtful is a call of which it is not clear whether it was carried out.
func (c *Client) doubtful(r Request, reason Reason) *Error {
	if r.Effect == Publishes {
		return c.failure(r, KindUnknown, reason)
	}
	return c.failure(r, KindTransient, reason)
}

// maxDetail is how much of Graph's words is shown.
const maxDetail = 240 // runes

// clean makes words of the other side fit for a sentence: one line, no
// control characters, no token, not long.
func (c *Client) clean(text string) string {
	for _, secret := range []string{c.cfg.Token, c.cfg.AppSecret} {
		if secret != "" {
			text = strings.ReplaceAll(text, secret, "***")
		}
	}
	words := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	for i, w := range words {
		if len(w) > 60 || strings.Contains(w, "access_token=") {
			words[i] = "***"
		}
	}
	runes := []rune(strings.Join(words, " "))
	if len(runes) > maxDetail {
		return string(runes[:maxDetail]) + "..."
	}
	return string(runes)
}

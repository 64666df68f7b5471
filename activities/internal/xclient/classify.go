package xclient

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// classify judges a call from what the wire has kept, never from the library's
// error, which may have lost the status. nil means that X did it.
func (c *Client) classify(ctx context.Context, r request, seen *answer, err error) error {
	ambiguous := Transient
	if r.write {
		ambiguous = OutcomeUnknown
	}
	e := fail(r.op, ambiguous, CodeHTTP, "")
	e.Status, e.Sent = seen.status, seen.sent.Load() || seen.status != 0
	switch status := seen.status; {
	case status == 0:
		return noAnswer(ctx, e, seen, err)
	case status >= 200 && status < 300:
		if seen.readErr != nil {
			e.Code, e.cause = CodeBroken, seen.readErr
			return e
		}
		return nil // 204 too, which gotwi takes for a failure
	case status < 400:
		e.Code = CodeRedirect
		return e
	}
	c.refusal(e, seen)
	return e
}

func noAnswer(ctx context.Context, e *Error, seen *answer, err error) error {
	if err == nil {
		e.Code = CodeProgram
		return e
	}
	if !e.Sent {
		e.Kind = Transient
	}
	e.Code, e.cause = networkCode(err), err
	if seen.badTLS.Load() && !e.Sent && ctx.Err() == nil {
		e.Code = CodeTLS
	}
	return e
}

func networkCode(err error) Code {
	var (
		dns     *net.DNSError
		cert    *tls.CertificateVerificationError
		record  tls.RecordHeaderError
		unknown x509.UnknownAuthorityError
		netErr  net.Error
		op      *net.OpError
	)
	switch {
	case errors.Is(err, context.Canceled):
		return CodeCancelled
	case errors.As(err, &dns):
		return CodeUnknownHost
	case errors.As(err, &cert), errors.As(err, &record), errors.As(err, &unknown):
		return CodeTLS
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		return CodeTimeout
	case errors.As(err, &op) && op.Op == "dial":
		return CodeUnreachable
	}
	return CodeBroken
}

// refusal fills in what a status over 400 says.
func (c *Client) refusal(e *Error, seen *answer) {
	p := readProblem(seen.body)
	e.Detail = shorten(p.words())
	switch status := seen.status; {
	case p.is("usage-capped"), p.says("usage cap"), status == http.StatusPaymentRequired:
		e.Kind, e.Code, e.Blocked = Invalid, CodeCredits, true
	case status == http.StatusTooManyRequests:
		e.Kind, e.Code, e.Until = RateLimited, CodeThrottled, limitEnd(seen.header, c.cfg.Now())
	case status >= 500, status == http.StatusRequestTimeout:
	case status != http.StatusUnauthorized && len(seen.body) > 0 && !json.Valid(seen.body):
		e.Kind, e.Code = Transient, CodePage // what stands in front of X has refused it
	case status == http.StatusUnauthorized:
		e.Kind, e.Code = Auth, CodeToken
	case status == http.StatusForbidden:
		forbidden(e, p)
	case status == http.StatusNotFound, status == http.StatusGone, p.says("deleted or not visible"),
		p.says("reply tweet id is invalid"), p.says("badrequest: not found"):
		e.Kind, e.Code = NotFound, CodeGone
	case p.says("media ids are invalid"), p.says("media type"), p.says("file size"):
		e.Kind, e.Code = Invalid, CodeMedia
	default:
		e.Kind, e.Code = Invalid, CodeRefused
	}
}

// forbidden tells the many meanings of 403 apart.
func forbidden(e *Error, p problem) {
	e.Kind, e.Code = Invalid, CodeRefused
	switch {
	case p.says("duplicate content"):
		e.Kind, e.Code = Conflict, CodeDuplicate
	case p.says("suspended"), p.says("account is temporarily locked"):
		e.Kind, e.Code, e.Blocked = Auth, CodeSuspended, true
	case p.is("client-forbidden"), p.is("unsupported-authentication"), p.is("oauth1-permissions"), p.says("oauth1 app permissions"):
		e.Kind, e.Code, e.Blocked = Auth, CodeApp, true
	case p.says("not permitted to perform this action"):
		e.Kind, e.Code = Auth, CodeScope
	case p.says("reply to this conversation"), p.says("mentioned or otherwise engaged"):
		e.Code = CodeNotSummoned
	case p.says("permission to dm"), p.says("cannot send messages"):
		e.Code = CodeClosedDMs
	case p.says("too long"), p.says("character limit"):
		e.Code = CodeTooLong
	}
}

// problem is an error answer of any of X's forms: problem+json, the older
// errors list, or OAuth's.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Errors []struct {
		Type    string `json:"type"`
		Title   string `json:"title"`
		Detail  string `json:"detail"`
		Message string `json:"message"`
	} `json:"errors"`
	Message string `json:"message"`
}

// readProblem takes what it can: a member of an unexpected type, such as a code
// as text, does not hide the others.
func readProblem(body []byte) problem {
	var p problem
	_ = json.Unmarshal(body, &p) // it fills in what fits
	return p
}

// words are what X says, with what it says of the first parameter.
func (p problem) words() string {
	var said []string
	for _, text := range []string{p.Detail, p.Message} {
		if text != "" {
			said = append(said, text)
		}
	}
	for _, e := range p.Errors {
		if text := cmp.Or(e.Detail, e.Message); text != "" {
			if !slices.Contains(said, text) {
				said = append(said, text)
			}
			break
		}
	}
	if len(said) == 0 {
		return p.Title
	}
	return strings.Join(said, " ")
}

func (p problem) is(kind string) bool {
	if strings.HasSuffix(p.Type, "/"+kind) {
		return true
	}
	for _, e := range p.Errors {
		if strings.HasSuffix(e.Type, "/"+kind) {
			return true
		}
	}
	return false
}

func (p problem) says(words string) bool {
	texts := []string{p.Detail, p.Title, p.Message}
	for _, e := range p.Errors {
		texts = append(texts, e.Detail, e.Title, e.Message)
	}
	for _, text := range texts {
		if strings.Contains(strings.ToLower(text), words) {
			return true
		}
	}
	return false
}

// shorten keeps X's words to a line.
func shorten(text string) string {
	const most = 200
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

const (
	// window is how long X counts calls together; waited for when a 429 does not say more.
	window = 15 * time.Minute
	// longestWait is what is believed of a header.
	longestWait = 25 * time.Hour
)

// limitEnd is when the latest of the limits that are used up ends.
func limitEnd(h http.Header, now time.Time) time.Time {
	var end time.Time
	later := func(t time.Time) {
		if t.After(end) && t.Sub(now) <= longestWait {
			end = t
		}
	}
	for _, name := range []string{"x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour"} {
		if t, ok := unix(h.Get(name + "-reset")); ok && (name == "x-rate-limit" || h.Get(name+"-remaining") == "0") {
			later(t)
		}
	}
	if seconds, err := strconv.Atoi(strings.TrimSpace(h.Get("Retry-After"))); err == nil {
		later(now.Add(time.Duration(seconds) * time.Second))
	} else if t, err := http.ParseTime(h.Get("Retry-After")); err == nil {
		later(t)
	}
	if !end.After(now) {
		return now.Add(window)
	}
	return end
}

func unix(text string) (time.Time, bool) {
	seconds, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	return time.Unix(seconds, 0).UTC(), err == nil && seconds > 0
}

// judge tells what became of a call says about X. A refusal is an answer.
func judge(err error) breaker.Outcome {
	e, ok := As(err)
	switch {
	case err == nil:
		return breaker.Outcome{Verdict: breaker.Answered}
	case !ok, e.Code == CodeCancelled, e.Code == CodeRedirect, e.Code == CodeProgram:
		return breaker.Outcome{}
	case e.Kind == RateLimited:
		return breaker.Outcome{Verdict: breaker.Answered} // a limit is of one endpoint
	}
	if reason := failingOf(e); reason != "" {
		return breaker.Outcome{Verdict: breaker.Failed, Reason: reason}
	}
	return breaker.Outcome{Verdict: breaker.Answered}
}

// failingOf is X's own failure in a few words, empty for all others.
func failingOf(e *Error) string {
	switch e.Code {
	case CodeUnreachable:
		if errors.Is(e.cause, syscall.ECONNREFUSED) {
			return "connection refused"
		}
		return "no connection"
	case CodeUnknownHost:
		return "the host name is not known"
	case CodeTLS:
		return "the certificate is not trusted"
	case CodeTimeout:
		return "no answer in time"
	case CodeBroken:
		return "the connection broke off"
	case CodePage:
		return "a web page instead of an answer"
	case CodeHTTP:
		return "HTTP " + strconv.Itoa(e.Status)
	}
	return ""
}

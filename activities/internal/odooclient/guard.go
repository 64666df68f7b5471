package odooclient

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"syscall"

	"github.com/autonomous-employee/employee/activities/breaker"
)

// WithBreaker puts a breaker around every call, in whatever dialect.
func WithBreaker(b *breaker.Breaker) Option {
	return func(c *Client) {
		for dialect, road := range c.roads {
			c.roads[dialect] = &guarded{road: road, breaker: b}
		}
	}
}

// guarded lets a call through to the server unless the server is down.
type guarded struct {
	road    transport
	breaker *breaker.Breaker
}

// Version implements transport. Odoo tells its version without its database
// and while it is being started, so that the answer does not mean that it works.
func (g *guarded) Version(ctx context.Context) (major int, text string, err error) {
	judge := func(err error) breaker.Outcome {
		if o := judge(err); o.Verdict == breaker.Failed {
			return o
		}
		return breaker.Outcome{}
	}
	major, err = through(g, Call{Method: "version"}, judge, func() (int, error) {
		major, text, err = g.road.Version(ctx)
		return major, err
	})
	return major, text, err
}

// Authenticate implements transport.
func (g *guarded) Authenticate(ctx context.Context) (int64, error) {
	return through(g, Call{Method: "authenticate"}, judge, func() (int64, error) { return g.road.Authenticate(ctx) })
}

// Execute implements transport.
func (g *guarded) Execute(ctx context.Context, uid int64, call Call) (any, error) {
	return through(g, call, judge, func() (any, error) { return g.road.Execute(ctx, uid, call) })
}

func through[T any](g *guarded, call Call, judge func(error) breaker.Outcome, send func() (T, error)) (T, error) {
	got, err := breaker.Through(g.breaker, judge, send)
	var down *breaker.DownError
	if errors.As(err, &down) {
		e := newError(call, Transient, CodeDown, "")
		e.RetryAfter, e.cause = down.Wait, down
		return got, e
	}
	return got, err
}

// judge tells what became of a call says about the server. Its own failures
// are: not reached, no answer or none of Odoo's, 5xx, 429, no database.
// Refusals, of credentials too, are answers; so are errors of Odoo's own code,
// which are about the one call. Answers of a proxy that do not tell whether
// there is an Odoo behind it say nothing, and nor does what was never sent.
func judge(err error) breaker.Outcome {
	e, ok := As(err)
	switch {
	case err == nil:
		return breaker.Outcome{Verdict: breaker.Answered}
	case !ok:
		return breaker.Outcome{}
	}
	if reason := failing(e); reason != "" {
		return breaker.Outcome{Verdict: breaker.Failed, Reason: reason, Wait: e.RetryAfter}
	}
	switch e.Code {
	case CodeCancelled, CodeRedirect, CodeMalformed, CodeTooLarge, CodeHTTP, CodeNoEndpoint, CodeRequestSize:
		return breaker.Outcome{}
	}
	if !e.Sent {
		return breaker.Outcome{}
	}
	return breaker.Outcome{Verdict: breaker.Answered}
}

// failing is the server's own failure in a few words, empty for all others.
func failing(e *Error) string {
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
		if e.cause != nil { // else an exception in Odoo
			return "the connection broke off"
		}
	case CodePage:
		return "a web page instead of an answer"
	case CodeThrottled:
		return "it asks to wait"
	case CodeDatabaseDown:
		return "it cannot reach its database"
	case CodeKeyUnchecked:
		return "it cannot check the API key"
	case CodeHTTP:
		if e.Status >= http.StatusInternalServerError || e.Status == http.StatusRequestTimeout {
			return "HTTP " + strconv.Itoa(e.Status)
		}
	}
	return ""
}

// Probe asks the server something that needs its database and changes nothing.
func (c *Client) Probe(ctx context.Context) error {
	s, err := c.Session(ctx)
	if err != nil {
		return err
	}
	_, err = c.learn(ctx, s)
	return err
}

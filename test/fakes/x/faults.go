package x

import (
	"net/http"
	"strconv"
	"time"
)

// fault waits for the next requests of an operation; "" means any of the API.
type fault struct {
	op      string
	left    int
	instead *reply
	change  func(*reply)
	wait    chan struct{}
}

// On limits a script to one operation, such as "createPosts" or "oauth.token".
// "" means every operation of the API.
func (s *Server) On(op string) Script { return Script{server: s, op: op} }

// Script adds faults for one operation. Each fault meets the next n requests
// that no earlier fault has met.
type Script struct {
	server *Server
	op     string
}

// Pass leaves the next n requests alone, for a fault that is to meet a later one.
func (c Script) Pass(n int) { c.add(fault{left: n}) }

// Fail answers with a problem, without doing anything.
func (c Script) Fail(status int, detail string, n int) {
	a := problem(status, typeBlank, http.StatusText(status), detail)
	if c.op == opToken {
		a = oauthError(status, detail, "Scripted.")
	}
	c.add(fault{left: n, instead: &a})
}

// FailType answers with a problem of a type of X's, such as ".../unsupported-authentication".
func (c Script) FailType(status int, kind, title, detail string, n int) {
	a := problem(status, kind, title, detail)
	c.add(fault{left: n, instead: &a})
}

// Answer answers with anything, without doing anything.
func (c Script) Answer(status int, media, body string, n int) {
	c.add(fault{left: n, instead: &reply{status: status, media: media, text: body}})
}

// FailHTML answers with a web page, as what stands in front of X does.
func (c Script) FailHTML(status, n int) {
	c.Answer(status, htmlType, "<html><body>Over capacity</body></html>", n)
}

// CommitThenDrop does what is asked and closes the connection instead of
// answering.
func (c Script) CommitThenDrop(n int) {
	c.add(fault{left: n, change: func(a *reply) { a.drop = true }})
}

// CommitThen does what is asked and answers something else.
func (c Script) CommitThen(status int, media, body string, n int) {
	c.add(fault{left: n, change: func(a *reply) { *a = reply{status: status, media: media, text: body} }})
}

// Cut does what is asked and closes the connection in the middle of the answer.
func (c Script) Cut(n int) {
	c.add(fault{left: n, change: func(a *reply) { a.cut = true }})
}

// NoID does what is asked and answers without telling the ID.
func (c Script) NoID(n int) {
	c.add(fault{left: n, change: func(a *reply) {
		a.body = map[string]any{"errors": []any{map[string]any{"type": typeField, "title": "Field Authorization Error", "detail": "Sorry.", "field": "id"}}}
	}})
}

// Reset closes the connection without doing anything.
func (c Script) Reset(n int) { c.add(fault{left: n, instead: &reply{drop: true}}) }

// Hold keeps the next request waiting until the returned function is called or
// the client gives up; then it is done.
func (c Script) Hold() (release func()) {
	wait := make(chan struct{})
	c.add(fault{left: 1, wait: wait})
	return func() { close(wait) }
}

// Delay holds each of the next n requests for a while.
func (c Script) Delay(d time.Duration, n int) {
	for range n {
		release := c.Hold()
		time.AfterFunc(d, release)
	}
}

// RateLimit answers 429 with the moment at which the window ends.
func (c Script) RateLimit(until time.Time, n int) {
	a := tooMany().with(limitHeader(100, 0, until))
	c.add(fault{left: n, instead: &a})
}

// RateLimitBroken answers 429 with a header that is no number.
func (c Script) RateLimitBroken(n int) {
	a := tooMany().with(map[string]string{"x-rate-limit-limit": "100", "x-rate-limit-remaining": "0", "x-rate-limit-reset": "12.5"})
	c.add(fault{left: n, instead: &a})
}

// DayLimit answers 429 while the 15 minutes have room and the day of the app
// or the user has none. Whose is "app" or "user".
func (c Script) DayLimit(whose string, until time.Time, n int) {
	a := tooMany().with(limitHeader(100, 60, c.server.opts.Now().Add(windowLength)))
	a.header["x-"+whose+"-limit-24hour-limit"], a.header["x-"+whose+"-limit-24hour-remaining"] = "100", "0"
	a.header["x-"+whose+"-limit-24hour-reset"] = strconv.FormatInt(until.Unix(), 10)
	c.add(fault{left: n, instead: &a})
}

// RetryAfter answers 429 with nothing but a Retry-After header.
func (c Script) RetryAfter(after time.Duration, n int) {
	a := tooMany().with(map[string]string{"Retry-After": strconv.Itoa(int(after / time.Second))})
	c.add(fault{left: n, instead: &a})
}

// HideTimeline keeps what was posted out of the timeline, as when it lags,
// until it is called with false.
func (s *Server) HideTimeline(hide bool) { s.set(func() { s.state.old = hide }) }

func (c Script) add(f fault) {
	f.op = c.op
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.server.faults = append(c.server.faults, &f)
}

func (s *Server) takeFault(op string) fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		fits := f.op == op || (f.op == "" && op != opToken && op != opConsent && op != "")
		if fits && f.left > 0 {
			f.left--
			return *f
		}
	}
	return fault{}
}

// Pending counts the requests that scripts still wait for.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, f := range s.faults {
		n += f.left
	}
	return n
}

package gmail

import (
	"net/http"
	"strconv"
	"time"
)

// fault waits for the next requests of a method; "" means any of the API.
type fault struct {
	method    string
	left      int
	instead   *reply
	dropAfter bool
	wait      chan struct{}
}

// On limits the next script to one method, such as "users.messages.get" or
// "oauth.token".
func (s *Server) On(method string) Script { return Script{server: s, method: method} }

// Script adds faults for one method.
type Script struct {
	server *Server
	method string
}

// Fail answers the next n requests to the API with an error.
func (s *Server) Fail(status int, reason string, n int) { s.On("").Fail(status, reason, n) }

// Fail answers the next n requests of the method with an error.
func (c Script) Fail(status int, reason string, n int) {
	refusal := failure(status, reason, "Scripted: "+reason)
	if c.method == "oauth.token" {
		refusal = reply{status: status, body: map[string]any{"error": reason, "error_description": "Scripted."}}
	}
	c.add(fault{left: n, instead: &refusal})
}

// FailHTML answers the next n requests with a web page, as a proxy or a hotel
// network does.
func (c Script) FailHTML(status, n int) {
	c.add(fault{left: n, instead: &reply{status: status, text: "<html><body>Please sign in to the network</body></html>"}})
}

// RateLimit answers the next request with 429 and a Retry-After header.
func (s *Server) RateLimit(after time.Duration) {
	refusal := failure(http.StatusTooManyRequests, "rateLimitExceeded", "Too many concurrent requests for user.")
	refusal.header = map[string]string{"Retry-After": strconv.Itoa(int(after / time.Second))}
	s.On("").add(fault{left: 1, instead: &refusal})
}

// RateLimitUntil answers the next request with 403 and the moment in words, as
// Gmail does for its own limits.
func (s *Server) RateLimitUntil(at time.Time) {
	message := "User-rate limit exceeded.  Retry after " + at.UTC().Format("2006-01-02T15:04:05.000Z")
	refusal := failure(http.StatusForbidden, "userRateLimitExceeded", message)
	s.On("").add(fault{left: 1, instead: &refusal})
}

// DropAnswer carries out the next n requests and closes the connection instead
// of answering.
func (s *Server) DropAnswer(n int) { s.On("").DropAnswer(n) }

// DropAnswer does so for one method.
func (c Script) DropAnswer(n int) { c.add(fault{left: n, dropAfter: true}) }

// Hold keeps the next request waiting until the returned function is called or
// the client gives up.
func (c Script) Hold() (release func()) {
	wait := make(chan struct{})
	c.add(fault{left: 1, wait: wait})
	return func() { close(wait) }
}

// Delay holds each of the next n requests for a while.
func (s *Server) Delay(d time.Duration, n int) {
	for range n {
		release := s.On("").Hold()
		time.AfterFunc(d, release)
	}
}

// HistoryTooOld makes Gmail forget all history so far: a listing from before
// this moment answers 404.
func (s *Server) HistoryTooOld() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.box.forgotten = s.box.historyID
	s.box.advance()
}

// ForgetPages makes every page token, also a later one, invalid until it is
// called with false.
func (s *Server) ForgetPages(forget bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.box.pagesForgotten = forget
}

func (c Script) add(f fault) {
	f.method = c.method
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.server.faults = append(c.server.faults, &f)
}

func (s *Server) takeFault(method string) fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		fits := f.method == method || (f.method == "" && method != "oauth.token" && method != "oauth.auth")
		if fits && f.left > 0 {
			f.left--
			return *f
		}
	}
	return fault{}
}

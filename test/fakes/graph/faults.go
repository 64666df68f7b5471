package graph

import (
	"strings"
	"time"
)

// fault waits for the next requests of a name; "" means any.
type fault struct {
	name   string
	left   int
	before *reply            // instead of carrying the request out
	after  func(reply) reply // of what was carried out
	wait   chan struct{}
}

// On limits the next script to one kind of call, such as "POST page/feed",
// "POST ig/media_publish", "GET container" or "POST rupload"; "" = any.
func (s *Server) On(name string) Script { return Script{server: s, name: name} }

// Script adds faults for one kind of call. What it adds is used up in the order
// in which it was added.
type Script struct {
	server *Server
	name   string
}

// Pass leaves the next n calls alone, for a script that is about a later one.
func (c Script) Pass(n int) { c.add(fault{left: n}) }

// Fail answers the next n calls with a status and a body, without carrying
// them out.
func (c Script) Fail(status int, body any, n int) {
	c.add(fault{left: n, before: &reply{status: status, body: body}})
}

// FailAs answers the next n calls with a row of the error table.
func (c Script) FailAs(row string, n int) {
	r := failed(row).reply()
	c.add(fault{left: n, before: &r})
}

// Raw answers the next n calls with these bytes, without carrying them out.
func (c Script) Raw(status int, body string, n int) {
	c.add(fault{left: n, before: &reply{status: status, raw: body}})
}

// HTML answers the next n calls with a web page, as a proxy does.
func (c Script) HTML(status, n int) {
	c.add(fault{left: n, before: &reply{status: status, raw: "<html><body>Bad Gateway</body></html>", html: true}})
}

// RateLimit refuses the next n calls until the minutes of the usage header
// have passed.
func (c Script) RateLimit(minutes, n int) {
	r := failed("page use case limit").reply()
	r.header = map[string]string{"X-Business-Use-Case-Usage": usage(100, minutes)}
	c.add(fault{left: n, before: &r})
}

// Reset breaks the connection of the next n calls before they are carried out.
func (c Script) Reset(n int) { c.add(fault{left: n, before: &reply{drop: true}}) }

// CommitThenDrop carries the next n calls out and breaks the connection
// instead of answering.
func (c Script) CommitThenDrop(n int) {
	c.then(n, func(r reply) reply { r.drop = true; return r })
}

// CommitThenFail carries the next n calls out and answers with a row of the
// error table.
func (c Script) CommitThenFail(row string, n int) {
	c.then(n, func(reply) reply { return failed(row).reply() })
}

// CommitThenRaw carries the next n calls out and answers with these bytes.
func (c Script) CommitThenRaw(status int, body string, n int) {
	c.then(n, func(reply) reply { return reply{status: status, raw: body, html: strings.HasPrefix(body, "<")} })
}

// CommitThenCut carries the next n calls out and breaks off in the middle of
// the answer.
func (c Script) CommitThenCut(n int) {
	c.then(n, func(r reply) reply { r.cut = true; return r })
}

func (c Script) then(n int, after func(reply) reply) { c.add(fault{left: n, after: after}) }

// Hold keeps the next call waiting until the returned function is called or
// the client gives up.
func (c Script) Hold() (release func()) {
	wait := make(chan struct{})
	c.add(fault{left: 1, wait: wait})
	return func() { close(wait) }
}

// Delay holds each of the next n calls for a while.
func (c Script) Delay(d time.Duration, n int) {
	for range n {
		time.AfterFunc(d, c.Hold())
	}
}

func (c Script) add(f fault) {
	f.name = c.name
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	c.server.faults = append(c.server.faults, &f)
}

func (s *Server) takeFault(name string) fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if (f.name == name || f.name == "") && f.left > 0 {
			f.left--
			return *f
		}
	}
	return fault{}
}

// Forget drops the scripts that no call has met.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// Pending counts the calls that scripts still wait for.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, f := range s.faults {
		n += f.left
	}
	return n
}

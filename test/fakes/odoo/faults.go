package odoofake

import (
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// rule is one entry of the fault script. Rules are used in the order in which
// they were added, each as often as it says.
type rule struct {
	on    []string // such as "account.move.load"; empty = every call
	left  int      // negative = for ever
	act   action
	delay time.Duration
	gate  chan struct{}
	seen  chan struct{}
}

// action says what happens around the execution of a call.
type action struct {
	execute bool // carry it out
	drop    bool // then close the connection without an answer
	reset   bool // close with RST
	half    bool // send the first half of the answer, then close
	answer  *canned
	fault   *fault
	message string // load answers with this error message
}

type canned struct {
	status      int
	contentType string
	body        string
	header      http.Header
}

type script struct {
	mu    sync.Mutex
	rules []*rule
}

func (s *script) add(r *rule) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rules = append(s.rules, r)
}

// next takes the first rule that fits the call.
func (s *script) next(op string) *rule {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.rules {
		if r.left == 0 || (len(r.on) > 0 && !slices.Contains(r.on, op)) {
			continue
		}
		if r.left > 0 {
			r.left--
		}
		return r
	}
	return nil
}

// ClearFaults forgets the whole script.
func (s *Server) ClearFaults() {
	s.script.mu.Lock()
	defer s.script.mu.Unlock()
	s.script.rules = nil
}

// Every call of the script may be bound to operations such as
// "account.move.load", "common.authenticate", "common.version" or, over JSON-2,
// "res.users.context_get" and "web.version".

// Fail answers n calls with an HTTP status and carries nothing out.
func (s *Server) Fail(status, n int, on ...string) {
	s.Answer(status, "text/plain", http.StatusText(status), n, on...)
}

// HTML502 answers n calls with a proxy's error page.
func (s *Server) HTML502(n int, on ...string) {
	s.Answer(http.StatusBadGateway, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>", n, on...)
}

// Answer answers n calls with what is given and carries nothing out.
func (s *Server) Answer(status int, contentType, body string, n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{answer: &canned{status: status, contentType: contentType, body: body}}})
}

// RateLimit answers n calls with 429 and Retry-After.
func (s *Server) RateLimit(after time.Duration, n int, on ...string) {
	header := http.Header{"Retry-After": {itoa(int64(after / time.Second))}}
	s.script.add(&rule{on: on, left: n, act: action{answer: &canned{status: http.StatusTooManyRequests, contentType: "text/plain", body: "slow down", header: header}}})
}

// Fault answers n calls with an XML-RPC fault, or with what the same exception
// is over JSON-2, and carries nothing out.
func (s *Server) Fault(code int, text string, n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{fault: &fault{code, text}}})
}

// CommitThenFault carries n calls out and answers with a fault, as Odoo does
// over XML-RPC when it cannot write the answer, and in both dialects when its
// own work after the commit fails.
func (s *Server) CommitThenFault(code int, text string, n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{execute: true, fault: &fault{code, text}}})
}

// LoadMessage lets n loads answer with an error message; nothing is made.
func (s *Server) LoadMessage(text string, n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{message: text}})
}

// CommitThenDrop carries n calls out and closes the connection without an answer.
func (s *Server) CommitThenDrop(n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{execute: true, drop: true}})
}

// CommitThenTruncate carries n calls out and breaks off in the middle of the answer.
func (s *Server) CommitThenTruncate(n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{execute: true, half: true}})
}

// DropBefore closes the connection of n calls without carrying them out.
func (s *Server) DropBefore(n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{drop: true}})
}

// Reset resets the connection of n calls without carrying them out.
func (s *Server) Reset(n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{reset: true}})
}

// Delay makes every fitting call take this long before it is carried out. The
// server goes on when the caller has gone, as Odoo does.
func (s *Server) Delay(d time.Duration, on ...string) {
	s.script.add(&rule{on: on, left: -1, act: action{execute: true}, delay: d})
}

// Pass lets n calls through, so that the next entry is for the call after them.
func (s *Server) Pass(n int, on ...string) {
	s.script.add(&rule{on: on, left: n, act: action{execute: true}})
}

// Hold stops the next fitting call before it is carried out. The channel is
// closed when the call has arrived; release lets it go on.
func (s *Server) Hold(on ...string) (arrived <-chan struct{}, release func()) {
	gate, seen := make(chan struct{}), make(chan struct{})
	s.script.add(&rule{on: on, left: 1, act: action{execute: true}, gate: gate, seen: seen})
	return seen, sync.OnceFunc(func() { close(gate) })
}

// wait lets the time of a rule pass.
func (r *rule) wait(closing <-chan struct{}) {
	if r.seen != nil {
		close(r.seen)
	}
	if r.gate != nil {
		select {
		case <-r.gate:
		case <-closing:
		}
	}
	if r.delay > 0 {
		pause(r.delay, closing)
	}
}

func pause(d time.Duration, closing <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-closing:
	}
}

// hangUp closes the caller's connection, by RST when asked, after half of the
// answer when there is one.
func hangUp(w http.ResponseWriter, reset bool, answer encoded) {
	conn, buffer, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer conn.Close()
	if tcp, ok := conn.(*net.TCPConn); ok && reset {
		_ = tcp.SetLinger(0)
	}
	if n := len(answer.body); n > 0 {
		_, _ = buffer.WriteString("HTTP/1.1 200 OK\r\nContent-Type: " + answer.media + "\r\nContent-Length: " + itoa(int64(n)) + "\r\n\r\n")
		_, _ = buffer.Write(answer.body[:n/2])
		_ = buffer.Flush()
	}
}

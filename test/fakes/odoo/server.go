package odoofake

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
)

// Server is the fake. It is an http.Handler, so that it can stand behind any
// listener, also one in a process of its own.
type Server struct {
	// URL is set by New.
	URL  string
	opts Options

	script  script
	closing chan struct{}
	close   sync.Once

	mu       sync.Mutex
	tables   map[string]*table
	keys     map[string]ref           // external IDs
	pending  map[string]chan struct{} // external IDs whose load has not committed
	requests []Request
}

// Request is one call as it arrived, without its password.
type Request struct {
	Op      string // such as "account.move.load" or "common.authenticate"
	UID     int64
	Args    []any
	Kwargs  map[string]any
	Context map[string]any
}

// Cleaner is the part of testing.TB that New needs.
type Cleaner interface{ Cleanup(func()) }

// New starts a server on loopback until the test ends.
func New(t Cleaner, opts Options) *Server {
	s := NewServer(opts)
	srv := httptest.NewServer(s)
	s.URL = srv.URL
	t.Cleanup(func() {
		s.Close()
		srv.Close()
	})
	return s
}

// NewServer makes the handler alone.
func NewServer(opts Options) *Server {
	s := &Server{
		opts: opts.withDefaults(), closing: make(chan struct{}),
		tables: map[string]*table{}, keys: map[string]ref{}, pending: map[string]chan struct{}{},
	}
	s.seed()
	return s
}

// Close lets held and delayed calls go. It may be called repeatedly.
func (s *Server) Close() { s.close.Do(func() { close(s.closing) }) }

// maxRequest is the server's limit of a request (Odoo: 128 MiB).
const maxRequest = 128 << 20

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/_state":
		s.serveState(w)
	case "/xmlrpc/2/common":
		s.serveRPC(w, r, s.common)
	case "/xmlrpc/2/object":
		s.serveRPC(w, r, s.object)
	default:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusNotFound)
		_, _ = io.WriteString(w, "<html><title>404 Not Found</title></html>")
	}
}

// prepared is a call that is understood but not carried out yet.
type prepared struct {
	request Request
	execute func() any
}

func (s *Server) serveRPC(w http.ResponseWriter, r *http.Request, service func(string, []any) prepared) {
	if r.Method != http.MethodPost {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		return
	}
	method, params, err := parseCall(body)
	if err != nil {
		s.write(w, &fault{1, traceback("xml.parsers.expat.ExpatError", err.Error())})
		return
	}
	call := service(method, params)
	s.mu.Lock()
	s.requests = append(s.requests, call.request)
	s.mu.Unlock()
	s.play(w, call, s.script.next(call.request.Op))
}

// play carries the call out as the script wants it.
func (s *Server) play(w http.ResponseWriter, call prepared, r *rule) {
	if r == nil {
		s.write(w, call.execute())
		return
	}
	r.wait(s.closing)
	var value any
	if r.act.execute {
		value = call.execute()
	}
	switch {
	case r.act.answer != nil:
		maps.Copy(w.Header(), r.act.answer.header)
		w.Header().Set("Content-Type", r.act.answer.contentType)
		w.WriteHeader(r.act.answer.status)
		_, _ = io.WriteString(w, r.act.answer.body)
	case r.act.half:
		hangUp(w, false, writeAnswer(value))
	case r.act.drop, r.act.reset:
		hangUp(w, r.act.reset, nil)
	case r.act.fault != nil:
		s.write(w, r.act.fault)
	case r.act.message != "":
		s.write(w, loadRefusal(r.act.message))
	default:
		s.write(w, value)
	}
}

func (s *Server) write(w http.ResponseWriter, value any) {
	body := writeAnswer(value)
	w.Header().Set("Content-Type", "text/xml")
	w.Header().Set("Content-Length", itoa(int64(len(body))))
	_, _ = w.Write(body)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

package odoofake

import (
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
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

	mu           sync.Mutex
	tables       map[string]*table
	keys         map[string]ref           // external IDs
	pending      map[string]chan struct{} // external IDs whose load has not committed
	requests     []Request
	keyExpired   bool
	badLogins    int // in a row
	lastBadLogin time.Time
}

// Request is one call as it arrived, without its password or key.
type Request struct {
	// Op is such as "account.move.load", "common.authenticate" or "web.version".
	Op      string
	Dialect string // XMLRPC or JSON2
	UID     int64
	// Args are positional, which only XML-RPC knows.
	Args    []any
	Kwargs  map[string]any
	Context map[string]any
}

// The dialects of a Request. The version asked for by GET counts as JSON-2.
const (
	XMLRPC = "XML-RPC"
	JSON2  = "JSON-2"
)

// Arg returns an argument by its name in the method's signature, however it
// was given.
func (r Request) Arg(name string) any {
	method := r.Op[strings.LastIndex(r.Op, ".")+1:]
	m, _ := methodOf(method)
	if i := slices.Index(m.params, name); i >= 0 && i < len(r.Args) {
		return r.Args[i]
	}
	return r.Kwargs[name]
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
	xml := s.opts.Version < firstWithoutXMLRPC
	switch path := r.URL.Path; {
	case path == "/_state":
		s.serveState(w)
	case path == "/xmlrpc/2/common" && xml:
		s.serveRPC(w, r, s.common)
	case path == "/xmlrpc/2/object" && xml:
		s.serveRPC(w, r, s.object)
	case path == "/web/version" || path == "/json/version":
		s.serveVersion(w, r)
	case strings.HasPrefix(path, "/json/2/") && s.opts.Version >= firstJSON2:
		s.serveJSON2(w, r)
	default:
		s.send(w, pageEncoder, notFound())
	}
}

// The versions between which both dialects are spoken.
const (
	firstJSON2         = 19
	firstWithoutXMLRPC = 22
)

// prepared is a call that is understood but not carried out yet.
type prepared struct {
	request Request
	execute func() any
	encode  encoder
}

func (s *Server) serveRPC(w http.ResponseWriter, r *http.Request, service func(string, []any) prepared) {
	if r.Method != http.MethodPost {
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		s.send(w, pageEncoder, tooLarge())
		return
	}
	method, params, err := parseCall(body)
	if err != nil {
		s.send(w, s.encodeXML, &fault{1, traceback("xml.parsers.expat.ExpatError", err.Error())})
		return
	}
	call := service(method, params)
	call.encode = s.encodeXML
	call.request.Dialect = XMLRPC
	s.serve(w, call)
}

// serve records the call and plays it by the script.
func (s *Server) serve(w http.ResponseWriter, call prepared) {
	s.mu.Lock()
	s.requests = append(s.requests, call.request)
	s.mu.Unlock()
	s.play(w, call, s.script.next(call.request.Op))
}

// play carries the call out as the script wants it.
func (s *Server) play(w http.ResponseWriter, call prepared, r *rule) {
	if r == nil {
		s.send(w, call.encode, call.execute())
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
		hangUp(w, false, call.encode(value))
	case r.act.drop, r.act.reset:
		hangUp(w, r.act.reset, encoded{})
	case r.act.fault != nil:
		s.send(w, call.encode, r.act.fault)
	case r.act.message != "":
		s.send(w, call.encode, loadRefusal(r.act.message))
	default:
		s.send(w, call.encode, value)
	}
}

func (s *Server) send(w http.ResponseWriter, encode encoder, value any) {
	answer := encode(value)
	maps.Copy(w.Header(), answer.header)
	w.Header().Set("Content-Type", answer.media)
	w.Header().Set("Content-Length", itoa(int64(len(answer.body))))
	w.WriteHeader(answer.status)
	_, _ = w.Write(answer.body)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

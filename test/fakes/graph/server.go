package graph

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// IDs of the page, its app and the Instagram account.
const (
	PageID      = "100200300400500"
	AppID       = "555666777"
	InstagramID = "17841400000000001"
	PageName    = "Corner Bakery"
	Username    = "corner.bakery"
)

// Options change the fake's defaults; the zero value is usable.
type Options struct {
	// AppSecret makes every call need a proof (appsecret_proof).
	AppSecret string
	// QuotaTotal is what Instagram allows in 24 h, default 100.
	QuotaTotal int
	// Processing is for how many looks a video container stays IN_PROGRESS; images are ready at once.
	Processing int
	// Fetch judges the address of a medium that Meta would fetch; nil refuses what is not public https. A *Failure is
	// told as it is.
	Fetch func(address string) error
	// PageSize bounds a page of a listing, default 100 as Graph's.
	PageSize int
	// EmptyPage puts an empty page with a next link before each listing, as Graph does now and then.
	EmptyPage bool
	Now       func() time.Time // default time.Now
}

// Request is one request as it arrived, without its secrets.
type Request struct {
	Name   string // such as "POST page/feed", "GET container", "POST rupload"
	Path   string
	Params map[string]string // without tokens and proofs
	Status int               // of the answer; 0 = the answer was dropped
}

// Server is one page with its app and Instagram account.
type Server struct {
	opts Options
	http *httptest.Server

	mu         sync.Mutex
	tokens     map[string]*token
	state      state
	faults     []*fault
	requests   []Request
	violations []string
	closed     chan struct{}
	closing    sync.Once
}

// Start makes the page and listens on a free port of the loopback. Close it.
func Start(opts Options) *Server {
	if opts.QuotaTotal == 0 {
		opts.QuotaTotal = 100
	}
	if opts.PageSize == 0 {
		opts.PageSize = 100
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Fetch == nil {
		opts.Fetch = publicAddress
	}
	s := &Server{opts: opts, tokens: standardTokens(), state: newState(), closed: make(chan struct{})}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Close stops the server. It may be called twice.
func (s *Server) Close() {
	s.closing.Do(func() { close(s.closed) })
	s.http.CloseClientConnections()
	s.http.Close()
}

// URL is what FACEBOOK_BASE_URL and INSTAGRAM_BASE_URL are to be set to.
func (s *Server) URL() string { return s.http.URL }

// reply is an answer before it is written.
type reply struct {
	status int
	header map[string]string
	body   any    // JSON
	raw    string // instead of body
	html   bool
	cut    bool // send half of it and break off
	drop   bool
}

func ok(body any) reply { return reply{status: http.StatusOK, body: body} }

// call is one understood request.
type call struct {
	name   string
	node   node
	params map[string]string
	files  map[string][]byte
	fields []field
	token  *token
	now    time.Time
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	at, c, early := s.understand(r)
	f := s.takeFault(c.name)
	if f.wait != nil {
		select {
		case <-f.wait:
		case <-r.Context().Done():
		case <-s.closed:
		}
	}
	answer := s.answer(c, f, early)
	if answer.drop {
		panic(http.ErrAbortHandler)
	}
	s.mu.Lock()
	s.requests[at].Status = answer.status
	s.mu.Unlock()
	s.write(w, answer)
}

// answer carries the call out, unless a fault or an error in the request comes
// before it.
func (s *Server) answer(c call, f fault, early *Failure) reply {
	if f.before != nil {
		return *f.before
	}
	var out reply
	if early != nil {
		out = early.reply()
	} else {
		s.mu.Lock()
		out = s.dispatch(c)
		s.mu.Unlock()
	}
	if f.after != nil {
		return f.after(out)
	}
	return out
}

var versionForm = regexp.MustCompile(`^v([0-9]+)\.0$`)

// understand reads a request and notes it; a request that Graph refuses before
// doing anything comes back with the failure.
func (s *Server) understand(r *http.Request) (int, call, *Failure) {
	c := call{now: s.opts.Now()}
	method, params, files, err := parameters(r)
	c.params, c.files = params, files
	path := strings.Trim(r.URL.Path, "/")
	upload := strings.HasPrefix(path, "rupload/")
	s.mu.Lock()
	defer s.mu.Unlock()
	token, failure := s.authorize(r, params)
	c.token = token
	var wrong *Failure
	if c.name = "POST rupload"; !upload {
		var edge string
		c.node, edge, wrong = s.locate(path, token)
		c.name = nameOf(method, c.node, edge)
	}
	s.requests = append(s.requests, Request{Name: c.name, Path: r.URL.Path, Params: shown(params)})
	at := len(s.requests) - 1
	switch {
	case err != nil:
		return at, c, s.violate(c.name, "the request cannot be read: %v", err)
	case upload:
		return at, s.uploadCall(c, r, path), failure
	case failure != nil:
		return at, c, failure
	case wrong != nil:
		return at, c, wrong
	}
	return at, c, s.check(&c)
}

// locate finds the node and the edge that a path names.
func (s *Server) locate(path string, t *token) (node, string, *Failure) {
	parts := strings.Split(path, "/")
	version := versionForm.FindStringSubmatch(parts[0])
	if version == nil {
		return node{}, "", s.violate(path, "the path has no version")
	}
	if version[1] < "21" || version[1] > "26" || len(version[1]) != 2 {
		return node{}, "", failed("unknown version")
	}
	if len(parts) < 2 || len(parts) > 3 {
		return node{}, "", failed("unknown path")
	}
	id, edge := parts[1], ""
	if len(parts) == 3 {
		edge = parts[2]
	}
	if id == "debug_token" {
		return node{kind: kindDebug, id: id}, "", nil
	}
	if id == "me" && t != nil {
		id = t.me
	}
	kind, known := s.state.kindOf(id)
	if !known {
		return node{id: id}, edge, failed("missing object")
	}
	return node{kind: kind, id: id}, edge, nil
}

func nameOf(method string, n node, edge string) string {
	name := method + " " + string(n.kind)
	if edge != "" {
		name += "/" + edge
	}
	return name
}

func (s *Server) violate(at, format string, args ...any) *Failure {
	s.violations = append(s.violations, at+": "+fmt.Sprintf(format, args...))
	return failed("bad parameter")
}

func (s *Server) write(w http.ResponseWriter, a reply) {
	for key, value := range a.header {
		w.Header().Set(key, value)
	}
	w.Header().Set("Date", s.opts.Now().UTC().Format(http.TimeFormat))
	raw := []byte(a.raw)
	if a.body != nil {
		raw, _ = json.Marshal(a.body)
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	if a.html {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	}
	if a.status < http.StatusBadRequest && w.Header().Get("X-App-Usage") == "" {
		w.Header().Set("X-App-Usage", `{"call_count":3,"total_cputime":1,"total_time":2}`)
		w.Header().Set("X-Business-Use-Case-Usage", usage(3, 0))
	}
	if a.cut {
		w.Header().Set("Content-Length", fmt.Sprint(len(raw)))
		w.WriteHeader(a.status)
		_, _ = w.Write(raw[:len(raw)/2])
		if f, is := w.(http.Flusher); is {
			f.Flush()
		}
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(raw)
}

// usage is the header of the business-use-case limits.
func usage(percent, minutes int) string {
	return fmt.Sprintf(`{%q:[{"type":"pages","call_count":%d,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":%d}]}`, PageID, percent, minutes)
}

// shown are parameters without what is secret.
func shown(params map[string]string) map[string]string {
	out := map[string]string{}
	for key, value := range params {
		if !slices.Contains([]string{"access_token", "appsecret_proof", "input_token"}, key) {
			out[key] = value
		}
	}
	return out
}

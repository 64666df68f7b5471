package x

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"time"
)

// Options change the fake's defaults; the zero value is usable.
type Options struct {
	Handle        string        // of the owner's account, default "shopowner"
	TokenLifetime time.Duration // of access tokens, default 2 h
	Now           func() time.Time
	// Legacy makes it a server that knows tweet.fields only and passes over post.fields without a word.
	Legacy bool
	// Refuses makes a Legacy server refuse the newer dialect, as X's own simulator does.
	Refuses bool
	// NotSummoned makes replies to others be refused unless their post names the account.
	NotSummoned bool
	// Processing is how many times STATUS tells of a video or GIF that it is still being processed; default 2.
	Processing int
	// PageSize bounds a page of the timeline, default 100.
	PageSize int
	// PostLimit is how many posts the window of 15 minutes takes, default 100.
	PostLimit int
	// Roomy makes every window take this many times the calls that X's do, for a run that starts the program again and again; default 1.
	Roomy int
	// AccessLevel is the x-access-level that OAuth 1 answers carry, default "read-write-directmessages".
	AccessLevel string
}

// Request is one request as it arrived, without its secrets, and its answer.
type Request struct {
	Op          string // operation of the OpenAPI, "oauth.token", or empty when not modelled
	Method      string
	Path        string
	Query       url.Values
	ContentType string
	Body        []byte
	Status      int // of the answer; 0 = the answer was dropped
	AnswerType  string
	Answer      []byte
}

// Server is X with one account that is signed in.
type Server struct {
	opts   Options
	http   *httptest.Server
	routes []route

	mu         sync.Mutex
	state      state
	auth       authority
	windows    map[string]*window
	faults     []*fault
	requests   []Request
	violations []string
	lastID     int64
}

// Start listens on a free port of the loopback. Close it.
func Start(opts Options) *Server {
	if opts.Handle == "" {
		opts.Handle = "shopowner"
	}
	if opts.TokenLifetime == 0 {
		opts.TokenLifetime = 2 * time.Hour
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Processing == 0 {
		opts.Processing = 2
	}
	if opts.PageSize == 0 {
		opts.PageSize = 100
	}
	if opts.PostLimit == 0 {
		opts.PostLimit = 100
	}
	if opts.Roomy == 0 {
		opts.Roomy = 1
	}
	if opts.AccessLevel == "" {
		opts.AccessLevel = "read-write-directmessages"
	}
	s := &Server{opts: opts, state: newState(), auth: newAuthority(), windows: map[string]*window{}, routes: routes(), lastID: 1900000000000000000}
	s.state.users[ownerID] = user{id: ownerID, handle: opts.Handle, name: "Shop Owner"}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Close stops the server. It may be called twice.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// URL is what X_BASE_URL is to be set to.
func (s *Server) URL() string { return s.http.URL }

// Requests returns what has been asked so far, oldest first. Ops limit it to
// these operations.
func (s *Server) Requests(ops ...string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var kept []Request
	for _, r := range s.requests {
		if len(ops) == 0 || slices.Contains(ops, r.Op) {
			kept = append(kept, r)
		}
	}
	return kept
}

// Violations lists every request that used something the fake does not model.
// A test should end by asserting that there is none.
func (s *Server) Violations() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.violations)
}

// maxRequest bounds what is read of a request: a chunk of 5 MB as base64, and its envelope.
const maxRequest = 8 << 20

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequest))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	c := s.route(r, body)
	at := s.record(c)
	answer := s.answer(c)
	if answer.drop {
		panic(http.ErrAbortHandler)
	}
	raw := answer.bytes()
	s.mu.Lock()
	s.requests[at].Status, s.requests[at].AnswerType, s.requests[at].Answer = answer.status, answer.contentType(), raw
	s.mu.Unlock()
	for key, value := range answer.header {
		w.Header().Set(key, value)
	}
	w.Header().Set("Content-Type", answer.contentType())
	if answer.cut {
		// The length that was promised never comes.
		w.Header().Set("Content-Length", fmt.Sprint(len(raw)))
		raw = raw[:len(raw)/2]
	}
	w.Header().Set("Date", s.opts.Now().UTC().Format(http.TimeFormat))
	w.WriteHeader(answer.status)
	_, _ = w.Write(raw)
	if answer.cut {
		panic(http.ErrAbortHandler)
	}
}

func (s *Server) record(c call) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	query := url.Values{}
	for key, values := range c.r.URL.Query() {
		query[key] = values
	}
	kept := c.body
	if c.op == opToken {
		kept = nil // it holds a secret
	}
	s.requests = append(s.requests, Request{
		Op: c.op, Method: c.r.Method, Path: c.r.URL.Path, Query: query, ContentType: c.r.Header.Get("Content-Type"), Body: kept,
	})
	return len(s.requests) - 1
}

func (s *Server) answer(c call) reply {
	f := s.takeFault(c.op)
	if f.wait != nil {
		select {
		case <-f.wait:
		case <-c.r.Context().Done():
			return reply{drop: true}
		}
	}
	if f.instead != nil {
		return *f.instead
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	answer := s.handle(c)
	if f.change != nil && answer.status < 300 {
		f.change(&answer)
	}
	return answer
}

// nextID gives IDs that grow, as X's do.
func (s *Server) nextID() string {
	s.lastID += 4096
	return fmt.Sprint(s.lastID)
}

func (s *Server) violate(format string, args ...any) {
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

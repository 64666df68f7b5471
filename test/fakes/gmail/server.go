package gmail

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Options change the fake's defaults; the zero value is usable.
type Options struct {
	Account       string           // default "owner@example.com"
	PageSize      int              // upper bound of a page, default 500 as Gmail's
	TokenLifetime time.Duration    // of access tokens, default 1 h
	Unpadded      bool             // send raw mails as base64url without '='
	Now           func() time.Time // default time.Now
}

// Request is one request as it arrived, without its secrets.
type Request struct {
	Method string     // the API's name for it, such as "users.messages.get", or "oauth.token"
	Path   string     // as sent
	Query  url.Values // without tokens
	Status int        // of the answer; 0 = the answer was dropped
}

// Server is one mailbox and its OAuth service.
type Server struct {
	opts Options
	http *httptest.Server

	mu         sync.Mutex
	box        mailbox
	auth       authority
	faults     []*fault
	requests   []Request
	violations []string
}

// Start makes a mailbox and listens on a free port of the loopback. Close it.
func Start(opts Options) *Server {
	if opts.Account == "" {
		opts.Account = "owner@example.com"
	}
	if opts.PageSize == 0 {
		opts.PageSize = 500
	}
	if opts.TokenLifetime == 0 {
		opts.TokenLifetime = time.Hour
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	s := &Server{opts: opts, box: newMailbox(), auth: newAuthority()}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// Close stops the server. It may be called twice.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// URL is what GMAIL_BASE_URL is to be set to.
func (s *Server) URL() string { return s.http.URL + "/" }

// Requests returns what has been asked so far, oldest first. Names limit it to
// these methods.
func (s *Server) Requests(names ...string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(names) == 0 {
		return slices.Clone(s.requests)
	}
	var kept []Request
	for _, r := range s.requests {
		if slices.Contains(names, r.Method) {
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

// WriteClientFile writes an OAuth client file of type "installed" that points
// to this server, and returns its path.
func (s *Server) WriteClientFile(dir string) (string, error) {
	return s.write(dir, "client.json", map[string]any{"installed": map[string]any{
		"client_id": clientID, "project_id": "fake-project", "client_secret": clientSecret,
		"auth_uri": s.http.URL + authPath, "token_uri": s.http.URL + tokenPath,
		"redirect_uris": []string{"http://localhost"},
	}})
}

// WriteTokenFile writes a token file as a finished login would have left it,
// with the given scopes, and returns its path.
func (s *Server) WriteTokenFile(dir string, scopes ...string) (string, error) {
	s.mu.Lock()
	g := s.auth.grant(scopes)
	access, expiry := s.auth.issue(g, s.opts.Now(), s.opts.TokenLifetime)
	s.mu.Unlock()
	return s.write(dir, "token.json", map[string]any{
		"access_token": access, "token_type": "Bearer", "refresh_token": g.refresh,
		"expiry": expiry.UTC(), "scope": g.scopeText(), "account": s.opts.Account, "obtained": s.opts.Now().UTC(),
	})
}

func (s *Server) write(dir, name string, content any) (string, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, name)
	return path, os.WriteFile(path, raw, 0o600)
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	at, name := s.record(r)
	answer := s.answer(r, name)
	if answer.drop {
		panic(http.ErrAbortHandler)
	}
	s.mu.Lock()
	s.requests[at].Status = answer.status
	s.mu.Unlock()
	for key, value := range answer.header {
		w.Header().Set(key, value)
	}
	if answer.redirect != "" {
		http.Redirect(w, r, answer.redirect, answer.status)
		return
	}
	w.Header().Set("Content-Type", answer.contentType())
	w.WriteHeader(answer.status)
	_, _ = w.Write(answer.bytes())
}

// reply is an answer before it is written.
type reply struct {
	status   int
	header   map[string]string
	body     any    // JSON
	text     string // instead of body, as HTML
	redirect string
	drop     bool
}

func (a reply) contentType() string {
	if a.text != "" {
		return "text/html; charset=utf-8"
	}
	return "application/json; charset=UTF-8"
}

func (a reply) bytes() []byte {
	if a.text != "" {
		return []byte(a.text)
	}
	raw, err := json.Marshal(a.body)
	if err != nil {
		return fmt.Appendf(nil, "%q", err.Error())
	}
	return raw
}

func ok(body any) reply { return reply{status: http.StatusOK, body: body} }

package gmail

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Endpoint is one method of the API as the fake models it.
type Endpoint struct {
	ID     string   // the discovery document's, such as "gmail.users.messages.list"
	Verb   string   // HTTP method
	Path   string   // with {userId} and {id}
	Params []string // query parameters it takes
	Body   []string // fields of the request body it takes
	// Unlike Gmail the fake knows one account, "me".
	handle func(*Server, call) reply
	scopes []string // any of them
}

// shared are the query parameters of every method that the Go client sends.
func shared() []string { return []string{"alt", "prettyPrint"} }

const (
	scopeReadonly = "https://www.googleapis.com/auth/gmail.readonly"
	scopeModify   = "https://www.googleapis.com/auth/gmail.modify"
	scopeFull     = "https://mail.google.com/"
)

// Endpoints lists what the fake models.
func Endpoints() []Endpoint {
	read := []string{scopeReadonly, scopeModify, scopeFull}
	change := []string{scopeModify, scopeFull}
	const users = "/gmail/v1/users/{userId}"
	return []Endpoint{
		{ID: "gmail.users.getProfile", Verb: "GET", Path: users + "/profile", scopes: read, handle: (*Server).getProfile},
		{
			ID: "gmail.users.messages.list", Verb: "GET", Path: users + "/messages", scopes: read, handle: (*Server).listMessages,
			Params: []string{"q", "labelIds", "maxResults", "pageToken"},
		},
		{
			ID: "gmail.users.messages.get", Verb: "GET", Path: users + "/messages/{id}", scopes: read, handle: (*Server).getMessage,
			Params: []string{"format", "metadataHeaders"},
		},
		{
			ID: "gmail.users.messages.modify", Verb: "POST", Path: users + "/messages/{id}/modify", scopes: change, handle: (*Server).modifyMessage,
			Body: []string{"addLabelIds", "removeLabelIds"},
		},
		{
			ID: "gmail.users.history.list", Verb: "GET", Path: users + "/history", scopes: read, handle: (*Server).listHistory,
			Params: []string{"startHistoryId", "labelId", "historyTypes", "maxResults", "pageToken"},
		},
		{ID: "gmail.users.labels.list", Verb: "GET", Path: users + "/labels", scopes: read, handle: (*Server).listLabels},
		{
			ID: "gmail.users.labels.create", Verb: "POST", Path: users + "/labels", scopes: change, handle: (*Server).createLabel,
			Body: []string{"name", "labelListVisibility", "messageListVisibility"},
		},
		// There is none that sends.
		{ID: "gmail.users.drafts.create", Verb: "POST", Path: users + "/drafts", scopes: change, handle: (*Server).createDraft, Body: []string{"message"}},
		{
			ID: "gmail.users.drafts.list", Verb: "GET", Path: users + "/drafts", scopes: read, handle: (*Server).listDrafts,
			Params: []string{"maxResults", "pageToken"},
		},
	}
}

// Scopes lists the OAuth scopes of which one is needed.
func (e Endpoint) Scopes() []string { return slices.Clone(e.scopes) }

// call is one request to the API after the checks.
type call struct {
	id    string // {id} of the path
	query url.Values
	body  map[string]any
}

func (e Endpoint) name() string { return strings.TrimPrefix(e.ID, "gmail.") }

// match compares a path with the endpoint's and returns its {id}.
func (e Endpoint) match(r *http.Request) (id string, fits bool) {
	want, got := strings.Split(e.Path, "/"), strings.Split(r.URL.Path, "/")
	if e.Verb != r.Method || len(want) != len(got) {
		return "", false
	}
	for i := range want {
		switch {
		case want[i] == "{userId}" && got[i] == "me":
		case want[i] == "{id}" && got[i] != "":
			id = got[i]
		case want[i] != got[i]:
			return "", false
		}
	}
	return id, true
}

func find(r *http.Request) (Endpoint, string, bool) {
	for _, e := range Endpoints() {
		if id, fits := e.match(r); fits {
			return e, id, true
		}
	}
	return Endpoint{}, "", false
}

func (s *Server) record(r *http.Request) (at int, name string) {
	name = "unknown"
	query := r.URL.Query()
	switch e, _, found := find(r); {
	case found:
		name = e.name()
	case r.URL.Path == tokenPath:
		name = "oauth.token"
	case r.URL.Path == authPath:
		name = "oauth.auth"
		query = nil // holds the state
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, Request{Method: name, Path: r.URL.Path, Query: query})
	return len(s.requests) - 1, name
}

// answer works out the reply. A fault may come before the work or after it.
func (s *Server) answer(r *http.Request, name string) reply {
	script := s.takeFault(name)
	if script.wait != nil {
		select {
		case <-script.wait:
		case <-r.Context().Done():
		}
	}
	if script.instead != nil {
		return *script.instead
	}
	a := s.work(r, name)
	if script.dropAfter {
		a.drop = true
	}
	return a
}

func (s *Server) work(r *http.Request, name string) reply {
	switch name {
	case "oauth.token":
		return s.token(r)
	case "oauth.auth":
		return s.authorize(r)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	e, id, found := find(r)
	if !found {
		s.violate("%s %s is not modelled", r.Method, r.URL.Path)
		return failure(http.StatusNotFound, "notFound", "Requested entity was not found.")
	}
	if refusal, refused := s.checkToken(r, e); refused {
		return refusal
	}
	c := call{id: id, query: r.URL.Query()}
	for param := range c.query {
		if !slices.Contains(e.Params, param) && !slices.Contains(shared(), param) {
			s.violate("%s: parameter %q is not modelled", e.ID, param)
			return failure(http.StatusBadRequest, "invalidArgument", fmt.Sprintf("Invalid JSON payload received. Unknown name %q", param))
		}
	}
	body, refusal, refused := s.readBody(r, e)
	if refused {
		return refusal
	}
	c.body = body
	return e.handle(s, c)
}

func (s *Server) violate(format string, args ...any) {
	s.violations = append(s.violations, fmt.Sprintf(format, args...))
}

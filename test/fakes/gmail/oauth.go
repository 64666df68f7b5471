package gmail

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	authPath     = "/o/oauth2/auth"
	tokenPath    = "/token"
	clientID     = "fake-client.apps.googleusercontent.com"
	clientSecret = "fake-client-secret"
)

// authority is Google's OAuth service for one account. Server.mu guards it.
type authority struct {
	grants map[string]*grant // by refresh token
	access map[string]access // by access token
	codes  map[string]code   // by authorization code
	deny   bool
	narrow []string // scopes the owner ticks; nil = all that are asked for
	silent bool     // no refresh token with the first answer
}

type grant struct {
	refresh string
	scopes  []string
	revoked bool
}

type access struct {
	grant  *grant
	expiry time.Time
	dead   bool
}

type code struct {
	redirect, challenge string
	scopes              []string
}

func newAuthority() authority {
	return authority{grants: map[string]*grant{}, access: map[string]access{}, codes: map[string]code{}}
}

func (a *authority) grant(scopes []string) *grant {
	g := &grant{refresh: "1//fake-" + rand.Text(), scopes: scopes}
	a.grants[g.refresh] = g
	return g
}

func (a *authority) issue(g *grant, now time.Time, life time.Duration) (token string, expiry time.Time) {
	token, expiry = "ya29.fake-"+rand.Text(), now.Add(life)
	a.access[token] = access{grant: g, expiry: expiry}
	return token, expiry
}

func (g *grant) scopeText() string { return strings.Join(g.scopes, " ") }

// ExpireToken makes every access token so far dead, whatever its expiry says.
func (s *Server) ExpireToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for token, a := range s.auth.access {
		a.dead = true
		s.auth.access[token] = a
	}
}

// RevokeGrant ends every login so far: refreshing answers invalid_grant.
func (s *Server) RevokeGrant() {
	s.ExpireToken()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, g := range s.auth.grants {
		g.revoked = true
	}
}

// DenyConsent makes the owner press "Cancel" on the consent screen.
func (s *Server) DenyConsent() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.auth.deny = true
}

// GrantOnly makes the owner leave all other boxes of the consent screen empty.
func (s *Server) GrantOnly(scopes ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.auth.narrow = append([]string{}, scopes...)
}

// WithholdRefreshToken makes the code exchange answer without a refresh token,
// as Google does when consent was given before.
func (s *Server) WithholdRefreshToken() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.auth.silent = true
}

// authorize is the consent screen; the owner decides at once.
func (s *Server) authorize(r *http.Request) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := r.URL.Query()
	if problem := consentProblem(r.Method, q); problem != "" {
		s.violate("oauth.auth: %s", problem)
		return reply{status: http.StatusBadRequest, text: "<html>Error 400: invalid_request</html>"}
	}
	back, _ := url.Parse(q.Get("redirect_uri"))
	answer := url.Values{"state": {q.Get("state")}}
	if s.auth.deny {
		answer.Set("error", "access_denied")
	} else {
		scopes := strings.Fields(q.Get("scope"))
		if s.auth.narrow != nil {
			scopes = s.auth.narrow
		}
		key := "4/fake-" + rand.Text()
		s.auth.codes[key] = code{redirect: q.Get("redirect_uri"), challenge: q.Get("code_challenge"), scopes: scopes}
		answer.Set("code", key)
		answer.Set("scope", strings.Join(scopes, " "))
	}
	back.RawQuery = answer.Encode()
	return reply{status: http.StatusFound, redirect: back.String()}
}

func consentProblem(method string, q url.Values) string {
	known := map[string]bool{
		"client_id": true, "redirect_uri": true, "response_type": true, "scope": true, "state": true,
		"code_challenge": true, "code_challenge_method": true, "access_type": true, "prompt": true, "login_hint": true,
	}
	for key := range q {
		if !known[key] {
			return "parameter " + key + " is not modelled"
		}
	}
	back, err := url.Parse(q.Get("redirect_uri"))
	switch {
	case method != http.MethodGet:
		return "must be asked for with GET"
	case q.Get("client_id") != clientID:
		return "unknown client"
	case q.Get("response_type") != "code" || q.Get("scope") == "" || q.Get("state") == "":
		return "response_type, scope and state are needed"
	case q.Get("code_challenge_method") != "S256" || len(q.Get("code_challenge")) != 43:
		return "a PKCE challenge (S256) is needed"
	case q.Get("access_type") != "offline":
		return "without access_type=offline there is no refresh token"
	case err != nil || back.Scheme != "http" || !loopback(back.Hostname()):
		return "the redirect must be on the loopback"
	}
	return ""
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func challengeOf(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

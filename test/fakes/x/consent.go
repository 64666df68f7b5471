package x

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

const (
	consentPath = "/i/oauth2/authorize"
	opConsent   = "oauth.consent"
	// codeLifetime is how long a code of the consent screen may be used.
	codeLifetime = 30 * time.Second
)

// consent is what the owner was asked and said; by code.
type consent struct {
	redirect, challenge string
	scopes              []string
	at                  time.Time
}

// DenyConsent makes the owner press "Cancel" on the consent screen.
func (s *Server) DenyConsent() { s.set(func() { s.auth.denies = true }) }

// GrantOnly makes the app have these rights only, whatever is asked for.
func (s *Server) GrantOnly(scopes ...string) { s.set(func() { s.auth.grants = scopes }) }

// RegisterWayBack sets the address that the app has registered for the way back;
// before that any on the loopback is taken. X compares it to the letter.
func (s *Server) RegisterWayBack(address string) { s.set(func() { s.auth.wayBack = address }) }

var loopback = regexp.MustCompile(`^http://127\.0\.0\.1:[0-9]+/callback$`)

// authorize is the consent screen; the owner decides at once.
func (s *Server) authorize(c call) reply {
	q := c.r.URL.Query()
	for key := range q {
		if !slices.Contains([]string{"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}, key) {
			s.violate("oauth.consent: parameter %q is not modelled", key)
		}
	}
	back := q.Get("redirect_uri")
	known := s.auth.wayBack == "" && loopback.MatchString(back) || back != "" && back == s.auth.wayBack
	scopes := strings.Fields(q.Get("scope"))
	wrong := c.r.Method != http.MethodGet || q.Get("response_type") != "code" || q.Get("client_id") != clientID || !known || q.Get("state") == "" ||
		q.Get("code_challenge_method") != "S256" || q.Get("code_challenge") == "" || len(scopes) == 0
	if wrong || slices.ContainsFunc(scopes, func(scope string) bool { return !slices.Contains(AllScopes(), scope) }) {
		return reply{status: http.StatusBadRequest, media: htmlType, text: "<html><body>Something went wrong. You weren't able to give access to the App.</body></html>"}
	}
	answer := url.Values{"state": {q.Get("state")}}
	if s.auth.denies {
		answer.Set("error", "access_denied")
		return reply{status: http.StatusFound, header: map[string]string{"Location": back + "?" + answer.Encode()}}
	}
	if s.auth.grants != nil {
		scopes = s.auth.grants
	}
	code := "code-" + secret()
	s.auth.codes[code] = consent{redirect: back, challenge: q.Get("code_challenge"), scopes: scopes, at: s.opts.Now()}
	answer.Set("code", code)
	return reply{status: http.StatusFound, header: map[string]string{"Location": back + "?" + answer.Encode()}}
}

// byCode is the token endpoint for a code of the consent screen, each once.
func (s *Server) byCode(form url.Values) reply {
	given, known := s.auth.codes[form.Get("code")]
	delete(s.auth.codes, form.Get("code"))
	sum := sha256.Sum256([]byte(form.Get("code_verifier")))
	switch {
	case !known, s.opts.Now().Sub(given.at) > codeLifetime, form.Get("redirect_uri") != given.redirect,
		base64.RawURLEncoding.EncodeToString(sum[:]) != given.challenge:
		return oauthError(http.StatusBadRequest, "invalid_request", "Value passed for the authorization code was invalid.")
	}
	body := s.tokenBody(given.scopes)
	if !slices.Contains(given.scopes, "offline.access") {
		refresh, _ := body["refresh_token"].(string)
		delete(s.auth.refresh, refresh)
		delete(body, "refresh_token")
	}
	return reply{status: http.StatusOK, body: body}
}

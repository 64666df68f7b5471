package gmail

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// token is the token endpoint: code exchange and refresh.
func (s *Server) token(r *http.Request) reply {
	if r.Method != http.MethodPost || r.ParseForm() != nil || len(r.URL.Query()) > 0 {
		return oauthError(http.StatusBadRequest, "invalid_request")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if r.PostForm.Get("client_id") != clientID || r.PostForm.Get("client_secret") != clientSecret {
		return oauthError(http.StatusUnauthorized, "invalid_client")
	}
	switch r.PostForm.Get("grant_type") {
	case "authorization_code":
		return s.exchange(r.PostForm)
	case "refresh_token":
		return s.refresh(r.PostForm)
	default:
		s.violate("oauth.token: grant type %q is not modelled", r.PostForm.Get("grant_type"))
		return oauthError(http.StatusBadRequest, "unsupported_grant_type")
	}
}

func (s *Server) exchange(form url.Values) reply {
	if !s.only(form, "grant_type", "code", "redirect_uri", "code_verifier", "client_id", "client_secret") {
		return oauthError(http.StatusBadRequest, "invalid_request")
	}
	given, known := s.auth.codes[form.Get("code")]
	delete(s.auth.codes, form.Get("code")) // a code is good for one try
	if !known || given.redirect != form.Get("redirect_uri") || given.challenge != challengeOf(form.Get("code_verifier")) {
		return oauthError(http.StatusBadRequest, "invalid_grant")
	}
	g := s.auth.grant(given.scopes)
	body := s.tokenBody(g)
	if !s.auth.silent {
		body["refresh_token"] = g.refresh
	}
	return ok(body)
}

func (s *Server) refresh(form url.Values) reply {
	if !s.only(form, "grant_type", "refresh_token", "client_id", "client_secret") {
		return oauthError(http.StatusBadRequest, "invalid_request")
	}
	g := s.auth.grants[form.Get("refresh_token")]
	if g == nil || g.revoked {
		return oauthError(http.StatusBadRequest, "invalid_grant")
	}
	return ok(s.tokenBody(g))
}

func (s *Server) tokenBody(g *grant) map[string]any {
	token, _ := s.auth.issue(g, s.opts.Now(), s.opts.TokenLifetime)
	return map[string]any{
		"access_token": token, "expires_in": int(s.opts.TokenLifetime.Seconds()), "token_type": "Bearer", "scope": g.scopeText(),
	}
}

func (s *Server) only(form url.Values, known ...string) bool {
	for key := range form {
		if !slices.Contains(known, key) {
			s.violate("oauth.token: parameter %q is not modelled", key)
			return false
		}
	}
	return true
}

func oauthError(status int, word string) reply {
	return reply{status: status, body: map[string]any{"error": word, "error_description": "Refused by the fake."}}
}

// checkToken is done on every call of the API.
func (s *Server) checkToken(r *http.Request, e Endpoint) (reply, bool) {
	token, isBearer := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	a, known := s.auth.access[token]
	if !isBearer || !known || a.dead || a.grant.revoked || !s.opts.Now().Before(a.expiry) {
		return failure(http.StatusUnauthorized, "authError", "Invalid Credentials"), true
	}
	for _, scope := range a.grant.scopes {
		if slices.Contains(e.scopes, scope) {
			return reply{}, false
		}
	}
	return failure(http.StatusForbidden, "insufficientPermissions", "Request had insufficient authentication scopes."), true
}

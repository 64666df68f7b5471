package x

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	tokenPath = "/2/oauth2/token"
	clientID  = "fake-x-client"
	// clientSecret is of a confidential client; a public one sends its ID in the form.
	clientSecret = "fake-x-client-secret"
)

// AllScopes are what a full sign-in grants.
func AllScopes() []string {
	return []string{"tweet.read", "tweet.write", "users.read", "media.write", "dm.read", "dm.write", "offline.access"}
}

// authority keeps who may call.
type authority struct {
	access  map[string]access
	refresh map[string][]string // scopes by refresh token that lives
	nonces  map[string]bool     // of OAuth 1
	answers int                 // token answers given for refresh tokens

	codes   map[string]consent
	denies  bool     // the owner, on the consent screen
	grants  []string // instead of what is asked for; nil = all of it
	wayBack string   // as the app has registered it
}

type access struct {
	scopes []string
	expiry time.Time
	dead   bool
}

func newAuthority() authority {
	return authority{access: map[string]access{}, refresh: map[string][]string{}, nonces: map[string]bool{}, codes: map[string]consent{}}
}

func secret() string {
	raw := make([]byte, 24)
	_, _ = rand.Read(raw)
	return hex.EncodeToString(raw)
}

func (s *Server) issue(scopes []string) (accessToken, refreshToken string) {
	accessToken, refreshToken = "at-"+secret(), "rt-"+secret()
	s.auth.access[accessToken] = access{scopes: scopes, expiry: s.opts.Now().Add(s.opts.TokenLifetime)}
	s.auth.refresh[refreshToken] = scopes
	return accessToken, refreshToken
}

// AccessToken signs the owner in and gives the access token; with no scopes it
// has all.
func (s *Server) AccessToken(scopes ...string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(scopes) == 0 {
		scopes = AllScopes()
	}
	token, _ := s.issue(scopes)
	return token
}

// ClientID and ClientSecret are of the app that refreshes tokens.
func (s *Server) ClientID() string { return clientID }

// ClientSecret is of the app as a confidential client.
func (s *Server) ClientSecret() string { return clientSecret }

// WriteTokenFile signs the owner in, writes the answer of the token endpoint
// into a file as it came, and returns its path.
func (s *Server) WriteTokenFile(dir string, scopes ...string) (string, error) {
	s.mu.Lock()
	if len(scopes) == 0 {
		scopes = AllScopes()
	}
	body := s.tokenBody(scopes)
	s.mu.Unlock()
	raw, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "x-token.json")
	return path, os.WriteFile(path, raw, 0o600)
}

// ExpireTokens ends all access tokens at once; refresh tokens live on.
func (s *Server) ExpireTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for token, a := range s.auth.access {
		a.dead = true
		s.auth.access[token] = a
	}
}

// Disconnect ends the owner's sign-in: access and refresh tokens are dead.
func (s *Server) Disconnect() {
	s.ExpireTokens()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.auth.refresh = map[string][]string{}
}

// Refreshes counts the token answers that were given for refresh tokens.
func (s *Server) Refreshes() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.auth.answers
}

// LivingRefresh tells whether a refresh token can still be used.
func (s *Server) LivingRefresh(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, lives := s.auth.refresh[token]
	return lives
}

func (s *Server) tokenBody(scopes []string) map[string]any {
	token, refresh := s.issue(scopes)
	return map[string]any{
		"token_type": "bearer", "expires_in": int(s.opts.TokenLifetime / time.Second),
		"access_token": token, "refresh_token": refresh, "scope": strings.Join(scopes, " "),
	}
}

// token is the token endpoint: a code of the consent screen or a refresh token
// for a new pair, each once.
func (s *Server) token(c call) reply {
	form, err := url.ParseQuery(string(c.body))
	if err != nil || c.r.Method != http.MethodPost || c.r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" {
		return oauthError(http.StatusBadRequest, "invalid_request", "Missing required parameter.")
	}
	for key := range form {
		if !slices.Contains([]string{"grant_type", "refresh_token", "client_id", "code", "redirect_uri", "code_verifier"}, key) {
			s.violate("oauth.token: parameter %q is not modelled", key)
			return oauthError(http.StatusBadRequest, "invalid_request", "Unknown parameter.")
		}
	}
	if name, password, ok := c.r.BasicAuth(); ok {
		if name != clientID || password != clientSecret {
			return oauthError(http.StatusUnauthorized, "unauthorized_client", "Missing valid authorization header")
		}
	} else if form.Get("client_id") != clientID {
		return oauthError(http.StatusUnauthorized, "unauthorized_client", "Missing valid authorization header")
	}
	switch form.Get("grant_type") {
	case "authorization_code":
		return s.byCode(form)
	case "refresh_token":
	default:
		s.violate("oauth.token: grant type %q is not modelled", form.Get("grant_type"))
		return oauthError(http.StatusBadRequest, "unsupported_grant_type", "")
	}
	old := form.Get("refresh_token")
	scopes, lives := s.auth.refresh[old]
	if !lives {
		return oauthError(http.StatusBadRequest, "invalid_request", "Value passed for the token was invalid.")
	}
	delete(s.auth.refresh, old)
	s.auth.answers++
	return reply{status: http.StatusOK, body: s.tokenBody(scopes)}
}

func oauthError(status int, word, description string) reply {
	return reply{status: status, body: map[string]any{"error": word, "error_description": description}}
}

// checkAccess is done on every call of the API. The level is what OAuth 1
// answers tell.
func (s *Server) checkAccess(c call) (level string, refused *reply) {
	header := c.r.Header.Get("Authorization")
	no := func(a reply) (string, *reply) { return "", &a }
	if rest, ok := strings.CutPrefix(header, "OAuth "); ok {
		if why := s.checkSignature(c.r, rest); why != "" {
			return no(problem(http.StatusUnauthorized, typeBlank, "Unauthorized", "Unauthorized").with(map[string]string{"x-fake-reason": why}))
		}
		if s.opts.AccessLevel == "read" && c.r.Method != http.MethodGet {
			return no(problem(http.StatusForbidden, "https://api.x.com/2/problems/oauth1-permissions", "Forbidden",
				"Your client app is not configured with the appropriate oauth1 app permissions for this endpoint."))
		}
		return s.opts.AccessLevel, nil
	}
	token, isBearer := strings.CutPrefix(header, "Bearer ")
	a, known := s.auth.access[token]
	if !isBearer || !known || a.dead || !s.opts.Now().Before(a.expiry) {
		return no(unauthorized())
	}
	for _, scope := range c.e.Scopes {
		if !slices.Contains(a.scopes, scope) {
			return no(forbidden("You are not permitted to perform this action."))
		}
	}
	return "", nil
}

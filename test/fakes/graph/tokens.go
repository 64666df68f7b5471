package graph

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// TokenKind is what a token stands for.
type TokenKind string

// The tokens that exist from the beginning.
const (
	// PageToken has every right on the page and its Instagram account.
	PageToken TokenKind = "EAAG-page-token"
	// UserToken is a person's: it may read, not post as the page.
	UserToken TokenKind = "EAAG-user-token"
	// ExpiredToken was good once.
	ExpiredToken TokenKind = "EAAG-expired-token"
	// RightlessToken is the page's, without a right to publish.
	RightlessToken TokenKind = "EAAG-rightless-token"
	// OtherPageToken is of another page.
	OtherPageToken TokenKind = "EAAG-other-page-token"
	// InstagramToken comes from the login with Instagram.
	InstagramToken TokenKind = "IGAA-instagram-token"
)

// Rights of tokens.
const (
	rightPost      = "pages_manage_posts"
	rightRead      = "pages_read_engagement"
	rightEngage    = "pages_manage_engagement"
	rightMessage   = "pages_messaging"
	rightInsights  = "read_insights"
	rightPublishIG = "instagram_content_publish"
	rightComments  = "instagram_manage_comments"
	rightRemoveIG  = "instagram_manage_contents"
)

type token struct {
	kind    string // PAGE or USER
	me      string
	rights  []string
	dead    string // name in the error table, "" = good
	expires time.Time
}

func (t *token) may(right string) bool { return t != nil && slices.Contains(t.rights, right) }

func standardTokens() map[string]*token {
	all := []string{rightPost, rightRead, rightEngage, rightMessage, rightInsights, rightPublishIG, rightComments, rightRemoveIG}
	return map[string]*token{
		string(PageToken):      {kind: "PAGE", me: PageID, rights: all},
		string(UserToken):      {kind: "USER", me: "1", rights: []string{rightRead}},
		string(ExpiredToken):   {kind: "PAGE", me: PageID, rights: all, dead: "expired token"},
		string(RightlessToken): {kind: "PAGE", me: PageID, rights: []string{rightRead}},
		string(OtherPageToken): {kind: "PAGE", me: "1", rights: []string{rightPost, rightRead}},
		string(InstagramToken): {kind: "USER", me: InstagramID, rights: []string{rightPublishIG, rightComments, rightInsights, rightMessage, rightRead}},
	}
}

// KillToken makes a token fail from now on, as the named row of the error
// table says ("expired token", "password changed", ...); "" revives it.
func (s *Server) KillToken(kind TokenKind, row string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[string(kind)].dead = row
}

// ExpireToken makes the page's token expire.
func (s *Server) ExpireToken() { s.KillToken(PageToken, "expired token") }

// RenewToken makes it good again.
func (s *Server) RenewToken() { s.KillToken(PageToken, "") }

// TokenExpires sets when a token ends by itself, which debug_token tells.
func (s *Server) TokenExpires(kind TokenKind, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[string(kind)].expires = at
}

// authorize finds the token of a request and checks the proof.
func (s *Server) authorize(r *http.Request, params map[string]string) (*token, *Failure) {
	given := params["access_token"]
	for _, scheme := range []string{"Bearer ", "OAuth "} {
		if rest, cut := strings.CutPrefix(r.Header.Get("Authorization"), scheme); cut {
			given = rest
		}
	}
	if given == "" {
		return nil, failed("no token")
	}
	t := s.tokens[given]
	if t == nil {
		return nil, failed("invalid token")
	}
	if t.dead == "" && !t.expires.IsZero() && !s.opts.Now().Before(t.expires) {
		t.dead = "expired token"
	}
	if t.dead != "" {
		return t, failed(t.dead)
	}
	if s.opts.AppSecret != "" && !strings.HasPrefix(strings.Trim(r.URL.Path, "/"), "rupload/") {
		switch params["appsecret_proof"] {
		case "":
			return t, failed("proof missing")
		case proof(s.opts.AppSecret, given):
		default:
			return t, failed("proof wrong")
		}
	}
	return t, nil
}

func proof(secret, token string) string {
	hash := hmac.New(sha256.New, []byte(secret))
	hash.Write([]byte(token))
	return hex.EncodeToString(hash.Sum(nil))
}

// debugToken tells about a token, a dead one too.
func (s *Server) debugToken(c call) reply {
	t := s.tokens[c.params["input_token"]]
	if t == nil {
		return ok(map[string]any{"data": map[string]any{"error": map[string]any{"code": 190, "message": "Invalid OAuth access token."}, "is_valid": false, "scopes": []string{}}})
	}
	var expires int64
	if !t.expires.IsZero() {
		expires = t.expires.Unix()
	}
	return ok(map[string]any{"data": map[string]any{
		"app_id": AppID, "type": t.kind, "application": "Employee", "is_valid": t.dead == "", "expires_at": expires,
		"data_access_expires_at": s.opts.Now().Add(90 * 24 * time.Hour).Unix(), "scopes": t.rights, "profile_id": t.me,
	}})
}

func number(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64)
	return n
}

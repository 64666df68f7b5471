package xclient

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin/xauth"
)

const (
	tokenPath = "/2/oauth2/token" //nolint:gosec // a path, no secret
	// refreshTimeout bounds the renewal, which goes on when the caller has left.
	refreshTimeout = 40 * time.Second
)

// tokenSource keeps the access token alive and the token file up to date. The
// file is the truth: it is read at each call, so that a new sign-in is noticed
// without a restart.
//
// X takes each refresh token once. A renewal is therefore never given up
// half-way: it runs apart from the caller's context, the new token is in the
// file before it is used, and when the file cannot be written it is kept in
// memory and written at the next call.
type tokenSource struct {
	cfg  Config
	http *http.Client
	now  func() time.Time

	mu      sync.Mutex
	refused string // an access token that X did not accept before its time
	pending *renewal
}

// renewal is a token that is not in the file yet; old is the refresh token that
// X took for it.
type renewal struct {
	token xauth.Token
	old   string
}

func newTokenSource(cfg Config, w *wire) *tokenSource {
	return &tokenSource{
		cfg: cfg, now: cfg.Now,
		http: &http.Client{Transport: w, Timeout: cfg.Timeout, CheckRedirect: stayHere},
	}
}

// wait returns when no renewal is on its way.
func (s *tokenSource) wait() {
	s.mu.Lock()
	defer s.mu.Unlock()
}

// discard notes that X does not accept an access token any more.
func (s *tokenSource) discard(accessToken string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = accessToken
}

// token returns an access token that should be accepted. Callers wait for one
// another, so that one renewal serves them all.
func (s *tokenSource) token(ctx context.Context, op string) (xauth.Token, error) {
	type result struct {
		token xauth.Token
		err   error
	}
	done := make(chan result, 1)
	go func() {
		// The caller's leaving must not lose a refresh token that X has already replaced.
		whole, cancel := context.WithTimeout(context.WithoutCancel(ctx), refreshTimeout)
		defer cancel()
		s.mu.Lock()
		defer s.mu.Unlock()
		t, err := s.current(whole, op)
		done <- result{t, err}
	}()
	select {
	case r := <-done:
		return r.token, r.err
	case <-ctx.Done():
		e := fail(op, Transient, CodeCancelled, "")
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			e.Code = CodeTimeout
		}
		e.cause = ctx.Err()
		return xauth.Token{}, e
	}
}

// current is called under the lock.
func (s *tokenSource) current(ctx context.Context, op string) (xauth.Token, error) {
	if s.pending != nil {
		return s.keep(op, *s.pending)
	}
	t, err := s.load(op)
	if err != nil {
		return t, err
	}
	if t.Fresh(s.now()) && t.AccessToken != s.refused {
		return t, nil
	}
	renewed, err := s.refresh(ctx, op, t)
	if e, ok := As(err); !ok || e.Code != CodeLogin {
		return renewed, err
	}
	// Another process may have renewed it, or the owner signed in again, while the old one was being refused.
	again, readErr := s.load(op)
	if readErr != nil || again.RefreshToken == t.RefreshToken {
		return renewed, err
	}
	if again.Fresh(s.now()) && again.AccessToken != s.refused {
		return again, nil
	}
	return s.refresh(ctx, op, again)
}

func (s *tokenSource) load(op string) (xauth.Token, error) {
	t, err := xauth.LoadToken(s.cfg.Refresh.TokenFile)
	if err == nil {
		return t, nil
	}
	e := fail(op, Auth, CodeLogin, "the token file cannot be used")
	if errors.Is(err, fs.ErrNotExist) {
		e.Detail = "there is no token file yet"
	}
	e.cause = err
	return t, e
}

func (s *tokenSource) refresh(ctx context.Context, op string, old xauth.Token) (xauth.Token, error) {
	cfg := oauth2.Config{ClientID: s.cfg.Refresh.ClientID, ClientSecret: s.cfg.Refresh.ClientSecret}
	// The library must not find out by trying which style X wants: a try that X has carried out costs the refresh token.
	cfg.Endpoint = oauth2.Endpoint{TokenURL: anyHost + tokenPath, AuthStyle: oauth2.AuthStyleInParams}
	if cfg.ClientSecret != "" {
		cfg.Endpoint.AuthStyle = oauth2.AuthStyleInHeader
	}
	seen := &answer{}
	ctx = context.WithValue(withAnswer(ctx, seen), oauth2.HTTPClient, s.http)
	answered, err := cfg.TokenSource(ctx, &oauth2.Token{RefreshToken: old.RefreshToken}).Token()
	if err != nil {
		return old, tokenRefusal(op, seen, err, s.now())
	}
	return s.keep(op, renewal{old.Merge(answered, s.now()), old.RefreshToken})
}

// keep writes a renewed token; until that is done it may not be used. A file
// that holds a newer sign-in of the owner's stays.
func (s *tokenSource) keep(op string, r renewal) (xauth.Token, error) {
	if there, err := xauth.LoadToken(s.cfg.Refresh.TokenFile); err == nil && there.RefreshToken != r.old {
		s.pending = nil
		return there, nil
	}
	if err := xauth.SaveToken(s.cfg.Refresh.TokenFile, r.token); err != nil {
		s.pending = &r
		e := fail(op, Transient, CodeTokenFile, "")
		e.cause = err
		return r.token, e
	}
	s.pending = nil
	return r.token, nil
}

// tokenRefusal judges an answer of the token endpoint. Only a definite word of
// OAuth is about the sign-in; anything else may be gone in a minute. When no
// answer came X may have replaced the refresh token; the next try tells.
func tokenRefusal(op string, seen *answer, err error, now time.Time) *Error {
	e := fail(op, Transient, CodeHTTP, "")
	e.Status = seen.status
	switch {
	case seen.status == 0:
		e.Code, e.cause = networkCode(err), err
		return e
	case seen.status == http.StatusTooManyRequests:
		e.Kind, e.Code, e.Until = RateLimited, CodeThrottled, limitEnd(seen.header, now)
		return e
	case seen.status < 300:
		e.Code = CodeMalformed
		return e
	}
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		return e
	}
	switch refused.ErrorCode {
	case "invalid_grant", "invalid_request":
		// X says the second about a refresh token that was used or revoked.
		e.Kind, e.Code, e.Detail = Auth, CodeLogin, "X has ended the connection"
	case "invalid_client", "unauthorized_client":
		e.Kind, e.Code = Auth, CodeClient
	}
	return e
}

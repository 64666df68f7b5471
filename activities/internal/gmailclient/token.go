package gmailclient

import (
	"context"
	"errors"
	"io/fs"
	"net/http"
	"sync"
	"time"

	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
)

// loginAgain ends every sentence about a login that is needed.
const loginAgain = "run `go run ./starter gmail-login`"

// tokenSource keeps the access token alive and the token file up to date. The
// file is the truth: it is read at each call, so that a new login is noticed
// without a restart.
type tokenSource struct {
	credentials, path string
	http              *http.Client
	now               func() time.Time

	mu      sync.Mutex
	refused string // an access token that Gmail did not accept before its time
}

func newTokenSource(cfg Config, hc *http.Client) *tokenSource {
	return &tokenSource{credentials: cfg.CredentialsFile, path: cfg.TokenFile, http: hc, now: cfg.Now}
}

// grant returns what the token file says now, without using the network.
func (s *tokenSource) grant() (gmailauth.Token, error) {
	t, err := gmailauth.LoadToken(s.path)
	switch {
	case err == nil:
		return t, nil
	case errors.Is(err, fs.ErrNotExist):
		return t, &Error{Op: "login", Kind: KindAuth, Message: "Gmail is not connected yet; " + loginAgain, cause: err}
	default:
		return t, &Error{Op: "login", Kind: KindAuth, Message: "the Gmail token file cannot be read; " + loginAgain, cause: err}
	}
}

// token returns an access token that should be accepted, refreshing it when
// needed. Callers wait for one another, so that one refresh serves them all.
func (s *tokenSource) token(ctx context.Context) (gmailauth.Token, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	t, err := s.grant()
	if err != nil {
		return t, err
	}
	if t.Fresh(s.now()) && t.AccessToken != s.refused {
		return t, nil
	}
	fresh, err := s.refresh(ctx, t)
	if KindOf(err) != KindAuth {
		return fresh, err
	}
	// Someone may have logged in again while the old token was being refused.
	if again, readErr := s.grant(); readErr == nil && again.RefreshToken != t.RefreshToken {
		if again.Fresh(s.now()) {
			return again, nil
		}
		return s.refresh(ctx, again)
	}
	return fresh, err
}

// discard notes that Gmail does not accept an access token any more.
func (s *tokenSource) discard(accessToken string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refused = accessToken
}

func (s *tokenSource) refresh(ctx context.Context, old gmailauth.Token) (gmailauth.Token, error) {
	client, err := gmailauth.ReadClient(s.credentials)
	if err != nil {
		return old, &Error{Op: "login", Kind: KindNotConfigured, Message: "the OAuth client file (GMAIL_CREDENTIALS_FILE) cannot be used; " + loginAgain + " to see how to make one", cause: err}
	}
	var seen answer
	ctx = context.WithValue(withAnswer(ctx, &seen), oauth2.HTTPClient, s.http)
	answered, err := client.Config("").TokenSource(ctx, &oauth2.Token{RefreshToken: old.RefreshToken}).Token()
	if err != nil {
		return old, tokenRefusal(&seen, err, s.now())
	}
	merged := old.Merge(answered)
	if err := s.keep(old, merged); err != nil {
		return old, &Error{Op: "login", Kind: KindTransient, Message: "the renewed Gmail token cannot be written to its file; check the disk and the file's rights", cause: err}
	}
	return merged, nil
}

// keep writes the renewed token back, unless a new login has replaced the file
// meanwhile.
func (s *tokenSource) keep(old, merged gmailauth.Token) error {
	current, err := gmailauth.LoadToken(s.path)
	if err == nil && current.RefreshToken != old.RefreshToken {
		return nil
	}
	return gmailauth.SaveToken(s.path, merged)
}

// tokenRefusal judges an answer of the token endpoint. Only a definite word of
// OAuth is about the login; anything else may be gone in a minute.
func tokenRefusal(seen *answer, err error, now time.Time) *Error {
	e := &Error{Op: "token refresh", Kind: KindTransient, Status: seen.status, Message: "Google's login service cannot be reached; check the network"}
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) {
		e.cause = hideURL(err)
		return e
	}
	e.Reason = plain(refused.ErrorCode)
	switch e.Reason {
	case "invalid_grant":
		e.Kind, e.Message = KindAuth, "Google has ended the connection to Gmail (revoked, expired, or the password was changed); "+loginAgain
	case "invalid_client", "unauthorized_client", "deleted_client", "disabled_client", "invalid_scope":
		e.Kind, e.Message = KindAuth, "Google does not accept the OAuth client of GMAIL_CREDENTIALS_FILE; make a new one and "+loginAgain
	default:
		e.RetryAfter = retryAfter(seen.header, "", now)
		e.Message = "Google's login service has a problem of its own"
		if seen.status == http.StatusTooManyRequests {
			e.Kind, e.Message = KindRateLimited, "Google's login service asks to slow down"
		}
	}
	return e
}

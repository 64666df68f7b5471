package gmailclient_test

import (
	"net/http"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

func TestToken_RefreshKeepsRefreshTokenScopeAndAccount(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	before := d.token(t)
	d.ExpireToken()
	_, err := d.client.Profile(t.Context())
	require.NoError(t, err)
	after := d.token(t)
	require.NotEqual(t, before.AccessToken, after.AccessToken)
	require.Equal(t, before.RefreshToken, after.RefreshToken)
	require.Equal(t, before.Scope, after.Scope)
	require.Equal(t, before.Account, after.Account)
	require.True(t, before.Obtained.Equal(after.Obtained))
	info, err := os.Stat(d.config.TokenFile)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestToken_IsRefreshedBeforeItExpiresAndNotEarlier(t *testing.T) {
	t.Parallel()
	now := noon()
	var mu sync.Mutex
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	d := open(t, fake.Options{Now: clock})
	_, err := d.client.Profile(t.Context())
	require.NoError(t, err)
	require.Empty(t, d.Requests("oauth.token"))
	mu.Lock()
	now = now.Add(59*time.Minute + 30*time.Second)
	mu.Unlock()
	_, err = d.client.Profile(t.Context())
	require.NoError(t, err)
	require.Len(t, d.Requests("oauth.token"), 1)
}

func TestToken_ManyCallersCauseOneRefresh(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	token := d.token(t)
	token.Expiry = time.Now().Add(-time.Hour)
	require.NoError(t, gmailauth.SaveToken(d.config.TokenFile, token))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			_, err := d.client.Profile(t.Context())
			require.NoError(t, err)
		})
	}
	wg.Wait()
	require.Len(t, d.Requests("oauth.token"), 1)
}

func TestToken_RevokedGrantIsAskedOnceAndNamesTheCommand(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.RevokeGrant()
	_, err := d.client.Profile(t.Context())
	e := failureOf(t, gmailclient.KindAuth, err)
	require.Equal(t, "invalid_grant", e.Reason)
	require.Contains(t, e.Message, "go run ./starter gmail-login")
	require.Len(t, d.Requests("oauth.token"), 1)
	require.Len(t, d.Requests("users.getProfile"), 1)
}

func TestToken_NewLoginIsNoticedWithoutARestart(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.RevokeGrant()
	_, err := d.client.Profile(t.Context())
	requireKind(t, gmailclient.KindAuth, err)
	dir := t.TempDir()
	renewed, err := d.WriteTokenFile(dir, gmailauth.ScopeReadonly)
	require.NoError(t, err)
	require.NoError(t, os.Rename(renewed, d.config.TokenFile))
	_, err = d.client.Profile(t.Context())
	require.NoError(t, err)
}

func TestToken_LoginDuringARefreshIsNotOverwritten(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.ExpireToken()
	renewed := gmailauth.Token{AccessToken: "x", RefreshToken: "1//new-login", Expiry: time.Now().Add(time.Hour), Scope: gmailauth.ScopeReadonly}
	d.config.Transport = roundTripper(func(r *http.Request) (*http.Response, error) {
		resp, err := http.DefaultTransport.RoundTrip(r)
		if r.URL.Path == "/token" {
			require.NoError(t, gmailauth.SaveToken(d.config.TokenFile, renewed))
		}
		return resp, err
	})
	d.reopen(t)
	_, err := d.client.Profile(t.Context())
	require.NoError(t, err)
	require.Equal(t, "1//new-login", d.token(t).RefreshToken)
}

func TestToken_FailureOfTheLoginServiceIsNotADeadLogin(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.ExpireToken()
	d.On("oauth.token").Fail(503, "backend_error", 1)
	_, err := d.client.Profile(t.Context())
	requireKind(t, gmailclient.KindTransient, err)
	d.On("oauth.token").FailHTML(200, 1)
	_, err = d.client.Profile(t.Context())
	requireKind(t, gmailclient.KindTransient, err)
	d.On("oauth.token").DropAnswer(1)
	_, err = d.client.Profile(t.Context())
	requireKind(t, gmailclient.KindTransient, err)
	d.On("oauth.token").Fail(429, "rate_limited", 1)
	_, err = d.client.Profile(t.Context())
	requireKind(t, gmailclient.KindRateLimited, err)
	_, err = d.client.Profile(t.Context())
	require.NoError(t, err)
}

func TestToken_RefusedClientAsksForANewOne(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.ExpireToken()
	d.On("oauth.token").Fail(401, "deleted_client", 1)
	_, err := d.client.Profile(t.Context())
	e := failureOf(t, gmailclient.KindAuth, err)
	require.Contains(t, e.Message, "GMAIL_CREDENTIALS_FILE")
}

func TestToken_MissingFilesAreNamedInWords(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	require.NoError(t, os.WriteFile(d.config.TokenFile, []byte("{broken"), 0o600))
	_, err := d.client.Profile(t.Context())
	require.Contains(t, failureOf(t, gmailclient.KindAuth, err).Message, "gmail-login")
	require.NoError(t, os.Remove(d.config.TokenFile))
	_, err = d.client.Profile(t.Context())
	require.Contains(t, failureOf(t, gmailclient.KindAuth, err).Message, "not connected yet")
	require.NoError(t, gmailauth.SaveToken(d.config.TokenFile, gmailauth.Token{RefreshToken: "r"}))
	require.NoError(t, os.Remove(d.config.CredentialsFile))
	_, err = d.client.Profile(t.Context())
	requireKind(t, gmailclient.KindNotConfigured, err)
	require.Empty(t, d.Requests())
}

func TestToken_NeverAppearsInAnError(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	before := d.token(t)
	d.DropAnswer(1)
	_, err := d.client.Profile(t.Context())
	require.Error(t, err)
	d.RevokeGrant()
	_, dead := d.client.Profile(t.Context())
	require.Error(t, dead)
	for _, text := range []string{err.Error(), dead.Error(), before.String()} {
		require.NotContains(t, text, before.AccessToken)
		require.NotContains(t, text, before.RefreshToken)
		require.NotContains(t, text, "fake-client-secret")
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

package xclient_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
)

func TestToken_IsRenewedOnceForAllAndBeforeItIsUsedItIsInTheFile(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	cfg := renewing(t, s)
	first := kept(t, cfg.Refresh.TokenFile)
	c := client(t, cfg)
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			_, err := c.Create(t.Context(), xclient.NewPost{Text: fmt.Sprint("post ", i)})
			require.NoError(t, err)
		})
	}
	wg.Wait()
	require.Equal(t, 1, s.Refreshes())
	require.Len(t, s.Posts(), 16)
	second := kept(t, cfg.Refresh.TokenFile)
	require.NotEqual(t, first.RefreshToken, second.RefreshToken)
	require.True(t, s.LivingRefresh(second.RefreshToken))
	require.WithinDuration(t, time.Now().Add(2*time.Hour), second.Expiry, time.Minute)
	require.Equal(t, strings.Join(fake.AllScopes(), " "), second.Scope)
	_, err := client(t, cfg).Me(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, s.Refreshes(), "another process uses what is in the file")
}

func TestToken_APublicClientSendsNoSecret(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	cfg := renewing(t, s)
	cfg.Refresh.ClientSecret = ""
	_, err := client(t, cfg).Me(t.Context())
	require.NoError(t, err)
	cfg.Refresh.ClientSecret = "wrong"
	s.ExpireTokens()
	_, err = client(t, cfg).Me(t.Context())
	requireFailure(t, err, xclient.Auth, xclient.CodeClient)
	require.True(t, s.LivingRefresh(kept(t, cfg.Refresh.TokenFile).RefreshToken))
	require.Len(t, s.Requests("oauth.token"), 2, "never tried in another style")
}

func TestToken_ACallerThatLeavesDoesNotLoseTheNewRefreshToken(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	cfg := renewing(t, s)
	before := kept(t, cfg.Refresh.TokenFile)
	c := client(t, cfg)
	release := s.On("oauth.token").Hold()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := c.Me(ctx)
		done <- err
	}()
	require.Eventually(t, func() bool { return len(s.Requests("oauth.token")) == 1 }, 3*time.Second, time.Millisecond)
	cancel()
	requireFailure(t, <-done, xclient.Transient, xclient.CodeCancelled)
	release()
	c.Close() // waits for the renewal
	after := kept(t, cfg.Refresh.TokenFile)
	require.NotEqual(t, before.RefreshToken, after.RefreshToken)
	require.True(t, s.LivingRefresh(after.RefreshToken))
}

func TestToken_WhatCannotBeWrittenIsNotUsedAndNotLost(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	cfg := renewing(t, s)
	dir := filepath.Dir(cfg.Refresh.TokenFile)
	before := kept(t, cfg.Refresh.TokenFile)
	c := client(t, cfg)
	// A folder that a file stands in the place of cannot be written to, not even by root.
	release := s.On("oauth.token").Hold()
	done := make(chan error, 1)
	go func() {
		_, err := c.Me(t.Context())
		done <- err
	}()
	require.Eventually(t, func() bool { return len(s.Requests("oauth.token")) == 1 }, 3*time.Second, time.Millisecond)
	require.NoError(t, os.Rename(dir, dir+"-away"))
	require.NoError(t, os.WriteFile(dir, nil, 0o600))
	release()
	requireFailure(t, <-done, xclient.Transient, xclient.CodeTokenFile)
	_, err := c.Me(t.Context())
	requireFailure(t, err, xclient.Transient, xclient.CodeTokenFile)
	require.Empty(t, s.Requests("getUsersMe"), "not used before it is kept")

	require.NoError(t, os.Remove(dir))
	require.NoError(t, os.Rename(dir+"-away", dir))
	_, err = c.Me(t.Context())
	require.NoError(t, err)
	require.Equal(t, 1, s.Refreshes())
	after := kept(t, cfg.Refresh.TokenFile)
	require.NotEqual(t, before.RefreshToken, after.RefreshToken)
	require.True(t, s.LivingRefresh(after.RefreshToken))
}

func TestToken_AnAnswerThatIsLostIsToldWhenTheOldTokenIsDead(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	cfg := renewing(t, s)
	c := client(t, cfg)
	s.On("oauth.token").Reset(1)
	s.On("oauth.token").FailHTML(503, 1)
	s.On("oauth.token").RetryAfter(time.Minute, 1)
	for _, want := range []struct {
		kind xclient.Kind
		code xclient.Code
	}{{xclient.Transient, xclient.CodeBroken}, {xclient.Transient, xclient.CodeHTTP}, {xclient.RateLimited, xclient.CodeThrottled}} {
		_, err := c.Me(t.Context())
		requireFailure(t, err, want.kind, want.code)
	}
	_, err := c.Me(t.Context())
	require.NoError(t, err, "nothing was lost")
	s.ExpireTokens()
	s.On("oauth.token").CommitThenDrop(1)
	_, err = c.Me(t.Context())
	requireFailure(t, err, xclient.Transient, xclient.CodeBroken)
	_, err = c.Me(t.Context())
	requireFailure(t, err, xclient.Auth, xclient.CodeLogin)
}

func TestToken_ANewSignInIsNoticedEvenWhileTheOldOneIsRefused(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	cfg := renewing(t, s)
	c := client(t, cfg)
	s.Disconnect()
	again, err := s.WriteTokenFile(t.TempDir())
	require.NoError(t, err)
	raw, err := os.ReadFile(again)
	require.NoError(t, err)
	release := s.On("oauth.token").Hold()
	done := make(chan error, 1)
	go func() {
		_, err := c.Me(t.Context())
		done <- err
	}()
	require.Eventually(t, func() bool { return len(s.Requests("oauth.token")) == 1 }, 3*time.Second, time.Millisecond)
	require.NoError(t, os.WriteFile(cfg.Refresh.TokenFile, raw, 0o600))
	release()
	require.NoError(t, <-done)
}

func TestToken_FilesThatAreNoneAreRefusedWithoutTheirContent(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	for _, content := range []string{"", "null", "{", `{"access_token":"secret-access"}`, `"secret-access"`, `{"refresh_token":7}`} {
		cfg := renewing(t, s)
		require.NoError(t, os.WriteFile(cfg.Refresh.TokenFile, []byte(content), 0o600))
		_, err := client(t, cfg).Me(t.Context())
		requireFailure(t, err, xclient.Auth, xclient.CodeLogin)
		require.NotContains(t, err.Error(), "secret-access")
	}
}

func TestToken_ATokenOfTwoHoursLastsForThem(t *testing.T) {
	t.Parallel()
	now := time.Now()
	s := start(t, fake.Options{Now: func() time.Time { return now }})
	cfg := renewing(t, s)
	cfg.Now = func() time.Time { return now }
	c := client(t, cfg)
	for _, step := range []struct {
		pass  time.Duration
		count int
	}{{0, 1}, {118 * time.Minute, 1}, {90 * time.Second, 2}, {time.Hour, 2}} {
		now = now.Add(step.pass)
		_, err := c.Me(t.Context())
		require.NoError(t, err)
		require.Equal(t, step.count, s.Refreshes())
	}
}

func TestWire_TheBaseURLMayHaveAPathAndARedirectIsNotFollowed(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	target, err := url.Parse(s.URL())
	require.NoError(t, err)
	proxy := httputil.NewSingleHostReverseProxy(target)
	var stolen []string
	var deletes atomic.Int32
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { stolen = append(stolen, r.Header.Get("Authorization")) }))
	t.Cleanup(other.Close)
	front := httptest.NewServer(http.StripPrefix("/gate/x", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodDelete {
			deletes.Add(1)
			http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
			return
		}
		proxy.ServeHTTP(w, r)
	})))
	t.Cleanup(front.Close)
	c := client(t, xclient.Config{BaseURL: front.URL + "/gate/x/", AccessToken: s.AccessToken()})
	id, err := c.Create(t.Context(), xclient.NewPost{Text: "a"})
	require.NoError(t, err)
	requireFailure(t, c.Delete(t.Context(), id), xclient.OutcomeUnknown, xclient.CodeRedirect)
	require.Empty(t, stolen)
	require.EqualValues(t, 1, deletes.Load())
}

func TestWire_OAuth1SignsWhateverTheQueryHolds(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	c := client(t, oauth1(s))
	// gotwi v0.17.0 signs two spaces in a row wrongly.
	for _, odd := range []string{"a  b", "a b", "ä&=+%/~*'()", "", "日本"} {
		err := c.Ask(t.Context(), "/2/users/"+s.OwnerID()+"/tweets", url.Values{"pagination_token": {odd}})
		if odd == "" {
			require.NoError(t, err)
			continue
		}
		e, ok := xclient.As(err)
		require.True(t, ok)
		require.Equal(t, http.StatusBadRequest, e.Status, "signed well, and no page of that name: %s", odd)
	}
	id, err := c.Create(t.Context(), xclient.NewPost{Text: "a & b"})
	require.NoError(t, err)
	require.NoError(t, c.Delete(t.Context(), id))
	wrong := oauth1(s)
	wrong.OAuth1.UserSecret = "other"
	_, err = client(t, wrong).Create(t.Context(), xclient.NewPost{Text: "a"})
	requireFailure(t, err, xclient.Auth, xclient.CodeToken)
}

func TestNew_RefusesWhatCannotWork(t *testing.T) {
	t.Parallel()
	for name, cfg := range map[string]xclient.Config{
		"nothing":    {},
		"half":       {OAuth1: xclient.OAuth1{APIKey: "a", APISecret: "b"}},
		"no file":    {Refresh: xclient.Refresh{ClientID: "a"}},
		"no client":  {Refresh: xclient.Refresh{TokenFile: "a"}},
		"plain HTTP": {AccessToken: "a", BaseURL: "http://api.x.example"},
		"no host":    {AccessToken: "a", BaseURL: "https://"},
		"chunk":      {AccessToken: "a", ChunkBytes: 6 << 20},
	} {
		_, err := xclient.New(cfg)
		require.Error(t, err, name)
	}
	_, err := xclient.New(xclient.Config{AccessToken: "a"})
	require.NoError(t, err)
}

func TestProbe_CostsNothingAndTellsWhetherXAnswers(t *testing.T) {
	t.Parallel()
	s := start(t, fake.Options{})
	c := client(t, renewing(t, s))
	require.NoError(t, c.Probe(t.Context()))
	require.Zero(t, s.Refreshes())
	s.On("").FailHTML(503, 1)
	require.Error(t, c.Probe(t.Context()))
	require.NoError(t, c.Probe(t.Context()))
}

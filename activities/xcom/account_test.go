package xcom_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/xcom"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func account(b *bench) contract.Account {
	b.Helper()
	got, err := run(b, contract.XFetchAccount, contract.FetchAccountInput{})
	require.NoError(b, err)
	require.True(b, got.Configured)
	require.Equal(b, contract.X, got.Platform)
	require.False(b, got.AsOf.IsZero())
	require.Zero(b, got.TokenExpires)
	return got
}

func TestAccount_TellsWhoPosts(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := newBench(t, w, fake.Options{Handle: "bakery"})
		got := account(b)
		require.Equal(t, b.fake.OwnerID(), got.ID)
		require.Equal(t, "bakery", got.Name)
		require.Empty(t, got.Problem)
		_, err := b.publish(contract.PublishPostInput{Post: post("Bread")})
		require.NoError(t, err)
		got = account(b)
		require.Equal(t, 1, got.QuotaUsed)
		require.Equal(t, 100, got.QuotaTotal)
	})
}

func TestAccount_WhatKeepsItFromPostingIsAProblemAndPassesByItself(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	for says, set := range map[string]func(bool){"credits": b.fake.OutOfCredits, "developer portal": b.fake.ForbidClient} {
		set(true)
		require.Contains(t, account(b).Problem, says)
		set(false)
		require.Empty(t, account(b).Problem)
	}
	b.fake.On("getUsersMe").Fail(503, "a", 1)
	_, err := run(b, contract.XFetchAccount, contract.FetchAccountInput{})
	requireKind(t, contract.FailTransient, err)
}

func TestAccount_MissingRightsAreTold(t *testing.T) {
	t.Parallel()
	s := fake.Start(fake.Options{AccessLevel: "read"})
	t.Cleanup(s.Close)
	_, err := benchOn(t, s, oauth1(t, s)).publish(contract.PublishPostInput{Post: post("Bread")})
	require.Contains(t, kindOf(t, contract.FailAuth, err).Message(), "Read, Write")
	path, err := s.WriteTokenFile(t.TempDir(), "tweet.read", "users.read", "offline.access")
	require.NoError(t, err)
	b := benchOn(t, s, xcom.Config{BaseURL: s.URL(), ClientID: s.ClientID(), ClientSecret: s.ClientSecret(), TokenFile: path})
	require.Contains(t, account(b).Problem, "tweet.write")
	_, err = b.publish(contract.PublishPostInput{Post: post("Bread")})
	requireKind(t, contract.FailAuth, err)
}

func TestAccount_ATokenRenewedInTheMiddleIsNotNoticed(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: tokenFile}, fake.Options{})
	_, err := b.publish(contract.PublishPostInput{Post: post("one")})
	require.NoError(t, err)
	require.Equal(t, 1, b.fake.Refreshes())
	b.fake.ExpireTokens()
	_, err = b.publish(contract.PublishPostInput{Post: post("two")})
	require.NoError(t, err)
	require.Equal(t, 2, b.fake.Refreshes())
	require.Equal(t, 1, b.fake.Count("two"), "a refused token means that nothing was done")
	require.Empty(t, account(b).Problem)
}

func TestAccount_ADeadSignInIsSaidAndANewOneNoticedWithoutARestart(t *testing.T) {
	t.Parallel()
	s := fake.Start(fake.Options{})
	t.Cleanup(s.Close)
	cfg := tokenFile(t, s)
	b := benchOn(t, s, cfg)
	require.Empty(t, account(b).Problem)
	s.Disconnect()
	require.Contains(t, account(b).Problem, "connected again")
	_, err := b.publish(contract.PublishPostInput{Post: post("Bread")})
	requireKind(t, contract.FailAuth, err)
	require.NoError(t, os.Remove(cfg.TokenFile))
	require.Contains(t, account(b).Problem, "no token file")
	again, err := s.WriteTokenFile(t.TempDir())
	require.NoError(t, err)
	raw, err := os.ReadFile(again)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Clean(cfg.TokenFile), raw, 0o600))
	require.Empty(t, account(b).Problem)
}

func TestMetrics_AreCountedInBothDialectsAndWhatIsNotToldIsMissing(t *testing.T) {
	t.Parallel()
	for _, opts := range dialects() {
		b := newBench(t, way{config: bearer}, opts)
		out, err := b.publish(contract.PublishPostInput{Post: post("Bread")})
		require.NoError(t, err)
		in := contract.FetchMetricsInput{Platform: contract.X, ID: out.ID}
		counts := map[string]int64{"like_count": 3, "repost_count": 2, "impression_count": 100, "reply_count": 1}
		b.fake.SetMetrics(out.ID, counts)
		got, err := run(b, contract.XFetchMetrics, in)
		require.NoError(t, err)
		require.Equal(t, []contract.Metric{
			{Name: contract.MetricViews, Count: 100},
			{Name: contract.MetricLikes, Count: 3},
			{Name: contract.MetricComments, Count: 1},
			{Name: contract.MetricShares, Count: 2},
			{Name: contract.MetricQuotes},
			{Name: contract.MetricSaves},
		}, got.Values)
		require.Equal(t, []string{contract.MetricClicks}, got.Missing)
		require.False(t, got.AsOf.IsZero())

		counts["url_link_clicks"] = 7
		got, err = run(b, contract.XFetchMetrics, in)
		require.NoError(t, err)
		require.Contains(t, got.Values, contract.Metric{Name: contract.MetricClicks, Count: 7})
		require.Empty(t, got.Missing)

		b.fake.On("getPostsById").Answer(200, "application/json", `{"data":{"id":"1","text":"a","created_at":"2026-12-01T09:00:00.000Z","public_metrics":{"like_count":null,"retweet_count":4}},"errors":[{"title":"Field Authorization Error"}]}`, 1)
		got, err = run(b, contract.XFetchMetrics, in)
		require.NoError(t, err)
		require.Equal(t, []contract.Metric{{Name: contract.MetricShares, Count: 4}}, got.Values)
		require.Len(t, got.Missing, 6)

		b.fake.On("getPostsById").Fail(403, "You are not permitted to see one of the fields.", 1)
		got, err = run(b, contract.XFetchMetrics, in)
		require.NoError(t, err)
		require.Equal(t, []string{contract.MetricClicks}, got.Missing, "a refusal of them costs only them")

		b.fake.Remove(out.ID)
		_, err = run(b, contract.XFetchMetrics, in)
		requireKind(t, contract.FailNotFound, err)
	}
}

func TestBreaker_AnXThatIsDownIsLeftAloneAndNothingIsSent(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 9, 12, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	b := newBench(t, way{config: bearer}, fake.Options{Now: clock}, xcom.WithClock(clock),
		xcom.WithBreaker(breaker.New(breaker.Options{Clock: clock})), xcom.WithZone(time.FixedZone("CET", 3600)))
	b.fake.On("").FailHTML(503, 5)
	for range 5 {
		_, err := run(b, contract.XFetchAccount, contract.FetchAccountInput{})
		requireKind(t, contract.FailTransient, err)
	}
	require.True(t, b.acts.Standing().Open)
	_, err := b.publish(contract.PublishPostInput{Post: post("Bread")})
	app := kindOf(t, contract.FailTransient, err)
	require.True(t, app.NonRetryable(), "the process waits, not the activity")
	require.Contains(t, app.Message(), "nothing was sent; it is tried again at 2026-11-23 10:12 CET")
	require.Empty(t, b.fake.Requests("createPosts"))
	now = now.Add(30 * time.Second)
	b.acts.Probe(t.Context())
	require.False(t, b.acts.Standing().Open)
	_, err = b.publish(contract.PublishPostInput{Post: post("Bread")})
	require.NoError(t, err)

	for range 6 {
		b.fake.On("createPosts").Fail(403, "Forbidden", 1)
		_, err = b.publish(contract.PublishPostInput{Post: post("No")})
		requireKind(t, contract.FailInvalid, err)
		b.fake.On("createPosts").RateLimit(now.Add(time.Minute), 1)
		_, err = b.publish(contract.PublishPostInput{Post: post("No")})
		requireKind(t, contract.FailRateLimited, err)
	}
	require.False(t, b.acts.Standing().Open, "refusals and limits are answers")
}

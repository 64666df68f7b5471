package gmailclient_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

func TestErrors_EachRefusalHasItsKindAndIsAskedOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		status int
		reason string
		want   gmailclient.Kind
		asked  int
	}{
		{500, "backendError", gmailclient.KindTransient, 1},
		{502, "backendError", gmailclient.KindTransient, 1},
		{503, "backendError", gmailclient.KindTransient, 1},
		{429, "rateLimitExceeded", gmailclient.KindRateLimited, 1},
		{403, "userRateLimitExceeded", gmailclient.KindRateLimited, 1},
		{403, "rateLimitExceeded", gmailclient.KindRateLimited, 1},
		{403, "dailyLimitExceeded", gmailclient.KindRateLimited, 1},
		{403, "domainPolicy", gmailclient.KindAuth, 1},
		{403, "insufficientPermissions", gmailclient.KindAuth, 1},
		{403, "accessNotConfigured", gmailclient.KindAuth, 1},
		{403, "somethingNew", gmailclient.KindAuth, 1},
		{401, "authError", gmailclient.KindAuth, 2},
		{400, "failedPrecondition", gmailclient.KindInvalid, 1},
		{404, "notFound", gmailclient.KindNotFound, 1},
	} {
		d := open(t, fake.Options{})
		d.Fail(c.status, c.reason, 2)
		_, err := d.client.Profile(t.Context())
		e := failureOf(t, c.want, err)
		require.Equal(t, c.status, e.Status)
		require.Equal(t, c.reason, e.Reason)
		require.NotEmpty(t, e.Message)
		require.Len(t, d.Requests("users.getProfile"), c.asked, "%d %s", c.status, c.reason)
	}
}

func TestErrors_RetryAfterIsReadFromHeaderAndWords(t *testing.T) {
	t.Parallel()
	now := noon()
	d := open(t, fake.Options{Now: func() time.Time { return now }})
	d.RateLimit(37 * time.Second)
	_, err := d.client.Profile(t.Context())
	require.Equal(t, 37*time.Second, failureOf(t, gmailclient.KindRateLimited, err).RetryAfter)

	d.RateLimitUntil(now.Add(11 * time.Minute))
	_, err = d.client.Profile(t.Context())
	require.Equal(t, 11*time.Minute, failureOf(t, gmailclient.KindRateLimited, err).RetryAfter)

	d.RateLimitUntil(now.Add(-time.Minute))
	_, err = d.client.Profile(t.Context())
	require.Equal(t, time.Second, failureOf(t, gmailclient.KindRateLimited, err).RetryAfter)

	d.Fail(403, "dailyLimitExceeded", 1)
	_, err = d.client.Profile(t.Context())
	require.Equal(t, time.Hour, failureOf(t, gmailclient.KindRateLimited, err).RetryAfter)
}

func TestErrors_WebPageInsteadOfGmailIsTransient(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	for _, status := range []int{200, 302, 502} {
		d.On("users.getProfile").FailHTML(status, 1)
		_, err := d.client.Profile(t.Context())
		e := failureOf(t, gmailclient.KindTransient, err)
		require.NotContains(t, e.Error(), "<html>")
	}
}

func TestErrors_LostAnswerAndDeadServerAreTransient(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	d.DropAnswer(1)
	_, err := d.client.Profile(t.Context())
	requireKind(t, gmailclient.KindTransient, err)
	d.Close()
	_, err = d.client.Profile(t.Context())
	e := failureOf(t, gmailclient.KindTransient, err)
	require.Zero(t, e.Status)
	require.NotContains(t, e.Error(), "127.0.0.1")
}

func TestErrors_CancelledCallReturnsAtOnce(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	release := d.On("users.getProfile").Hold()
	defer release()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := d.client.Profile(ctx)
	requireKind(t, gmailclient.KindTransient, err)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestLimit_SpentQuotaIsToldInsteadOfHoldingTheCallUp(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	id := d.AddMail(mail(1))
	d.config.UnitsPerMinute = 40
	d.reopen(t)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	_, err := d.client.Raw(ctx, id)
	require.NoError(t, err)
	_, err = d.client.Raw(ctx, id)
	e := failureOf(t, gmailclient.KindRateLimited, err)
	require.Greater(t, e.RetryAfter, 30*time.Second)
	require.LessOrEqual(t, e.RetryAfter, time.Minute)
	require.Len(t, d.Requests("users.messages.get"), 1)
}

func TestRaw_BytesAreExactWithAndWithoutPadding(t *testing.T) {
	t.Parallel()
	for _, unpadded := range []bool{false, true} {
		d := open(t, fake.Options{Unpadded: unpadded})
		for _, raw := range [][]byte{{0xff}, {0xff, 0xfe}, {0xff, 0xfe, 0x3e}, mail(1)} {
			got, err := d.client.Raw(t.Context(), d.AddMail(raw))
			require.NoError(t, err)
			require.Equal(t, raw, got)
		}
	}
}

func TestRaw_DeletedMailIsNotFoundAndEmptyMailInvalid(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	id := d.AddMail(mail(1))
	d.DeleteMail(id)
	_, err := d.client.Raw(t.Context(), id)
	requireKind(t, gmailclient.KindNotFound, err)
	_, err = d.client.Raw(t.Context(), d.AddMail(nil))
	requireKind(t, gmailclient.KindInvalid, err)
}

func TestLabel_IsMadeOnceAndPutOnEachMail(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{}, gmailauth.ScopeModify)
	one, two := d.AddMail(mail(1)), d.AddMail(mail(2))
	for _, id := range []string{one, two, two} {
		put, err := d.client.EnsureLabel(t.Context(), id)
		require.NoError(t, err)
		require.True(t, put)
		require.Contains(t, d.LabelNames(id), "AI Employee")
	}
	require.Len(t, d.Requests("users.labels.create"), 1)
	d.reopen(t)
	_, err := d.client.EnsureLabel(t.Context(), one)
	require.NoError(t, err)
	require.Len(t, d.Requests("users.labels.create"), 1)
}

func TestLabel_ReadOnlyLoginTouchesNothing(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	put, err := d.client.EnsureLabel(t.Context(), d.AddMail(mail(1)))
	require.NoError(t, err)
	require.False(t, put)
	require.Empty(t, d.Requests())
}

func TestLabel_DeletedLabelIsMadeAgain(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{}, gmailauth.ScopeModify)
	id := d.AddMail(mail(1))
	_, err := d.client.EnsureLabel(t.Context(), id)
	require.NoError(t, err)
	d.DeleteLabel("AI Employee")
	put, err := d.client.EnsureLabel(t.Context(), id)
	require.NoError(t, err)
	require.True(t, put)
	require.Contains(t, d.LabelNames(id), "AI Employee")
}

func TestLabel_LostAnswerOfTheCreationIsHarmless(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{}, gmailauth.ScopeModify)
	id := d.AddMail(mail(1))
	d.On("users.labels.create").DropAnswer(1)
	_, err := d.client.EnsureLabel(t.Context(), id)
	requireKind(t, gmailclient.KindTransient, err)
	_, err = d.client.EnsureLabel(t.Context(), id)
	require.NoError(t, err)
	require.Len(t, d.Requests("users.labels.create"), 1)
}

func TestLabel_GrantThatWasNarrowedIsSaid(t *testing.T) {
	t.Parallel()
	d := open(t, fake.Options{})
	token := d.token(t)
	token.Scope = gmailauth.ScopeModify // the file believes more than Google granted
	require.NoError(t, gmailauth.SaveToken(d.config.TokenFile, token))
	_, err := d.client.EnsureLabel(t.Context(), d.AddMail(mail(1)))
	requireKind(t, gmailclient.KindAuth, err)
}

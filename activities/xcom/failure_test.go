package xcom_test

import (
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/xcom"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// scripted is a fault of the publishing request and what must come of it.
type scripted struct {
	script  func(*fake.Server)
	kind    contract.FailureKind
	says    string // in the sentence
	live    int    // posts that are there all the same
	blocked bool
}

func create(s *fake.Server) fake.Script { return s.On("createPosts") }

const problems = "https://api.x.com/2/problems/"

func failures() map[string]scripted {
	return map[string]scripted{
		"done, then dropped": {func(s *fake.Server) { create(s).CommitThenDrop(1) }, contract.FailOutcomeUnknown, "may or may not", 1, false},
		"dropped before it":  {func(s *fake.Server) { create(s).Reset(1) }, contract.FailOutcomeUnknown, "broke off", 0, false},
		"no answer in time":  {func(s *fake.Server) { create(s).Delay(time.Minute, 1) }, contract.FailOutcomeUnknown, "in time", 0, false},
		"500":                {func(s *fake.Server) { create(s).Fail(500, "Internal", 1) }, contract.FailOutcomeUnknown, "HTTP 500", 0, false},
		"502 page":           {func(s *fake.Server) { create(s).FailHTML(502, 1) }, contract.FailOutcomeUnknown, "HTTP 502", 0, false},
		"503 empty as JSON":  {func(s *fake.Server) { create(s).Answer(503, "application/json", "", 1) }, contract.FailOutcomeUnknown, "HTTP 503", 0, false},
		"503 HTML as JSON":   {func(s *fake.Server) { create(s).Answer(503, "application/json", "<html>", 1) }, contract.FailOutcomeUnknown, "HTTP 503", 0, false},
		"done, then 504":     {func(s *fake.Server) { create(s).CommitThen(504, "text/html", "<html>", 1) }, contract.FailOutcomeUnknown, "HTTP 504", 1, false},
		"201 cut":            {func(s *fake.Server) { create(s).Cut(1) }, contract.FailOutcomeUnknown, "broke off", 1, false},
		"201 truncated":      {func(s *fake.Server) { create(s).CommitThen(201, "application/json", `{"data":{"id":"12`, 1) }, contract.FailOutcomeUnknown, "could not be read", 1, false},
		"201 empty":          {func(s *fake.Server) { create(s).CommitThen(201, "application/json", "", 1) }, contract.FailOutcomeUnknown, "could not be read", 1, false},
		"201 without ID":     {func(s *fake.Server) { create(s).NoID(1) }, contract.FailOutcomeUnknown, "under which ID", 1, false},
		"200 errors only":    {func(s *fake.Server) { create(s).CommitThen(200, "application/json", `{"errors":[{"title":"a"}]}`, 1) }, contract.FailOutcomeUnknown, "under which ID", 1, false},
		"204":                {func(s *fake.Server) { create(s).CommitThen(204, "", "", 1) }, contract.FailOutcomeUnknown, "could not be read", 1, false},
		"a redirect":         {func(s *fake.Server) { create(s).Answer(302, "text/html", "", 1) }, contract.FailOutcomeUnknown, "not X", 0, false},
		"408":                {func(s *fake.Server) { create(s).Fail(408, "Timeout", 1) }, contract.FailOutcomeUnknown, "HTTP 408", 0, false},
		"401":                {func(s *fake.Server) { create(s).Fail(401, "Unauthorized", 2) }, contract.FailAuth, "renew", 0, false},
		"400":                {func(s *fake.Server) { create(s).Fail(400, "One or more parameters to your request was invalid.", 1) }, contract.FailInvalid, "One or more", 0, false},
		"400 of a parameter": {func(s *fake.Server) {
			create(s).Answer(400, "application/json", `{"detail":"Invalid.","errors":[{"message":"text is odd"}]}`, 1)
		}, contract.FailInvalid, "text is odd", 0, false},
		"400 code as text": {func(s *fake.Server) {
			create(s).Answer(400, "application/json", `{"errors":[{"code":"214","message":"Bad"}]}`, 1)
		}, contract.FailInvalid, "Bad", 0, false},
		"400 numbers as parameters": {func(s *fake.Server) {
			create(s).Answer(400, "application/json", `{"errors":[{"message":"Bad","parameters":{"id":[1]}}]}`, 1)
		}, contract.FailInvalid, "Bad", 0, false},
		"403 page": {func(s *fake.Server) { create(s).FailHTML(403, 1) }, contract.FailTransient, "not X", 0, false},
		"403 duplicate": {func(s *fake.Server) {
			create(s).Fail(403, "You are not allowed to create a Tweet with duplicate content.", 1)
		}, contract.FailConflict, "already", 0, false},
		"403 duplicate, older form": {func(s *fake.Server) {
			create(s).Answer(403, "application/json", `{"errors":[{"title":"Forbidden","detail":"You are not allowed to create a Tweet with duplicate content."}]}`, 1)
		}, contract.FailConflict, "already", 0, false},
		"403 not summoned": {func(s *fake.Server) {
			create(s).Fail(403, "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author.", 1)
		}, contract.FailInvalid, "in X itself", 0, false},
		"403 suspended": {func(s *fake.Server) { s.Suspend(true) }, contract.FailAuth, "suspended", 0, true},
		"403 app":       {func(s *fake.Server) { s.ForbidClient(true) }, contract.FailAuth, "developer portal", 0, true},
		"403 authentication": {func(s *fake.Server) {
			create(s).FailType(403, problems+"unsupported-authentication", "Unsupported Authentication", "Authenticating with OAuth 2.0 Application-Only is forbidden.", 1)
		}, contract.FailAuth, "developer portal", 0, true},
		"402":              {func(s *fake.Server) { s.OutOfCredits(true) }, contract.FailInvalid, "credits", 0, true},
		"429 usage capped": {func(s *fake.Server) { s.UsageCapped(true) }, contract.FailInvalid, "cap", 0, true},
		"404":              {func(s *fake.Server) { create(s).Fail(404, "Not Found", 1) }, contract.FailNotFound, "not on X", 0, false},
	}
}

func TestFailure_EveryAnswerToAPostHasItsClass(t *testing.T) {
	t.Parallel()
	for name, c := range failures() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t, way{config: bearer}, fake.Options{}, xcom.WithTimeout(time.Second))
			c.script(b.fake)
			_, err := b.publish(contract.PublishPostInput{Post: post("Fresh bread")})
			require.Error(t, err)
			app := kindOf(t, c.kind, err)
			require.Contains(t, app.Message(), c.says)
			require.Equal(t, c.kind != contract.FailTransient, app.NonRetryable())
			require.Equal(t, c.live, b.fake.Count("Fresh bread"))
			require.Len(t, b.fake.Requests("createPosts"), 1)
			require.NotContains(t, app.Error(), "at-", "no token")
			var blocked contract.AccountBlocked
			if c.blocked {
				require.NoError(t, app.Details(&blocked))
				require.Equal(t, contract.X, blocked.Platform)
				return
			}
			require.Equal(t, c.kind == contract.FailOutcomeUnknown || c.kind == contract.FailConflict, app.HasDetails())
		})
	}
}

func TestFailure_AReplyToWhatIsGoneIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{NotSummoned: true})
	p := post("Yes")
	p.Kind, p.ReplyTo = contract.PostReply, "12"
	_, err := b.publish(contract.PublishPostInput{Post: p})
	requireKind(t, contract.FailNotFound, err)
	p.ReplyTo = b.fake.AddPost(b.fake.AddUser("guest", false), "Nobody is named")
	_, err = b.publish(contract.PublishPostInput{Post: p})
	require.Contains(t, kindOf(t, contract.FailInvalid, err).Message(), "in X itself")
}

func TestFailure_NothingWasSentWhenNobodyAnswers(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := l.Addr().String()
	require.NoError(t, l.Close())
	plain := fake.Start(fake.Options{})
	t.Cleanup(plain.Close)
	for name, c := range map[string]struct{ url, says string }{
		"refused": {"http://" + address, "cannot be reached"},
		"no TLS":  {strings.Replace(plain.URL(), "http://", "https://", 1), "certificate"},
		"no host": {"https://nowhere.invalid", "host name"},
	} {
		b := benchOn(t, plain, xcom.Config{BaseURL: c.url, AccessToken: "t"})
		_, err = b.publish(contract.PublishPostInput{Post: post("Fresh bread")})
		app := kindOf(t, contract.FailTransient, err)
		if name == "no host" && !strings.Contains(app.Message(), c.says) {
			continue // a resolver that answers for every name
		}
		require.Contains(t, app.Message(), c.says, name)
	}
}

func TestFailure_ALimitTellsWhenItEnds(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	zone := time.FixedZone("CET", 3600)
	for name, c := range map[string]struct {
		script func(fake.Script)
		until  time.Time
	}{
		"window":         {func(s fake.Script) { s.RateLimit(now.Add(7*time.Minute), 1) }, now.Add(7 * time.Minute)},
		"broken header":  {func(s fake.Script) { s.RateLimitBroken(1) }, now.Add(15 * time.Minute)},
		"day of the app": {func(s fake.Script) { s.DayLimit("app", now.Add(5*time.Hour), 1) }, now.Add(5 * time.Hour)},
		"day of user":    {func(s fake.Script) { s.DayLimit("user", now.Add(23*time.Hour), 1) }, now.Add(23 * time.Hour)},
		"retry after":    {func(s fake.Script) { s.RetryAfter(90*time.Second, 1) }, now.Add(90 * time.Second)},
		"in the past":    {func(s fake.Script) { s.RateLimit(now.Add(-time.Hour), 1) }, now.Add(15 * time.Minute)},
		"in a year":      {func(s fake.Script) { s.RateLimit(now.Add(365*24*time.Hour), 1) }, now.Add(15 * time.Minute)},
		"page":           {func(s fake.Script) { s.FailHTML(429, 1) }, now.Add(15 * time.Minute)},
	} {
		clock := func() time.Time { return now }
		b := newBench(t, way{config: bearer}, fake.Options{Now: clock}, xcom.WithClock(clock), xcom.WithZone(zone))
		c.script(b.fake.On("createPosts"))
		_, err := b.publish(contract.PublishPostInput{Post: post("Fresh bread")})
		app := kindOf(t, contract.FailRateLimited, err)
		var wait contract.RateWait
		require.NoError(t, app.Details(&wait), name)
		require.Equal(t, c.until, wait.Until, name)
		require.Contains(t, app.Message(), c.until.In(zone).Format("15:04"), name)
		require.True(t, app.NonRetryable())
		require.Zero(t, b.fake.Count("Fresh bread"))
	}
}

func TestFailure_TheWindowOfTheFakeItselfIsMet(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{PostLimit: 2})
	for _, text := range []string{"one", "two"} {
		_, err := b.publish(contract.PublishPostInput{Post: post(text)})
		require.NoError(t, err)
	}
	_, err := b.publish(contract.PublishPostInput{Post: post("three")})
	requireKind(t, contract.FailRateLimited, err)
	account, err := run(b, contract.XFetchAccount, contract.FetchAccountInput{})
	require.NoError(t, err)
	require.Equal(t, 2, account.QuotaUsed)
	require.Equal(t, 2, account.QuotaTotal)
}

func TestFailure_ReadsAreTriedAgain(t *testing.T) {
	t.Parallel()
	b := newBench(t, way{config: bearer}, fake.Options{})
	for name, script := range map[string]func(fake.Script){
		"500": func(s fake.Script) { s.Fail(http.StatusInternalServerError, "a", 1) }, "page": func(s fake.Script) { s.FailHTML(503, 1) },
		"reset": func(s fake.Script) { s.Reset(2) }, "malformed": func(s fake.Script) { s.CommitThen(200, "application/json", "{", 1) },
	} {
		out, err := b.publish(contract.PublishPostInput{Post: post("Bread " + name)})
		require.NoError(t, err)
		script(b.fake.On("getPostsById"))
		in := contract.VerifyPostInput{Post: post("Bread"), ID: out.ID}
		_, err = run(b, contract.XVerifyPost, in)
		require.False(t, kindOf(t, contract.FailTransient, err).NonRetryable(), name)
		_, err = run(b, contract.XVerifyPost, in)
		require.NoError(t, err, name)
	}
}

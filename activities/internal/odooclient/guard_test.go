package odooclient_test

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// guarded is a client with a breaker whose time stands still until it is moved.
type guarded struct {
	*odooclient.Client
	breaker *breaker.Breaker
	now     atomic.Int64 // seconds
}

func (w way) guarded(t *testing.T, url string, edit ...func(*odooclient.Config)) *guarded {
	t.Helper()
	cfg := odooclient.Config{URL: url, Database: odoofake.DefaultDatabase, Username: odoofake.DefaultUsername, Password: w.secret}
	for _, e := range edit {
		e(&cfg)
	}
	g := &guarded{}
	g.breaker = breaker.New(breaker.Options{Clock: func() time.Time { return time.Unix(g.now.Load(), 0) }})
	c, err := odooclient.New(cfg, odooclient.WithBreaker(g.breaker))
	require.NoError(t, err)
	g.Client = c
	return g
}

func (g *guarded) partners() error {
	_, err := g.Search(context.Background(), odooclient.ModelPartner, odooclient.Query{Fields: []string{"name"}})
	return err
}

const partners = "res.partner.search_read"

func TestGuard_FailuresOfTheServerOpenAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	fault := func(code int, text string) func(*odoofake.Server) {
		return func(f *odoofake.Server) { f.Fault(code, text, 5, partners) }
	}
	for name, c := range map[string]struct {
		arrange func(*odoofake.Server)
		reason  string // of an open breaker
	}{
		"503":           {func(f *odoofake.Server) { f.Fail(503, 5, partners) }, "HTTP 503"},
		"500":           {func(f *odoofake.Server) { f.Fail(500, 5, partners) }, "HTTP 500"},
		"408":           {func(f *odoofake.Server) { f.Fail(408, 5, partners) }, "HTTP 408"},
		"429":           {func(f *odoofake.Server) { f.RateLimit(time.Second, 5, partners) }, "it asks to wait"},
		"reset":         {func(f *odoofake.Server) { f.Reset(5, partners) }, "the connection broke off"},
		"broken off":    {func(f *odoofake.Server) { f.CommitThenTruncate(5, partners) }, "the connection broke off"},
		"page with 502": {func(f *odoofake.Server) { f.HTML502(5, partners) }, "HTTP 502"},
		"page with 200": {func(f *odoofake.Server) { f.Answer(200, "text/html", "<html>", 5, partners) }, "a web page instead of an answer"},
		"database down": {fault(1, `psycopg2.OperationalError: connection to server at "db", port 5432 failed: Connection refused`), "it cannot reach its database"},

		"no right":         {fault(4, "You are not allowed to access 'Contact' (res.partner) records."), ""},
		"refused":          {fault(2, "Contacts require a name"), ""},
		"our mistake":      {fault(1, "ValueError: Invalid field 'f' on model 'res.partner'"), ""},
		"lost race":        {fault(1, "psycopg2.errors.SerializationFailure: could not serialize access"), ""},
		"Odoo's own error": {fault(1, "MemoryError"), ""},
		"proxy, 403":       {func(f *odoofake.Server) { f.Fail(403, 5, partners) }, ""},
		"redirect":         {func(f *odoofake.Server) { f.Answer(303, "text/html", "", 5, partners) }, ""},
		"413":              {func(f *odoofake.Server) { f.Fail(413, 5, partners) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			everyWay(t, func(t *testing.T, w way) {
				fake := w.fake(t, odoofake.Options{})
				g := w.guarded(t, fake.URL)
				require.NoError(t, g.partners())
				c.arrange(fake)
				for range 5 {
					require.Error(t, g.partners())
				}
				require.Equal(t, c.reason != "", g.breaker.Status().Open)
				require.Equal(t, c.reason, g.breaker.Status().Reason)
			})
		})
	}
}

func TestGuard_AccessDeniedIsAnAnswerUnlessTheKeyCouldNotBeChecked(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		g := w.guarded(t, fake.URL)
		require.NoError(t, g.partners())
		fake.Fault(3, "Access Denied", 5, partners)
		for range 5 {
			require.Error(t, g.partners())
		}
		reason := ""
		if w.dialect == odooclient.JSON2 {
			reason = "it cannot check the API key"
		}
		require.Equal(t, reason, g.breaker.Status().Reason)
	})
}

func TestGuard_AServerThatIsNotThereIsLeftAlone(t *testing.T) {
	t.Parallel()
	g := ways()[0].guarded(t, "http://127.0.0.1:1")
	for range 5 {
		require.Error(t, g.partners())
	}
	require.Equal(t, "connection refused", g.breaker.Status().Reason)
	err := g.partners()
	requireError(t, err, odooclient.Transient, odooclient.CodeDown, false)
	e, _ := odooclient.As(err)
	require.Equal(t, 30*time.Second, e.RetryAfter)
	down, ok := e.Down()
	require.True(t, ok)
	require.Equal(t, time.Unix(30, 0), down.Again)
}

func TestGuard_TimeoutsOpen(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		g := w.guarded(t, fake.URL, func(c *odooclient.Config) { c.ReadTimeout = 20 * time.Millisecond })
		for range 5 {
			_, release := fake.Hold()
			require.Error(t, g.partners())
			release()
		}
		require.Equal(t, "no answer in time", g.breaker.Status().Reason)
		require.True(t, g.breaker.Status().Open)
	})
}

func TestGuard_ACallerThatGivesUpSaysNothing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		g := w.guarded(t, fake.URL)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		for range 6 {
			require.Error(t, g.Probe(ctx))
		}
		require.Equal(t, breaker.Status{}, g.breaker.Status())
	})
}

// The version is told by a server without its database, too; whether Odoo
// works shows in the call after it.
func TestGuard_AVersionDoesNotMeanThatOdooWorks(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		g := w.guarded(t, fake.URL)
		fake.Fail(http.StatusServiceUnavailable, 6, w.login)
		for range 5 {
			require.Error(t, g.Probe(context.Background()))
		}
		require.True(t, g.breaker.Status().Open)
		sent := len(fake.Requests())
		requireError(t, g.Probe(context.Background()), odooclient.Transient, odooclient.CodeDown, false)
		require.Len(t, fake.Requests(), sent)

		g.now.Add(30)
		require.Error(t, g.Probe(context.Background()), "its version and no login")
		require.True(t, g.breaker.Status().Open)
		g.now.Add(30)
		require.NoError(t, g.Probe(context.Background()))
		require.False(t, g.breaker.Status().Open)
	})
}

func TestGuard_AProbeOfAnOpenSessionIsOneRead(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		g := w.guarded(t, fake.URL)
		require.NoError(t, g.partners())
		before := len(fake.Requests())
		require.NoError(t, g.Probe(context.Background()))
		asked := fake.Requests()[before:]
		require.Len(t, asked, 1)
		require.Equal(t, "res.users.read", asked[0].Op)
	})
}

func TestGuard_ARefusedPasswordIsAnAnswer(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	g := ways()[0].guarded(t, fake.URL, withSecret("wrong"))
	fake.Fail(503, 2)
	for range 3 {
		require.Error(t, g.Probe(context.Background()))
	}
	require.False(t, g.breaker.Status().Down())
	require.Equal(t, time.Unix(0, 0), g.breaker.Status().LastAnswer)
}

func TestJudge_AnotherErrorSaysNothing(t *testing.T) {
	t.Parallel()
	require.Equal(t, breaker.Outcome{}, odooclient.Judge(errors.New("of somebody else")))
	require.Equal(t, breaker.Outcome{Verdict: breaker.Answered}, odooclient.Judge(nil))
}

func TestJudge_WhatWasNotSentCountsWhenTheWayToTheServerFailed(t *testing.T) {
	t.Parallel()
	for code, reason := range map[odooclient.Code]string{
		odooclient.CodeUnknownHost: "the host name is not known",
		odooclient.CodeTLS:         "the certificate is not trusted",
		odooclient.CodeUnreachable: "no connection",
		odooclient.CodeTimeout:     "no answer in time",
	} {
		require.Equal(t, breaker.Outcome{Verdict: breaker.Failed, Reason: reason}, odooclient.Judge(&odooclient.Error{Code: code}))
	}
	for _, code := range []odooclient.Code{odooclient.CodeCancelled, odooclient.CodeProgram, odooclient.CodeNeedsKey} {
		require.Equal(t, breaker.Outcome{}, odooclient.Judge(&odooclient.Error{Code: code}), code)
	}
}

func TestJudge_KeepsToTheTimeThatTheServerAsksFor(t *testing.T) {
	t.Parallel()
	e := &odooclient.Error{Code: odooclient.CodeHTTP, Status: http.StatusServiceUnavailable, Sent: true, RetryAfter: time.Minute}
	require.Equal(t, breaker.Outcome{Verdict: breaker.Failed, Reason: "HTTP 503", Wait: time.Minute}, odooclient.Judge(e))
}

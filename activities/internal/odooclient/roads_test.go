package odooclient_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

func withSecret(secret string) func(*odooclient.Config) {
	return func(c *odooclient.Config) { c.Password = secret }
}

func TestRoads_TheServerAndTheCredentialsDecideTheDialect(t *testing.T) {
	t.Parallel()
	const password, key, noKey = odoofake.DefaultPassword, odoofake.DefaultAPIKey, "correct-horse"
	for _, c := range []struct {
		version int
		secret  string
		dialect odooclient.Dialect
		ops     []string
	}{
		{14, password, odooclient.XMLRPC, []string{"web.version", "common.version", "common.authenticate", "res.users.read"}},
		{18, key, odooclient.XMLRPC, []string{"web.version", "common.version", "common.authenticate", "res.users.read"}},
		{19, key, odooclient.JSON2, []string{"web.version", "res.users.context_get", "res.users.read"}},
		{19, noKey, odooclient.XMLRPC, []string{"web.version", "res.users.context_get", "common.authenticate", "res.users.read"}},
		{20, password, odooclient.XMLRPC, []string{"web.version", "common.authenticate", "res.users.read"}}, // has a space, so it is no key
		{21, noKey, odooclient.XMLRPC, []string{"web.version", "res.users.context_get", "common.authenticate", "res.users.read"}},
		{22, key, odooclient.JSON2, []string{"web.version", "res.users.context_get", "res.users.read"}},
	} {
		options := odoofake.Options{Version: c.version, ManyDatabases: true}
		if c.secret == noKey {
			options.Password = noKey
		}
		fake := odoofake.New(t, options)
		s, err := clientOf(t, fake.URL, withSecret(c.secret)).Session(context.Background())
		require.NoError(t, err)
		require.Equal(t, c.dialect, s.Dialect, "Odoo %d", c.version)
		require.Equal(t, c.version, s.Major)
		var ops []string
		for _, r := range fake.Requests() {
			ops = append(ops, r.Op)
		}
		require.Equal(t, c.ops, ops, "Odoo %d", c.version)
	}
}

func TestRoads_RefusedCredentialsAreToldByWhatIsLeft(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		version int
		secret  string
		edit    func(*odooclient.Config)
		expire  bool
		code    odooclient.Code
	}{
		"a password where there are keys only":      {version: 22, secret: odoofake.DefaultPassword, code: odooclient.CodeNeedsKey},
		"an expired key where there are keys only":  {version: 22, secret: odoofake.DefaultAPIKey, expire: true, code: odooclient.CodeNeedsKey},
		"an expired key where there is XML-RPC too": {version: 19, secret: odoofake.DefaultAPIKey, expire: true, code: odooclient.CodeWrongPassword},
		"a wrong password":                          {version: 19, secret: "mistaken", code: odooclient.CodeWrongPassword},
		"a password no header can hold":             {version: 22, secret: "pass\nwörd", code: odooclient.CodeNeedsKey},
		"another user's key":                        {version: 22, secret: odoofake.OtherAPIKey, code: odooclient.CodeOtherUser},
		"another database":                          {version: 22, secret: odoofake.DefaultAPIKey, edit: func(c *odooclient.Config) { c.Database = "nodb" }, code: odooclient.CodeNoDatabase},
		"another database, told by XML-RPC":         {version: 19, secret: odoofake.DefaultAPIKey, edit: func(c *odooclient.Config) { c.Database = "nodb" }, code: odooclient.CodeNoDatabase},
		"a database no header can hold":             {version: 22, secret: odoofake.DefaultAPIKey, edit: func(c *odooclient.Config) { c.Database = "no\tdb" }, code: odooclient.CodeNoDatabase},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fake := odoofake.New(t, odoofake.Options{Version: c.version})
			if c.expire {
				fake.ExpireKey()
			}
			edit := c.edit
			if edit == nil {
				edit = func(*odooclient.Config) {}
			}
			_, err := clientOf(t, fake.URL, withSecret(c.secret), edit).Session(context.Background())
			e, ok := odooclient.As(err)
			require.True(t, ok, "%v", err)
			require.Equal(t, [2]any{odooclient.Auth, c.code}, [2]any{e.Kind, e.Code}, err.Error())
			require.NotContains(t, err.Error(), c.secret)
		})
	}
}

func TestRoads_AnOddWayToTellTheVersionDoesNotHideXMLRPC(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*odoofake.Server){
		"403":        func(f *odoofake.Server) { f.Fail(403, 1, "web.version") },
		"502":        func(f *odoofake.Server) { f.HTML502(1, "web.version") },
		"a login":    func(f *odoofake.Server) { f.Answer(303, "text/html", "", 1, "web.version") },
		"a page":     func(f *odoofake.Server) { f.Answer(200, "text/html", "<html>", 1, "web.version") },
		"other JSON": func(f *odoofake.Server) { f.Answer(200, "application/json", `{"ok": true}`, 1, "web.version") },
		"half":       func(f *odoofake.Server) { f.Answer(200, "application/json", `{"version`, 1, "web.version") },
		"no answer":  func(f *odoofake.Server) { f.Reset(1, "web.version") },
	} {
		for _, version := range []int{16, 19} {
			fake := odoofake.New(t, odoofake.Options{Version: version})
			spoil(fake)
			s, err := clientOf(t, fake.URL).Session(context.Background())
			require.NoError(t, err, "%s on %d", name, version)
			require.Equal(t, version, s.Major)
		}
	}
}

func TestRoads_ABadMomentIsNoMissingInterface(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(*odoofake.Server){
		"502":   func(f *odoofake.Server) { f.HTML502(1, "web.version") },
		"503":   func(f *odoofake.Server) { f.Fail(503, 1, "web.version") },
		"reset": func(f *odoofake.Server) { f.Reset(1, "web.version") },
		"drop":  func(f *odoofake.Server) { f.CommitThenDrop(1, "web.version") },
		"half":  func(f *odoofake.Server) { f.CommitThenTruncate(1, "web.version") },
	} {
		fake := odoofake.New(t, odoofake.Options{Version: 22}) // no XML-RPC to ask instead
		spoil(fake)
		c := clientOf(t, fake.URL, withSecret(odoofake.DefaultAPIKey))
		_, err := c.Session(context.Background())
		e, ok := odooclient.As(err)
		require.True(t, ok, name)
		require.Equal(t, odooclient.Transient, e.Kind, "%s: %v", name, err)
		_, err = c.Session(context.Background())
		require.NoError(t, err, name)
	}
}

func TestRoads_AProxyThatStopsJSON2LeavesXMLRPC(t *testing.T) {
	t.Parallel()
	for _, status := range []int{401, 403, 404, 405} {
		fake := odoofake.New(t, odoofake.Options{Version: 19})
		fake.Answer(status, "text/html", "<html>", 1, "res.users.context_get")
		s, err := clientOf(t, fake.URL, withSecret(odoofake.DefaultAPIKey)).Session(context.Background())
		require.NoError(t, err, status)
		require.Equal(t, odooclient.XMLRPC, s.Dialect)
	}
}

func TestRoads_WhatIsNoAnswerDecidesNothing(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{Version: 19})
	c := clientOf(t, fake.URL, withSecret(odoofake.DefaultAPIKey))
	for name, spoil := range map[string]func(){
		"502":   func() { fake.HTML502(1, "res.users.context_get") },
		"503":   func() { fake.Fail(503, 1, "res.users.context_get") },
		"reset": func() { fake.Reset(1, "res.users.context_get") },
		"half":  func() { fake.CommitThenTruncate(1, "res.users.context_get") },
	} {
		spoil()
		_, err := c.Session(context.Background())
		e, ok := odooclient.As(err)
		require.True(t, ok, name)
		require.Equal(t, odooclient.Transient, e.Kind, name)
	}
	fake.RateLimit(7*time.Second, 1, "res.users.context_get")
	_, err := c.Session(context.Background())
	e, _ := odooclient.As(err)
	require.Equal(t, [2]any{odooclient.RateLimited, 7 * time.Second}, [2]any{e.Kind, e.RetryAfter})
	require.Zero(t, fake.Count("common.authenticate"))
	s, err := c.Session(context.Background())
	require.NoError(t, err)
	require.Equal(t, odooclient.JSON2, s.Dialect)
}

// behindOneAddress lets a test put another server under the same address.
func behindOneAddress(t *testing.T, first http.Handler) (string, func(http.Handler)) {
	t.Helper()
	var now atomic.Pointer[http.Handler]
	now.Store(&first)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { (*now.Load()).ServeHTTP(w, r) }))
	t.Cleanup(srv.Close)
	return srv.URL, func(next http.Handler) { now.Store(&next) }
}

func TestRoads_AnUpgradeThatTakesXMLRPCAwayIsFoundOut(t *testing.T) {
	t.Parallel()
	old, upgraded := odoofake.NewServer(odoofake.Options{Version: 18}), odoofake.NewServer(odoofake.Options{Version: 22})
	url, replace := behindOneAddress(t, old)
	c := clientOf(t, url, withSecret(odoofake.DefaultAPIKey))
	has, err := c.HasField(context.Background(), odooclient.ModelPartner, "mobile")
	require.NoError(t, err)
	require.True(t, has)
	load := func() (int64, error) {
		return c.Load(context.Background(), odooclient.ModelPartner, []string{"id", "name"}, [][]string{{"aiemp.customer_1", "x"}})
	}
	_, err = load()
	require.NoError(t, err)

	replace(upgraded)
	_, err = load()
	requireError(t, err, odooclient.Transient, odooclient.CodeRoadGone, true)
	require.Empty(t, upgraded.Requests())
	_, err = load()
	require.NoError(t, err)
	s, err := c.Session(context.Background())
	require.NoError(t, err)
	require.Equal(t, odooclient.JSON2, s.Dialect)
	has, err = c.HasField(context.Background(), odooclient.ModelPartner, "mobile")
	require.NoError(t, err)
	require.False(t, has, "what the old server had is forgotten")
}

func TestRoads_AnUpgradeThatTakesNothingAwayIsNoticedWithinTheHour(t *testing.T) {
	t.Parallel()
	url, replace := behindOneAddress(t, odoofake.NewServer(odoofake.Options{Version: 18}))
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	c, err := odooclient.New(odooclient.Config{
		URL: url, Database: odoofake.DefaultDatabase, Username: odoofake.DefaultUsername, Password: odoofake.DefaultAPIKey,
	}, odooclient.WithClock(func() time.Time { return now }))
	require.NoError(t, err)
	dialect := func() odooclient.Dialect {
		s, err := c.Session(context.Background())
		require.NoError(t, err)
		return s.Dialect
	}
	require.Equal(t, odooclient.XMLRPC, dialect())
	replace(odoofake.NewServer(odoofake.Options{Version: 19}))
	now = now.Add(59 * time.Minute)
	require.Equal(t, odooclient.XMLRPC, dialect())
	now = now.Add(time.Minute)
	require.Equal(t, odooclient.JSON2, dialect())
}

func TestRoads_ADatabaseThatIsAwayForAWhileIsWaitedFor(t *testing.T) {
	t.Parallel()
	fake := odoofake.NewServer(odoofake.Options{Version: 22})
	url, replace := behindOneAddress(t, fake)
	c := clientOf(t, url, withSecret(odoofake.DefaultAPIKey))
	read := func() error {
		_, err := c.Read(context.Background(), odooclient.ModelPartner, []int64{1}, []string{"name"})
		return err
	}
	require.NoError(t, read())
	// Odoo cannot reach its database: it tells its version and nothing else.
	replace(odoofake.NewServer(odoofake.Options{Version: 22, Database: "other", ManyDatabases: true}))
	requireError(t, read(), odooclient.Transient, odooclient.CodeRoadGone, true)
	requireError(t, read(), odooclient.Transient, odooclient.CodeDatabaseDown, true)
	replace(fake)
	require.NoError(t, read())
}

func TestRoads_AKeyThatEndsIsToldAndANewLoginTriedNextTime(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{Version: 22})
	c := clientOf(t, fake.URL, withSecret(odoofake.DefaultAPIKey))
	_, err := c.Session(context.Background())
	require.NoError(t, err)
	fake.ExpireKey()
	_, err = c.Read(context.Background(), odooclient.ModelPartner, []int64{1}, []string{"name"})
	requireError(t, err, odooclient.Auth, odooclient.CodeNeedsKey, true)
	_, err = c.Read(context.Background(), odooclient.ModelPartner, []int64{1}, []string{"name"})
	requireError(t, err, odooclient.Auth, odooclient.CodeNeedsKey, true)
	require.Equal(t, 2, fake.Count("res.users.context_get"))
}

func TestRoads_TheKeyTravelsInItsHeaderAlone(t *testing.T) {
	t.Parallel()
	fake := odoofake.NewServer(odoofake.Options{Version: 19})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent := r.Header.Get("Authorization")
		if (sent == "bearer "+odoofake.DefaultAPIKey) != strings.HasPrefix(r.URL.Path, "/json/2/") || strings.Contains(r.URL.String(), odoofake.DefaultAPIKey) {
			t.Errorf("%s %s has the header %q", r.Method, r.URL, sent)
		}
		fake.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	_, err := clientOf(t, srv.URL, withSecret(odoofake.DefaultAPIKey)).Session(context.Background())
	require.NoError(t, err)
}

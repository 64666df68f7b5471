package odooclient_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// way is a server and the credentials that lead to one of the dialects there.
type way struct {
	name    string
	version int
	secret  string
	dialect odooclient.Dialect
	login   string // the operation that logs in
	media   string // of an answer
}

func ways() []way {
	return []way{
		{"XML-RPC on 17", 17, odoofake.DefaultPassword, odooclient.XMLRPC, "common.authenticate", "text/xml"},
		{"XML-RPC on 19", 19, odoofake.DefaultPassword, odooclient.XMLRPC, "common.authenticate", "text/xml"},
		{"JSON-2 on 19", 19, odoofake.DefaultAPIKey, odooclient.JSON2, "res.users.context_get", "application/json"},
		{"JSON-2 alone on 22", 22, odoofake.DefaultAPIKey, odooclient.JSON2, "res.users.context_get", "application/json"},
	}
}

// everyWay runs a test over each dialect.
func everyWay(t *testing.T, test func(*testing.T, way)) {
	t.Helper()
	for _, w := range ways() {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			test(t, w)
		})
	}
}

// fake starts the way's server, and at the end looks whether the calls of
// models have gone the way.
func (w way) fake(t *testing.T, opts odoofake.Options) *odoofake.Server {
	t.Helper()
	opts.Version = w.version
	fake := odoofake.New(t, opts)
	t.Cleanup(func() {
		for _, r := range fake.Requests() {
			if strings.HasSuffix(r.Op, ".read") || strings.HasSuffix(r.Op, ".load") {
				require.Equal(t, string(w.dialect), r.Dialect, r.Op)
			}
		}
	})
	return fake
}

func (w way) client(t *testing.T, url string, edit ...func(*odooclient.Config)) *odooclient.Client {
	t.Helper()
	return clientOf(t, url, append([]func(*odooclient.Config){func(c *odooclient.Config) { c.Password = w.secret }}, edit...)...)
}

// instead is a server of the way that does something else with the calls.
func (w way) instead(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/web/version" && w.dialect == odooclient.JSON2 {
			rw.Header().Set("Content-Type", "application/json; charset=utf-8")
			_, _ = rw.Write([]byte(`{"version_info": [22, 0, 0, "final", 0, ""], "version": "22.0"}`))
			return
		}
		handler(rw, r)
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}

package odoo_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// way is a server and the secret that leads to one of Odoo's dialects there.
type way struct {
	name    string
	version int
	secret  string
	dialect string
}

func ways() []way {
	return []way{
		{"XML-RPC", 17, odoofake.DefaultPassword, odoofake.XMLRPC},
		{"JSON-2", 19, odoofake.DefaultAPIKey, odoofake.JSON2},
		{"JSON-2 alone", 22, odoofake.DefaultAPIKey, odoofake.JSON2},
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

// everyVersion runs a test over each dialect that each version speaks.
func everyVersion(t *testing.T, versions []int, test func(*testing.T, way)) {
	t.Helper()
	for _, version := range versions {
		for _, w := range ways()[:2] {
			w.version = version
			if (w.dialect == odoofake.XMLRPC && version > 21) || (w.dialect == odoofake.JSON2 && version < 19) {
				continue
			}
			t.Run(w.dialect+" on "+itoa(version), func(t *testing.T) {
				t.Parallel()
				test(t, w)
			})
		}
	}
}

// bench starts the way's server with the activities on it. At the end it looks
// whether the calls have gone the way.
func (w way) bench(t *testing.T, opts odoofake.Options, more ...odoo.Option) *bench {
	t.Helper()
	if opts.Version == 0 {
		opts.Version = w.version
	}
	fake := odoofake.New(t, opts)
	t.Cleanup(func() {
		for _, r := range fake.Requests() {
			if strings.HasPrefix(r.Op, "account.") || strings.HasPrefix(r.Op, "res.partner.") || strings.HasPrefix(r.Op, "sale.") {
				require.Equal(t, w.dialect, r.Dialect, r.Op)
			}
		}
	})
	return &bench{t: t, fake: fake, acts: activities(t, w.config(fake.URL), more...)}
}

// opening are the calls that open a session and on which it depends.
func (w way) opening() []string {
	if w.dialect == odoofake.XMLRPC {
		return []string{"common.version", "common.authenticate"}
	}
	return []string{"res.users.context_get"}
}

func (w way) config(url string) odoo.Config {
	return odoo.Config{URL: url, DB: odoofake.DefaultDatabase, Username: odoofake.DefaultUsername, Password: w.secret}
}

// afterCommit is a traceback of what goes wrong when the record is made. Over
// XML-RPC it is the answer, which cannot be written; JSON-2 writes the answer
// before it commits, and the connection may be lost at that.
func (w way) afterCommit() string {
	if w.dialect == odoofake.XMLRPC {
		return trace("TypeError: cannot marshal None unless allow_none is enabled")
	}
	return trace("psycopg2.InterfaceError: connection already closed")
}

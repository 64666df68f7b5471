package gmailclient_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/gmailclient"
	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

// desk is a fake Gmail with a client that is logged in to it.
type desk struct {
	*fake.Server
	client *gmailclient.Client
	config gmailclient.Config
}

func open(t *testing.T, opts fake.Options, scopes ...string) *desk {
	t.Helper()
	server := fake.Start(opts)
	t.Cleanup(server.Close)
	t.Cleanup(func() { require.Empty(t, server.Violations()) })
	if len(scopes) == 0 {
		scopes = []string{gmailauth.ScopeReadonly}
	}
	dir := t.TempDir()
	credentials, err := server.WriteClientFile(dir)
	require.NoError(t, err)
	token, err := server.WriteTokenFile(dir, scopes...)
	require.NoError(t, err)
	d := &desk{Server: server, config: gmailclient.Config{CredentialsFile: credentials, TokenFile: token, BaseURL: server.URL(), Now: opts.Now}}
	d.reopen(t)
	return d
}

// reopen makes a new client, as a restart does.
func (d *desk) reopen(t *testing.T) {
	t.Helper()
	client, err := gmailclient.New(d.config)
	require.NoError(t, err)
	t.Cleanup(client.Close)
	d.client = client
}

func (d *desk) token(t *testing.T) gmailauth.Token {
	t.Helper()
	token, err := gmailauth.LoadToken(d.config.TokenFile)
	require.NoError(t, err)
	return token
}

func mail(n int) []byte {
	return fmt.Appendf(nil, "From: a@b.example\r\nMessage-ID: <m%d@b.example>\r\nSubject: Invoice %d\r\n\r\nPlease invoice us.\r\n", n, n)
}

// listAll follows the pages of one listing.
func (d *desk) listAll(t *testing.T, position string) (ids []string, cursor string, pages int, full bool) {
	t.Helper()
	for {
		b, err := d.client.ListNew(t.Context(), position)
		require.NoError(t, err)
		ids, pages, full = append(ids, b.IDs...), pages+1, full || b.Full
		if b.NextPage == "" {
			require.NotEmpty(t, b.Cursor)
			return ids, b.Cursor, pages, full
		}
		require.Empty(t, b.Cursor)
		position = b.NextPage
	}
}

func requireKind(t *testing.T, want gmailclient.Kind, err error) {
	t.Helper()
	_ = failureOf(t, want, err)
}

// failureOf is the client's error, which must be of the kind wanted.
func failureOf(t *testing.T, want gmailclient.Kind, err error) *gmailclient.Error {
	t.Helper()
	var e *gmailclient.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, want, e.Kind, e.Error())
	return e
}

func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

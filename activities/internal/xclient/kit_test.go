package xclient_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/activities/signin/xauth"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
)

func start(t *testing.T, opts fake.Options) *fake.Server {
	t.Helper()
	s := fake.Start(opts)
	t.Cleanup(s.Close)
	t.Cleanup(func() { require.Empty(t, s.Violations()) })
	return s
}

func client(t *testing.T, cfg xclient.Config) *xclient.Client {
	t.Helper()
	if cfg.Timeout == 0 {
		cfg.Timeout = 3 * time.Second
	}
	c, err := xclient.New(cfg)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

func oauth1(s *fake.Server) xclient.Config {
	return xclient.Config{BaseURL: s.URL(), OAuth1: xclient.OAuth1{APIKey: fake.APIKey, APISecret: fake.APISecret, UserToken: fake.UserToken, UserSecret: fake.UserSecret}}
}

// renewing is a client whose token lies in a file.
func renewing(t *testing.T, s *fake.Server) xclient.Config {
	t.Helper()
	path, err := s.WriteTokenFile(t.TempDir())
	require.NoError(t, err)
	return xclient.Config{BaseURL: s.URL(), Refresh: xclient.Refresh{ClientID: s.ClientID(), ClientSecret: s.ClientSecret(), TokenFile: path}}
}

// answering is a server that gives every request the same answer.
func answering(t *testing.T, status int, header map[string]string, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for key, value := range header {
			w.Header().Set(key, value)
		}
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func requireFailure(t *testing.T, err error, kind xclient.Kind, code xclient.Code) {
	t.Helper()
	e, ok := xclient.As(err)
	require.True(t, ok, "%v", err)
	require.Equal(t, kind, e.Kind, err)
	require.Equal(t, code, e.Code, err)
}

func kept(t *testing.T, path string) xauth.Token {
	t.Helper()
	token, err := xauth.LoadToken(path)
	require.NoError(t, err)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".x-token-*"))
	require.NoError(t, err)
	require.Empty(t, left)
	return token
}

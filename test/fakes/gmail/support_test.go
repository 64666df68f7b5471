package gmail_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

const (
	readonly = "https://www.googleapis.com/auth/gmail.readonly"
	modify   = "https://www.googleapis.com/auth/gmail.modify"
)

// peer is a fake with a login, spoken to in plain HTTP.
type peer struct {
	*fake.Server
	access, refresh string
	tokenURI        string
}

func open(t *testing.T, opts fake.Options, scopes ...string) *peer {
	t.Helper()
	p := &peer{Server: fake.Start(opts)}
	t.Cleanup(p.Close)
	if len(scopes) == 0 {
		scopes = []string{modify}
	}
	dir := t.TempDir()
	tokenFile, err := p.WriteTokenFile(dir, scopes...)
	require.NoError(t, err)
	token := read(t, tokenFile)
	p.access, _ = token["access_token"].(string)
	p.refresh, _ = token["refresh_token"].(string)
	clientFile, err := p.WriteClientFile(dir)
	require.NoError(t, err)
	p.tokenURI, _ = read(t, clientFile)["installed"].(map[string]any)["token_uri"].(string)
	return p
}

func read(t *testing.T, path string) map[string]any {
	t.Helper()
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	var out map[string]any
	require.NoError(t, json.Unmarshal(raw, &out))
	return out
}

// api makes one call and returns status and body.
func (p *peer) api(t *testing.T, verb, path, body string) (int, map[string]any) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), verb, p.URL()+"gmail/v1/users/me/"+path, strings.NewReader(body))
	require.NoError(t, err)
	req.Header.Set("Authorization", "Bearer "+p.access)
	resp, err := http.DefaultClient.Do(req)
	require.NoError(t, err)
	defer func() { _ = resp.Body.Close() }()
	raw, err := io.ReadAll(resp.Body)
	require.NoError(t, err)
	var out map[string]any
	require.NoError(t, json.Unmarshal(raw, &out), string(raw))
	return resp.StatusCode, out
}

// must is api for calls that have to succeed.
func (p *peer) must(t *testing.T, verb, path, body string) map[string]any {
	t.Helper()
	status, out := p.api(t, verb, path, body)
	require.Equal(t, http.StatusOK, status, "%s: %v", path, out)
	return out
}

func (p *peer) token(t *testing.T, form url.Values) (int, map[string]any) {
	t.Helper()
	resp, err := http.PostForm(p.tokenURI, form)
	require.NoError(t, err)
	defer func() { _ = resp.Body.Close() }()
	var out map[string]any
	require.NoError(t, json.NewDecoder(resp.Body).Decode(&out))
	return resp.StatusCode, out
}

func reasonOf(t *testing.T, body map[string]any) string {
	t.Helper()
	e, ok := body["error"].(map[string]any)
	require.True(t, ok, "%v", body)
	first, ok := e["errors"].([]any)[0].(map[string]any)
	require.True(t, ok)
	reason, _ := first["reason"].(string)
	return reason
}

package devserver_test

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/devserver"
)

func startWithUI(t *testing.T) string {
	t.Helper()
	return start(t, t.TempDir(), func(o *devserver.Options) { o.UIPort, o.Namespace = 0, "owner" }).UIURL()
}

// ask sends a request under the given host name, empty for the address itself, and
// returns status and body.
func ask(t *testing.T, method, url, host, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	request.Host = host
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(content)
}

func TestUI_ShowsItsPageAndReadsTheNamespace(t *testing.T) {
	t.Parallel()
	url := startWithUI(t)

	status, page := ask(t, http.MethodGet, url+"/", "", "")
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, strings.ToLower(page), "<!doctype html>")

	status, list := ask(t, http.MethodGet, url+"/api/v1/namespaces/owner/workflows", "", "")
	require.Equal(t, http.StatusOK, status, list)
}

func TestUI_AsksNobodyOutside(t *testing.T) {
	t.Parallel()
	var settings struct {
		DefaultNamespace   string
		DisableNewsFetch   bool
		NotifyOnNewVersion bool
		FeedbackURL        string
	}

	_, content := ask(t, http.MethodGet, startWithUI(t)+"/api/v1/settings", "", "")

	require.NoError(t, json.Unmarshal([]byte(content), &settings))
	require.True(t, settings.DisableNewsFetch)
	require.False(t, settings.NotifyOnNewVersion)
	require.Empty(t, settings.FeedbackURL)
	require.Equal(t, "owner", settings.DefaultNamespace)
}

func TestUI_AnswersOnlyUnderThisMachinesNames(t *testing.T) {
	t.Parallel()
	url := startWithUI(t)
	for host, want := range map[string]int{
		"":                            http.StatusOK,
		"localhost":                   http.StatusOK,
		"localhost:8233":              http.StatusOK,
		"[::1]:8233":                  http.StatusOK,
		"evil.example":                http.StatusForbidden,
		"127.0.0.1.evil.example":      http.StatusForbidden,
		"localhost.evil.example:8233": http.StatusForbidden,
	} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			status, _ := ask(t, http.MethodGet, url+"/api/v1/settings", host, "")
			require.Equal(t, want, status)
		})
	}
}

func TestUI_RefusesAForgedWrite(t *testing.T) {
	t.Parallel()
	url := startWithUI(t)

	status, _ := ask(t, http.MethodPost, url+"/api/v1/namespaces/owner/workflows/x/signal/decision", "", `{}`)

	require.Contains(t, []int{http.StatusBadRequest, http.StatusForbidden}, status)
}

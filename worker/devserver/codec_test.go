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

// decrypted is what the stand-in for the codec answers.
const decrypted = "what was hidden"

func TestUI_HasPayloadsDecryptedForItsOwnPagesOnly(t *testing.T) {
	t.Parallel()
	url := start(t, t.TempDir(), func(o *devserver.Options) {
		o.UIPort = 0
		o.Codec = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, err := io.ReadAll(r.Body)
			if err != nil {
				http.Error(w, "too much", http.StatusRequestEntityTooLarge)
				return
			}
			_, _ = io.WriteString(w, decrypted+" at "+r.URL.Path)
		})
	}).UIURL()
	var settings struct{ Codec struct{ Endpoint string } }
	_, content := ask(t, http.MethodGet, url+"/api/v1/settings", "", "")
	require.NoError(t, json.Unmarshal([]byte(content), &settings))
	require.Equal(t, url+"/codec", settings.Codec.Endpoint)
	elsewhere := strings.Replace(url, "127.0.0.1", "localhost", 1)

	for _, page := range []string{url, elsewhere} {
		status, header, body := askFrom(t, http.MethodPost, settings.Codec.Endpoint+"/decode", page, "", "{}")
		require.Equal(t, http.StatusOK, status)
		require.Equal(t, page, header.Get("Access-Control-Allow-Origin"))
		require.Equal(t, decrypted+" at /codec/decode", body)
		status, header, _ = askFrom(t, http.MethodOptions, settings.Codec.Endpoint+"/decode", page, "", "")
		require.Equal(t, http.StatusNoContent, status)
		require.Contains(t, header.Get("Access-Control-Allow-Headers"), "X-Namespace")
	}
	for _, page := range []string{"", "null", "https://evil.example", "http://127.0.0.1:1", strings.Replace(url, "http:", "https:", 1), url + ".evil.example"} {
		for _, method := range []string{http.MethodPost, http.MethodOptions} {
			status, header, body := askFrom(t, method, settings.Codec.Endpoint+"/decode", page, "", "{}")
			require.Equal(t, http.StatusForbidden, status, page)
			require.Empty(t, header.Get("Access-Control-Allow-Origin"))
			require.NotContains(t, body, decrypted)
		}
	}
	status, _, body := askFrom(t, http.MethodPost, settings.Codec.Endpoint+"/decode", url, "evil.example", "{}")
	require.Equal(t, http.StatusForbidden, status, "a name that was pointed at this machine")
	require.NotContains(t, body, decrypted)
	status, _, _ = askFrom(t, http.MethodPost, settings.Codec.Endpoint+"/decode", url, "", strings.Repeat("x", 33<<20))
	require.Equal(t, http.StatusRequestEntityTooLarge, status)
}

// askFrom asks as a page of origin would.
func askFrom(t *testing.T, method, url, origin, host, body string) (int, http.Header, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	require.NoError(t, err)
	if origin != "" {
		request.Header.Set("Origin", origin)
	}
	request.Host = host
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer func() { _ = response.Body.Close() }()
	content, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, response.Header, string(content)
}

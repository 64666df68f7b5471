package serve_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/mcp/serve"
	"github.com/autonomous-employee/employee/mcp/toolset"
)

const initialize = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}`

// said is what a server writes, to be read while it runs.
type said struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// onHTTP starts a server and gives its address and what it said on standard error.
func onHTTP(t *testing.T, environ ...string) (url, errs string) {
	t.Helper()
	var out, err said
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, toolset.Odoo, []string{"--http", "127.0.0.1:0", "--dir", t.TempDir()}, environ, strings.NewReader(""), &out, &err)
	}()
	t.Cleanup(func() {
		cancel()
		assert.NoError(t, <-ended)
		assert.Empty(t, out.String(), "standard output is the protocol's")
	})
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/mcp`)
	require.Eventually(t, func() bool { return strings.Contains(err.String(), "Clients send") }, 10*time.Second, 5*time.Millisecond)
	return address.FindString(err.String()), err.String()
}

// post sends initialize with the headers given as "Name: value".
func post(t *testing.T, url string, headers ...string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, url, strings.NewReader(initialize))
	require.NoError(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json, text/event-stream")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			request.Host = value
			continue
		}
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(t, err)
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	return response.StatusCode, string(raw)
}

func TestHTTP_LetsOnlyThisMachinesClientsWithTheTokenIn(t *testing.T) {
	t.Parallel()
	url, errs := onHTTP(t)
	token := regexp.MustCompile(`Bearer ([0-9a-f]{64})\n`).FindStringSubmatch(errs)
	require.NotNil(t, token, "a token is made and shown where a person sees it")
	bearer := "Authorization: Bearer " + token[1]

	status, body := post(t, url, bearer)
	require.Equal(t, http.StatusOK, status, body)
	require.Contains(t, body, "employee-odoo")
	own := strings.TrimSuffix(strings.TrimPrefix(url, "http://"), "/mcp")
	status, _ = post(t, url, bearer, "Origin: http://"+own)
	require.Equal(t, http.StatusOK, status)

	for headers, want := range map[string]int{
		"":                                          http.StatusUnauthorized,
		"Authorization: Bearer":                     http.StatusUnauthorized,
		"Authorization: Bearer x":                   http.StatusUnauthorized,
		bearer + "0":                                http.StatusUnauthorized,
		"Authorization: " + token[1]:                http.StatusUnauthorized,
		bearer + "|Host: evil.example":              http.StatusForbidden,
		bearer + "|Host: 127.0.0.1:1":               http.StatusForbidden,
		bearer + "|Origin: https://evil.example":    http.StatusForbidden,
		bearer + "|Origin: null":                    http.StatusForbidden,
		bearer + "|Origin: http://localhost":        http.StatusForbidden,
		bearer + "|Origin: http://" + own + ".evil": http.StatusForbidden,
	} {
		var sent []string
		if headers != "" {
			sent = strings.Split(headers, "|")
		}
		status, body := post(t, url, sent...)
		assert.Equal(t, want, status, headers)
		assert.NotContains(t, body, "employee-odoo", headers)
	}
}

func TestHTTP_TakesTheTokenOfTheSettingsAndDoesNotShowIt(t *testing.T) {
	t.Parallel()
	const token = "a-token-of-the-owners-own-choice"
	url, errs := onHTTP(t, "EMPLOYEE_MCP_TOKEN="+token)
	require.NotContains(t, errs, token)
	status, _ := post(t, url, "Authorization: Bearer "+token)
	require.Equal(t, http.StatusOK, status)
}

func TestHTTP_ListensOnLoopbackOnly(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:0", "localhost.evil.example:0", "8765", "127.0.0.1", ""} {
		var errs said
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		err := serve.Run(ctx, toolset.Odoo, []string{"--http=" + address, "--dir", t.TempDir()}, nil, strings.NewReader(""), &said{}, &errs)
		cancel()
		if address == "" {
			require.NoError(t, err, "no address is standard input and output")
			continue
		}
		require.ErrorContains(t, err, "127.0.0.1", address)
	}
}

func TestStdio_CarriesTheProtocolAloneAndEndsWithItsInput(t *testing.T) {
	t.Parallel()
	var out, errs said
	in, feed := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- serve.Run(t.Context(), toolset.Odoo, []string{"--dir", t.TempDir()}, nil, in, &out, &errs)
	}()
	_, err := io.WriteString(feed, initialize+"\nthis is no JSON\n")
	require.NoError(t, err)
	require.Eventually(t, func() bool { return strings.Count(out.String(), "\n") == 2 }, 10*time.Second, 5*time.Millisecond)
	require.NoError(t, feed.Close())
	require.NoError(t, <-ended)
	for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		require.True(t, strings.HasPrefix(line, `{"jsonrpc":"2.0"`), line)
	}
	require.Empty(t, errs.String())
}

func TestRun_SaysWhatIsWrongWithTheSettings(t *testing.T) {
	t.Parallel()
	err := serve.Run(t.Context(), toolset.Odoo, []string{"--dir", t.TempDir()}, []string{"DRY_RUN=flase"}, strings.NewReader(""), &said{}, &said{})
	require.ErrorContains(t, err, "DRY_RUN")
	err = serve.Run(t.Context(), toolset.Odoo, []string{"odoo"}, nil, strings.NewReader(""), &said{}, &said{})
	require.ErrorContains(t, err, "-help")
}

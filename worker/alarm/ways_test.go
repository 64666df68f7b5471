package alarm_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/alarm"
)

const secret = "a-secret-of-24-characters"

func sample() alarm.Message {
	return alarm.Message{ID: "0123456789abcdef", Event: "raised", Kind: alarm.Down, Name: "odoo", What: "Odoo does not answer.", Do: "Look.", Since: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)}
}

func TestWebhook_PostsASmallSignedJSON(t *testing.T) {
	t.Parallel()
	var got *http.Request
	var body []byte
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		got = r
		body, _ = io.ReadAll(r.Body)
	}))
	t.Cleanup(server.Close)
	require.NoError(t, alarm.NewWebhook(server.URL+"/T0K3N", secret).Send(t.Context(), sample()))
	require.Equal(t, http.MethodPost, got.Method)
	require.Equal(t, "application/json", got.Header.Get("Content-Type"))
	require.Equal(t, alarm.Sign(body, secret), got.Header.Get(alarm.SignatureHeader))
	require.Equal(t, "0123456789abcdef", got.Header.Get(alarm.IDHeader))
	require.JSONEq(t, `{"id":"0123456789abcdef","event":"raised","kind":"down","name":"odoo","what":"Odoo does not answer.","do":"Look.","since":"2026-11-30T09:00:00Z"}`, string(body))
	require.NoError(t, alarm.NewWebhook(server.URL, "").Send(t.Context(), sample()))
	require.Empty(t, got.Header.Get(alarm.SignatureHeader))
}

// The value is that of `printf '{"a":1}' | openssl dgst -sha256 -hmac key`.
func TestWebhook_TheSignatureIsThatOfOtherPrograms(t *testing.T) {
	t.Parallel()
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is not installed")
	}
	cmd := exec.CommandContext(t.Context(), openssl, "dgst", "-sha256", "-hmac", secret)
	body, err := json.Marshal(sample())
	require.NoError(t, err)
	cmd.Stdin = strings.NewReader(string(body))
	out, err := cmd.Output()
	require.NoError(t, err)
	_, theirs, _ := strings.Cut(strings.TrimSpace(string(out)), "= ")
	require.Equal(t, "sha256="+theirs, alarm.Sign(body, secret))
}

func TestWebhook_TellsARefusalFromTroubleFollowsNoRedirectAndKeepsTheAddressToItself(t *testing.T) {
	t.Parallel()
	stolen := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { stolen = true }))
	t.Cleanup(other.Close)
	code := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", other.URL)
		w.WriteHeader(code)
	}))
	t.Cleanup(server.Close)
	hook := alarm.NewWebhook(server.URL+"/T0K3N", secret)
	for _, code = range []int{400, 401, 403, 404, 301, 302, 307, 308} {
		require.ErrorIs(t, hook.Send(t.Context(), sample()), alarm.ErrRefused, code)
	}
	for _, code = range []int{408, 429, 500, 503} {
		err := hook.Send(t.Context(), sample())
		require.Error(t, err)
		require.NotErrorIs(t, err, alarm.ErrRefused, code)
	}
	require.False(t, stolen)
	server.Close()
	err := hook.Send(t.Context(), sample())
	require.Error(t, err)
	require.NotContains(t, err.Error(), "T0K3N")
}

func TestDesktop_IsAFixedListOfArguments(t *testing.T) {
	t.Parallel()
	m := sample()
	m.What = `$(touch /tmp/x) "; do shell script "x"`
	for system, want := range map[string][]string{
		"linux":  {"notify-send", "--app-name=Employee", "--urgency=critical", "--", m.What, m.Do},
		"darwin": {"osascript", "-e", alarm.Script, m.What, m.Do},
	} {
		var got []string
		require.NoError(t, alarm.DesktopOf(system, func(_ context.Context, argv []string) error { got = argv; return nil }).Send(t.Context(), m))
		require.Equal(t, want, got)
	}
	require.ErrorIs(t, alarm.DesktopOf("windows", nil).Send(t.Context(), m), alarm.ErrRefused)
	missing := func(context.Context, []string) error { return &exec.Error{Name: "notify-send", Err: exec.ErrNotFound} }
	require.ErrorIs(t, alarm.DesktopOf("linux", missing).Send(t.Context(), m), alarm.ErrRefused)
}

// A program of that name in the path takes the arguments as they are.
func TestDesktop_RunsTheProgramOfThisMachine(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("notify-send is Linux's")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	require.NoError(t, os.WriteFile(filepath.Join(dir, "notify-send"), []byte("#!/bin/sh\nprintf '%s\\n' \"$@\" > "+out+"\n"), 0o700))
	t.Setenv("PATH", dir)
	require.NoError(t, alarm.NewDesktop().Send(t.Context(), sample()))
	raw, err := os.ReadFile(out)
	require.NoError(t, err)
	require.Equal(t, "--app-name=Employee\n--urgency=critical\n--\nOdoo does not answer.\nLook.\n", string(raw))
}

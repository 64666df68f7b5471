package xlogin_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/signin/xauth"
	"github.com/autonomous-employee/employee/starter/xlogin"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
)

// desk is a fake X and an owner with a browser.
type desk struct {
	*fake.Server
	settings xlogin.Settings
	deps     xlogin.Deps
	browser  sync.WaitGroup
	pages    []string // what the browser showed
}

func open(t *testing.T) *desk {
	t.Helper()
	server := fake.Start(fake.Options{})
	t.Cleanup(server.Close)
	t.Cleanup(func() { require.Empty(t, server.Violations()) })
	d := &desk{Server: server, settings: xlogin.Settings{
		ClientID: server.ClientID(), TokenFile: filepath.Join(t.TempDir(), "secrets", "x-token.json"), BaseURL: server.URL(),
	}}
	d.deps = xlogin.Deps{
		Load:    func() (xlogin.Settings, error) { return d.settings, nil },
		Open:    func(_ context.Context, address string) error { d.visit(address); return nil },
		Timeout: 10 * time.Second,
	}
	return d
}

// visit follows the address as a browser does, through X and back.
func (d *desk) visit(address string) {
	d.browser.Go(func() { d.pages = append(d.pages, get(address)) })
}

func get(address string) string {
	resp, err := http.Get(address)
	if err != nil {
		return err.Error()
	}
	defer func() { _ = resp.Body.Close() }()
	body, _ := io.ReadAll(resp.Body)
	return resp.Status + " " + string(body)
}

// run takes a free port for the way back, unless the arguments name one.
func (d *desk) run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	c := xlogin.Command(d.deps)
	var out bytes.Buffer
	c.SetOut(&out)
	c.SetErr(&out)
	c.SetArgs(append([]string{"--open", "--port=0"}, args...))
	err := c.ExecuteContext(t.Context())
	d.browser.Wait()
	return out.String(), err
}

func (d *desk) token(t *testing.T) xauth.Token {
	t.Helper()
	token, err := xauth.LoadToken(d.settings.TokenFile)
	require.NoError(t, err)
	return token
}

func TestLogin_StoresALastingLoginForPublishingAndSaysWhose(t *testing.T) {
	t.Parallel()
	d := open(t)
	out, err := d.run(t)
	require.NoError(t, err)
	token := d.token(t)
	require.Empty(t, token.Lacks("tweet.read", "tweet.write", "users.read", "media.write", "offline.access"))
	require.Equal(t, "dm.read", token.Lacks("dm.read"), "messages are not asked for")
	require.WithinDuration(t, time.Now().Add(2*time.Hour), token.Expiry, time.Minute)
	require.True(t, d.LivingRefresh(token.RefreshToken))
	require.Contains(t, out, "Connected: @shopowner")
	require.Contains(t, d.pages[0], "200 OK")
	require.Contains(t, d.pages[0], "close this window")
	for file, mode := range map[string]os.FileMode{d.settings.TokenFile: 0o600, filepath.Dir(d.settings.TokenFile): 0o700} {
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm())
	}
}

func TestLogin_MessagesAreAskedForWhenWished(t *testing.T) {
	t.Parallel()
	d := open(t)
	out, err := d.run(t, "--messages")
	require.NoError(t, err)
	require.Empty(t, d.token(t).Lacks("dm.read", "dm.write"))
	require.Contains(t, out, "direct messages")
}

func TestLogin_AConfidentialClientSaysItsSecretInTheHeaderOnly(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.settings.ClientSecret = d.ClientSecret()
	out, err := d.run(t)
	require.NoError(t, err)
	require.NotContains(t, out, d.settings.ClientSecret)
	d.settings.ClientSecret = "another"
	_, err = d.run(t)
	require.ErrorContains(t, err, "X_CLIENT_SECRET")
}

func TestLogin_PrintsNoSecret(t *testing.T) {
	t.Parallel()
	d := open(t)
	out, err := d.run(t)
	require.NoError(t, err)
	token := d.token(t)
	for _, secret := range []string{token.AccessToken, token.RefreshToken, "code-"} {
		require.NotContains(t, out+strings.Join(d.pages, ""), secret)
	}
}

// X compares the way back to the letter with the one that the app has
// registered, so its port is always the same.
func TestLogin_TheWayBackIsTheOneThatIsRegistered(t *testing.T) {
	t.Parallel()
	d := open(t)
	port := free(t)
	d.RegisterWayBack("http://127.0.0.1:" + port + "/callback")
	_, err := d.run(t, "--port", port)
	require.NoError(t, err)
	d.deps.Timeout = 300 * time.Millisecond
	_, err = d.run(t)
	require.ErrorContains(t, err, "no answer came back")
	require.Contains(t, d.pages[1], "400")
}

// free is a port that nobody listens on at the moment.
func free(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

func TestLogin_APortThatIsTakenIsNamed(t *testing.T) {
	t.Parallel()
	d := open(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, l.Close()) }()
	port := strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
	_, err = d.run(t, "--port", port)
	require.ErrorContains(t, err, "the port "+port)
	require.ErrorContains(t, err, "--port")
	require.Empty(t, d.Requests())
}

func TestLogin_DeniedConsentStoresNothingAndKeepsTheOldLogin(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, err := d.run(t)
	require.NoError(t, err)
	before := d.token(t)
	d.DenyConsent()
	_, err = d.run(t)
	require.ErrorContains(t, err, "not allowed on X's screen")
	require.Equal(t, before, d.token(t))
	require.Contains(t, d.pages[1], "not allowed")
}

func TestLogin_WrongStateIsTurnedAwayAndTheRightOneStillCounts(t *testing.T) {
	t.Parallel()
	d := open(t)
	honest := d.deps.Open
	var strange []string
	d.deps.Open = func(ctx context.Context, address string) error {
		u, err := url.Parse(address)
		if err != nil {
			return err
		}
		back := u.Query().Get("redirect_uri")
		d.browser.Go(func() {
			strange = append(strange, get(back+"?code=stolen&state=guess"), get(back+"?error=access_denied&state="), get(back+"/other"))
			_ = honest(ctx, address)
		})
		return nil
	}
	_, err := d.run(t)
	require.NoError(t, err)
	for i, status := range []string{"400", "400", "404"} {
		require.True(t, strings.HasPrefix(strange[i], status), strange[i])
	}
	require.Len(t, d.Requests("oauth.token"), 1, "the slipped-in code was never tried")
}

func TestLogin_WhatXDoesNotGiveIsSaidAndStoresNothing(t *testing.T) {
	t.Parallel()
	for words, scopes := range map[string][]string{
		"the right tweet.write":              {"tweet.read", "users.read", "offline.access"},
		"the right media.write":              {"tweet.read", "tweet.write", "users.read", "offline.access"},
		"no lasting login":                   {"tweet.read", "tweet.write", "users.read", "media.write"},
		"Read and write and Direct message”": {"tweet.read", "tweet.write", "users.read", "media.write", "offline.access"},
	} {
		d := open(t)
		d.GrantOnly(scopes...)
		args := []string{}
		if strings.Contains(words, "Direct") {
			args = append(args, "--messages")
		}
		_, err := d.run(t, args...)
		require.ErrorContains(t, err, words)
		require.NoFileExists(t, d.settings.TokenFile)
	}
}

func TestLogin_NobodyAnsweringEndsInTime(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.deps.Timeout = 20 * time.Millisecond
	d.deps.Open = func(context.Context, string) error { return errors.New("no browser") }
	out, err := d.run(t)
	require.ErrorContains(t, err, "no answer came back")
	require.Contains(t, out, "please open the address yourself")
	require.NoFileExists(t, d.settings.TokenFile)
}

func TestLogin_WithoutOpenTheAddressIsOnlyPrinted(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.deps.Timeout = 10 * time.Millisecond
	d.deps.Open = func(context.Context, string) error { t.Error("the browser was started"); return nil }
	c := xlogin.Command(d.deps)
	var out bytes.Buffer
	c.SetOut(&out)
	c.SetArgs([]string{"--port=0"})
	c.SilenceErrors = true
	require.Error(t, c.ExecuteContext(t.Context()))
	require.Contains(t, out.String(), "/i/oauth2/authorize?")
	require.Contains(t, out.String(), "code_challenge_method=S256")
	require.Contains(t, out.String(), "offline.access")
}

func TestLogin_MissingSettingsAreNamed(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*xlogin.Settings){
		"X_CLIENT_ID":  func(s *xlogin.Settings) { s.ClientID = "" },
		"X_TOKEN_FILE": func(s *xlogin.Settings) { s.TokenFile = "" },
		"X_BASE_URL":   func(s *xlogin.Settings) { s.BaseURL = "http://x.example.com" },
	} {
		d := open(t)
		change(&d.settings)
		_, err := d.run(t)
		require.ErrorContains(t, err, name)
		require.Empty(t, d.Requests())
	}
	d := open(t)
	d.settings.ClientID = ""
	_, err := d.run(t, "--port=8765")
	require.ErrorContains(t, err, "http://127.0.0.1:8765/callback", "it says what to register")
}

func TestLogin_UnreadableConfigurationIsPassedOn(t *testing.T) {
	t.Parallel()
	d := open(t)
	broken := errors.New("VAULT_DIR is a file")
	d.deps.Load = func() (xlogin.Settings, error) { return xlogin.Settings{}, broken }
	_, err := d.run(t)
	require.ErrorIs(t, err, broken)
}

func TestLogin_RefusalsOfXAreSentences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		call   string
		status int
		word   string
		want   string
	}{
		{"oauth.token", 401, "unauthorized_client", "X_CLIENT_ID"},
		{"oauth.token", 400, "invalid_request", "ends after 30 seconds"},
		{"oauth.token", 503, "backend", "503"},
		{"getUsersMe", 402, "CreditsDepleted", "no credits"},
		{"getUsersMe", 403, "Forbidden", "attached to a project"},
		{"getUsersMe", 500, "Internal", "500"},
	} {
		d := open(t)
		d.On(c.call).Fail(c.status, c.word, 1)
		_, err := d.run(t)
		require.ErrorContains(t, err, c.want)
		require.NoFileExists(t, d.settings.TokenFile)
	}
	d := open(t)
	d.On("oauth.token").Reset(1)
	_, err := d.run(t)
	require.ErrorContains(t, err, "check the network")
	d = open(t)
	d.On("getUsersMe").FailHTML(200, 1)
	_, err = d.run(t)
	require.ErrorContains(t, err, "did not say whose account")
}

func FuzzParseAccount_GivesAHandleFitForATerminal(f *testing.F) {
	f.Add([]byte(`{"data":{"id":"1","username":"shopowner"}}`))
	f.Add([]byte(`{"data":{"username":"a\u001b[2J"}}`))
	f.Add([]byte(`<html>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		handle, err := xlogin.ParseAccountOf(body)
		if err == nil {
			require.Regexp(t, `^[A-Za-z0-9_]{1,15}$`, handle)
		}
	})
}

package gmaillogin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
	"github.com/autonomous-employee/employee/starter/gmaillogin"
	fake "github.com/autonomous-employee/employee/test/fakes/gmail"
)

// desk is a fake Google and an owner with a browser.
type desk struct {
	*fake.Server
	settings gmaillogin.Settings
	deps     gmaillogin.Deps
	browser  sync.WaitGroup
	pages    []string // what the browser showed
	renewed  int
}

func open(t *testing.T) *desk {
	t.Helper()
	server := fake.Start(fake.Options{Account: "owner@example.com"})
	t.Cleanup(server.Close)
	t.Cleanup(func() { require.Empty(t, server.Violations()) })
	dir := t.TempDir()
	credentials, err := server.WriteClientFile(dir)
	require.NoError(t, err)
	d := &desk{Server: server, settings: gmaillogin.Settings{
		CredentialsFile: credentials, TokenFile: filepath.Join(dir, "secrets", "token.json"), BaseURL: server.URL(),
	}}
	d.deps = gmaillogin.Deps{
		Load:    func() (gmaillogin.Settings, error) { return d.settings, nil },
		Open:    func(_ context.Context, address string) error { d.visit(address); return nil },
		Renewed: func(context.Context) error { d.renewed++; return nil },
		Timeout: 10 * time.Second,
	}
	return d
}

// visit follows the address as a browser does, through Google and back.
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

func (d *desk) run(t *testing.T, args ...string) (string, error) {
	t.Helper()
	c := gmaillogin.Command(d.deps)
	var out bytes.Buffer
	c.SetOut(&out)
	c.SetErr(&out)
	c.SetArgs(append([]string{"--open"}, args...))
	err := c.ExecuteContext(t.Context())
	d.browser.Wait()
	return out.String(), err
}

func (d *desk) token(t *testing.T) gmailauth.Token {
	t.Helper()
	token, err := gmailauth.LoadToken(d.settings.TokenFile)
	require.NoError(t, err)
	return token
}

func TestLogin_StoresAReadOnlyLoginAndSaysWhose(t *testing.T) {
	t.Parallel()
	d := open(t)
	out, err := d.run(t)
	require.NoError(t, err)
	token := d.token(t)
	require.Equal(t, "owner@example.com", token.Account)
	require.True(t, token.CanRead())
	require.False(t, token.CanLabel())
	require.WithinDuration(t, time.Now(), token.Obtained, time.Minute)
	require.Contains(t, out, "Connected: owner@example.com")
	require.Contains(t, out, "7 days")
	require.Contains(t, out, token.Obtained.AddDate(0, 0, 7).Local().Format("2 January 2006"))
	require.Contains(t, d.pages[0], "200 OK")
	require.Contains(t, d.pages[0], "close this window")
	require.Equal(t, 1, d.renewed)
	for file, mode := range map[string]os.FileMode{d.settings.TokenFile: 0o600, filepath.Dir(d.settings.TokenFile): 0o700} {
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm())
	}
}

func TestLogin_PrintsNoSecret(t *testing.T) {
	t.Parallel()
	d := open(t)
	out, err := d.run(t)
	require.NoError(t, err)
	token := d.token(t)
	for _, secret := range []string{token.AccessToken, token.RefreshToken, "fake-client-secret", "4/fake-"} {
		require.NotContains(t, out+strings.Join(d.pages, ""), secret)
	}
}

func TestLogin_LabelAsksForTheRightToModify(t *testing.T) {
	t.Parallel()
	d := open(t)
	out, err := d.run(t, "--label")
	require.NoError(t, err)
	require.True(t, d.token(t).CanLabel())
	require.Contains(t, out, "put its label on them")
}

func TestLogin_LabelNotTickedIsSaidAndWorksAllTheSame(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.GrantOnly(gmailauth.ScopeReadonly)
	out, err := d.run(t, "--label")
	require.NoError(t, err)
	require.Contains(t, out, "right for labels was not ticked")
}

func TestLogin_ReadingNotTickedStoresNothing(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.GrantOnly("openid")
	_, err := d.run(t)
	require.ErrorContains(t, err, "leave every box ticked")
	require.NoFileExists(t, d.settings.TokenFile)
}

func TestLogin_DeniedConsentStoresNothingAndKeepsTheOldLogin(t *testing.T) {
	t.Parallel()
	d := open(t)
	_, err := d.run(t)
	require.NoError(t, err)
	before := d.token(t)
	d.DenyConsent()
	_, err = d.run(t)
	require.ErrorContains(t, err, "not allowed on Google's screen")
	require.Equal(t, before, d.token(t))
	require.Contains(t, d.pages[1], "not allowed")
	require.Equal(t, 1, d.renewed)
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
			strange = append(strange,
				get(back+"?code=stolen&state=guess"), get(back+"?error=access_denied&state="), get(back+"?code=x"),
				get(back+"favicon.ico"), get(back+"?state="+u.Query().Get("state")))
			_ = honest(ctx, address)
		})
		return nil
	}
	_, err := d.run(t)
	require.NoError(t, err)
	require.Equal(t, "owner@example.com", d.token(t).Account)
	for i, status := range []string{"400", "400", "400", "404", "400"} {
		require.True(t, strings.HasPrefix(strange[i], status), strange[i])
	}
	require.Len(t, d.Requests("oauth.token"), 1, "the slipped-in code was never tried")
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

func TestLogin_CancelledCommandReturns(t *testing.T) {
	t.Parallel()
	d := open(t)
	ctx, cancel := context.WithCancel(t.Context())
	d.deps.Open = func(context.Context, string) error { cancel(); return nil }
	c := gmaillogin.Command(d.deps)
	c.SetOut(io.Discard)
	c.SetErr(io.Discard)
	c.SetArgs([]string{"--open"})
	require.ErrorIs(t, c.ExecuteContext(ctx), context.Canceled)
}

func TestLogin_WithoutOpenTheAddressIsOnlyPrinted(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.deps.Timeout = 10 * time.Millisecond
	d.deps.Open = func(context.Context, string) error { t.Error("the browser was started"); return nil }
	c := gmaillogin.Command(d.deps)
	var out bytes.Buffer
	c.SetOut(&out)
	c.SetErr(&out)
	c.SetArgs(nil)
	require.Error(t, c.ExecuteContext(t.Context()))
	require.Contains(t, out.String(), "/o/oauth2/auth?")
	require.Contains(t, out.String(), "code_challenge_method=S256")
	require.Contains(t, out.String(), "redirect_uri=http%3A%2F%2F127.0.0.1%3A")
}

func TestLogin_WrongClientFilesAreExplainedBeforeAnythingIsAsked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content string
		words   string
	}{
		"missing":    {"", "cannot be used"},
		"web client": {`{"web":{"client_id":"x"}}`, "Desktop app"},
		"other json": {`{"type":"service_account"}`, "is not an OAuth client file"},
		"no json":    {`secret-looking text`, "is not an OAuth client file"},
	} {
		d := open(t)
		d.settings.CredentialsFile = filepath.Join(t.TempDir(), "client.json")
		if c.content != "" {
			require.NoError(t, os.WriteFile(d.settings.CredentialsFile, []byte(c.content), 0o600))
		}
		_, err := d.run(t)
		require.ErrorContains(t, err, c.words, name)
		require.ErrorContains(t, err, "console.cloud.google.com/auth/clients", name)
		require.NotContains(t, err.Error(), "secret-looking")
		require.Empty(t, d.Requests())
	}
}

func TestLogin_MissingSettingsAreNamed(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*gmaillogin.Settings){
		"GMAIL_CREDENTIALS_FILE": func(s *gmaillogin.Settings) { s.CredentialsFile = "" },
		"GMAIL_TOKEN_FILE":       func(s *gmaillogin.Settings) { s.TokenFile = "" },
		"GMAIL_BASE_URL":         func(s *gmaillogin.Settings) { s.BaseURL = "http://gmail.example.com" },
	} {
		d := open(t)
		change(&d.settings)
		_, err := d.run(t)
		require.ErrorContains(t, err, name)
	}
}

func TestLogin_UnreadableConfigurationIsPassedOn(t *testing.T) {
	t.Parallel()
	d := open(t)
	broken := errors.New("VAULT_DIR is a file")
	d.deps.Load = func() (gmaillogin.Settings, error) { return gmaillogin.Settings{}, broken }
	_, err := d.run(t)
	require.ErrorIs(t, err, broken)
}

func TestLogin_WithoutARefreshTokenNothingIsStored(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.WithholdRefreshToken()
	_, err := d.run(t)
	require.ErrorContains(t, err, "myaccount.google.com/connections")
	require.NoFileExists(t, d.settings.TokenFile)
}

func TestLogin_RefusalsOfGoogleAreSentences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		method string
		status int
		word   string
		want   string
	}{
		{"oauth.token", 401, "deleted_client", "GMAIL_CREDENTIALS_FILE"},
		{"oauth.token", 400, "invalid_grant", "run the command again"},
		{"oauth.token", 503, "backend", "503"},
		{"users.getProfile", 403, "accessNotConfigured", "enable it at"},
		{"users.getProfile", 400, "failedPrecondition", "has no Gmail"},
		{"users.getProfile", 500, "backendError", "500"},
	} {
		d := open(t)
		d.On(c.method).Fail(c.status, c.word, 1)
		_, err := d.run(t)
		require.ErrorContains(t, err, c.want)
		require.NoFileExists(t, d.settings.TokenFile)
	}
	d := open(t)
	d.On("oauth.token").DropAnswer(1)
	_, err := d.run(t)
	require.ErrorContains(t, err, "check the network")
	d = open(t)
	d.On("users.getProfile").FailHTML(200, 1)
	_, err = d.run(t)
	require.ErrorContains(t, err, "did not say whose mailbox")
}

func TestLogin_AnotherAccountIsPointedOut(t *testing.T) {
	t.Parallel()
	d := open(t)
	require.NoError(t, gmailauth.SaveToken(d.settings.TokenFile, gmailauth.Token{RefreshToken: "r", Account: "old@example.com"}))
	out, err := d.run(t)
	require.NoError(t, err)
	require.Contains(t, out, "This replaces the login of old@example.com.")
}

func TestLogin_WorkerThatCannotBeToldIsNoFailure(t *testing.T) {
	t.Parallel()
	d := open(t)
	d.deps.Renewed = func(context.Context) error { return errors.New("no worker runs") }
	out, err := d.run(t)
	require.NoError(t, err)
	require.Contains(t, out, "within 15 minutes")
}

func FuzzParseProfile_GivesAnAddressFitForATerminal(f *testing.F) {
	f.Add([]byte(`{"emailAddress":"a@b.example","historyId":"1"}`))
	f.Add([]byte(`{"emailAddress":"a@b\u001b[2J"}`))
	f.Add([]byte(`<html>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		account, err := gmaillogin.ParseProfileOf(body)
		if err != nil {
			return
		}
		require.Contains(t, account, "@")
		require.NotContains(t, account, "\x1b")
		_, err = json.Marshal(account)
		require.NoError(t, err)
	})
}

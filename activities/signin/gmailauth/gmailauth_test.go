package gmailauth_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin/gmailauth"
)

func TestClient_DesktopFileIsReadWithGooglesDefaults(t *testing.T) {
	t.Parallel()
	c, err := gmailauth.ParseClient([]byte(`{"installed":{"client_id":"id","client_secret":"s","project_id":"p"}}`))
	require.NoError(t, err)
	require.Equal(t, "https://accounts.google.com/o/oauth2/auth", c.AuthURI)
	require.Equal(t, "https://oauth2.googleapis.com/token", c.TokenURI)
	require.Equal(t, oauth2.AuthStyleInParams, c.Config("http://127.0.0.1:1/", "scope").Endpoint.AuthStyle)
}

func TestClient_WrongFilesAreToldApart(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]error{
		`{"web":{"client_id":"id"}}`: gmailauth.ErrWebClient,
		`{"type":"service_account"}`: gmailauth.ErrNotClientFile,
		`{"installed":{}}`:           gmailauth.ErrNotClientFile,
		`not json`:                   gmailauth.ErrNotClientFile,
		`{"installed":{"client_id":"i","token_uri":"http://evil.example/t"}}`:   gmailauth.ErrAddress,
		`{"installed":{"client_id":"i","auth_uri":"javascript:alert(1)"}}`:      gmailauth.ErrAddress,
		`{"installed":{"client_id":"i","auth_uri":"https://u:p@host.example"}}`: gmailauth.ErrAddress,
	} {
		_, err := gmailauth.ParseClient([]byte(text))
		require.ErrorIs(t, err, want, text)
	}
	_, err := gmailauth.ReadClient(filepath.Join(t.TempDir(), "absent.json"))
	require.ErrorIs(t, err, fs.ErrNotExist)
}

func TestClient_HugeFileIsNotReadIn(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "big.json")
	require.NoError(t, os.WriteFile(path, make([]byte, 1<<20+1), 0o600))
	_, err := gmailauth.ReadClient(path)
	require.ErrorContains(t, err, "larger than 1 MiB")
}

func TestAddress_PlainHTTPIsForThisMachineOnly(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"https://gmail.googleapis.com/", "http://127.0.0.1:9/", "http://[::1]:9", "http://localhost"} {
		_, err := gmailauth.ParseAddress(good)
		require.NoError(t, err, good)
	}
	for _, bad := range []string{"", "gmail", "http://example.com", "http://127.0.0.1.example.com", "ftp://127.0.0.1", "https://u@h", "https://h/#x", "http://10.0.0.1"} {
		_, err := gmailauth.ParseAddress(bad)
		require.ErrorIs(t, err, gmailauth.ErrAddress, bad)
	}
}

func TestToken_IsSavedForTheOwnerOnlyAndReadBack(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "secrets", "token.json")
	want := gmailauth.Token{AccessToken: "a", RefreshToken: "r", TokenType: "Bearer", Expiry: time.Now().UTC().Round(0), Scope: gmailauth.ScopeReadonly, Account: "o@example.com"}
	require.NoError(t, gmailauth.SaveToken(path, want))
	got, err := gmailauth.LoadToken(path)
	require.NoError(t, err)
	require.Equal(t, want, got)
	for file, mode := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		info, err := os.Stat(file)
		require.NoError(t, err)
		require.Equal(t, mode, info.Mode().Perm())
	}
	left, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, left, 1, "no temporary file is left")
}

func TestToken_WithoutRefreshTokenIsNeverSaved(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token.json")
	require.NoError(t, gmailauth.SaveToken(path, gmailauth.Token{RefreshToken: "keep"}))
	require.Error(t, gmailauth.SaveToken(path, gmailauth.Token{AccessToken: "a"}))
	got, err := gmailauth.LoadToken(path)
	require.NoError(t, err)
	require.Equal(t, "keep", got.RefreshToken)
}

func TestToken_LooseRightsAreTightenedByTheNextSave(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "token.json")
	require.NoError(t, os.WriteFile(path, []byte(`{"refresh_token":"r"}`), 0o644))
	token, err := gmailauth.LoadToken(path)
	require.NoError(t, err)
	require.NoError(t, gmailauth.SaveToken(path, token))
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func TestToken_MergeNeverLosesWhatTheAnswerLeftOut(t *testing.T) {
	t.Parallel()
	old := gmailauth.Token{RefreshToken: "r", Scope: gmailauth.ScopeModify, Account: "o@example.com"}
	kept := old.Merge(&oauth2.Token{AccessToken: "new"})
	require.Equal(t, "r", kept.RefreshToken)
	require.Equal(t, gmailauth.ScopeModify, kept.Scope)
	require.Equal(t, "new", kept.AccessToken)
	answer := (&oauth2.Token{AccessToken: "n", RefreshToken: "r2"}).WithExtra(map[string]any{"scope": gmailauth.ScopeReadonly})
	replaced := old.Merge(answer)
	require.Equal(t, "r2", replaced.RefreshToken)
	require.False(t, replaced.CanLabel())
	require.True(t, replaced.CanRead())
}

func TestToken_PrintsNoSecret(t *testing.T) {
	t.Parallel()
	token := gmailauth.Token{AccessToken: "ya29.secret", RefreshToken: "1//secret", Account: "o@example.com"}
	for _, text := range []string{fmt.Sprint(token), fmt.Sprintf("%v %+v %#v %s", token, token, token, &token)} {
		require.NotContains(t, text, "secret")
	}
}

func TestToken_FreshKeepsAMinuteInHand(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	require.True(t, gmailauth.Token{AccessToken: "a", Expiry: now.Add(2 * time.Minute)}.Fresh(now))
	require.False(t, gmailauth.Token{AccessToken: "a", Expiry: now.Add(time.Minute)}.Fresh(now))
	require.False(t, gmailauth.Token{AccessToken: "a"}.Fresh(now))
}

func FuzzParseClient_GivesUsableAddressesOrAnError(f *testing.F) {
	f.Add([]byte(`{"installed":{"client_id":"id","auth_uri":"https://a.example/x","token_uri":"http://127.0.0.1:1/t"}}`))
	f.Add([]byte(`{"web":{}}`))
	f.Add([]byte(`{"installed":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := gmailauth.ParseClient(raw)
		if err != nil {
			return
		}
		require.NotEmpty(t, c.ID)
		for _, address := range []string{c.AuthURI, c.TokenURI} {
			_, err := gmailauth.ParseAddress(address)
			require.NoError(t, err)
		}
	})
}

func FuzzParseToken_NeedsARefreshToken(f *testing.F) {
	f.Add([]byte(`{"refresh_token":"r","expiry":"2026-11-23T12:00:00Z"}`))
	f.Add([]byte(`{"access_token":"a"}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		token, err := gmailauth.ParseToken(raw)
		if err == nil {
			require.NotEmpty(t, token.RefreshToken)
			_ = token.CanLabel()
		}
	})
}

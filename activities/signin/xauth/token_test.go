package xauth_test

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"github.com/autonomous-employee/employee/activities/signin/xauth"
)

func TestToken_IsSavedAndReadBackAndWithoutARefreshTokenNeverSaved(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "secrets", "x-token.json")
	_, err := xauth.LoadToken(path)
	require.ErrorIs(t, err, fs.ErrNotExist)
	want := xauth.Token{AccessToken: "a", RefreshToken: "r", TokenType: "bearer", Expiry: time.Now().UTC().Round(0), Scope: "tweet.read tweet.write"}
	require.NoError(t, xauth.SaveToken(path, want))
	require.Error(t, xauth.SaveToken(path, xauth.Token{AccessToken: "a"}))
	got, err := xauth.LoadToken(path)
	require.NoError(t, err)
	require.Equal(t, want, got)
}

func TestToken_PrintsNoSecret(t *testing.T) {
	t.Parallel()
	token := xauth.Token{AccessToken: "secret-access", RefreshToken: "secret-refresh"}
	require.NotContains(t, fmt.Sprintf("%v %+v %#v", token, token, token), "secret")
}

func TestToken_MergeKeepsWhatTheAnswerLeftOut(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	old := xauth.Token{RefreshToken: "r", Scope: "tweet.read"}
	got := old.Merge(&oauth2.Token{AccessToken: "n"}, now)
	require.Equal(t, xauth.Token{AccessToken: "n", RefreshToken: "r", Scope: "tweet.read", Expiry: now.Add(2 * time.Hour)}, got)
	require.Equal(t, "tweet.write", got.Lacks("tweet.read", "tweet.write"))
	require.True(t, got.Fresh(now.Add(118*time.Minute)))
	require.False(t, got.Fresh(now.Add(119*time.Minute)))
}

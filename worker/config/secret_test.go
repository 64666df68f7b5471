package config_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"gopkg.in/yaml.v3"

	"github.com/autonomous-employee/employee/worker/config"
)

func TestSecret_ShowsItselfToNobody(t *testing.T) {
	t.Parallel()
	const value = "hunter2hunter2"
	s := config.NewSecret(value)
	holder := struct {
		Public  config.Secret
		private config.Secret
		pointer *config.Secret
	}{s, s, &s}
	var shown bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T", "%10.3s"} {
		fmt.Fprintf(&shown, verb+verb+verb+"\n", s, &s, holder)
		fmt.Fprintf(&shown, verb+"\n", []config.Secret{s})
		fmt.Fprintf(&shown, verb+"\n", map[string]config.Secret{"k": s})
	}
	fmt.Fprintln(&shown, s, holder)
	raw, err := json.Marshal(map[string]any{"s": s, "h": holder, "k": map[config.Secret]int{s: 1}})
	require.NoError(t, err)
	shown.Write(raw)
	raw, err = yaml.Marshal(holder)
	require.NoError(t, err)
	shown.Write(raw)
	raw, err = xml.Marshal(s)
	require.NoError(t, err)
	shown.Write(raw)
	_ = gob.NewEncoder(&shown).Encode(s)
	slog.New(slog.NewTextHandler(&shown, nil)).Info("x", "s", s, "h", holder)
	logger := zap.New(zapcore.NewCore(zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig()), zapcore.AddSync(&shown), zap.DebugLevel))
	logger.Info("x", zap.Any("s", s), zap.Any("h", holder), zap.Stringer("str", s), zap.Reflect("r", holder))
	assert.NotContains(t, shown.String(), value)
	assert.NotContains(t, shown.String(), "68756e746572", "nor in hex")
	assert.Contains(t, shown.String(), "[secret]")
	assert.Equal(t, value, s.Reveal())
}

func TestSecret_UnsetSaysSo(t *testing.T) {
	t.Parallel()
	for _, s := range []config.Secret{{}, config.NewSecret("")} {
		assert.False(t, s.IsSet())
		assert.Empty(t, s.Reveal())
		assert.Equal(t, "[not set]", s.String())
	}
}

func TestSecretFile_IsReadWithoutItsNewline(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "secrets/odoo", "pass word\r\n", 0o600)
	cfg := load(t, dir, "ODOO_URL=https://o.example.com", "ODOO_DB=d", "ODOO_USERNAME=u", "ODOO_PASSWORD_FILE=secrets/odoo")
	assert.Equal(t, "pass word", cfg.Odoo.Password.Reveal())
	assert.Equal(t, []string{"pass word"}, cfg.Secrets())
	assert.Empty(t, cfg.Notes)
}

func TestSecretFile_WorksForEverySecret(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := write(t, dir, "s", "from-a-file", 0o600)
	cfg := load(t, dir, "TEMPORAL_ADDRESS=localhost:7233", "TEMPORAL_API_KEY_FILE="+path,
		"FACEBOOK_PAGE_ID=1", "FACEBOOK_PAGE_TOKEN_FILE="+path, "FACEBOOK_APP_SECRET_FILE="+path, "INSTAGRAM_USER_ID=1", "INSTAGRAM_TOKEN_FILE="+path,
		"X_ACCESS_TOKEN_FILE="+path, "X_API_KEY_FILE="+path, "X_API_SECRET_FILE="+path, "X_USER_TOKEN_FILE="+path, "X_USER_SECRET_FILE="+path, "X_CLIENT_ID=c", "X_CLIENT_SECRET_FILE="+path, "X_BASE_URL=http://localhost:1")
	for i, s := range []config.Secret{
		cfg.Temporal.APIKey, cfg.Facebook.PageToken, cfg.Facebook.AppSecret, cfg.Instagram.Token, cfg.X.AccessToken, cfg.X.APIKey, cfg.X.APISecret, cfg.X.UserToken, cfg.X.UserSecret, cfg.X.ClientSecret,
	} {
		assert.Equal(t, "from-a-file", s.Reveal(), i)
	}
}

func TestSecretFile_ProblemsAreNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	odoo := []string{"ODOO_URL=https://o.example.com", "ODOO_DB=d", "ODOO_USERNAME=u"}
	cases := map[string]string{
		"missing":                               "no such file",
		"":                                      "",
		".":                                     "it is not a regular file",
		write(t, dir, "empty", "\n", 0o600):     "it is empty",
		write(t, dir, "binary", "\x00a", 0o600): "it is not text",
		write(t, dir, "large", string(bytes.Repeat([]byte("x"), 70<<10)), 0o600): "it is too large",
	}
	delete(cases, "")
	for path, want := range cases {
		bad := problems(t, dir, append(odoo, "ODOO_PASSWORD_FILE="+path)...)
		assert.Equal(t, []string{"ODOO_PASSWORD_FILE"}, bad.Names(), path)
		assert.Contains(t, bad.Error(), want)
	}
	both := problems(t, dir, append(odoo, "ODOO_PASSWORD=a", "ODOO_PASSWORD_FILE=b")...)
	assert.Equal(t, []string{"ODOO_PASSWORD"}, both.Names())
	assert.Contains(t, both.Error(), "keep one of them")
}

func TestSecretFile_ThatEverybodyCanReadIsMentioned(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "s", "value-of-it", 0o644)
	cfg := load(t, dir, "INSTAGRAM_USER_ID=1", "INSTAGRAM_TOKEN_FILE=s")
	require.Len(t, cfg.Notes, 1)
	assert.Contains(t, cfg.Notes[0], "INSTAGRAM_TOKEN_FILE: every user of this machine can read that file; run chmod 600")
	assert.NotContains(t, cfg.Notes[0], "value-of-it")
}

func TestDotenv_WithASecretThatEverybodyCanReadIsMentioned(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, ".env", "INSTAGRAM_USER_ID=1\nINSTAGRAM_TOKEN=value-of-it\n", 0o644)
	cfg := load(t, dir)
	require.Len(t, cfg.Notes, 1)
	assert.Contains(t, cfg.Notes[0], ".env holds INSTAGRAM_TOKEN, and every user of this machine can read that file")
	write(t, dir, ".env", "DRY_RUN=true\n", 0o644)
	assert.Empty(t, load(t, dir).Notes, "without a secret it may be public")
}

func TestSecretFile_ThatMayNotBeReadIsAProblem(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("the superuser may read everything")
	}
	dir := t.TempDir()
	path := write(t, dir, "s", "value", 0o000)
	bad := problems(t, dir, "INSTAGRAM_USER_ID=1", "INSTAGRAM_TOKEN_FILE="+path)
	assert.Contains(t, bad.Error(), "permission denied")
	assert.NotContains(t, bad.Error(), filepath.Base(path)+":")
}

package config_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
)

func TestFolders_ThatWouldHarmEachOtherAreRefused(t *testing.T) {
	t.Parallel()
	cases := []struct {
		vault, log, data string
		want             []string
	}{
		{"v", "v/Logs", "d", []string{"LOG_DIR"}},
		{"v", "l", "v/.employee", []string{"DATA_DIR"}},
		{"v", "v", "d", []string{"LOG_DIR"}},
		{"v", "l", "v", []string{"DATA_DIR"}},
		{"d/v", "l", "d", []string{"VAULT_DIR"}},
		{"l/v", "l", "d", []string{"VAULT_DIR"}},
		{".", "l", "d", []string{"LOG_DIR", "DATA_DIR"}},
		{"/", "l", "d", []string{"VAULT_DIR"}},
		{"v", "d/logs", "d", nil},
		{"v", "x", "x", nil},
		{"v", "vlogs", "v-data", nil},
		{"..v", "l", "d", nil},
	}
	for _, c := range cases {
		dir := t.TempDir()
		environ := []string{"VAULT_DIR=" + c.vault, "LOG_DIR=" + c.log, "DATA_DIR=" + c.data}
		if c.want == nil {
			load(t, dir, environ...)
			continue
		}
		assert.Equal(t, c.want, problems(t, dir, environ...).Names(), "%+v", c)
	}
}

func TestFolders_LinksDoNotHideThatOneLiesInTheOther(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.Mkdir(filepath.Join(dir, "vault"), 0o700))
	require.NoError(t, os.Symlink(filepath.Join(dir, "vault"), filepath.Join(dir, "elsewhere")))
	assert.Equal(t, []string{"LOG_DIR"}, problems(t, dir, "VAULT_DIR=vault", "LOG_DIR=elsewhere/not/yet/there").Names())
}

func TestFolders_AFileInTheirPlaceIsAProblem(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "file", "", 0o600)
	for _, name := range []string{"VAULT_DIR", "LOG_DIR", "DATA_DIR"} {
		bad := problems(t, dir, name+"=file")
		assert.Equal(t, []string{name}, bad.Names())
		assert.Contains(t, bad.Error(), "is a file, not a folder")
		assert.Equal(t, []string{name}, problems(t, dir, name+"=file/below").Names())
	}
}

func TestFolders_TildeIsTheHomeFolder(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	cfg := load(t, dotenv(t, "VAULT_DIR=~/Notes\nLOG_DIR=~logs\n"), "HOME="+home)
	assert.Equal(t, filepath.Join(home, "Notes"), cfg.VaultDir)
	assert.Equal(t, "~logs", filepath.Base(cfg.LogDir))
}

func TestGmail_TokenHasADefaultPlaceAndStaysOutOfTheVault(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "client.json", "not even JSON", 0o600)
	cfg := load(t, dir, "GMAIL_CREDENTIALS_FILE=client.json")
	assert.Equal(t, filepath.Join(cfg.DataDir, "gmail-token.json"), cfg.Gmail.TokenFile)
	assert.Equal(t, []string{"GMAIL_TOKEN_FILE"}, problems(t, dir, "GMAIL_CREDENTIALS_FILE=client.json", "GMAIL_TOKEN_FILE=AI_Employee/token.json").Names())
	write(t, dir, "AI_Employee/client.json", "{}", 0o600)
	assert.Equal(t, []string{"GMAIL_CREDENTIALS_FILE"}, problems(t, dir, "GMAIL_CREDENTIALS_FILE=AI_Employee/client.json").Names())
}

func TestTimezone_ComesFromTheSystemWhenNotSet(t *testing.T) {
	t.Parallel()
	linked, plain, both, broken := t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	for _, root := range []string{linked, plain, both, broken} {
		require.NoError(t, os.MkdirAll(filepath.Join(root, "etc"), 0o700))
	}
	require.NoError(t, os.Symlink("../usr/share/zoneinfo/America/New_York", filepath.Join(linked, "etc", "localtime")))
	write(t, plain, "etc/timezone", "Asia/Tokyo\n", 0o644)
	require.NoError(t, os.Symlink("/usr/share/zoneinfo/posix/Europe/Paris", filepath.Join(both, "etc", "localtime")))
	write(t, both, "etc/timezone", "Nowhere/Land\n", 0o644)
	require.NoError(t, os.Symlink("/somewhere/else", filepath.Join(broken, "etc", "localtime")))
	cases := []struct {
		tz, root, want string
		ok             bool
	}{
		{"", linked, "America/New_York", true},
		{"", plain, "Asia/Tokyo", true},
		{"", both, "Europe/Paris", true},
		{"Europe/Berlin", plain, "Europe/Berlin", true},
		{":Europe/Berlin", plain, "Europe/Berlin", true},
		{":/usr/share/zoneinfo/Europe/Rome", plain, "Europe/Rome", true},
		{"CET-1CEST,M3.5.0,M10.5.0/3", plain, "Asia/Tokyo", true},
		{"Local", broken, "UTC", false},
		{"../../etc/passwd", broken, "UTC", false},
		{"", broken, "UTC", false},
	}
	for _, c := range cases {
		name, ok := config.SystemZone(c.tz, c.root)
		assert.Equal(t, c.want, name, c.tz)
		assert.Equal(t, c.ok, ok, c.tz)
	}
}

func TestTimezone_OfTheOwnerIsAnIANAName(t *testing.T) {
	t.Parallel()
	for _, zone := range []string{"Local", "CEST-2", "+02:00", "/etc/localtime", "Europe/Atlantis", "../UTC"} {
		_, err := config.Load([]string{"OWNER_TIMEZONE=" + zone}, t.TempDir())
		assert.ErrorContains(t, err, "OWNER_TIMEZONE", zone)
	}
	cfg, err := config.Load([]string{"TZ=Europe/Vienna"}, t.TempDir())
	require.NoError(t, err)
	assert.Equal(t, "Europe/Vienna", cfg.ZoneName)
	assert.Equal(t, 2, time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC).In(cfg.Zone).Hour())
}

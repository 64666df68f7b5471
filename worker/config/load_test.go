package config_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
)

func TestLoad_EverythingHasADefault(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	cfg := load(t, dir)
	assert.Equal(t, filepath.Join(dir, "AI_Employee"), cfg.VaultDir)
	assert.Equal(t, filepath.Join(dir, "Vault", "Logs"), cfg.LogDir)
	assert.Equal(t, filepath.Join(dir, ".employee"), cfg.DataDir)
	assert.True(t, cfg.DryRun)
	assert.True(t, cfg.Temporal.Embedded())
	assert.Equal(t, "default", cfg.Temporal.Namespace)
	assert.Equal(t, 7233, cfg.Temporal.Port)
	assert.Equal(t, 8233, cfg.Temporal.UIPort)
	assert.Equal(t, time.Minute, cfg.MailPoll)
	assert.Equal(t, 30*time.Second, cfg.ScanInterval)
	assert.Equal(t, "info", cfg.LogLevel)
	assert.Equal(t, "console", cfg.LogFormat)
	assert.False(t, cfg.Odoo.Configured() || cfg.Gmail.Configured() || cfg.Facebook.Configured() || cfg.Instagram.Configured() || cfg.X.Configured())
	assert.Empty(t, cfg.Secrets())
	assert.Empty(t, cfg.Notes)
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, entries, "loading creates nothing")
}

func TestLoad_ReadsEverySetting(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "client.json", `{"installed":{"client_id":"id","client_secret":"GOCSPX-client"}}`, 0o600)
	write(t, dir, "token.json", `{"access_token":"ya29.access","refresh_token":"1//refresh"}`, 0o600)
	cfg := load(t, dir,
		"VAULT_DIR=notes", "LOG_DIR=/var/log/employee-test", "DATA_DIR=./state", "DRY_RUN=no", "OWNER_TIMEZONE=Europe/Berlin",
		"TEMPORAL_ADDRESS=example.tmprl.cloud:7233", "TEMPORAL_NAMESPACE=shop", "TEMPORAL_API_KEY=temporal-key", "TEMPORAL_PORT=0", "TEMPORAL_UI_PORT=0",
		"ODOO_URL=https://odoo.example.com/", "ODOO_DB=shop", "ODOO_USERNAME=bot", "ODOO_PASSWORD=odoo-password",
		"GMAIL_CREDENTIALS_FILE=client.json", "GMAIL_TOKEN_FILE=token.json", "GMAIL_BASE_URL=http://127.0.0.1:9999/gmail/",
		"FACEBOOK_PAGE_ID=123", "FACEBOOK_PAGE_TOKEN=facebook-token", "FACEBOOK_APP_SECRET=facebook-secret", "FACEBOOK_BASE_URL=http://localhost:1", "FACEBOOK_API_VERSION=v25.0",
		"INSTAGRAM_USER_ID=456", "INSTAGRAM_TOKEN=instagram-token", "INSTAGRAM_BASE_URL=http://[::1]:2",
		"X_ACCESS_TOKEN=x-token", "X_BASE_URL=https://api.x.com",
		"EMPLOYEE_MAIL_POLL=5m", "EMPLOYEE_SCAN_INTERVAL=2s", "EMPLOYEE_LOG_LEVEL=DEBUG", "EMPLOYEE_LOG_FORMAT=json",
		"EMPLOYEE_MCP_TOKEN=mcp-token-of-24-letters!", "EMPLOYEE_METRICS_PORT=9464", "EMPLOYEE_PREFLIGHT=false", "EMPLOYEE_HELPER=true",
		"EMPLOYEE_BRIEFING_AT=friday 16:30",
		"EMPLOYEE_ALARM_WEBHOOK=https://hooks.example.com/T0K3N?a=1", "EMPLOYEE_ALARM_SECRET=alarm-secret-of-24-letters", "EMPLOYEE_ALARM_DESKTOP=yes", "EMPLOYEE_ALARM_AFTER=30m",
	)
	assert.Equal(t, filepath.Join(dir, "notes"), cfg.VaultDir)
	assert.Equal(t, "/var/log/employee-test", cfg.LogDir)
	assert.Equal(t, filepath.Join(dir, "state"), cfg.DataDir)
	assert.False(t, cfg.DryRun)
	assert.Equal(t, "Europe/Berlin", cfg.Zone.String())
	assert.Equal(t, "Europe/Berlin", cfg.ZoneName)
	assert.False(t, cfg.Temporal.Embedded())
	assert.Equal(t, "shop", cfg.Temporal.Namespace)
	assert.Equal(t, config.Odoo{URL: "https://odoo.example.com", DB: "shop", Username: "bot", Password: cfg.Odoo.Password}, cfg.Odoo)
	assert.Equal(t, "odoo-password", cfg.Odoo.Password.Reveal())
	assert.Equal(t, config.Gmail{CredentialsFile: filepath.Join(dir, "client.json"), TokenFile: filepath.Join(dir, "token.json"), BaseURL: "http://127.0.0.1:9999/gmail"}, cfg.Gmail)
	assert.Equal(t, "facebook-secret", cfg.Facebook.AppSecret.Reveal())
	assert.Equal(t, "instagram-token", cfg.Instagram.Token.Reveal())
	assert.Equal(t, []string{"v25.0", "v25.0"}, []string{cfg.Facebook.Version, cfg.Instagram.Version})
	assert.False(t, cfg.X.OAuth1())
	assert.Equal(t, 5*time.Minute, cfg.MailPoll)
	assert.Equal(t, 2*time.Second, cfg.ScanInterval)
	assert.Equal(t, config.BriefingTime{Day: time.Friday, Hour: 16, Minute: 30}, cfg.Briefing)
	assert.Equal(t, 9464, cfg.MetricsPort)
	assert.Equal(t, "https://hooks.example.com/T0K3N?a=1", cfg.Alarm.Webhook.Reveal())
	assert.True(t, cfg.Alarm.Desktop)
	assert.Equal(t, 30*time.Minute, cfg.Alarm.After)
	assert.Equal(t, 5*time.Minute, load(t, t.TempDir()).Alarm.After)
	assert.True(t, cfg.Helper)
	assert.False(t, cfg.Preflight)
	assert.True(t, load(t, t.TempDir()).Preflight)
	assert.Equal(t, config.NoMetrics, load(t, t.TempDir()).MetricsPort)
	assert.Equal(t, "debug", cfg.LogLevel)
	assert.Equal(t, "json", cfg.LogFormat)
	assert.ElementsMatch(t, []string{
		"temporal-key", "odoo-password", "facebook-token", "facebook-secret", "instagram-token", "x-token", "GOCSPX-client", "ya29.access", "1//refresh",
		"mcp-token-of-24-letters!", "https://hooks.example.com/T0K3N?a=1", "alarm-secret-of-24-letters",
	}, cfg.Secrets())
}

func TestLoad_EnvironmentWinsOverDotenv(t *testing.T) {
	t.Parallel()
	dir := dotenv(t, "DRY_RUN=false\nEMPLOYEE_MAIL_POLL=10s\nTEMPORAL_PORT=1000\n")
	cfg := load(t, dir, "DRY_RUN=true", "TEMPORAL_PORT=")
	assert.True(t, cfg.DryRun)
	assert.Equal(t, 10*time.Second, cfg.MailPoll)
	assert.Equal(t, 7233, cfg.Temporal.Port, "an empty value in the environment switches the one of .env off")
}

func TestLoad_ReportsAllProblemsTogetherInTheOrderOfTheTable(t *testing.T) {
	t.Parallel()
	bad := problems(t, t.TempDir(), "X_BASE_URL=ftp://x", "DRY_RUN=flase", "TEMPORAL_PORT=65536", "ODOO_URL=https://odoo.example.com", "EMPLOYEE_LOG_LEVEL=loud")
	assert.Equal(t, []string{"DRY_RUN", "TEMPORAL_PORT", "ODOO_DB", "ODOO_USERNAME", "ODOO_PASSWORD", "X_BASE_URL", "EMPLOYEE_LOG_LEVEL"}, bad.Names())
	assert.Contains(t, bad.Error(), "the configuration has 7 problems; nothing was started:\n  DRY_RUN: must be true or false")
}

func TestLoad_RefusesMalformedValuesWithoutRepeatingThem(t *testing.T) {
	t.Parallel()
	const odd = "s3cr3t-in-the-wrong-place"
	odoo := []string{"ODOO_DB=d", "ODOO_USERNAME=u", "ODOO_PASSWORD=p"}
	cases := map[string][]string{
		"DRY_RUN":                {"DRY_RUN=" + odd},
		"OWNER_TIMEZONE":         {"OWNER_TIMEZONE=" + odd},
		"TEMPORAL_ADDRESS":       {"TEMPORAL_ADDRESS=http://" + odd + ":7233"},
		"TEMPORAL_PORT":          {"TEMPORAL_PORT=" + odd},
		"TEMPORAL_UI_PORT":       {"TEMPORAL_UI_PORT=-1" + odd},
		"ODOO_URL":               append([]string{"ODOO_URL=" + odd}, odoo...),
		"GMAIL_CREDENTIALS_FILE": {"GMAIL_CREDENTIALS_FILE=" + odd},
		"FACEBOOK_PAGE_ID":       {"FACEBOOK_PAGE_ID=" + odd, "FACEBOOK_PAGE_TOKEN=t"},
		"FACEBOOK_API_VERSION":   {"FACEBOOK_API_VERSION=" + odd},
		"INSTAGRAM_USER_ID":      {"INSTAGRAM_USER_ID=" + odd, "INSTAGRAM_TOKEN=t"},
		"X_BASE_URL":             {"X_BASE_URL=" + odd, "X_ACCESS_TOKEN=t"},
		"EMPLOYEE_MAIL_POLL":     {"EMPLOYEE_MAIL_POLL=" + odd},
		"EMPLOYEE_SCAN_INTERVAL": {"EMPLOYEE_SCAN_INTERVAL=" + odd},
		"EMPLOYEE_BRIEFING_AT":   {"EMPLOYEE_BRIEFING_AT=" + odd},
		"EMPLOYEE_LOG_LEVEL":     {"EMPLOYEE_LOG_LEVEL=" + odd},
		"EMPLOYEE_LOG_FORMAT":    {"EMPLOYEE_LOG_FORMAT=" + odd},
	}
	for name, environ := range cases {
		bad := problems(t, t.TempDir(), environ...)
		assert.Equal(t, []string{name}, bad.Names())
		assert.NotContains(t, bad.Error(), odd)
		assert.Contains(t, bad.Error(), "the configuration has 1 problem;")
	}
}

func TestLoad_URLsNeedHTTPSExceptOnThisMachine(t *testing.T) {
	t.Parallel()
	urls := map[string]bool{
		"https://odoo.example.com": true, "https://odoo.example.com:8443/sub/": true, "http://localhost:8069": true, "http://127.0.0.1": true,
		"http://127.9.9.9:1": true, "http://[::1]:8069": true, "http://odoo.localhost": true, "HTTPS://odoo.example.com": true,
		"http://odoo.example.com": false, "http://192.168.1.5:8069": false, "http://localhost.example.com": false, "http://127.0.0.1.example.com": false,
		"odoo.example.com": false, "ftp://odoo.example.com": false, "https://": false, "https:///path": false, "https://user:pass@odoo.example.com": false,
		"https://odoo.example.com?db=x": false, "https://odoo.example.com/#x": false, "https://odoo.example.com:0": false, "https://odoo.example.com:99999": false,
		"javascript:alert(1)": false, "https://odoo.example.com?": false,
	}
	for text, good := range urls {
		_, err := config.Load([]string{utc, "ODOO_URL=" + text, "ODOO_DB=d", "ODOO_USERNAME=u", "ODOO_PASSWORD=p"}, t.TempDir())
		assert.Equal(t, good, err == nil, "%s: %v", text, err)
	}
}

func TestLoad_NamesWhatIsMissingOfAGroup(t *testing.T) {
	t.Parallel()
	cases := map[string][]string{
		"ODOO_PASSWORD":          {"ODOO_URL=https://o.example.com", "ODOO_DB=d", "ODOO_USERNAME=u"},
		"ODOO_URL":               {"ODOO_DB=d", "ODOO_USERNAME=u", "ODOO_PASSWORD=p"},
		"GMAIL_CREDENTIALS_FILE": {"GMAIL_TOKEN_FILE=t.json"},
		"FACEBOOK_PAGE_TOKEN":    {"FACEBOOK_PAGE_ID=1"},
		"FACEBOOK_PAGE_ID":       {"FACEBOOK_PAGE_TOKEN=t"},
		"INSTAGRAM_TOKEN":        {"INSTAGRAM_USER_ID=1"},
		"X_USER_SECRET":          {"X_API_KEY=a", "X_API_SECRET=b", "X_USER_TOKEN=c"},
		"X_ACCESS_TOKEN":         {"X_BASE_URL=http://localhost:1"},
		"X_CLIENT_ID":            {"X_TOKEN_FILE=t.json", "X_BASE_URL=http://localhost:1"},
	}
	for name, environ := range cases {
		bad := problems(t, t.TempDir(), environ...)
		assert.Equal(t, []string{name}, bad.Names())
		assert.Contains(t, bad.Error(), strings.SplitN(environ[0], "=", 2)[0], "says what it belongs to")
	}
	both := problems(t, t.TempDir(), "FACEBOOK_APP_SECRET=s")
	assert.Equal(t, []string{"FACEBOOK_PAGE_ID", "FACEBOOK_PAGE_TOKEN"}, both.Names())
}

func TestLoad_XTakesEitherKindOfCredential(t *testing.T) {
	t.Parallel()
	oauth1 := []string{"X_API_KEY=a", "X_API_SECRET=b", "X_USER_TOKEN=c", "X_USER_SECRET=d"}
	cfg := load(t, t.TempDir(), oauth1...)
	assert.True(t, cfg.X.Configured())
	assert.True(t, cfg.X.OAuth1())
	assert.Equal(t, "d", cfg.X.UserSecret.Reveal())
	both := load(t, t.TempDir(), append(oauth1, "X_ACCESS_TOKEN=e")...)
	require.Len(t, both.Notes, 1)
	assert.Contains(t, both.Notes[0], "X_ACCESS_TOKEN is used")
}

func TestLoad_XRenewsATokenThatLiesInAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := write(t, dir, "token.json", `{"access_token":"x-access","refresh_token":"x-refresh"}`, 0o600)
	cfg := load(t, dir, "X_CLIENT_ID=client", "X_CLIENT_SECRET=client-secret", "X_TOKEN_FILE=token.json", "X_BASE_URL=http://localhost:1")
	assert.Equal(t, config.X{ClientID: "client", ClientSecret: config.NewSecret("client-secret"), TokenFile: path, BaseURL: "http://localhost:1"}, cfg.X)
	assert.True(t, cfg.X.Configured())
	assert.ElementsMatch(t, []string{"client-secret", "x-access", "x-refresh"}, cfg.Secrets())
	assert.Empty(t, cfg.Notes)
	assert.Equal(t, "configured: OAuth 2, renewed by itself, http://localhost:1", cfg.Systems()[4].String())

	public := load(t, dir, "X_CLIENT_ID=client")
	assert.Equal(t, filepath.Join(public.DataDir, "x-token.json"), public.X.TokenFile)
	assert.Contains(t, public.Systems()[4].String(), "starter x-login")
	both := load(t, dir, "X_CLIENT_ID=client", "X_ACCESS_TOKEN=e")
	require.Len(t, both.Notes, 1)
	assert.Contains(t, both.Notes[0], "X_TOKEN_FILE is used")
	assert.Equal(t, []string{"X_TOKEN_FILE"}, problems(t, dir, "X_CLIENT_ID=client", "X_TOKEN_FILE=AI_Employee/token.json").Names())
}

func TestLoad_PortsOfTheEmbeddedServerDiffer(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"TEMPORAL_UI_PORT"}, problems(t, t.TempDir(), "TEMPORAL_PORT=8233").Names())
	cfg := load(t, t.TempDir(), "TEMPORAL_PORT=0", "TEMPORAL_UI_PORT=0")
	assert.Zero(t, cfg.Temporal.Port+cfg.Temporal.UIPort)
}

func TestLoad_PassesTheSDKsOwnSettingsOn(t *testing.T) {
	t.Parallel()
	dir := dotenv(t, "TEMPORAL_ADDRESS=localhost:7233\nTEMPORAL_TLS=true\nTEMPORAL_GRPC_META_X_TENANT=one\n")
	key := write(t, dir, "key", "from-a-file\n", 0o600)
	cfg := load(t, dir, "TEMPORAL_API_KEY_FILE="+key, "TEMPORAL_TLS_SERVER_NAME=other", "UNRELATED=1")
	assert.Equal(t, []string{
		"TEMPORAL_ADDRESS=localhost:7233", "TEMPORAL_API_KEY=from-a-file", "TEMPORAL_GRPC_META_X_TENANT=one", "TEMPORAL_TLS=true", "TEMPORAL_TLS_SERVER_NAME=other",
	}, cfg.Temporal.Environ())
	assert.Contains(t, cfg.Secrets(), "from-a-file")
	assert.Contains(t, cfg.Secrets(), "one")
}

func TestLoad_SaysWhenConnectionSettingsHaveNoEffect(t *testing.T) {
	t.Parallel()
	cfg := load(t, t.TempDir(), "TEMPORAL_API_KEY=k", "TEMPORAL_NAMESPACE=n")
	require.Len(t, cfg.Notes, 1)
	assert.Contains(t, cfg.Notes[0], "TEMPORAL_API_KEY: not used")
	assert.Equal(t, "n", cfg.Temporal.Namespace)
}

func TestLoad_NeedsAnAbsoluteFolder(t *testing.T) {
	t.Parallel()
	_, err := config.Load(nil, "relative")
	assert.Error(t, err)
}

func TestSystems_TellWhatIsConfiguredAndNeverASecret(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "client.json", `{"installed":{"client_secret":"GOCSPX-client"}}`, 0o600)
	const secret = "very-secret-value"
	cfg := load(t, dir, "DRY_RUN=false", "GMAIL_CREDENTIALS_FILE=client.json",
		"ODOO_URL=https://odoo.example.com", "ODOO_DB=shop", "ODOO_USERNAME=bot", "ODOO_PASSWORD="+secret,
		"X_ACCESS_TOKEN="+secret, "TEMPORAL_ADDRESS=localhost:7233", "TEMPORAL_API_KEY="+secret)
	text := ""
	for _, s := range cfg.Systems() {
		text += s.Name + " " + s.String() + "\n"
	}
	for _, want := range []string{
		"odoo configured: https://odoo.example.com, shop, bot", "gmail configured: not logged in yet: run starter gmail-login",
		"facebook not configured, its effects stay dry", "x configured: OAuth 2 user token",
	} {
		assert.Contains(t, text, want)
	}
	assert.NotContains(t, text+fmt.Sprintf("%v %+v %#v", cfg.Odoo, *cfg, cfg.X)[:200], secret)
}

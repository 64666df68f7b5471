package config_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// accepted tells whether a single setting is taken.
func accepted(t *testing.T, name, value string) bool {
	t.Helper()
	_, err := config.Load([]string{utc, name + "=" + value}, t.TempDir())
	if err == nil {
		return true
	}
	var bad *config.Error
	require.ErrorAs(t, err, &bad)
	assert.Equal(t, []string{name}, bad.Names(), value)
	return false
}

func TestValues_DryRunTakesOnlyItsWords(t *testing.T) {
	t.Parallel()
	words := map[string]bool{"true": true, "TRUE": true, "1": true, "yes": true, "Yes": true, " true ": true, "false": false, "0": false, "no": false, "No": false, "": true}
	for word, want := range words {
		assert.Equal(t, want, load(t, t.TempDir(), "DRY_RUN="+word).DryRun, word)
	}
	for _, word := range []string{"flase", "off", "on", "y", "n", "2", "-1", "disabled", "true false", "t", "f"} {
		assert.False(t, accepted(t, "DRY_RUN", word), word)
	}
}

func TestValues_PortsAreFromZeroTo65535(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{
		"0": true, "1": true, "65535": true, "65536": false, "-1": false, "+1": false, "7233.0": false, "0x10": false, "1e3": false, "port": false, "99999999999999999999": false,
	} {
		assert.Equal(t, want, accepted(t, "TEMPORAL_PORT", value), value)
	}
}

func TestValues_TemporalAddressIsHostAndPort(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{
		"localhost:7233": true, "10.0.0.1:7233": true, "[::1]:7233": true, "shop.a1b2c.tmprl.cloud:7233": true,
		"localhost": false, ":7233": false, "localhost:": false, "localhost:0": false, "localhost:70000": false, "https://localhost:7233": false, "a:b:c": false, "::1:7233": false,
	} {
		assert.Equal(t, want, accepted(t, "TEMPORAL_ADDRESS", value), value)
	}
}

func TestValues_TimesHaveAUnitAndStayWithinReason(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"5s": true, "1m30s": true, "24h": true, "4s": false, "25h": false, "60": false, "-5s": false, "0": false, "soon": false} {
		assert.Equal(t, want, accepted(t, "EMPLOYEE_MAIL_POLL", value), value)
	}
	for value, want := range map[string]bool{"1s": true, "1h": true, "500ms": false, "61m": false} {
		assert.Equal(t, want, accepted(t, "EMPLOYEE_SCAN_INTERVAL", value), value)
	}
	assert.Equal(t, 90*time.Second, load(t, t.TempDir(), "EMPLOYEE_MAIL_POLL=1m30s").MailPoll)
}

func TestValues_IDsOfMetaAreNumbers(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"1234567890": true, "my-page": false, "https://facebook.com/shop": false, "12 34": false, "-1": false} {
		_, err := config.Load([]string{utc, "FACEBOOK_PAGE_ID=" + value, "FACEBOOK_PAGE_TOKEN=t"}, t.TempDir())
		assert.Equal(t, want, err == nil, value)
	}
}

func TestValues_TheLastOfTwoInTheEnvironmentCounts(t *testing.T) {
	t.Parallel()
	assert.False(t, load(t, t.TempDir(), "DRY_RUN=true", "DRY_RUN=false").DryRun)
}

func TestSystems_ComeInAFixedOrder(t *testing.T) {
	t.Parallel()
	var names []string
	for _, s := range load(t, t.TempDir()).Systems() {
		names = append(names, s.Name)
		assert.False(t, s.Configured)
		assert.Contains(t, s.Detail, "not configured")
	}
	assert.Equal(t, []string{"odoo", "gmail", "facebook", "instagram", "x"}, names)
}

func TestCopies_GivenOutDoNotChangeTheConfiguration(t *testing.T) {
	t.Parallel()
	cfg := load(t, t.TempDir(), "TEMPORAL_ADDRESS=localhost:7233", "TEMPORAL_API_KEY=the-key")
	cfg.Secrets()[0] = "changed"
	cfg.Temporal.Environ()[0] = "changed"
	assert.Equal(t, []string{"the-key"}, cfg.Secrets())
	assert.Equal(t, "TEMPORAL_ADDRESS=localhost:7233", cfg.Temporal.Environ()[0])
}

// Whatever is put into a setting: there is a configuration or a list of problems, and the list never repeats the value.
func FuzzLoad_ProblemsNeverRepeatAValue(f *testing.F) {
	for i, seed := range []string{"", "true", "https://u:p@h", "h:1", "Europe/Berlin", "../..", "\x00", "~", "http://[::1", "5s", "%zz", "/dev/null"} {
		f.Add(uint8(i), seed)
	}
	names := config.Names()
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, which uint8, value string) {
		const marker = "mk7q9z"
		name := names[int(which)%len(names)]
		cfg, err := config.Load([]string{utc, name + "=" + value + marker}, dir)
		if err == nil {
			require.NotNil(t, cfg)
			return
		}
		var bad *config.Error
		require.True(t, errors.As(err, &bad))
		assert.NotContains(t, strings.ToLower(bad.Error()), marker)
	})
}

func TestValues_ATokenThatCouldBeGuessedIsRefused(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]bool{"": true, strings.Repeat("a", 24): true, strings.Repeat("a", 23): false, "x": false} {
		assert.Equal(t, want, accepted(t, "EMPLOYEE_MCP_TOKEN", value), value)
	}
}

func TestHelper_NeedsAnotherWorkerOnAnOutsideTemporal(t *testing.T) {
	t.Parallel()
	const at = "TEMPORAL_ADDRESS=temporal.example:7233"
	require.True(t, load(t, t.TempDir(), "EMPLOYEE_HELPER=true", at).Helper)
	require.False(t, load(t, t.TempDir(), at).Helper)
	require.Equal(t, []string{"EMPLOYEE_HELPER"}, problems(t, t.TempDir(), "EMPLOYEE_HELPER=true").Names())
	require.Equal(t, []string{"EMPLOYEE_HELPER"}, problems(t, t.TempDir(), "EMPLOYEE_HELPER=true", at, "OWNERS_DIR=owners").Names())
}

func TestAlarm_GoesToHTTPSOrThisMachineAndASecretNeedsAnAddress(t *testing.T) {
	t.Parallel()
	const long = "EMPLOYEE_ALARM_SECRET=alarm-secret-of-24-letters"
	for _, good := range []string{"https://hooks.example.com/x?y=1", "http://127.0.0.1:9/x", "http://localhost/x"} {
		require.Equal(t, good, load(t, t.TempDir(), "EMPLOYEE_ALARM_WEBHOOK="+good, long).Alarm.Webhook.Reveal())
	}
	for _, bad := range []string{"http://hooks.example.com/x", "ftp://127.0.0.1", "hooks.example.com", "https://u:p@hooks.example.com", "https://h/#x", "file:///etc/passwd"} {
		require.Equal(t, []string{"EMPLOYEE_ALARM_WEBHOOK"}, problems(t, t.TempDir(), "EMPLOYEE_ALARM_WEBHOOK="+bad).Names(), bad)
	}
	require.Equal(t, []string{"EMPLOYEE_ALARM_AFTER"}, problems(t, t.TempDir(), "EMPLOYEE_ALARM_AFTER=0s").Names())
	require.Equal(t, []string{"EMPLOYEE_ALARM_SECRET"}, problems(t, t.TempDir(), "EMPLOYEE_ALARM_WEBHOOK=https://h", "EMPLOYEE_ALARM_SECRET=short").Names())
	require.Equal(t, []string{"EMPLOYEE_ALARM_WEBHOOK"}, problems(t, t.TempDir(), long).Names())
}

func TestTracing_ReadsTheStandardNamesAndNeverRefusesTheStart(t *testing.T) {
	t.Parallel()
	require.False(t, load(t, t.TempDir()).Tracing.Configured())
	got := load(t, t.TempDir(), "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318/", "OTEL_SERVICE_NAME=shop")
	require.Equal(t, "http://collector:4318/v1/traces", got.Tracing.Endpoint)
	require.Equal(t, "shop", got.Tracing.Service)
	got = load(t, t.TempDir(), "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://traces.example/in",
		"OTEL_EXPORTER_OTLP_HEADERS=authorization=Basic%20dG9rZW4=,x-team=7")
	require.Equal(t, "https://traces.example/in", got.Tracing.Endpoint)
	require.Equal(t, "employee", got.Tracing.Service)
	require.Equal(t, map[string]string{"authorization": "Basic dG9rZW4=", "x-team": "7"}, got.Tracing.Headers())
	require.Contains(t, got.Secrets(), "Basic dG9rZW4=")
	for _, bad := range [][]string{
		{"OTEL_EXPORTER_OTLP_ENDPOINT=collector:4318"},
		{"OTEL_EXPORTER_OTLP_ENDPOINT=https://u:p@collector"},
		{"OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318", "OTEL_EXPORTER_OTLP_HEADERS=authorization=token"},
		{"OTEL_EXPORTER_OTLP_ENDPOINT=https://collector", "OTEL_EXPORTER_OTLP_HEADERS=nothing"},
	} {
		cfg := load(t, t.TempDir(), bad...)
		require.False(t, cfg.Tracing.Configured(), bad)
		require.Contains(t, strings.Join(cfg.Notes, " "), "races are sent")
	}
	require.False(t, load(t, t.TempDir(), "OTEL_EXPORTER_OTLP_ENDPOINT=https://collector", "OTEL_SDK_DISABLED=true").Tracing.Configured())
}

func TestValues_LimitsOfOutsideSystems(t *testing.T) {
	t.Parallel()
	usual := load(t, t.TempDir()).Limits
	for _, system := range contract.Systems() {
		assert.Positive(t, usual[system].Concurrent, system)
	}
	assert.Equal(t, config.Limit{Concurrent: 4, PerSecond: 5}, usual["gmail"], "6,000 units a minute, 20 for a mail")

	set := load(t, t.TempDir(), "ODOO_MAX_CONCURRENT=2", "X_MAX_PER_SECOND=0.5", "GMAIL_MAX_PER_SECOND=0").Limits
	assert.Equal(t, config.Limit{Concurrent: 2, Asked: true}, set["odoo"])
	assert.Equal(t, config.Limit{Concurrent: usual["x"].Concurrent, PerSecond: 0.5, Asked: true}, set["x"])
	assert.Zero(t, set["gmail"].PerSecond)
	assert.Equal(t, usual["facebook"], set["facebook"])

	for _, wrong := range []string{"ODOO_MAX_CONCURRENT=0", "ODOO_MAX_CONCURRENT=many", "X_MAX_PER_SECOND=-1", "X_MAX_PER_SECOND=NaN", "FACEBOOK_MAX_PER_SECOND=1001"} {
		name, _, _ := strings.Cut(wrong, "=")
		assert.Equal(t, []string{name}, problems(t, t.TempDir(), wrong).Names(), wrong)
	}
}

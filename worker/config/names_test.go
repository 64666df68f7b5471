package config_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/config"
)

func TestNames_MistakesAreRefusedWithTheNameThatWasMeant(t *testing.T) {
	t.Parallel()
	meant := map[string]string{
		"DRY_RUNN": "DRY_RUN", "DRY_RNU": "DRY_RUN", "ODOO_PASSWROD": "ODOO_PASSWORD", "ODOO_PASWORD_FILE": "ODOO_PASSWORD_FILE", "VAULT_DIRR": "VAULT_DIR",
		"VAULT_PATH": "VAULT_DIR", "LOG_DRI": "LOG_DIR", "DATADIR_": "", "DATA_DIRS": "DATA_DIR", "OWNER_TZ": "OWNER_TIMEZONE", "X_ACESS_TOKEN": "X_ACCESS_TOKEN",
		"X_API_SECRETS": "X_API_SECRET", "TEMPORAL_ADRESS": "TEMPORAL_ADDRESS", "TEMPORAL_UIPORT": "TEMPORAL_UI_PORT", "EMPLOYEE_LOGLEVEL": "EMPLOYEE_LOG_LEVEL",
		"FACEBOOK_PAGE_ACCESS_TOKEN": "FACEBOOK_PAGE_TOKEN", "odoo_url": "ODOO_URL", "ODOO_API_KEY": "ODOO_PASSWORD",
	}
	for name, want := range meant {
		if want == "" {
			continue
		}
		for where, bad := range map[string]*config.Error{
			"the environment": problems(t, t.TempDir(), name+"=x"),
			".env line 1":     problems(t, dotenv(t, name+"=x\n")),
		} {
			require.Len(t, bad.Problems, 1, name)
			assert.Equal(t, name, bad.Problems[0].Name)
			assert.Contains(t, bad.Problems[0].What, "did you mean "+want+"?", name)
			assert.Contains(t, bad.Problems[0].What, where)
		}
	}
}

func TestNames_UnknownOnesWithOurPrefixesAreRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"EMPLOYEE_COLOUR", "ODOO_TIMEOUT_SECONDS", "GMAIL_LABELS_TO_READ", "FACEBOOK_GRAPH_VERSION", "INSTAGRAM_THEME", "OWNER_BIRTHDAY", "X_USER_AGENT_NAME"} {
		bad := problems(t, t.TempDir(), name+"=x")
		assert.Equal(t, []string{name}, bad.Names())
		assert.Contains(t, bad.Error(), "look up the name in .env.example")
	}
	for _, name := range []string{"VAULT_TOKEN", "LOG_COLOR_THEME", "X_FORWARDED_HOST", "DATA_SOURCE_NAME", "TEMPORAL_CLI_SHOW_STACKS", "ODDO_URL"} {
		assert.Equal(t, []string{name}, problems(t, dotenv(t, name+"=x")).Names(), ".env is ours")
	}
}

func TestNames_OrdinaryMachinesAreNotRefused(t *testing.T) {
	t.Parallel()
	environ := []string{
		"PATH=/bin", "HOME=/root", "TERM=xterm", "XDG_DATA_DIRS=/usr/share", "XDG_RUNTIME_DIR=/run", "XAUTHORITY=/x", "X_SCLS=devtoolset", "LANG=C",
		"VAULT_ADDR=https://vault.example.com", "VAULT_TOKEN=t", "VAULT_NAMESPACE=n", "VAULT_SKIP_VERIFY=1", "LOG_LEVEL=debug", "LOG_FORMAT=json", "DATABASE_URL=x", "DATA_SOURCE=x",
		"LOGNAME=root", "OLDPWD=/", "TEMPORAL_CLI_SHOW_STACKS=1", "TEMPORAL_GRPC_META_FOO=1", "TEMPORAL_DEBUG=1", "=C:=C:\\", "NOVALUE", "DISPLAY=:0", "EDITOR=vi",
	}
	load(t, t.TempDir(), environ...)
	load(t, dotenv(t, "COMPOSE_PROJECT_NAME=shop\nHTTPS_PROXY=http://proxy:1\n"))
}

func TestNames_NearMissesWithoutPrefixAreMentioned(t *testing.T) {
	t.Parallel()
	cfg := load(t, t.TempDir(), "ODDO_PASSWORD=x", "LOG_LEVEL=debug")
	require.Len(t, cfg.Notes, 2)
	assert.Contains(t, cfg.Notes[0], "ODOO_PASSWORD would be")
	assert.Contains(t, cfg.Notes[1], "LOG_LEVEL in the environment is not one of our settings")
}

func TestNames_TheTableIsComplete(t *testing.T) {
	t.Parallel()
	names := config.Names()
	seen := map[string]bool{}
	for _, name := range names {
		assert.False(t, seen[name], name)
		seen[name] = true
	}
	assert.Len(t, names, 64)
}

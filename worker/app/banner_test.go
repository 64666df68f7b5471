package app_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/app"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
)

const uiURL = "http://127.0.0.1:8233"

func load(t *testing.T, env ...string) *config.Config {
	t.Helper()
	cfg, err := config.Load(append(env, "OWNER_TIMEZONE=Europe/Berlin"), t.TempDir())
	require.NoError(t, err)
	return cfg
}

func told(cfg *config.Config, info ready.Info) string {
	info.VaultDir, info.LogDir, info.DryRun = cfg.VaultDir, cfg.LogDir, cfg.DryRun
	var out strings.Builder
	app.Banner(&out, cfg, info)
	return out.String()
}

func TestBanner_TellsEachFactOnce(t *testing.T) {
	t.Parallel()
	cfg := load(t, "ODOO_URL=https://odoo.example", "ODOO_DB=shop", "ODOO_USERNAME=clerk", "ODOO_PASSWORD=hunter2-hunter2")

	text := told(cfg, ready.Info{UIURL: uiURL})

	for _, fact := range []string{
		cfg.VaultDir + "\n", filepath.Join(cfg.VaultDir, "Inbox"), cfg.LogDir, uiURL, "DRY RUN", "https://odoo.example", "mails come from Inbox/",
	} {
		assert.Equal(t, 1, strings.Count(text, fact), "%q in\n%s", fact, text)
	}
	assert.Equal(t, 1, strings.Count(strings.ToLower(text), "dry run"), text)
	assert.NotContains(t, text, "hunter2")
}

func TestBanner_NamesEverySystemInOneColumn(t *testing.T) {
	t.Parallel()
	cfg := load(t)

	lines := strings.Split(told(cfg, ready.Info{UIURL: uiURL}), "\n")

	for _, system := range cfg.Systems() {
		var found []string
		for _, line := range lines {
			if strings.HasPrefix(line, "  "+system.Name+" ") {
				found = append(found, line)
			}
		}
		require.Len(t, found, 1, system.Name)
		assert.Equal(t, strings.Index(lines[3], cfg.VaultDir), strings.Index(found[0], system.Detail), found[0])
	}
}

func TestBanner_SaysWhenEffectsAreReal(t *testing.T) {
	t.Parallel()
	text := told(load(t, "DRY_RUN=false"), ready.Info{UIURL: uiURL})

	assert.Contains(t, text, "REAL: approved effects are carried out")
	assert.NotContains(t, text, "DRY RUN")
}

func TestBanner_PointsToTheClustersOwnUI(t *testing.T) {
	t.Parallel()
	text := told(load(t, "TEMPORAL_ADDRESS=temporal.example:7233"), ready.Info{TemporalAddress: "temporal.example:7233"})

	assert.Contains(t, text, "that of your cluster at temporal.example:7233")
}

func TestBanner_PassesOnTheNotesOfTheSettings(t *testing.T) {
	t.Parallel()
	cfg := load(t)
	cfg.Notes = []string{"a file of secrets can be read by everybody"}

	assert.Equal(t, 1, strings.Count(told(cfg, ready.Info{}), "Note: a file of secrets can be read by everybody"))
}

func TestBanner_BeginsAsTheReadmeShowsIt(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	cfg := load(t)

	text := strings.NewReplacer(cfg.VaultDir, ".../AI_Employee", cfg.LogDir, ".../Vault/Logs").Replace(told(cfg, ready.Info{UIURL: uiURL}))

	for _, line := range strings.Split(text, "\n")[1:8] {
		assert.Contains(t, string(readme), strings.TrimSpace(line))
	}
}

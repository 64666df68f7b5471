package app_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/app"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/preflight"
)

// owned is the configuration of an installation in dir.
func owned(t *testing.T, dir, owner string) *config.Config {
	t.Helper()
	cfg, err := config.Load([]string{"OWNER_TIMEZONE=Europe/Berlin", "OWNER_ID=" + owner}, dir)
	require.NoError(t, err)
	require.NoError(t, os.MkdirAll(cfg.DataDir, 0o700))
	return cfg
}

func TestOwner_ADataDirStaysItsOwners(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	anna := owned(t, dir, "anna")
	require.NoError(t, app.KeepOwner(anna))
	require.NoError(t, preflight.Keep(anna.DataDir, "program"))
	require.NoError(t, app.KeepOwner(anna))

	for _, other := range []string{"bob", ""} {
		err := app.KeepOwner(owned(t, dir, other))
		require.ErrorContains(t, err, "OWNER_ID=anna")
		require.ErrorContains(t, err, "DATA_DIR of their own")
	}
}

func TestOwner_AnInstallationWithoutNamesGetsNoneLater(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	alone := owned(t, dir, "")
	require.NoError(t, app.KeepOwner(alone))
	require.NoFileExists(t, filepath.Join(alone.DataDir, "owner"), "a laptop sees nothing of owners")
	require.NoError(t, preflight.Keep(alone.DataDir, "program"))
	require.NoError(t, app.KeepOwner(owned(t, dir, "owner")), "the same by another word")

	require.Error(t, app.KeepOwner(owned(t, dir, "anna")))
}

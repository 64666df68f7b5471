package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// owners makes a folder with a .env for each owner.
func owners(t *testing.T, env map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range env {
		require.NoError(t, os.MkdirAll(filepath.Join(dir, name), 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(dir, name, ".env"), []byte(text), 0o600))
	}
	return dir
}

func TestOwners_EachHasSettingsAndSecretsOfTheirOwn(t *testing.T) {
	t.Parallel()
	dir := owners(t, map[string]string{
		"anna": "ODOO_URL=https://anna.example\nODOO_DB=a\nODOO_USERNAME=a\nODOO_PASSWORD=annas-password\nOWNER_TIMEZONE=Europe/Berlin\nOWNER_ID=bob\n",
		"bob":  "DRY_RUN=false\n", "Not An Owner": "",
	})
	require.NoError(t, os.Mkdir(filepath.Join(dir, "empty"), 0o700))
	environ := []string{utc, "OWNERS_DIR=" + dir, "X_ACCESS_TOKEN=token-of-the-machine", "TEMPORAL_NAMESPACE=shops", "DATA_DIR=elsewhere", "PATH=/bin"}
	base := load(t, t.TempDir(), environ...)

	names, err := base.OwnerNames()
	require.NoError(t, err)
	require.Equal(t, []contract.OwnerID{"anna", "bob"}, names)
	anna, err := base.LoadOwner(environ, "anna", "127.0.0.1:7233")
	require.NoError(t, err)
	bob, err := base.LoadOwner(environ, "bob", "127.0.0.1:7233")
	require.NoError(t, err)

	require.EqualValues(t, "anna", anna.Owner, "the folder says whose it is")
	require.Equal(t, filepath.Join(dir, "anna", ".employee"), anna.DataDir)
	require.Equal(t, filepath.Join(dir, "anna", "AI_Employee"), anna.VaultDir)
	require.Equal(t, []string{"annas-password"}, anna.Secrets())
	require.Empty(t, bob.Secrets(), "neither another's nor the machine's")
	require.False(t, bob.X.Configured())
	require.True(t, bob.Shared)
	require.Empty(t, bob.OwnersDir)
	require.False(t, bob.DryRun)
	require.Equal(t, "127.0.0.1:7233", bob.Temporal.Address)
	require.Equal(t, "shops", bob.Temporal.Namespace)
}

func TestOwners_AFolderOfAnotherIsRefused(t *testing.T) {
	t.Parallel()
	dir := owners(t, map[string]string{"anna": "VAULT_DIR=../bob/AI_Employee\n", "bob": ""})
	base := load(t, t.TempDir(), "OWNERS_DIR="+dir)

	_, err := base.LoadOwner(nil, "anna", "127.0.0.1:7233")
	require.ErrorContains(t, err, "VAULT_DIR of the owner anna lies outside")
	_, err = load(t, t.TempDir(), "OWNERS_DIR="+t.TempDir()).OwnerNames()
	require.ErrorContains(t, err, "holds no owner")
	_, err = load(t, t.TempDir(), "OWNERS_DIR="+filepath.Join(dir, "none")).OwnerNames()
	require.ErrorContains(t, err, "cannot be read")
}

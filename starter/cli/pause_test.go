package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/cli"
	"github.com/autonomous-employee/employee/vault"
)

// inVault runs commands beside a vault.
func inVault(t *testing.T) (run func(args ...string) string, vaultDir string) {
	t.Helper()
	dir := t.TempDir()
	v, err := vault.Open(filepath.Join(dir, "AI_Employee"))
	require.NoError(t, err)
	require.NoError(t, v.Close())
	return func(args ...string) string {
		t.Helper()
		var out bytes.Buffer
		root := cli.Root(nil, func() (string, error) { return dir, nil })
		root.SetArgs(args)
		root.SetOut(&out)
		require.NoError(t, root.Execute())
		return out.String()
	}, filepath.Join(dir, "AI_Employee")
}

func TestPause_LaysThePageAndResumeTakesItAway(t *testing.T) {
	t.Parallel()
	run, dir := inVault(t)
	page := filepath.Join(dir, vault.PausePage)

	require.Contains(t, run("resume"), "not paused")
	require.Contains(t, run("pause"), "Paused")
	require.FileExists(t, page)
	require.Contains(t, run("pause"), "already")
	require.Contains(t, run("resume"), "It goes on")
	require.NoFileExists(t, page)
	require.NoFileExists(t, filepath.Join(dir, "Completed", vault.PausePage))
}

func TestPause_KeepsTheReasonAndTheOwnersWords(t *testing.T) {
	t.Parallel()
	run, dir := inVault(t)

	run("pause", "on", "holiday")
	text, err := os.ReadFile(filepath.Join(dir, vault.PausePage))
	require.NoError(t, err)
	require.Contains(t, string(text), "on holiday\n")

	require.Contains(t, run("resume"), "Completed/PAUSE.md")
	require.NoFileExists(t, filepath.Join(dir, vault.PausePage))
	kept, err := os.ReadFile(filepath.Join(dir, "Completed", vault.PausePage))
	require.NoError(t, err)
	require.Equal(t, text, kept)
}

func TestPause_WithoutAVaultSaysWhatToDo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	root := cli.Root(nil, func() (string, error) { return dir, nil })
	root.SetArgs([]string{"pause"})
	require.ErrorContains(t, root.Execute(), "go run ./worker")
	require.NoDirExists(t, filepath.Join(dir, "AI_Employee"))
}

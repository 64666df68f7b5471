package vault_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestProbe_EventsArriveOnThisMachineAndNothingIsLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	v, err := vault.OpenExisting(dir)
	require.NoError(t, err)
	t.Cleanup(func() { _ = v.Close() })

	arrive, kind, err := v.ProbeEvents()

	require.NoError(t, err)
	require.True(t, arrive, kind)
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestProbe_AFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	v, err := vault.OpenExisting(dir)
	require.NoError(t, err)
	t.Cleanup(func() { _ = v.Close() })
	require.NoError(t, os.Remove(dir))

	_, _, err = v.ProbeEvents()

	require.Error(t, err)
}

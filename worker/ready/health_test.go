package ready_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/ready"
)

func TestReport_IsReadAgainAndWrittenOnlyWhenItChanges(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock, err := ready.Acquire(dir)
	require.NoError(t, err)
	none, err := ready.Troubles(dir, os.Getpid())
	require.NoError(t, err)
	require.Empty(t, none)
	want := []ready.Trouble{{Name: "odoo", Since: time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC), Says: "Odoo does not answer."}}
	require.NoError(t, lock.Report(want))
	path := filepath.Join(dir, "health.json")
	before, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), before.Mode().Perm())
	require.NoError(t, lock.Report(want))
	after, err := os.Stat(path)
	require.NoError(t, err)
	require.True(t, os.SameFile(before, after), "another file would have taken its place")
	got, err := ready.Troubles(dir, os.Getpid())
	require.NoError(t, err)
	require.Equal(t, want, got)
	got, err = ready.Troubles(dir, os.Getpid()+1)
	require.NoError(t, err)
	require.Empty(t, got, "of a worker that is gone")
	require.NoError(t, lock.Report(nil))
	got, err = ready.Troubles(dir, os.Getpid())
	require.NoError(t, err)
	require.Empty(t, got)
	require.NoError(t, lock.Release())
	require.Error(t, lock.Report(want))
	require.NoError(t, os.WriteFile(path, []byte("{"), 0o600))
	_, err = ready.Troubles(dir, os.Getpid())
	require.Error(t, err)
}

//go:build unix

package ready_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"github.com/autonomous-employee/employee/worker/ready"
)

// A child that is just being started holds what its parent had open, for a
// moment. The directory is free all the same.
func TestRelease_FreesTheDirectoryThoughAChildHoldsTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock := acquire(t, dir)
	inherited, err := unix.Dup(int(lock.File().Fd()))
	require.NoError(t, err)
	t.Cleanup(func() { _ = unix.Close(inherited) })

	require.NoError(t, lock.Release())

	_, err = ready.Read(dir)
	require.ErrorIs(t, err, ready.ErrNoWorker)
	acquire(t, dir)
}

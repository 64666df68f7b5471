//go:build unix

package chaos_test

import (
	"os"
	"path/filepath"
	"syscall"

	"github.com/stretchr/testify/require"
)

// lockLog holds the lock of the log's folder, as a second program that writes
// to the log does for the time of a line, and gives what lets go of it.
func (r *run) lockLog() (unlock func()) {
	f, err := os.OpenFile(filepath.Join(r.p.Dir, "Vault", "Logs", ".lock"), os.O_RDWR, 0o600)
	require.NoError(r.t, err)
	require.NoError(r.t, syscall.Flock(int(f.Fd()), syscall.LOCK_EX))
	return func() { require.NoError(r.t, f.Close()) }
}

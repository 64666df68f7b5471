//go:build unix

package auditlog

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// flock waits for the lock of the folder. It belongs to the open file, so two logs of one process exclude each other too,
// and the kernel gives it back when the process dies.
func flock(f *os.File, exclusive bool) error {
	how := unix.LOCK_SH
	if exclusive {
		how = unix.LOCK_EX
	}
	for {
		err := unix.Flock(int(f.Fd()), how)
		if !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

func funlock(f *os.File) error { return unix.Flock(int(f.Fd()), unix.LOCK_UN) }

// isFull tells a used-up disk, quota or file size limit from other failures.
func isFull(err error) bool {
	return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) || errors.Is(err, unix.EFBIG)
}

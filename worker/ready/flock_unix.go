//go:build unix

package ready

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

type lockKind int

const (
	exclusive lockKind = unix.LOCK_EX
	shared    lockKind = unix.LOCK_SH
)

// tryLock takes the lock of the open file or returns errHeld at once. The lock belongs
// to the open file, so it also keeps two workers of one process apart.
func tryLock(file *os.File, kind lockKind) error {
	for {
		err := unix.Flock(int(file.Fd()), int(kind)|unix.LOCK_NB)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case errors.Is(err, unix.EWOULDBLOCK):
			return errHeld
		}
		return err
	}
}

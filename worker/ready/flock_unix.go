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

// unlock gives the lock up at once. Closing the file alone would leave it with a child that is just being started and
// has not yet shed what it inherited.
func unlock(file *os.File) error { return unix.Flock(int(file.Fd()), unix.LOCK_UN) }

package ready

import (
	"errors"
	"math"
	"os"

	"golang.org/x/sys/windows"
)

type lockKind uint32

const (
	exclusive lockKind = windows.LOCKFILE_EXCLUSIVE_LOCK
	shared    lockKind = 0
)

// tryLock takes the lock of the open file or returns errHeld at once. Windows forbids
// others to read a locked range, so the lock lies far behind the process number.
func tryLock(file *os.File, kind lockKind) error {
	far := &windows.Overlapped{Offset: math.MaxInt32}
	err := windows.LockFileEx(windows.Handle(file.Fd()), uint32(kind)|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, far)
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_IO_PENDING) {
		return errHeld
	}
	return err
}

// unlock gives the lock up at once.
func unlock(file *os.File) error {
	return windows.UnlockFileEx(windows.Handle(file.Fd()), 0, 1, 0, &windows.Overlapped{Offset: math.MaxInt32})
}

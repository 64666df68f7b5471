package ready

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	lockName = "lock"
	// A reader holds the lock, shared, for the blink of an eye while it looks whether
	// a worker runs; a worker that starts at that moment tries again.
	lockPatience = 500 * time.Millisecond
	lockPause    = 10 * time.Millisecond
	// maxPIDText bounds what is read from a lock file somebody else may have written.
	maxPIDText = 32
)

// errHeld is returned by tryLock when another open file holds the lock.
var errHeld = errors.New("the lock is held")

// BusyError says that another worker owns the data directory.
type BusyError struct {
	// PID is the other worker's process, 0 when it has not written it yet.
	PID int
	// DataDir is the absolute path of the directory.
	DataDir string
}

// Error names the process, the directory and the way out.
func (e *BusyError) Error() string {
	who := "another worker"
	if e.PID > 0 {
		who = fmt.Sprintf("another worker (process %d)", e.PID)
	}
	return fmt.Sprintf("%s is already running on the data directory %s; stop it first, or set DATA_DIR to another directory", who, e.DataDir)
}

// Lock is the ownership of a data directory. It ends with Release or with the process.
type Lock struct {
	dir string

	mu   sync.Mutex
	file *os.File
	// reported is what health.json holds.
	reported []byte
}

// Acquire makes this process the only worker of dataDir, which is created, mode 0700,
// when missing. What a killed worker left in ready.json is removed. A *BusyError means
// that another worker is running.
func Acquire(dataDir string) (*Lock, error) {
	dir, err := filepath.Abs(dataDir)
	if err != nil {
		return nil, fmt.Errorf("find the data directory %s: %w", dataDir, err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("create the data directory: %w; set DATA_DIR to a directory this account may write", err)
	}
	file, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the lock of the data directory: %w; set DATA_DIR to a directory this account may write", err)
	}
	if err := waitForLock(file); err != nil {
		defer func() { _ = file.Close() }()
		if errors.Is(err, errHeld) {
			return nil, &BusyError{PID: readPID(file), DataDir: dir}
		}
		return nil, fmt.Errorf("lock the data directory %s: %w", dir, err)
	}
	l := &Lock{dir: dir, file: file}
	if err := errors.Join(writePID(file), l.Withdraw()); err != nil {
		_ = l.Release()
		return nil, err
	}
	return l, nil
}

// Dir is the absolute path of the data directory.
func (l *Lock) Dir() string { return l.dir }

// Release withdraws ready.json and gives the directory up. Further calls do nothing.
func (l *Lock) Release() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return nil
	}
	file := l.file
	l.file = nil
	// The lock file stays: removing it would let two workers lock two different files
	// of the same name.
	return errors.Join(withdraw(l.dir), file.Truncate(0), unlock(file), file.Close())
}

func waitForLock(file *os.File) error {
	deadline := time.Now().Add(lockPatience)
	for {
		err := tryLock(file, exclusive)
		if err == nil || !errors.Is(err, errHeld) || time.Now().After(deadline) {
			return err
		}
		time.Sleep(lockPause)
	}
}

func writePID(file *os.File) error {
	if err := file.Truncate(0); err != nil {
		return fmt.Errorf("write the lock of the data directory: %w", err)
	}
	if _, err := file.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0); err != nil {
		return fmt.Errorf("write the lock of the data directory: %w", err)
	}
	return nil
}

// readPID returns 0 for anything that is not a process number.
func readPID(file *os.File) int {
	text, err := io.ReadAll(io.NewSectionReader(file, 0, maxPIDText))
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || pid < 0 {
		return 0
	}
	return pid
}

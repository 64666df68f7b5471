package ready

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	fileName = "ready.json"
	// startHint is how a person starts what is missing.
	startHint = "start it with: go run ./worker"
)

// ErrNoWorker is returned by Read, with a sentence around it, when no worker runs.
var ErrNoWorker = errors.New("no worker is running")

// Info is what a running worker tells about itself; the content of ready.json.
type Info struct {
	// TemporalAddress is the host:port of the Temporal frontend the worker uses.
	TemporalAddress string `json:"temporal_address"`
	// UIURL is the Web UI's address; empty when there is none.
	UIURL string `json:"ui_url"`
	// VaultDir and LogDir are absolute paths.
	VaultDir string `json:"vault_dir"`
	LogDir   string `json:"log_dir"`
	// PID is the worker's process.
	PID int `json:"pid"`
	// Namespace is the Temporal namespace the worker uses.
	Namespace string `json:"namespace"`
	// DryRun is true when nothing leaves this worker.
	DryRun bool `json:"dry_run"`
}

// Announce writes ready.json in one step, readable by this account only. Call it when
// everything answers. PID is filled in.
func (l *Lock) Announce(info Info) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return errors.New("announce the worker: the data directory was released")
	}
	info.PID = os.Getpid()
	content, err := json.MarshalIndent(info, "", "  ")
	if err != nil {
		return fmt.Errorf("announce the worker: %w", err)
	}
	if err := writeAtomically(filepath.Join(l.dir, fileName), append(content, '\n')); err != nil {
		return fmt.Errorf("announce the worker: %w", err)
	}
	return nil
}

// Withdraw removes ready.json; call it first when stopping. It is no error when there
// is none.
func (l *Lock) Withdraw() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return withdraw(l.dir)
}

func withdraw(dir string) error {
	err := os.Remove(filepath.Join(dir, fileName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("withdraw the worker's address: %w", err)
	}
	return nil
}

// Read finds the worker that runs on dataDir. An error that is ErrNoWorker says in its
// text what to do.
func Read(dataDir string) (Info, error) {
	dir, err := filepath.Abs(dataDir)
	if err != nil {
		return Info{}, fmt.Errorf("find the data directory %s: %w", dataDir, err)
	}
	pid, running, err := holder(dir)
	if err != nil {
		return Info{}, fmt.Errorf("look for a worker on %s: %w", dir, err)
	}
	if !running {
		return Info{}, fmt.Errorf("%w on the data directory %s; %s", ErrNoWorker, dir, startHint)
	}
	content, err := os.ReadFile(filepath.Join(dir, fileName))
	if errors.Is(err, fs.ErrNotExist) {
		return Info{}, fmt.Errorf("the worker (process %d) on the data directory %s is still starting or stopping; try again in a few seconds", pid, dir)
	}
	if err != nil {
		return Info{}, fmt.Errorf("look for a worker on %s: %w", dir, err)
	}
	info, err := Parse(content)
	if err != nil {
		return Info{}, fmt.Errorf("%s cannot be read: %w; restart the worker", filepath.Join(dir, fileName), err)
	}
	return info, nil
}

// Parse reads the content of ready.json.
func Parse(content []byte) (Info, error) {
	var info Info
	if err := json.Unmarshal(content, &info); err != nil {
		return Info{}, err
	}
	if info.TemporalAddress == "" {
		return Info{}, errors.New("it names no temporal_address")
	}
	return info, nil
}

// holder asks the lock whether a worker lives and which process it is.
func holder(dir string) (pid int, running bool, err error) {
	file, err := os.Open(filepath.Join(dir, lockName))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	defer func() { _ = file.Close() }()
	err = tryLock(file, shared)
	if errors.Is(err, errHeld) {
		return readPID(file), true, nil
	}
	if err == nil {
		err = unlock(file)
	}
	return 0, false, err
}

func writeAtomically(path string, content []byte) error {
	draft, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft.Name()) }()
	defer func() { _ = draft.Close() }()
	if _, err := draft.Write(content); err != nil {
		return err
	}
	if err := draft.Sync(); err != nil {
		return err
	}
	if err := draft.Close(); err != nil {
		return err
	}
	return os.Rename(draft.Name(), path)
}

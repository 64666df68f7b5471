package ready

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// healthName is the file beside ready.json.
const healthName = "health.json"

// Trouble is what a running worker has to tell of its own health.
type Trouble struct {
	Name  string    `json:"name"` // of a system, watcher or part
	Since time.Time `json:"since"`
	// Says is what is the matter and what to do, in fixed sentences.
	Says string `json:"says"`
}

// health is the content of health.json.
type health struct {
	PID      int       `json:"pid"`
	Troubles []Trouble `json:"troubles"`
}

// Report writes what troubles the worker, when that is other than before.
func (l *Lock) Report(troubles []Trouble) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == nil {
		return errors.New("report the worker's health: the data directory was released")
	}
	content, err := json.Marshal(health{PID: os.Getpid(), Troubles: troubles})
	if err != nil || bytes.Equal(content, l.reported) {
		return err
	}
	if err := writeAtomically(filepath.Join(l.dir, healthName), content); err != nil {
		return fmt.Errorf("report the worker's health: %w", err)
	}
	l.reported = content
	return nil
}

// Troubles are those that the running worker of this PID has told of last; none
// are known of one that has not told anything yet.
func Troubles(dataDir string, pid int) ([]Trouble, error) {
	content, err := os.ReadFile(filepath.Join(dataDir, healthName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look at the worker's health: %w", err)
	}
	var h health
	if err := json.Unmarshal(content, &h); err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", filepath.Join(dataDir, healthName), err)
	}
	if h.PID != pid {
		return nil, nil
	}
	return h.Troubles, nil
}

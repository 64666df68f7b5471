package standing

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// movesName is the file in the data directory.
const movesName = "moved.json"

// Moves remembers, over restarts too, when each system and watcher last moved
// something: a mail read, a note decided, a post published. A round that found
// nothing is none, so that the page says the same as long as nothing happens.
// What is lost of it with a crash is a time on the page.
type Moves struct {
	path string

	mu    sync.Mutex
	times map[string]time.Time
	fresh bool // not in the file yet
}

// OpenMoves reads what the data directory remembers; a damaged file is begun
// anew. It writes nothing.
func OpenMoves(dataDir string) (*Moves, error) {
	m := &Moves{path: filepath.Join(dataDir, movesName), times: map[string]time.Time{}}
	raw, err := os.ReadFile(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, fmt.Errorf("when things last moved: %w", err)
	}
	if json.Unmarshal(raw, &m.times) != nil || m.times == nil {
		m.times = map[string]time.Time{}
	}
	return m, nil
}

// Note takes down that something of the name has moved now.
func (m *Moves) Note(name string) { m.At(name, time.Now()) }

// At takes down that something of the name has moved, unless a later time is known.
func (m *Moves) At(name string, at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if at.After(m.times[name]) {
		m.times[name], m.fresh = at.UTC().Truncate(time.Second), true
	}
}

// Last is when something of the name has moved, zero when that is not known.
func (m *Moves) Last(name string) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.times[name]
}

// keep writes what the file does not have yet.
func (m *Moves) keep() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.fresh {
		return nil
	}
	raw, err := json.Marshal(maps.Clone(m.times))
	if err != nil {
		return err
	}
	draft := m.path + ".new"
	if err := os.WriteFile(draft, raw, 0o600); err != nil {
		return err
	}
	if err := os.Rename(draft, m.path); err != nil {
		return err
	}
	m.fresh = false
	return nil
}

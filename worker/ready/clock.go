package ready

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	// clockName is the file beside ready.json with the latest time that the clock has shown.
	clockName = "clock"
	// smallStep is how far a clock may go back without a word: a time server puts a clock right by so much, and it is soon made up for.
	smallStep = 30 * time.Second
	// clockKept is how often the file is written; so much is lost of it with a crash.
	clockKept = time.Minute
)

// Clock remembers, over restarts too, the latest time that the clock of this
// machine has shown to whoever holds the data directory. The embedded Temporal
// does the same, and its work may stand still until that time comes again.
type Clock struct {
	path string

	mu           sync.Mutex
	latest, kept time.Time
}

// OpenClock reads what the data directory remembers; a damaged file is begun
// anew. It writes nothing.
func OpenClock(dataDir string) (*Clock, error) {
	latest, err := latestShown(dataDir)
	if err != nil {
		return nil, err
	}
	return &Clock{path: filepath.Join(dataDir, clockName), latest: latest, kept: latest}, nil
}

// See takes what the clock shows now, and gives the time that it has shown
// before when it was set back from there; zero while it goes on.
func (c *Clock) See(now time.Time) (back time.Time, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now = now.UTC().Truncate(time.Second)
	if now.Before(c.latest) {
		return setBack(c.latest, now), nil
	}
	c.latest = now
	if now.Sub(c.kept) < clockKept {
		return time.Time{}, nil
	}
	if err := writeAtomically(c.path, []byte(now.Format(time.RFC3339)+"\n")); err != nil {
		return time.Time{}, fmt.Errorf("keep the time of the clock: %w", err)
	}
	c.kept = now
	return time.Time{}, nil
}

// SetBack gives the time from which the clock was set back since a worker of
// this data directory saw it; zero when it was not.
func SetBack(dataDir string, now time.Time) (back time.Time, err error) {
	latest, err := latestShown(dataDir)
	return setBack(latest, now), err
}

func setBack(latest, now time.Time) time.Time {
	if latest.Sub(now) <= smallStep {
		return time.Time{}
	}
	return latest
}

func latestShown(dataDir string) (time.Time, error) {
	content, err := os.ReadFile(filepath.Join(dataDir, clockName))
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("the time that the clock has shown: %w", err)
	}
	latest, err := time.Parse(time.RFC3339, strings.TrimSpace(string(content)))
	if err != nil {
		return time.Time{}, nil //nolint:nilerr // begun anew: it is a memory, not a record
	}
	return latest, nil
}

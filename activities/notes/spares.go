package notes

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
)

// resting is how many replaced files lie untouched, for those outside that read
// the folder just then, such as a backup.
const resting = 16

// spares are files of a folder whose content has been replaced and that are
// written over next. If each writing made a file and gave up the one before, a
// file system that takes no number which was free a moment ago would look at all
// of those for the next file (ext4 does, for a minute or more), and in a burst
// that costs more than all else that a writing does. Safe for concurrent use.
type spares struct {
	mu   sync.RWMutex // held to read a file, so that none is read that is a spare by then
	free []string     // paths, the longest replaced first
	made int
}

// take opens a file to write into, empty or with an old content.
func (s *spares) take(dir string) (*os.File, error) {
	if path := s.oldest(); path != "" {
		if f, err := os.OpenFile(path, os.O_WRONLY, 0); err == nil { //nolint:gosec // a name of our own
			return f, nil
		}
	}
	return os.CreateTemp(dir, writing+"*")
}

func (s *spares) oldest() (path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.free) > resting {
		path, s.free = s.free[0], s.free[1:]
	}
	return path
}

// replace puts a finished file in the place of the target and keeps what was
// there as a spare.
func (s *spares) replace(finished, target string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made++
	spare := filepath.Join(filepath.Dir(target), fmt.Sprintf("%sspare-%d", writing, s.made))
	// Nothing was there, or the file system knows no second names: then there is no spare.
	kept := os.Link(target, spare) == nil
	if err := os.Rename(finished, target); err != nil {
		_ = os.Remove(spare) // by another name it is what still counts
		return err
	}
	if kept {
		s.free = append(s.free, spare)
	}
	return nil
}

// whole reads a file that others replace meanwhile.
func (s *spares) whole(path string) ([]byte, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return os.ReadFile(path) //nolint:gosec // a name of our own
}

// writeFile puts a file in the place of what was there, whole or not at all.
func (r *Register) writeFile(name string, b []byte) error {
	f, err := r.spares.take(r.dir)
	if err != nil {
		return err
	}
	err = fill(f, b)
	if err == nil {
		err = r.spares.replace(f.Name(), filepath.Join(r.dir, name))
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return err
	}
	return r.sync()
}

// fill writes the content into a file that may hold another, and closes it.
func fill(f *os.File, b []byte) error {
	_, err := f.Write(b)
	if err == nil {
		err = f.Truncate(int64(len(b)))
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

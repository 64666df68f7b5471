package backup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// mostRounds is how often a folder is looked through again when it has changed
// meanwhile. A busy desk is still for far longer than a round takes.
const mostRounds = 20

// mirror makes a folder like another in which people and the worker go on
// working: it is looked through until nothing has changed since the last time.
// A note that was moved meanwhile is then in one place, not in two or none.
type mirror struct {
	from, to string
	// skip leaves a path out, relative to from.
	skip func(name string) bool
	// grows is a folder whose files only get longer, so that a change of size at the end is no reason to look again.
	grows bool

	have map[string]stamp
}

type stamp struct {
	size     int64
	modified time.Time
}

func (m *mirror) run(ctx context.Context) error {
	m.have = map[string]stamp{}
	if err := os.MkdirAll(m.to, 0o700); err != nil {
		return err
	}
	for range mostRounds {
		changed, err := m.round(ctx)
		if err != nil {
			return fmt.Errorf("copy %s: %w", m.from, err)
		}
		if !changed || m.grows {
			return nil
		}
	}
	return fmt.Errorf("%s changed faster than it could be copied; try again when less is going on", m.from)
}

// round copies what is new and takes away what has gone.
func (m *mirror) round(ctx context.Context) (changed bool, err error) {
	seen := map[string]bool{}
	err = filepath.WalkDir(m.from, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			changed = changed || path != m.from
			return nil // not there, or no longer
		}
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		fresh, name, err := m.visit(path, d)
		changed = changed || fresh
		if name != "" {
			seen[name] = true
		}
		return err
	})
	if err != nil {
		return false, err
	}
	gone, err := m.forget(seen)
	return changed || gone, err
}

// visit copies one file of the walk; name is empty for what is none of ours.
func (m *mirror) visit(path string, d fs.DirEntry) (fresh bool, name string, err error) {
	name, err = filepath.Rel(m.from, path)
	switch {
	case err != nil:
		return false, "", err
	case name != "." && m.skip(name):
		if d.IsDir() {
			return false, "", filepath.SkipDir
		}
		return false, "", nil
	case d.IsDir():
		return false, "", os.MkdirAll(filepath.Join(m.to, name), 0o700)
	case !d.Type().IsRegular():
		return false, "", nil // a link out of the folder is not of it
	}
	fresh, err = m.take(name)
	return fresh, name, err
}

// forget takes away the copies of what was not seen again.
func (m *mirror) forget(seen map[string]bool) (gone bool, err error) {
	for name := range m.have {
		if seen[name] {
			continue
		}
		gone = true
		delete(m.have, name)
		if err := os.Remove(filepath.Join(m.to, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return gone, err
		}
	}
	return gone, nil
}

// take copies a file unless it is the one that was copied.
func (m *mirror) take(name string) (fresh bool, err error) {
	from, err := os.Open(filepath.Join(m.from, name))
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer func() { _ = from.Close() }()
	info, err := from.Stat()
	if err != nil {
		return false, err
	}
	now := stamp{info.Size(), info.ModTime()}
	if have, ok := m.have[name]; ok && have == now {
		return false, nil
	}
	to, err := os.OpenFile(filepath.Join(m.to, name), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, info.Mode().Perm()&0o700)
	if err != nil {
		return false, err
	}
	defer func() { _ = to.Close() }()
	if _, err := io.Copy(to, from); err != nil {
		return false, err
	}
	if err := to.Sync(); err != nil {
		return false, err
	}
	m.have[name] = now
	return true, errors.Join(to.Close(), os.Chtimes(to.Name(), now.modified, now.modified))
}

package auditlog

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Filter chooses entries; a zero field chooses all. In the text fields a trailing * stands for any ending, so that
// "odoo.*" finds every Odoo action.
type Filter struct {
	// From is inclusive, To exclusive.
	From, To time.Time
	// Action, Actor, Result and the IDs are compared as written.
	Action, Actor, Result, WorkflowID, RequestID string
}

// Query gives the matching entries, oldest first. It reads while it yields and holds no lock meanwhile; lines appended after the call may be
// missing. A line that cannot be read is yielded as a *LineError, and the reading goes on if the caller does.
func Query(dir string, filter Filter) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		snaps, _, err := snapshot(dir)
		if err != nil {
			yield(Entry{}, err)
			return
		}
		for _, s := range snaps {
			// A file can hold older timestamps than its name says (clock set back), never newer days.
			if !filter.From.IsZero() && s.name < fileOf(filter.From) {
				continue
			}
			err := eachLine(filepath.Join(dir, s.name), s.size, func(raw rawLine) error {
				return offer(raw, s, filter, yield)
			})
			if errors.Is(err, errStop) {
				return
			}
			if err != nil && !yield(Entry{}, fmt.Errorf("read the audit log: %w", err)) {
				return
			}
		}
	}
}

var errStop = errors.New("the caller has seen enough")

func offer(raw rawLine, s snap, filter Filter, yield func(Entry, error) bool) error {
	if !raw.ended && s.last {
		return nil // torn, not acknowledged
	}
	entry, err := decode(raw, s.name)
	if err == nil && !filter.matches(entry) {
		return nil
	}
	if !yield(entry, err) {
		return errStop
	}
	return nil
}

func decode(raw rawLine, name string) (Entry, error) {
	var l line
	if err := json.Unmarshal(raw.text, &l); err != nil {
		return Entry{}, &LineError{File: name, Line: raw.number, Err: errors.New("not a JSON record")}
	}
	return l.entry(name, raw.number)
}

func (f Filter) matches(e Entry) bool {
	if !f.From.IsZero() && e.Timestamp.Before(f.From) {
		return false
	}
	if !f.To.IsZero() && !e.Timestamp.Before(f.To) {
		return false
	}
	return like(f.Action, e.Action) && like(f.Actor, e.Actor) && like(f.Result, e.Result) &&
		like(f.WorkflowID, e.WorkflowID) && like(f.RequestID, e.RequestID)
}

func like(pattern, value string) bool {
	if prefix, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(value, prefix)
	}
	return pattern == "" || pattern == value
}

// snap is a file as it was when the reading began. Reading only so far keeps a half-written line of a running worker out.
type snap struct {
	name string
	size int64 // -1 for packed files
	last bool
}

// snapshot lists the files and reads the head under the lock where there is one; a log that was copied elsewhere is read without.
// The two belong together: a head that is newer than the sizes would name a line that is not looked at.
func snapshot(dir string) (snaps []snap, acknowledged head, err error) {
	lock, err := os.Open(filepath.Join(dir, lockName))
	if err == nil {
		defer func() { _ = lock.Close() }()
		if err := flock(lock, false); err != nil {
			return nil, head{}, fmt.Errorf("lock the audit log in %s: %w", dir, err)
		}
		defer func() { err = errors.Join(err, funlock(lock)) }()
	}
	acknowledged = readHead(dir)
	names, err := dayFiles(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, head{}, fmt.Errorf("the audit log in %s cannot be read: %w", dir, err)
	}
	if len(names) == 0 {
		return nil, head{}, fmt.Errorf("%w in %s; it begins with the first thing that the worker does", ErrNoLog, dir)
	}
	for i, name := range names {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			return nil, head{}, fmt.Errorf("the audit log in %s cannot be read: %w", dir, err)
		}
		s := snap{name: name, size: info.Size(), last: i == len(names)-1}
		if strings.HasSuffix(name, ".gz") {
			s.size = -1
		}
		snaps = append(snaps, s)
	}
	return snaps, acknowledged, nil
}

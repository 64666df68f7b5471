package auditlog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// indexBytes is how much of the newest files is read at Open to know the record IDs; today's and yesterday's file are read
// whatever their size. 32 MB are about 50,000 lines.
const indexBytes = 32 << 20

// maxIndex bounds the IDs kept in memory, about 100 bytes each.
const maxIndex = 400_000

// Options of a log.
type Options struct {
	// Clock gives the time of a record; time.Now when nil.
	Clock func() time.Time
	// Redact is applied to every text of a record before it is written; nil leaves texts alone.
	Redact func(string) string
}

// Log is an open audit log. It is safe for concurrent use, also by several processes on one machine. It holds no day file open
// between appends, so a file that an editor replaced is noticed.
type Log struct {
	dir    string
	clock  func() time.Time
	redact func(string) string

	mu     sync.Mutex
	lock   *os.File
	closed bool
	known  known
}

// known is what this process has seen of the log; catchUp refreshes it under the lock.
type known struct {
	file string      // base name of the newest day file, "" when there is none
	info os.FileInfo // of that file, after the last look or write
	hash string      // of the last line
	ids  map[string]string
}

// Open makes the folder when it is missing, sets a torn last line aside and reads the record IDs of the latest days. Errors are of type
// *WriteError.
func Open(dir string, opts Options) (*Log, error) {
	l := &Log{dir: dir, clock: opts.Clock, redact: opts.Redact}
	if l.clock == nil {
		l.clock = time.Now
	}
	if l.redact == nil {
		l.redact = func(s string) string { return s }
	}
	if err := os.MkdirAll(dir, dirMode); err != nil {
		return nil, l.failed("make the folder", err)
	}
	lock, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, fileMode)
	if err != nil {
		return nil, l.failed("open the lock", err)
	}
	l.lock = lock
	if err := l.locked(l.load); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return l, nil
}

// Close gives the lock file back. It is idempotent; a running Append ends first.
func (l *Log) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil
	}
	l.closed = true
	return l.lock.Close()
}

// Dir is the folder of the log.
func (l *Log) Dir() string { return l.dir }

// locked runs f alone among goroutines and processes.
func (l *Log) locked(f func() error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return ErrClosed
	}
	if err := flock(l.lock, true); err != nil {
		return l.failed("take the lock", err)
	}
	err := f()
	if uerr := funlock(l.lock); uerr != nil {
		return errors.Join(err, l.failed("give the lock back", uerr))
	}
	return err
}

func (l *Log) failed(op string, err error) error {
	return &WriteError{Dir: l.dir, Op: op, Full: isFull(err), Err: err}
}

// load fills the index from the newest files backwards, then takes the newest file as the end of the chain.
func (l *Log) load() error {
	l.known = known{hash: genesis, ids: map[string]string{}}
	names, err := dayFiles(l.dir)
	if err != nil {
		return l.failed("list the folder", err)
	}
	// The newest file may hold nothing but a torn line: then the chain ends in the one before.
	latest := names[max(len(names)-2, 0):]
	budget := int64(indexBytes)
	for _, name := range slices.Backward(names[:len(names)-len(latest)]) {
		info, err := os.Stat(filepath.Join(l.dir, name))
		if err != nil {
			return l.failed("read "+name, err)
		}
		if budget -= info.Size(); budget < 0 {
			break
		}
		if _, err := l.read(name, 0); err != nil {
			return err
		}
	}
	for _, name := range latest {
		if err := l.adopt(name, 0); err != nil {
			return err
		}
	}
	return nil
}

// adopt takes name, from a byte on, as the end of the chain: reads it, sets a torn end aside and makes the rest durable.
func (l *Log) adopt(name string, from int64) error {
	path := filepath.Join(l.dir, name)
	sound, err := l.read(name, from)
	if err != nil {
		return err
	}
	if !strings.HasSuffix(name, packedExt) {
		if err := l.settle(name, sound); err != nil {
			return err
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		return l.failed("read "+name, err)
	}
	l.known.file, l.known.info = name, info
	return nil
}

// read remembers the record IDs and the last hash of a file. sound is where its last whole line ends.
func (l *Log) read(name string, from int64) (sound int64, err error) {
	sound = from
	remember := func(raw rawLine) error {
		id, hash, ok := identity(raw.text)
		if ok && raw.ended {
			l.known.ids[id] = name
			l.known.hash = hash
			sound = from + raw.offset + int64(len(raw.text)) + 1
		}
		return nil
	}
	path := filepath.Join(l.dir, name)
	if from > 0 {
		err = eachLineFrom(path, from, remember)
	} else {
		err = eachLine(path, -1, remember)
	}
	if err != nil {
		return 0, l.failed("read "+name, err)
	}
	return sound, nil
}

// forget drops the oldest IDs when there are too many, but never those of the two newest files.
func (l *Log) forget() {
	if len(l.known.ids) <= maxIndex {
		return
	}
	names := map[string]bool{}
	for _, name := range l.known.ids {
		names[name] = true
	}
	ordered := make([]string, 0, len(names))
	for name := range names {
		ordered = append(ordered, name)
	}
	slices.Sort(ordered)
	if len(ordered) <= 2 {
		return
	}
	keep := ordered[len(ordered)-2]
	for id, name := range l.known.ids {
		if name < keep {
			delete(l.known.ids, id)
		}
	}
}

func fileOf(at time.Time) string { return fmt.Sprintf("%s%s", at.UTC().Format(dayLayout), plainExt) }

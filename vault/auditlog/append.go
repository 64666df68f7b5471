package auditlog

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Append writes the record and returns when it is on the disk. written is false when a record with this ID is there already; what
// it says then stays as it is. Errors: ErrInvalidRecord (trying again does not help), *WriteError (it does, later), ErrClosed.
func (l *Log) Append(r Record) (written bool, err error) {
	all, err := l.AppendAll(r)
	return err == nil && all[0], err
}

// AppendAll writes records one after the other with one sync, as Append does
// one: all that are not there yet, or none. written is by record.
func (l *Log) AppendAll(records ...Record) (written []bool, err error) {
	bodies := make([]line, len(records))
	for i, r := range records {
		if bodies[i], err = l.prepare(r); err != nil {
			return nil, err
		}
	}
	written = make([]bool, len(records))
	err = l.locked(func() error {
		name, err := l.catchUp()
		if err != nil {
			return err
		}
		var missing []line
		for i, body := range bodies {
			_, there := l.known.ids[body.RecordID]
			if !there && !slices.ContainsFunc(bodies[:i], func(b line) bool { return b.RecordID == body.RecordID }) {
				missing, written[i] = append(missing, body), true
			}
		}
		if len(missing) == 0 {
			return nil
		}
		if err := l.noteLostTail(name); err != nil {
			return err
		}
		return l.write(name, missing...)
	})
	if err != nil {
		return nil, err
	}
	return written, nil
}

// catchUp learns what other processes and accidents did to the files since the last look, and returns the file to write to.
func (l *Log) catchUp() (string, error) {
	name := fileOf(l.clock())
	latest := readHead(l.dir).file
	if err := l.refresh(); err != nil {
		return "", err
	}
	if l.known.file != "" && name <= l.known.file && latest <= l.known.file {
		return writable(l.known.file), nil
	}
	names, err := dayFiles(l.dir)
	if err != nil {
		return "", l.failed("list the folder", err)
	}
	for _, other := range names {
		if other <= l.known.file {
			continue
		}
		if err := l.adopt(other, 0); err != nil {
			return "", err
		}
	}
	l.forget()
	return writable(max(name, l.known.file)), nil
}

// writable avoids the rare case that the clock went back into a day which has been packed: the log goes on a day later.
func writable(name string) string {
	if !strings.HasSuffix(name, ".gz") {
		return name
	}
	packed, err := time.Parse(dayLayout, day(name))
	if err != nil {
		return day(name) + plainExt
	}
	return fileOf(packed.AddDate(0, 0, 1))
}

// refresh looks whether the newest file is as this process left it. New lines of another process are read from where the known ones end; after
// anything else (shorter, replaced, gone) all is read again.
func (l *Log) refresh() error {
	if l.known.file == "" {
		return nil
	}
	info, err := os.Stat(filepath.Join(l.dir, l.known.file))
	if errors.Is(err, fs.ErrNotExist) {
		return l.load()
	}
	if err != nil {
		return l.failed("read "+l.known.file, err)
	}
	before := l.known.info
	switch {
	case !os.SameFile(info, before), info.Size() < before.Size():
		return l.load()
	case info.Size() > before.Size():
		return l.adopt(l.known.file, before.Size())
	}
	return nil
}

// write appends lines. After a failure the file is cut back to where it was, so that a line which nobody was
// told about does not stay; if even that fails, the next append sets the remains aside.
func (l *Log) write(name string, bodies ...line) (err error) {
	var raw []byte
	hash := l.known.hash
	for _, body := range bodies {
		one, next, err := encode(body, l.clock(), hash)
		if err != nil {
			return err
		}
		raw, hash = append(raw, one...), next
	}
	path := filepath.Join(l.dir, name)
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, fileMode)
	if err != nil {
		return l.failed("open "+name, err)
	}
	defer func() {
		if cerr := file.Close(); cerr != nil && err == nil {
			err = l.failed("close "+name, cerr)
		}
	}()
	before, err := file.Stat()
	if err != nil {
		return l.failed("open "+name, err)
	}
	if _, err := file.Write(raw); err != nil {
		return l.failed("write", errors.Join(err, file.Truncate(before.Size())))
	}
	if err := file.Sync(); err != nil {
		return l.failed("sync", errors.Join(err, file.Truncate(before.Size())))
	}
	if before.Size() == 0 {
		if err := syncDir(l.dir); err != nil {
			return l.failed("sync the folder", err)
		}
	}
	after, err := file.Stat()
	if err != nil {
		return l.failed("read "+name, err)
	}
	l.known.file, l.known.info, l.known.hash = name, after, hash
	for _, body := range bodies {
		l.known.ids[body.RecordID] = name
	}
	// The line is safe; a head that cannot be written only means that verify sees less.
	_ = writeHead(l.dir, head{file: name, size: after.Size(), hash: hash})
	return nil
}

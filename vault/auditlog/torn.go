package auditlog

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// settle makes a file the sound end of the chain. What stands behind its last whole line, a line without newline or lines that are not records
// (a power cut may leave zeros), goes into a side file, which is on the disk before the day file is cut. The rest is synced, because
// another process may have died between its write and its fsync, and what is counted as written from here on must be on the disk.
func (l *Log) settle(name string, sound int64) error {
	file, err := os.OpenFile(filepath.Join(l.dir, name), os.O_RDWR, fileMode)
	if err != nil {
		return l.failed("open "+name, err)
	}
	defer func() { _ = file.Close() }() // what counts was synced
	info, err := file.Stat()
	if err != nil {
		return l.failed("read "+name, err)
	}
	if sound < info.Size() {
		if err := l.keepTorn(name, io.NewSectionReader(file, sound, info.Size()-sound)); err != nil {
			return err
		}
		if err := file.Truncate(sound); err != nil {
			return l.failed("set a torn line aside", err)
		}
	}
	if err := file.Sync(); err != nil {
		return l.failed("sync "+name, err)
	}
	return nil
}

func (l *Log) keepTorn(name string, torn io.Reader) error {
	side := filepath.Join(l.dir, day(name)+tornExt)
	file, err := os.OpenFile(side, os.O_CREATE|os.O_APPEND|os.O_WRONLY, fileMode)
	if err != nil {
		return l.failed("set a torn line aside", err)
	}
	_, err = io.Copy(file, torn)
	if err == nil {
		_, err = file.WriteString("\n")
	}
	if err := errors.Join(err, file.Sync(), file.Close(), syncDir(l.dir)); err != nil {
		return l.failed("set a torn line aside", err)
	}
	return nil
}

// TailMissing is the action of the record that Append writes by itself when acknowledged lines at the end of the log are gone. Parameters:
// expected_hash and expected_file of the last acknowledged line, found_hash of the line the chain goes on from.
const TailMissing = "auditlog.TailMissing"

// noteLostTail compares the head with the end of the chain. A crash cannot make them differ in this way: the head is written after the
// line is on the disk. The finding itself goes into the chain, because the next head would cover it up.
func (l *Log) noteLostTail(name string) error {
	h := readHead(l.dir)
	if h.hash == "" || h.hash == l.known.hash {
		return nil
	}
	seen, err := l.hasHash(h)
	if err != nil || seen {
		return err
	}
	body, err := l.prepare(Record{
		Action: TailMissing, Actor: "auditlog", Result: "acknowledged lines at the end of the log are gone or changed", RecordID: NewID(TailMissing, h.hash, l.known.hash),
		Parameters: map[string]any{"expected_file": h.file, "expected_hash": h.hash, "found_hash": l.known.hash},
	})
	if err != nil {
		return err
	}
	return l.write(name, body)
}

// hasHash looks for the acknowledged line in the file where it was written.
func (l *Log) hasHash(h head) (bool, error) {
	found := false
	path := filepath.Join(l.dir, h.file)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) && !strings.HasSuffix(path, ".gz") {
		path += ".gz"
	}
	err := eachLine(path, -1, func(raw rawLine) error {
		if p, ok := parse(raw.text); ok && p.Hash == h.hash {
			found = true
		}
		return nil
	})
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, l.failed(fmt.Sprintf("read %s", h.file), err)
	}
	return found, nil
}

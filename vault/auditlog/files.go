package auditlog

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const (
	lockName   = ".lock"
	headName   = ".head"
	plainExt   = ".json"
	packedExt  = ".json.gz"
	tornExt    = ".torn"
	dirMode    = 0o700
	fileMode   = 0o600
	maxReadLen = 1 << 20 // a longer line is damage, not a record
)

var dayFile = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}\.json(?:\.gz)?$`)

// dayFiles lists the day files, oldest first. When a day exists both plain and packed, the plain file counts: it is the one that is written.
func dayFiles(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if dayFile.MatchString(entry.Name()) {
			names = append(names, entry.Name())
		}
	}
	slices.Sort(names)
	return slices.CompactFunc(names, func(a, b string) bool { return day(a) == day(b) }), nil
}

func day(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), plainExt)
}

// rawLine is one line of a file as it stands there.
type rawLine struct {
	text   []byte // without newline; only valid until the next line
	number int
	offset int64
	ended  bool // a newline follows
}

// eachLineFrom is eachLine for a plain file, starting at a byte where a line begins. Numbers count from there.
func eachLineFrom(path string, from int64, f func(rawLine) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return err
	}
	return splitLines(bufio.NewReaderSize(file, 64<<10), f)
}

// eachLine calls f for the lines of a day file up to limit bytes (of the uncompressed content; < 0 = all).
func eachLine(path string, limit int64, f func(rawLine) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	var r io.Reader = file
	if strings.HasSuffix(path, packedExt) {
		unpacked, err := gzip.NewReader(file)
		if err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(path), err)
		}
		r = unpacked
	}
	if limit >= 0 {
		r = io.LimitReader(r, limit)
	}
	return splitLines(bufio.NewReaderSize(r, 64<<10), f)
}

func splitLines(r *bufio.Reader, f func(rawLine) error) error {
	var (
		buf    []byte
		offset int64
		size   int64
	)
	for number := 1; ; {
		chunk, err := r.ReadSlice('\n')
		size += int64(len(chunk))
		if len(buf) < maxReadLen {
			buf = append(buf, chunk...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		ended := err == nil
		if !ended && !errors.Is(err, io.EOF) {
			return err
		}
		if size == 0 {
			return nil
		}
		l := rawLine{text: bytes.TrimSuffix(buf, []byte("\n")), number: number, offset: offset, ended: ended}
		if err := f(l); err != nil {
			return err
		}
		if !ended {
			return nil
		}
		offset, size, buf, number = offset+size, 0, buf[:0], number+1
	}
}

// parsed is what the chain needs of a line.
type parsed struct {
	line
	computed string // the hash that the line should have
}

// parse reads a line strictly enough for the chain. ok is false when it is not a JSON object of ours.
func parse(text []byte) (p parsed, ok bool) {
	if len(text) > maxReadLen || json.Unmarshal(text, &p.line) != nil || p.RecordID == "" || p.Hash == "" {
		return p, false
	}
	signed := len(text) - hashTail
	if signed < 0 || !bytes.HasPrefix(text[signed:], []byte(hashKey)) {
		// JSON, but rewritten: the hash of the whole can never match.
		p.computed = sum(text)
		return p, true
	}
	unsigned := append(slices.Clone(text[:signed]), '}')
	p.computed = sum(unsigned)
	return p, true
}

// identity reads what the index needs of a line, and no more: it runs over all lines at every start.
func identity(text []byte) (id, hash string, ok bool) {
	var stub struct {
		RecordID string `json:"record_id"`
		Hash     string `json:"hash"`
	}
	if len(text) > maxReadLen || json.Unmarshal(text, &stub) != nil {
		return "", "", false
	}
	return stub.RecordID, stub.Hash, stub.RecordID != "" && stub.Hash != ""
}

// head is the last acknowledged line, kept beside the chain.
type head struct {
	file string
	size int64
	hash string
}

// readHead returns the zero head when there is none or when it is damaged: the chain itself is the truth.
func readHead(dir string) head {
	raw, err := os.ReadFile(filepath.Join(dir, headName))
	if err != nil {
		return head{}
	}
	var h head
	if _, err := fmt.Sscanf(string(raw), "%s %d %s\n", &h.file, &h.size, &h.hash); err != nil || !dayFile.MatchString(h.file) || len(h.hash) != len(genesis) {
		return head{}
	}
	return h
}

// writeHead needs no fsync: the file only ever lags behind the log.
func writeHead(dir string, h head) error {
	file, err := os.OpenFile(filepath.Join(dir, headName), os.O_CREATE|os.O_WRONLY, fileMode)
	if err != nil {
		return err
	}
	_, err = file.WriteAt(fmt.Appendf(nil, "%s %020d %s\n", h.file, h.size, h.hash), 0)
	return errors.Join(err, file.Close())
}

// syncDir makes a new or renamed file survive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

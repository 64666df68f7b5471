package media

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// unwritten begins the names of files that are not whole yet.
const unwritten = ".writing-"

// Store keeps bytes under their SHA-256, so that what leaves is what was
// judged. Files are readable by the owner only.
type Store struct{ dir string }

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// keptFor is how long bytes stay that nobody has asked for. A post that is still to go out takes them anew from its file.
const keptFor = 60 * 24 * time.Hour

// OpenStore opens the store at dir, makes it when it is missing and removes
// what killed processes left behind and what was not needed for long.
func OpenStore(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the store of media; check DATA_DIR: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading the store of media: %w", err)
	}
	for _, e := range entries {
		info, err := e.Info()
		old := err == nil && hashForm.MatchString(e.Name()) && time.Since(info.ModTime()) > keptFor
		if old || strings.HasPrefix(e.Name(), unwritten) {
			_ = os.Remove(filepath.Join(dir, e.Name()))
		}
	}
	return &Store{dir: dir}, nil
}

// Keep copies at most limit bytes into the store and gives their hash (hex) and
// number. Bytes that are there already are not written again.
func (s *Store) Keep(r io.Reader, limit int64) (hash string, size int64, err error) {
	f, err := os.CreateTemp(s.dir, unwritten)
	if err != nil {
		return "", 0, fmt.Errorf("writing to the store of media: %w", err)
	}
	defer func() {
		_ = f.Close()
		_ = os.Remove(f.Name()) // gone already when all went well
	}()
	sum := sha256.New()
	size, err = io.Copy(io.MultiWriter(f, sum), io.LimitReader(r, limit+1))
	if err != nil {
		return "", 0, err
	}
	if size > limit {
		return "", 0, problem(fmt.Sprintf("the file is larger than %d MB, more than any platform takes; make it smaller", limit>>20))
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	if s.Has(hash, size) {
		return hash, size, nil
	}
	if err := errors.Join(f.Sync(), f.Close(), os.Rename(f.Name(), s.path(hash))); err != nil {
		return "", 0, fmt.Errorf("writing to the store of media: %w", err)
	}
	if d, err := os.Open(s.dir); err == nil {
		_ = d.Sync() // some file systems know no fsync of a folder
		_ = d.Close()
	}
	return hash, size, nil
}

// Open gives the bytes of a hash after it has been made sure that they are
// those. Missing bytes are fs.ErrNotExist; bytes that have changed are a
// *Problem, and are removed so that they can be kept anew.
func (s *Store) Open(hash string) (io.ReadSeekCloser, error) {
	if !hashForm.MatchString(hash) {
		return nil, fmt.Errorf("%w: no media was kept for this post", fs.ErrNotExist)
	}
	f, err := os.Open(s.path(hash))
	if err != nil {
		return nil, fmt.Errorf("reading the store of media: %w", err)
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	switch {
	case err != nil:
		_ = f.Close()
		return nil, fmt.Errorf("reading the store of media: %w", err)
	case hex.EncodeToString(sum.Sum(nil)) != hash:
		_ = f.Close()
		_ = os.Remove(s.path(hash))
		return nil, problem("the kept copy of the file was changed or damaged; save the note again, so that the file is taken anew")
	}
	return f, nil
}

// Has tells whether bytes of that hash and size are kept, and has them kept on.
func (s *Store) Has(hash string, size int64) bool {
	if !hashForm.MatchString(hash) {
		return false
	}
	info, err := os.Stat(s.path(hash))
	if err != nil || info.Size() != size {
		return false
	}
	if now := time.Now(); now.Sub(info.ModTime()) > keptFor/10 {
		_ = os.Chtimes(s.path(hash), now, now) // at worst they are taken anew
	}
	return true
}

func (s *Store) path(hash string) string { return filepath.Join(s.dir, hash) }

package vault

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// Vault is an open vault directory. All methods are safe for concurrent use; all paths are relative to it.
type Vault struct {
	dir     string
	settled settledFiles

	mu      sync.RWMutex
	root    *os.Root
	retired []*os.Root // replaced roots, kept open for calls under way
}

// Open opens the vault at dir, creates it when it is missing and lays out the embedded starter pages and folders that
// are missing. A file that exists is never changed. It fails with a sentence for the owner when dir is a file
// (ErrNotDirectory), cannot be written (ErrReadOnly) or the disk is full (ErrDiskFull).
func Open(dir string) (*Vault, error) {
	abs, err := filepath.Abs(dir)
	if err != nil || dir == "" {
		return nil, fmt.Errorf("the vault needs a directory; set VAULT_DIR: %w", errors.Join(err, fs.ErrInvalid))
	}
	if info, err := os.Stat(abs); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("the vault path %s is a file; set VAULT_DIR to a folder or rename the file: %w", abs, ErrNotDirectory)
	}
	if err := os.MkdirAll(abs, 0o755); err != nil {
		return nil, explain(err, "creating the vault", abs)
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, explain(err, "opening the vault", abs)
	}
	v := &Vault{dir: abs, root: root}
	if err := v.prepare(); err != nil {
		_ = root.Close()
		return nil, err
	}
	return v, nil
}

// OpenExisting opens a vault for looking at it: nothing is created, laid out or tried. A missing one is fs.ErrNotExist.
func OpenExisting(dir string) (*Vault, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(abs)
	if err != nil {
		return nil, explain(err, "opening the vault", abs)
	}
	return &Vault{dir: abs, root: root}, nil
}

// Dir is the absolute path of the vault on this machine.
func (v *Vault) Dir() string { return v.dir }

// Close releases the directory. It may be called more than once.
func (v *Vault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	err := v.root.Close()
	for _, r := range v.retired {
		err = errors.Join(err, r.Close())
	}
	v.retired = nil
	return err
}

// ReadFile reads a file of at most limit bytes; limit 0 means MaxNoteBytes. It never blocks on a pipe or a device:
// what is not a regular file is refused.
func (v *Vault) ReadFile(name string, limit int64) ([]byte, error) {
	if limit <= 0 {
		limit = MaxNoteBytes
	}
	data, _, err := v.readRegular(name, limit)
	return data, err
}

// ReadNote reads and parses a note of ours or the owner's, without waiting for it to settle.
func (v *Vault) ReadNote(name string) (*Note, error) {
	data, err := v.ReadFile(name, MaxNoteBytes)
	if err != nil {
		return nil, err
	}
	n, err := ParseNote(data)
	if err != nil {
		return nil, &Refusal{Path: name, Kind: Malformed, Sentence: err.Error()}
	}
	return n, nil
}

// OpenFile opens a file that is not a note, such as a picture. What is not a regular file, or lies behind a link, is refused; it
// never blocks. The caller closes it.
func (v *Vault) OpenFile(name string) (*os.File, FileInfo, error) {
	if err := checkTarget(name); err != nil {
		return nil, FileInfo{}, &Refusal{Path: name, Kind: BadName, Sentence: "it is no path within the vault"}
	}
	if err := v.checkParents(name); err != nil {
		return nil, FileInfo{}, err
	}
	return v.openRegular(name)
}

// Exists is true when anything, even a broken link, has this name. An unreadable folder is an error, not an absence.
func (v *Vault) Exists(name string) (bool, error) {
	_, err := v.at().Lstat(filepath.FromSlash(name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, explain(err, "looking for", name)
}

// Stat describes the file without following a link.
func (v *Vault) Stat(name string) (FileInfo, error) {
	info, err := v.at().Lstat(filepath.FromSlash(name))
	if err != nil {
		return FileInfo{}, explain(err, "looking at", name)
	}
	return fileInfo(name, info), nil
}

// List names the entries of a folder that are not hidden, sorted, files and folders alike.
func (v *Vault) List(folder string) ([]string, error) {
	d, err := openFolder(v.at(), folder)
	if err != nil {
		return nil, explain(err, "listing", folder)
	}
	defer func() { _ = d.Close() }()
	entries, err := d.ReadDir(-1)
	if err != nil {
		return nil, explain(err, "listing", folder)
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, path.Join(folder, e.Name()))
		}
	}
	return sorted(names), nil
}

// Remove deletes one file; a missing one is no error, a folder is.
func (v *Vault) Remove(name string) error {
	sys := filepath.FromSlash(name)
	info, err := v.at().Lstat(sys)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return explain(err, "removing", name)
	}
	if info.IsDir() {
		return fmt.Errorf("removing %s: it is a folder", name)
	}
	if err := v.at().Remove(sys); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return explain(err, "removing", name)
	}
	return v.syncDir(path.Dir(name))
}

func (v *Vault) at() *os.Root {
	v.mu.RLock()
	defer v.mu.RUnlock()
	return v.root
}

// readRegular reads a regular file that is small enough and does not change meanwhile.
func (v *Vault) readRegular(name string, limit int64) ([]byte, FileInfo, error) {
	f, info, err := v.openRegular(name)
	if err != nil {
		return nil, info, err
	}
	defer func() { _ = f.Close() }()
	if info.Size > limit {
		return nil, info, &Refusal{Path: name, Kind: TooLarge, Sentence: fmt.Sprintf("it is larger than %d KB; shorten it", limit>>10)}
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, info, explain(err, "reading", name)
	}
	after, err := f.Stat()
	if err != nil {
		return nil, info, explain(err, "reading", name)
	}
	if int64(len(data)) != info.Size || after.Size() != info.Size || !after.ModTime().Equal(info.ModTime) {
		return nil, info, &Refusal{Path: name, Kind: Changing, Sentence: "it is still being written"}
	}
	return data, info, nil
}

// openRegular opens a regular file without ever blocking. Between the look and the open a file may be swapped for a pipe or a
// link: the open does not wait, and the identities are compared.
func (v *Vault) openRegular(name string) (*os.File, FileInfo, error) {
	sys := filepath.FromSlash(name)
	before, err := v.at().Lstat(sys)
	if err != nil {
		return nil, FileInfo{Path: name}, explain(err, "reading", name)
	}
	info := fileInfo(name, before)
	if !before.Mode().IsRegular() {
		return nil, info, &Refusal{Path: name, Kind: NotRegular, Sentence: "it is not a regular file but a " + modeWord(before.Mode())}
	}
	f, err := v.at().OpenFile(sys, os.O_RDONLY|openNonblock, 0)
	if err != nil {
		return nil, info, explain(err, "reading", name)
	}
	opened, err := f.Stat()
	if err == nil && os.SameFile(before, opened) {
		return f, info, nil
	}
	_ = f.Close()
	if err != nil {
		return nil, info, explain(err, "reading", name)
	}
	return nil, info, &Refusal{Path: name, Kind: Changing, Sentence: "it was replaced while it was read"}
}

// openFolder opens a folder to list or sync it. A pipe in its place does not block.
func openFolder(root *os.Root, dir string) (*os.File, error) {
	return root.OpenFile(filepath.FromSlash(dir), os.O_RDONLY|openNonblock, 0)
}

func modeWord(m fs.FileMode) string {
	switch {
	case m&fs.ModeSymlink != 0:
		return "link; put the file itself there"
	case m.IsDir():
		return "folder"
	case m&fs.ModeNamedPipe != 0:
		return "pipe"
	}
	return "device or socket"
}

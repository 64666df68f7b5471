package mailset

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
)

// Limits of an archive, far above any set of mails, so that a wrong file does
// not fill the memory.
const (
	maxFile    = 64 << 20
	maxArchive = 1 << 30
)

var errTooLarge = errors.New("it holds more than 1 GB, or a file over 64 MB; name an archive of mails")

// tree is a folder or an archive, with names below it, separated by slashes.
type tree interface {
	names() []string // sorted
	read(name string) ([]byte, error)
}

// open looks at what a user named.
func open(where string) (tree, error) {
	info, err := os.Stat(where)
	if err != nil {
		return nil, fmt.Errorf("%s is not there; name a folder of mails or a .tar.gz archive", where)
	}
	if info.IsDir() {
		return openFolder(where)
	}
	if !strings.HasSuffix(where, ".tar.gz") && !strings.HasSuffix(where, ".tgz") {
		return nil, fmt.Errorf("%s is neither a folder nor a .tar.gz archive; name one of the two", where)
	}
	return openArchive(where)
}

type folder struct {
	root string
	all  []string
}

func openFolder(root string) (tree, error) {
	f := folder{root: root}
	err := filepath.WalkDir(root, func(p string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		below, err := filepath.Rel(root, p)
		f.all = append(f.all, filepath.ToSlash(below))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("the folder %s cannot be listed: %w", root, err)
	}
	sort.Strings(f.all)
	return f, nil
}

func (f folder) names() []string { return f.all }

func (f folder) read(name string) ([]byte, error) {
	return os.ReadFile(filepath.Join(f.root, filepath.FromSlash(name))) //nolint:gosec // the user names the folder, labels are held to it
}

type archive struct {
	all   []string
	files map[string][]byte
}

func openArchive(where string) (tree, error) {
	f, err := os.Open(where) //nolint:gosec // the user names the archive
	if err != nil {
		return nil, fmt.Errorf("the archive %s cannot be opened: %w", where, err)
	}
	defer func() { _ = f.Close() }()
	a, err := unpack(f)
	if err != nil {
		return nil, fmt.Errorf("the archive %s cannot be read: %w", where, err)
	}
	return a, nil
}

func unpack(r io.Reader) (tree, error) {
	zipped, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	a, size := archive{files: map[string][]byte{}}, int64(0)
	for files := tar.NewReader(zipped); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			sort.Strings(a.all)
			return a, nil
		}
		if err != nil {
			return nil, err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		if size += header.Size; header.Size > maxFile || size > maxArchive {
			return nil, errTooLarge
		}
		content, err := io.ReadAll(files)
		if err != nil {
			return nil, err
		}
		name := path.Clean(header.Name)
		if _, twice := a.files[name]; !twice {
			a.all = append(a.all, name)
		}
		a.files[name] = content
	}
}

func (a archive) names() []string { return a.all }

func (a archive) read(name string) ([]byte, error) {
	content, ok := a.files[path.Clean(name)]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return content, nil
}

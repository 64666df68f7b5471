package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
)

// maxTwins bounds the search for a free name.
const maxTwins = 10_000

// Move renames a file within the vault and gives its final path. It never overwrites: when the name is taken, the file
// becomes "name (2).md". Missing folders are made. A missing source is fs.ErrNotExist.
func (v *Vault) Move(from, to string) (string, error) {
	if err := errors.Join(checkTarget(from), checkTarget(to)); err != nil {
		return "", err
	}
	if from == to {
		return to, nil
	}
	if err := v.at().MkdirAll(filepath.FromSlash(path.Dir(to)), 0o755); err != nil {
		return "", explain(err, "moving", from)
	}
	final, err := v.renameFree(from, to)
	if err != nil {
		return "", explain(err, "moving", from)
	}
	err = v.syncDir(path.Dir(final))
	if path.Dir(from) != path.Dir(final) {
		err = errors.Join(err, v.syncDir(path.Dir(from)))
	}
	return final, err
}

// renameFree renames to the first free name.
func (v *Vault) renameFree(from, to string) (string, error) {
	ext := path.Ext(to)
	stem := strings.TrimSuffix(to, ext)
	for i := 1; i <= maxTwins; i++ {
		target := to
		if i > 1 {
			target = fmt.Sprintf("%s (%d)%s", stem, i, ext)
		}
		err := v.renameExclusive(from, target)
		if !errors.Is(err, fs.ErrExist) {
			return target, err
		}
	}
	return "", fmt.Errorf("no free name beside %s; tidy the folder", to)
}

// renameExclusive renames, and fails with fs.ErrExist when the target is taken.
func (v *Vault) renameExclusive(from, to string) error {
	root := v.at()
	err := renameNoReplace(root, from, to)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	// The file system cannot do it in one step: reserve the name, then rename over the reservation. A crash in between leaves
	// an empty file at the target and the source where it was, so nothing is lost.
	if _, err := root.Lstat(filepath.FromSlash(from)); err != nil {
		return err
	}
	f, err := root.OpenFile(filepath.FromSlash(to), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_ = f.Close() // it stays empty
	if err := root.Rename(filepath.FromSlash(from), filepath.FromSlash(to)); err != nil {
		_ = root.Remove(filepath.FromSlash(to))
		return err
	}
	return nil
}

func unsupported(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP)
}

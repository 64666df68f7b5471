package vault

import (
	"errors"
	"os"
	"path"

	"golang.org/x/sys/unix"
)

// renameNoReplace renames in one step that fails when the target exists. It is errors.ErrUnsupported on kernels and file
// systems without RENAME_NOREPLACE (man 2 rename: NFS, some FUSE and 9p).
func renameNoReplace(root *os.Root, from, to string) error {
	src, err := openFolder(root, path.Dir(from))
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	dst, err := openFolder(root, path.Dir(to))
	if err != nil {
		return err
	}
	defer func() { _ = dst.Close() }()
	err = unix.Renameat2(int(src.Fd()), path.Base(from), int(dst.Fd()), path.Base(to), unix.RENAME_NOREPLACE)
	if err != nil && (unsupported(err) || errors.Is(err, unix.ENOSYS)) {
		return errors.ErrUnsupported
	}
	if err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

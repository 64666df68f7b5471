package signin

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// maxFile is far above what such a file needs; it keeps a wrong path, such as a
// mailbox, from being read into memory.
const maxFile = 1 << 20 // bytes

// ReadFile reads a file whole; a missing one is fs.ErrNotExist, and one larger
// than 1 MiB is refused.
func ReadFile(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxFile {
		return nil, fmt.Errorf("%s is larger than 1 MiB", path)
	}
	return raw, nil
}

// ReplaceFile puts the content in the place of the file in one step, readable
// by its owner only (0600), and makes its directory (0700) when it is missing.
// A crash leaves the old file or the new one, never half of either.
func ReplaceFile(path string, raw []byte) (err error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".signin-*") // made with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if _, err = f.Write(raw); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	syncDir(dir)
	return nil
}

// syncDir makes the rename survive a power cut. Some file systems refuse it;
// the file is whole either way.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	_ = d.Sync()
	_ = d.Close()
}

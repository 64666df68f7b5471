//go:build unix

package doctor

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// device identifies the file system of a folder; false when it is not there.
func device(dir string) (id uint64, ok bool) {
	info, err := os.Stat(dir)
	if err != nil {
		return 0, false
	}
	sys, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0, false
	}
	return uint64(sys.Dev), true //nolint:unconvert,nolintlint // its width differs between systems
}

// room is what this account may still write, in bytes.
func room(dir string) (uint64, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(dir, &stat); err != nil {
		return 0, err
	}
	return uint64(stat.Bavail) * uint64(stat.Bsize), nil //nolint:unconvert,gosec,nolintlint // widths differ between systems
}

func openToOthers(info fs.FileInfo) bool { return info.Mode().Perm()&0o007 != 0 }

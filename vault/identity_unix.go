//go:build unix

package vault

import (
	"io/fs"
	"syscall"
)

// openNonblock keeps an open from waiting for the other end of a pipe.
const openNonblock = syscall.O_NONBLOCK

func identity(info fs.FileInfo) (FileID, uint64) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return FileID{}, 1
	}
	return FileID{Dev: uint64(st.Dev), Inode: uint64(st.Ino)}, uint64(st.Nlink) //nolint:unconvert // the widths differ between systems
}

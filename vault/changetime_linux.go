package vault

import (
	"io/fs"
	"syscall"
	"time"
)

// changeTime is when the file was last written, renamed or given another mode. A rename leaves ModTime as it was.
func changeTime(info fs.FileInfo) time.Time {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return info.ModTime()
	}
	return time.Unix(int64(st.Ctim.Sec), int64(st.Ctim.Nsec)) //nolint:unconvert // the widths differ between architectures
}

package doctor

import (
	"io/fs"

	"golang.org/x/sys/windows"
)

// device is not told on Windows, where a vault is on one drive.
func device(string) (id uint64, ok bool) { return 0, false }

// room is what this account may still write, in bytes.
func room(dir string) (free uint64, err error) {
	name, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	return free, windows.GetDiskFreeSpaceEx(name, &free, nil, nil)
}

// openToOthers knows nothing on Windows, where the mode does not tell.
func openToOthers(fs.FileInfo) bool { return false }

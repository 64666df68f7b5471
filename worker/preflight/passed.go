package preflight

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// passedName is the file that keeps which program has passed.
const passedName = "preflight"

// Program identifies the running program: what it was built from, and the file
// that it is. Empty when that cannot be told, and then every start is checked.
func Program() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	h := sha256.New()
	if build, ok := debug.ReadBuildInfo(); ok {
		fmt.Fprintln(h, build)
	}
	fmt.Fprintln(h, info.Size(), info.ModTime().UnixNano())
	return hex.EncodeToString(h.Sum(nil))
}

// Passed tells whether this program was the last that passed on a data directory.
func Passed(dataDir, program string) bool {
	raw, err := os.ReadFile(filepath.Join(dataDir, passedName))
	return err == nil && program != "" && strings.TrimSpace(string(raw)) == program
}

// Ran tells whether any program has passed there: a worker has worked on this
// data directory, and what it wrote is encrypted with a key that must be there.
func Ran(dataDir string) bool {
	_, err := os.Stat(filepath.Join(dataDir, passedName))
	return err == nil
}

// Keep remembers the program; an error costs no more than another check.
func Keep(dataDir, program string) error {
	return os.WriteFile(filepath.Join(dataDir, passedName), []byte(program+"\n"), 0o600)
}

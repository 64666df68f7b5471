package toolset

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// The pages of the vault that may be read. A test holds them against the vault's own names: this package must not know the vault, which could
// write to a note that waits.
const (
	pageHandbook  = "Company_Handbook.md"
	pageGoals     = "Business_Goals.md"
	pageDashboard = "Dashboard.md"
	pagePause     = "PAUSE.md"
	maxPage       = 1 << 20
)

// waitingNote is where a note lies while it waits for the owner.
var waitingNote = regexp.MustCompile(`^(Pending_Approval|Needs_Action)/[^/\\]+\.md$`)

// readPage reads one page below the vault and tells when it was written. Links are not followed out of the vault.
func readPage(vaultDir, name string) (text string, written time.Time, err error) {
	root, err := os.OpenRoot(vaultDir)
	if errors.Is(err, fs.ErrNotExist) {
		return "", written, fmt.Errorf("there is no vault at %s on this machine; start the worker once to get one: go run ./worker", vaultDir)
	}
	if err != nil {
		return "", written, fmt.Errorf("opening the vault: %w", err)
	}
	defer func() { _ = root.Close() }()
	info, err := root.Lstat(filepath.FromSlash(name))
	if errors.Is(err, fs.ErrNotExist) {
		return "", written, fmt.Errorf("%s is not in the vault; the owner may have moved it a moment ago", name)
	}
	if err != nil {
		return "", written, fmt.Errorf("reading %s: %w", name, err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxPage {
		return "", written, fmt.Errorf("%s is no ordinary page of less than 1 MB, and is not read", name)
	}
	f, err := root.Open(filepath.FromSlash(name))
	if err != nil {
		return "", written, fmt.Errorf("reading %s: %w", name, err)
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, maxPage))
	if err != nil {
		return "", written, fmt.Errorf("reading %s: %w", name, err)
	}
	return string(raw), info.ModTime(), nil
}

// paused is true while the owner's PAUSE.md is there, whatever stands in it.
func (o *Office) paused() bool {
	_, err := os.Lstat(filepath.Join(o.place().vault, pagePause))
	return err == nil
}

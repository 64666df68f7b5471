package doctor

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/autonomous-employee/employee/vault"
)

// leastRoom is what a week of work and one copy of the database need with plenty to spare.
const leastRoom = 512 << 20 // bytes

// vault looks at the folder that the owner works in.
func (p patient) vault(context.Context) []Line {
	const name = "vault"
	v, err := vault.OpenExisting(p.cfg.VaultDir)
	if errors.Is(err, fs.ErrNotExist) {
		return []Line{off(name, "%s is not there yet; the worker makes it at its first start", p.cfg.VaultDir)}
	}
	if err != nil {
		return []Line{wrong(name, "%v", err)}
	}
	defer func() { _ = v.Close() }()
	arrive, kind, err := v.ProbeEvents()
	var events string
	switch {
	case err != nil:
		return []Line{wrong(name, "%s cannot be watched or written (%v); let this account write there", p.cfg.VaultDir, err)}
	case arrive:
		events = "file events arrive"
	case kind != "":
		events = "no file events on " + kind + ", so it is looked through every 2 s"
	default:
		return []Line{wrong(name, "no file event came from %s within a second; the worker looks through it every 2 s instead, and a vault on a disk of this machine is noticed at once", p.cfg.VaultDir)}
	}
	if elsewhere := p.elsewhere(); elsewhere != "" {
		return []Line{wrong(name, "%s lies on another file system than the vault, where a note cannot be moved in one step; replace it by a plain folder", elsewhere)}
	}
	return []Line{ok(name, "%s; %s", p.cfg.VaultDir, events)}
}

// elsewhere finds a folder of the vault that a link or a mount has put on another file system.
func (p patient) elsewhere() string {
	home, ok := device(p.cfg.VaultDir)
	if !ok {
		return ""
	}
	for _, f := range vault.Folders() {
		dir := filepath.Join(p.cfg.VaultDir, string(f))
		if at, ok := device(dir); ok && at != home {
			return dir
		}
	}
	return ""
}

// folders looks at the two that belong to the program.
func (p patient) folders(context.Context) []Line {
	var out []Line
	for _, f := range []struct{ name, dir, setting string }{{"data", p.cfg.DataDir, "DATA_DIR"}, {"logs", p.cfg.LogDir, "LOG_DIR"}} {
		switch err := writable(f.dir); {
		case errors.Is(err, fs.ErrNotExist):
			out = append(out, off(f.name, "%s is not there yet; the worker makes it", f.dir))
		case err != nil:
			out = append(out, wrong(f.name, "%s cannot be written (%v); let this account write there, or set %s to another folder", f.dir, err, f.setting))
		default:
			out = append(out, p.private(f.name, f.dir))
		}
	}
	return out
}

// private tells of a data folder that others may read, and of one where SQLite's locks do not hold.
func (p patient) private(name, dir string) Line {
	if table, err := os.ReadFile("/proc/self/mountinfo"); err == nil && name == "data" {
		real, err := filepath.EvalSymlinks(dir)
		if kind, remote := vault.PollingMount(table, real); err == nil && remote && !strings.HasPrefix(kind, "fuse") {
			return wrong(name, "%s lies on %s, where the database can be damaged; set DATA_DIR to a folder on a disk of this machine", dir, kind)
		}
	}
	if info, err := os.Stat(dir); err == nil && name == "data" && openToOthers(info) {
		return wrong(name, "other accounts of this machine may read %s, where mails and keys lie; run: chmod 700 %s", dir, dir)
	}
	return ok(name, "%s", dir)
}

func writable(dir string) error {
	if _, err := os.Stat(dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".doctor-*")
	if err != nil {
		return cause(err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// disk looks where the least room is.
func (p patient) disk(context.Context) []Line {
	const name = "disk"
	least, where := uint64(0), ""
	for _, dir := range []string{p.cfg.DataDir, p.cfg.LogDir, p.cfg.VaultDir} {
		free, err := room(existing(dir))
		if err != nil {
			return []Line{wrong(name, "the free space at %s cannot be told: %v", dir, cause(err))}
		}
		if where == "" || free < least {
			least, where = free, dir
		}
	}
	if least < leastRoom {
		return []Line{wrong(name, "only %s free at %s; nothing is lost when it fills up, but nothing goes on: make room", size(least), where)}
	}
	return []Line{ok(name, "%s free", size(least))}
}

// existing is the folder itself, or the nearest one above it that is there.
func existing(dir string) string {
	for {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			return dir
		}
		dir = filepath.Dir(dir)
	}
}

func size(bytes uint64) string {
	if bytes >= 1<<30 {
		return fmt.Sprintf("%.1f GB", float64(bytes)/(1<<30))
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

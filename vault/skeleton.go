package vault

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"time"
)

//go:embed all:skeleton
var skeleton embed.FS

// prepare makes the missing folders, lays the missing starter pages, and proves that the vault can be written.
func (v *Vault) prepare() error {
	now := time.Now()
	for _, f := range Folders() {
		if err := v.makeFolder(f); err != nil {
			return err
		}
		v.removeStaleTemps(string(f), now)
	}
	v.removeStaleTemps(".", now)
	if err := v.layPages(); err != nil {
		return err
	}
	temp, err := v.writeTemp("check", []byte("can this be written?\n"), 0o600, false)
	if err != nil {
		return explain(err, "writing to the vault", v.dir)
	}
	return explain(v.at().Remove(filepath.FromSlash(temp)), "writing to the vault", v.dir)
}

func (v *Vault) makeFolder(f Folder) error {
	info, err := v.at().Lstat(string(f))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return explain(v.at().MkdirAll(string(f), 0o755), "creating the folder", filepath.Join(v.dir, string(f)))
	case err != nil:
		return explain(err, "opening the folder", filepath.Join(v.dir, string(f)))
	case !info.IsDir():
		return fmt.Errorf("the vault needs a folder %s, but in %s that name is a %s; rename it: %w", f, v.dir, fileWord(info.Mode()), ErrNotDirectory)
	}
	return nil
}

func fileWord(m fs.FileMode) string {
	if m.IsRegular() {
		return "file"
	}
	if m&fs.ModeSymlink != 0 {
		return "link"
	}
	return "device"
}

// layPages writes each starter page whose name is free. WriteFile's rename would replace a page that the owner makes
// at the same moment, so the name is taken exclusively.
func (v *Vault) layPages() error {
	return fs.WalkDir(skeleton, "skeleton", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		target := strings.TrimPrefix(name, "skeleton/")
		if there, err := v.Exists(target); err != nil || there {
			return err
		}
		data, err := skeleton.ReadFile(name)
		if err != nil {
			return fmt.Errorf("the embedded page %s: %w", path.Base(name), err)
		}
		if dir := path.Dir(target); dir != "." {
			if err := v.at().MkdirAll(filepath.FromSlash(dir), 0o755); err != nil {
				return explain(err, "creating the folder", filepath.Join(v.dir, dir))
			}
		}
		temp, err := v.writeTemp(target, data, 0o644, false)
		if err != nil {
			return explain(err, "creating", filepath.Join(v.dir, target))
		}
		if err := v.renameExclusive(temp, target); err != nil {
			_ = v.at().Remove(filepath.FromSlash(temp))
			if !errors.Is(err, fs.ErrExist) {
				return explain(err, "creating", filepath.Join(v.dir, target))
			}
		}
		return v.syncDir(path.Dir(target))
	})
}

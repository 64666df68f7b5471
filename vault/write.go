package vault

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Temporary files are hidden, so that Obsidian and the watcher pass over them.
const (
	tempPrefix = ".vault-"
	tempSuffix = ".tmp"
	// staleTemp is the age after which a temporary file of a killed process is removed. No write takes this long.
	staleTemp = time.Hour
)

// WriteFile writes the whole file or nothing: temporary file in the same folder, fsync, rename, fsync of the folder.
// A reader sees the old or the new content, never a part. Missing folders are made. An existing file keeps its mode,
// a new one gets 0644 less the umask, as Obsidian's own notes have.
func (v *Vault) WriteFile(name string, data []byte) error {
	if err := checkTarget(name); err != nil {
		return err
	}
	perm, keep := fs.FileMode(0o644), false
	if info, err := v.at().Lstat(filepath.FromSlash(name)); err == nil {
		if info.IsDir() {
			return fmt.Errorf("writing %s: a folder has this name; rename it", name)
		}
		if info.Mode().IsRegular() {
			perm, keep = info.Mode().Perm(), true
		}
	}
	temp, err := v.writeTemp(name, data, perm, keep)
	if err != nil {
		return explain(err, "writing", name)
	}
	return v.publish(temp, name)
}

// WriteNew writes a file under a name that is free: when the name is taken it becomes "name (2).md". It gives the path
// that was used. The write is as atomic as WriteFile's, and two writers never get the same name.
func (v *Vault) WriteNew(name string, data []byte) (string, error) {
	if err := checkTarget(name); err != nil {
		return "", err
	}
	temp, err := v.writeTemp(name, data, 0o644, false)
	if err != nil {
		return "", explain(err, "writing", name)
	}
	final, err := v.renameFree(temp, name)
	if err != nil {
		_ = v.at().Remove(filepath.FromSlash(temp))
		return "", explain(err, "writing", name)
	}
	return final, v.syncDir(path.Dir(final))
}

// WriteNote checks that the note would count and writes it.
func (v *Vault) WriteNote(name string, n *Note) error {
	if err := n.Check(); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	return v.WriteFile(name, n.Bytes())
}

// WriteNewNote checks that the note would count and writes it under a free name, as WriteNew does.
func (v *Vault) WriteNewNote(name string, n *Note) (string, error) {
	if err := n.Check(); err != nil {
		return "", fmt.Errorf("writing %s: %w", name, err)
	}
	return v.WriteNew(name, n.Bytes())
}

// publish puts the finished temporary file in the place of what was there.
func (v *Vault) publish(temp, name string) error {
	if err := v.at().Rename(filepath.FromSlash(temp), filepath.FromSlash(name)); err != nil {
		_ = v.at().Remove(filepath.FromSlash(temp))
		return explain(err, "writing", name)
	}
	return v.syncDir(path.Dir(name))
}

func (v *Vault) writeTemp(name string, data []byte, perm fs.FileMode, keepMode bool) (string, error) {
	dir := path.Dir(name)
	if err := v.at().MkdirAll(filepath.FromSlash(dir), 0o755); err != nil {
		return "", err
	}
	temp := path.Join(dir, tempPrefix+strings.ToLower(rand.Text())+tempSuffix)
	f, err := v.at().OpenFile(filepath.FromSlash(temp), os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if keepMode {
		_ = f.Chmod(perm) // some shares know no modes; then there is nothing to keep
	}
	if err == nil {
		if err = f.Sync(); err != nil && unsupported(err) {
			err = nil
		}
	}
	if info, statErr := f.Stat(); statErr == nil && err == nil {
		v.settled.add(fileInfo(temp, info))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		_ = v.at().Remove(filepath.FromSlash(temp))
		return "", err
	}
	return temp, nil
}

// syncDir makes a rename last through a power cut. Some file systems know no fsync of a folder; that is no error.
func (v *Vault) syncDir(dir string) error {
	d, err := openFolder(v.at(), dir)
	if err != nil {
		return explain(err, "writing", dir)
	}
	defer func() { _ = d.Close() }()
	if err := d.Sync(); err != nil && !unsupported(err) {
		return explain(err, "writing", dir)
	}
	return nil
}

// removeStaleTemps clears what killed processes left behind.
func (v *Vault) removeStaleTemps(dir string, now time.Time) {
	d, err := openFolder(v.at(), dir)
	if err != nil {
		return
	}
	defer func() { _ = d.Close() }()
	entries, _ := d.ReadDir(-1)
	for _, e := range entries {
		if !isOwnTemp(e.Name()) {
			continue
		}
		full := filepath.FromSlash(path.Join(dir, e.Name()))
		if info, err := v.at().Lstat(full); err == nil && info.Mode().IsRegular() && now.Sub(info.ModTime()) > staleTemp {
			_ = v.at().Remove(full)
		}
	}
}

func isOwnTemp(name string) bool {
	return strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix)
}

// checkTarget refuses early what os.Root would refuse later. Names need not be UTF-8: a dropped mail may have any name.
func checkTarget(name string) error {
	if name == "." || path.Clean(name) != name || !filepath.IsLocal(filepath.FromSlash(name)) {
		return fmt.Errorf("%q is not a path within the vault", shorten(name, 120))
	}
	return nil
}

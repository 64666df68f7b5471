package vault

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// maxDepth is how deep subfolders are followed; deeper ones are reported. It bounds what a mistaken move can cost.
const maxDepth = 8

// scan looks at every file in the watched folders and tells ScanDone when all of it is settled.
func (w *Watcher) scan(now time.Time) error {
	err := w.sweep(now)
	if len(w.waiting) == 0 {
		w.scanDue = time.Time{}
		w.queue.push(Change{Kind: ScanDone})
		return err
	}
	w.scanDue = now.Add(SettleTime)
	w.dueAt(w.scanDue)
	return err
}

// sweep compares the folders with the Index. It returns what could not be read; nothing below such a place is
// taken for gone.
func (w *Watcher) sweep(now time.Time) error {
	w.dark = nil
	defer func() { w.swept, w.sweepTook = now, time.Since(now) }()
	if err := w.v.sameDirectory(w.opt.Folders); err != nil {
		w.dark = []string{"."}
		return err
	}
	s := &sweeper{w: w, now: now, seen: make(map[string]struct{}), dirs: map[string]struct{}{".": {}}}
	w.dropDeadWatches()
	if info, err := w.v.at().Stat("."); err == nil {
		w.watchDir(".", fileInfo(".", info).ID)
	}
	for _, f := range w.opt.Folders {
		s.top(f)
	}
	for dir := range w.dirs {
		if _, seen := s.dirs[dir]; !seen && !w.blind(dir) {
			w.forgetDir(dir)
		}
	}
	s.missing(w.index.under(func(string) bool { return true }))
	for p := range w.waiting {
		s.missing([]string{p})
	}
	return errors.Join(s.errs...)
}

type sweeper struct {
	w    *Watcher
	now  time.Time
	seen map[string]struct{} // files
	dirs map[string]struct{}
	errs []error
}

// folderWait is how long one of the vault's folders must be missing before it is made again. Made at once it would get into the way
// of somebody who is putting another one there.
const folderWait = time.Second

// top walks one of the vault's own folders, and makes it again when it stays missing.
func (s *sweeper) top(f Folder) {
	if there, err := s.w.v.Exists(string(f)); err == nil && !there {
		since, known := s.w.absent[f]
		if !known {
			s.w.absent[f] = s.now
		}
		if !known || s.now.Sub(since) < folderWait {
			return
		}
	}
	delete(s.w.absent, f)
	if err := s.w.v.makeFolder(f); err != nil {
		if errors.Is(err, ErrNotDirectory) {
			s.errs = append(s.errs, err) // what lies behind a link decides nothing
			return
		}
		s.fail(string(f), err)
		return
	}
	s.walk(f, string(f), 0)
}

func (s *sweeper) walk(f Folder, dir string, depth int) {
	if depth > maxDepth {
		s.tooDeep(f, dir)
		return
	}
	s.dirs[dir] = struct{}{}
	root, err := s.w.openReal(dir)
	if err != nil {
		s.fail(dir, err)
		return
	}
	if root == nil {
		return
	}
	defer func() { _ = root.Close() }()
	names, err := readNames(root)
	if err != nil {
		s.fail(dir, explain(err, "reading the folder", dir))
		return
	}
	for _, name := range names {
		s.entry(f, root, dir, name, depth)
	}
}

// tooDeep tells of a folder whose notes are not looked at.
func (s *sweeper) tooDeep(f Folder, dir string) {
	problem := fmt.Sprintf("folders lie more than %d deep, so what is in it decides nothing; move it up", maxDepth)
	if !decides(f) {
		s.fail(dir, fmt.Errorf("%s: %s", dir, problem))
		return
	}
	s.w.dark = append(s.w.dark, dir)
	s.seen[dir] = struct{}{}
	s.w.put(Sighting{Path: dir, Folder: f, SeenAt: s.now.UTC(), Refused: TooDeep, Problem: problem})
}

func (s *sweeper) entry(f Folder, root *os.Root, dir, name string, depth int) {
	p := path.Join(dir, name)
	if _, away := awayName(name); temporaryName(name) && !away {
		return
	}
	info, err := root.Lstat(name)
	if err != nil {
		return // gone meanwhile: missing will look again
	}
	if info.IsDir() {
		if !strings.HasPrefix(name, ".") {
			s.walk(f, p, depth+1)
		}
		return
	}
	s.seen[p] = struct{}{}
	s.w.judge(f, fileInfo(p, info), s.now)
}

// missing looks once more at paths that the walk did not meet.
func (s *sweeper) missing(paths []string) {
	for _, p := range paths {
		if _, seen := s.seen[p]; !seen && !s.w.blind(p) {
			s.w.look(p, s.now)
		}
	}
}

func (s *sweeper) fail(dir string, err error) {
	s.w.dark = append(s.w.dark, dir)
	s.errs = append(s.errs, err)
}

// openReal opens a directory that is no link, with its events on; nil when it is not there.
func (w *Watcher) openReal(dir string) (*os.Root, error) {
	sys := filepath.FromSlash(dir)
	before, err := w.v.at().Lstat(sys)
	if errors.Is(err, fs.ErrNotExist) || err == nil && !before.IsDir() {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err, "reading the folder", dir)
	}
	// The watch comes before the listing: a file that arrives in between is met twice, never missed.
	w.watchDir(dir, fileInfo(dir, before).ID)
	root, err := w.v.at().OpenRoot(sys)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(err, "reading the folder", dir)
	}
	opened, err := root.Stat(".")
	if err != nil || !os.SameFile(before, opened) {
		_ = root.Close()
		return nil, errors.Join(err, fmt.Errorf("the folder %s was replaced while it was read", dir))
	}
	return root, nil
}

func readNames(root *os.Root) ([]string, error) {
	d, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	names, err := d.Readdirnames(-1)
	return sorted(names), err
}

// sameDirectory makes sure that the vault's path still leads to the directory that is open. When the path is gone, as with
// a share that was unmounted, everything in it would look deleted; then it is an error and nothing is concluded. When
// another directory with the same folders lies there, that one is the vault from now on.
func (v *Vault) sameDirectory(folders []Folder) error {
	there, err := os.Stat(v.dir)
	if err != nil {
		return fmt.Errorf("the vault %s is not there; put it back or restart with VAULT_DIR set to its new place: %w", v.dir, err)
	}
	if open, err := v.at().Stat("."); err == nil && os.SameFile(there, open) {
		return nil
	}
	root, err := os.OpenRoot(v.dir)
	if err != nil {
		return explain(err, "opening the vault", v.dir)
	}
	for _, f := range folders {
		if info, err := root.Lstat(string(f)); err != nil || !info.IsDir() {
			_ = root.Close()
			return fmt.Errorf("another directory lies at %s and has no folder %s; put the vault back", v.dir, f)
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.retired = append(v.retired, v.root)
	v.root = root
	return nil
}

package vault

import (
	"crypto/rand"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	// eventBuffer holds events while the reader is not scheduled. The kernel's own queue holds 16,384.
	eventBuffer = 4096
	probePrefix = tempPrefix + "probe-"
	// selfTestTime is how long the event of the probe file may take. Measured: p99 184 us.
	selfTestTime = time.Second
)

// openEvents starts the operating system's notification; nil when there is none, then scans alone must do.
func (w *Watcher) openEvents() *fsnotify.Watcher {
	if w.opt.ForcePolling {
		w.polling.Store(true)
		return nil
	}
	events, err := fsnotify.NewBufferedWatcher(eventBuffer)
	w.work.Lock()
	defer w.work.Unlock()
	if err != nil {
		w.polling.Store(true)
		w.trouble("events", fmt.Errorf("the system gives no file events, so the vault is scanned every %s: %w", w.opt.PollInterval, err))
		return nil
	}
	w.events = events
	for _, f := range w.opt.Folders {
		if kind, poll := w.v.mountNeedsPolling(f); poll {
			w.polling.Store(true)
			w.trouble("events", fmt.Errorf("%s lies on %s, which tells no file events; it is scanned every %s", f, kind, w.opt.PollInterval))
		}
	}
	return events
}

func (w *Watcher) closeEvents() {
	w.work.Lock()
	defer w.work.Unlock()
	if w.events != nil {
		_ = w.events.Close()
		w.events = nil
		clear(w.dirs)
	}
}

// readEvents only queues paths, so that the kernel's queue never fills while a note is read.
func (w *Watcher) readEvents(events *fsnotify.Watcher) {
	errs := events.Errors
	for {
		select {
		case ev, ok := <-events.Events:
			if !ok {
				return
			}
			w.noteEvent(ev)
		case _, ok := <-errs:
			if !ok {
				errs = nil
				continue
			}
			// An overflow or any other error: what was missed is not known.
			w.hints.addScan()
		}
	}
}

func (w *Watcher) noteEvent(ev fsnotify.Event) {
	rel, err := filepath.Rel(w.v.dir, ev.Name)
	if err != nil || ev.Op == fsnotify.Chmod {
		return
	}
	rel = filepath.ToSlash(rel)
	base := path.Base(rel)
	_, away := awayName(base)
	switch {
	case strings.HasPrefix(base, probePrefix):
		select {
		case w.probe <- struct{}{}:
		default:
		}
	case temporaryName(base) && !away:
	case !strings.Contains(rel, "/"):
		if ev.Has(fsnotify.Create) || ev.Has(fsnotify.Remove) || ev.Has(fsnotify.Rename) {
			w.topChanged(rel)
		}
	default:
		w.hints.add(rel)
	}
}

// topChanged scans when one of the watched folders, or the vault itself, was replaced.
func (w *Watcher) topChanged(rel string) {
	if rel == "." {
		w.hints.addScan()
		return
	}
	for _, f := range w.opt.Folders {
		if strings.EqualFold(rel, string(f)) {
			w.hints.addScan()
		}
	}
}

// watchDir asks for the events of one directory. A renamed directory keeps its watch under the old name, so the old one
// is given up first.
func (w *Watcher) watchDir(dir string, id FileID) {
	if w.events == nil {
		return
	}
	if old, ok := w.dirs[dir]; ok {
		if old == id {
			return
		}
		w.forgetDir(dir)
	}
	for other, otherID := range w.dirs {
		if otherID == id && id != (FileID{}) {
			w.forgetDir(other)
		}
	}
	err := w.events.Add(filepath.Join(w.v.dir, filepath.FromSlash(dir)))
	if err == nil {
		w.dirs[dir] = id
	}
	if err != nil && !os.IsNotExist(err) {
		w.polling.Store(true)
		err = fmt.Errorf("%s gives no file events, so the vault is scanned every %s: %w", dir, w.opt.PollInterval, err)
		w.trouble("events of "+dir, err)
	}
}

func (w *Watcher) forgetDir(dir string) {
	if _, ok := w.dirs[dir]; !ok {
		return
	}
	delete(w.dirs, dir)
	if w.events != nil {
		// It fails when the system gave the watch up by itself, which is as good.
		_ = w.events.Remove(filepath.Join(w.v.dir, filepath.FromSlash(dir)))
	}
}

// dropDeadWatches forgets the directories whose watch the system gave up. A directory that was deleted and made again can
// get the same inode, so its identity alone does not tell.
func (w *Watcher) dropDeadWatches() {
	if w.events == nil {
		return
	}
	alive := make(map[string]struct{}, len(w.dirs))
	for _, name := range w.events.WatchList() {
		alive[name] = struct{}{}
	}
	for dir := range w.dirs {
		if _, ok := alive[filepath.Join(w.v.dir, filepath.FromSlash(dir))]; !ok {
			delete(w.dirs, dir)
		}
	}
}

// startSelfTest writes a probe file whose event must come back.
func (w *Watcher) startSelfTest() *time.Timer {
	timer := time.NewTimer(selfTestTime)
	if w.Polling() {
		timer.Stop()
		return timer
	}
	name := probePrefix + strings.ToLower(rand.Text()) + tempSuffix
	f, err := w.v.at().OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		_ = f.Close()
		_ = w.v.at().Remove(name)
	}
	return timer
}

func (w *Watcher) failSelfTest() {
	w.work.Lock()
	defer w.work.Unlock()
	w.deaf = true
	w.polling.Store(true)
	w.trouble("events", fmt.Errorf("no file events arrive in %s, so it is scanned every %s", w.v.dir, w.opt.PollInterval))
}

// passSelfTest takes a late event as a slow machine's.
func (w *Watcher) passSelfTest() {
	w.work.Lock()
	defer w.work.Unlock()
	if w.deaf {
		w.deaf = false
		w.polling.Store(false)
		w.trouble("events", nil)
	}
}

package vault

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"syscall"
	"time"
)

// goneWait is the longest time for which a missing note is not told as gone because others are still being written: one
// of them may be the same note, brought to its new folder by a sync tool as delete and create.
const goneWait = 5 * time.Second

// restPerSweep is how many times as long as looking at everything takes passes
// before it is done again for notes that have gone: where thousands of requests
// are decided, a note goes every few milliseconds.
const restPerSweep = 20

// wait is a file that is watched for a while before it is believed.
type wait struct {
	info    FileInfo // as at since
	missing bool     // it is not there, and is told as gone when it stays away
	since   time.Time
	due     time.Time
}

// look does whatever is needed about one path, whether it is there or not.
func (w *Watcher) look(p string, now time.Time) {
	folder, ok := FolderOf(p)
	if !ok || !w.watches(folder) || hiddenBelow(p) {
		return
	}
	info, err := w.statReal(p)
	if absent(err) {
		w.lookMissing(p, now)
		return
	}
	w.trouble("look at "+p, err)
	if err != nil {
		return
	}
	if !info.Mode.IsDir() {
		w.judge(folder, info, now)
		return
	}
	if temporaryName(path.Base(p)) {
		return
	}
	// A folder that was moved in makes one event; its files make none.
	w.dropDeadWatches()
	s := &sweeper{w: w, now: now, seen: make(map[string]struct{}), dirs: make(map[string]struct{})}
	s.walk(folder, p, strings.Count(p, "/"))
	w.trouble("folder "+p, errors.Join(s.errs...))
}

// judge decides about a file that is there: nothing new, wait, or read it.
func (w *Watcher) judge(folder Folder, info FileInfo, now time.Time) {
	kind := kindIn(folder, info)
	if kind == ignored {
		return
	}
	known, ok := w.index.At(info.Path)
	if ok && known.info.sameState(info) {
		delete(w.waiting, info.Path)
		return
	}
	emptyMail := kind == mailKind && info.Size == 0
	if !info.Mode.IsRegular() || w.v.settled.has(info) && !emptyMail {
		w.take(folder, kind, info, now)
		return
	}
	need := SettleTime
	if emptyMail {
		need = w.opt.EmptyMailWait
	}
	before, waits := w.waiting[info.Path]
	if !waits || before.missing || !before.info.sameState(info) {
		w.waitFor(info, now, need)
		return
	}
	if now.Sub(before.since) < need {
		w.dueAt(before.due)
		return
	}
	w.v.settled.add(info)
	w.take(folder, kind, info, now)
}

func (w *Watcher) waitFor(info FileInfo, now time.Time, need time.Duration) {
	w.waiting[info.Path] = wait{info: info, since: now, due: now.Add(need)}
	w.dueAt(now.Add(need))
}

// lookMissing waits before a path is told as gone: editors and sync tools take a note away for a moment to replace it.
func (w *Watcher) lookMissing(p string, now time.Time) {
	_, watched := w.dirs[p]
	w.forgetDir(p)
	if before, ok := w.waiting[p]; ok && !before.missing {
		delete(w.waiting, p)
	}
	lost := []string{p}
	if watched || kindOf(p) == ignored { // it may have been a folder
		lost = append(lost, w.index.under(func(q string) bool { return strings.HasPrefix(q, p+"/") })...)
	}
	for _, q := range lost {
		if _, known := w.index.At(q); !known || w.waiting[q].missing {
			continue
		}
		w.waiting[q] = wait{missing: true, since: now, due: now.Add(SettleTime)}
		w.dueAt(now.Add(SettleTime))
	}
}

// lookDue looks again at everything whose time has come; at what has gone also
// when everything was looked at a moment ago.
func (w *Watcher) lookDue(now time.Time, also bool) {
	if w.nextDue.IsZero() || now.Before(w.nextDue) && !also {
		return
	}
	w.nextDue = time.Time{}
	var lost, ripe []string
	for p, wt := range w.waiting {
		switch {
		case wt.due.After(now):
			w.dueAt(wt.due)
		case wt.missing:
			lost = append(lost, p)
		default:
			ripe = append(ripe, p)
		}
	}
	w.readAhead(ripe)
	for _, p := range ripe {
		w.look(p, now)
	}
	w.ahead = nil
	if rested := w.swept.Add(restPerSweep * w.sweepTook); also || !now.Before(rested) {
		w.confirmGone(lost, now)
	} else if len(lost) > 0 {
		w.dueAt(rested)
	}
	if w.scanDue.IsZero() {
		return
	}
	if w.scanDue.After(now) {
		w.dueAt(w.scanDue)
		return
	}
	w.scanDue = time.Time{}
	w.queue.push(Change{Kind: ScanDone, Unsettled: w.unsettled()})
}

// confirmGone tells what stayed away. Everything is looked at once more before, because a note may have moved to where
// no event told of it.
func (w *Watcher) confirmGone(lost []string, now time.Time) {
	if len(lost) == 0 {
		return
	}
	w.trouble("scan", w.sweep(now))
	hold := w.unsettled() > 0
	for _, p := range lost {
		wt, ok := w.waiting[p]
		if !ok || !wt.missing {
			continue
		}
		if _, err := w.statReal(p); !absent(err) || w.blind(p) {
			delete(w.waiting, p) // it is there, or nobody knows: the next scan looks again
			continue
		}
		if hold && now.Sub(wt.since) < goneWait {
			wt.due = now.Add(SettleTime)
			w.waiting[p] = wt
			w.dueAt(wt.due)
			continue
		}
		delete(w.waiting, p)
		w.tellGone(p)
	}
}

// tellGone takes a path out of the Index and tells it.
func (w *Watcher) tellGone(p string) {
	if old, ok := w.index.At(p); ok {
		w.index.replace(nil, []string{p})
		w.queue.push(old.gone())
	}
}

// unsettled counts the notes that are still being written.
func (w *Watcher) unsettled() int {
	count := 0
	for p, wt := range w.waiting {
		if kind := kindOf(p); !wt.missing && (kind == noteKind || kind == oddKind) {
			count++
		}
	}
	return count
}

// blind is true below a directory that the last scan could not read.
func (w *Watcher) blind(p string) bool {
	for _, d := range w.dark {
		if d == "." || p == d || strings.HasPrefix(p, d+"/") {
			return true
		}
	}
	return false
}

func (w *Watcher) dueAt(t time.Time) {
	if w.nextDue.IsZero() || t.Before(w.nextDue) {
		w.nextDue = t
	}
}

func (w *Watcher) watches(f Folder) bool {
	for _, own := range w.opt.Folders {
		if own == f {
			return true
		}
	}
	return false
}

// statReal is Stat for a path that leads through no link.
func (w *Watcher) statReal(p string) (FileInfo, error) {
	if err := w.v.checkParents(p); err != nil {
		return FileInfo{}, err
	}
	return w.v.Stat(p)
}

// absent is true when the file is surely not there, and false when it could not be looked at.
func absent(err error) bool {
	var refusal *Refusal
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.As(err, &refusal)
}

// hiddenBelow is true for paths in hidden folders such as .trash, which the scan passes over too.
func hiddenBelow(p string) bool {
	return strings.Contains(path.Dir(p), "/.")
}

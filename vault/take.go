package vault

import (
	"errors"
	"path"
	"slices"
	"time"
)

// take reads a settled file, puts it into the Index and tells what changed.
func (w *Watcher) take(folder Folder, kind fileKind, info FileInfo, now time.Time) {
	delete(w.waiting, info.Path)
	s := Sighting{
		Path: info.Path, Folder: folder, Size: info.Size, ModTime: info.ModTime, Inode: info.ID.Inode,
		SeenAt: now.UTC(), Mail: kind == mailKind, info: info,
	}
	switch {
	case !info.Mode.IsRegular():
		s.Refused, s.Problem = NotRegular, "it is not a regular file but a "+modeWord(info.Mode)
	case kind == awayKind:
		s.Refused, s.Problem = Away, "it is only in iCloud; open it once, or choose \"Download Now\", so that it can be read"
	case kind != mailKind && !w.readInto(&s, now):
		return
	}
	w.put(s)
}

// readInto fills in what the note says. It is false when the file changed meanwhile and waits again.
func (w *Watcher) readInto(s *Sighting, now time.Time) bool {
	r := w.read(s.Path)
	got, err := r.info, r.err
	s.RequestID, s.PostID = r.about.request, r.about.post
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal) && refusal.Kind == Changing, err == nil && !got.sameState(s.info):
		w.waitFor(got, now, SettleTime)
		return false
	case absent(err) && !errors.As(err, &refusal):
		w.lookMissing(s.Path, now)
		return false
	case errors.As(err, &refusal):
		s.Refused, s.Problem = refusal.Kind, refusal.Sentence
	case err != nil:
		// It may pass, so the next scan tries again: an empty info is never the same state.
		s.Refused, s.Problem, s.info = Unreadable, "it cannot be opened; check its permissions", FileInfo{}
	case s.PostID != "" && s.Folder == Rejected: // the owner has withdrawn a post
	case s.PostID != "" && decides(s.Folder):
		s.Problem = "it is a social post, which needs no approval of yours here; move it back to " + string(SocialPosts) + "/"
	case s.RequestID == "" && decides(s.Folder):
		s.Problem = "it has no request_id line, so it decides nothing; move the note that was written for you instead"
	}
	return true
}

// decides is true for the folders in which every note is about a request.
func decides(f Folder) bool { return f == Approved || f == Rejected || f == PendingApproval }

// put brings the Index up to date in one step and tells the difference.
func (w *Watcher) put(s Sighting) {
	before, had := w.index.At(s.Path)
	if s.Problem != "" && s.subject() == (subject{}) {
		was := w.wasAbout(s, before)
		s.RequestID, s.PostID = was.request, was.post
	}
	moved := w.movedFrom(s)
	var left []Sighting
	for _, p := range moved {
		if old, ok := w.index.At(p); ok {
			left = append(left, old)
		}
		delete(w.waiting, p)
	}
	w.index.replace(&s, moved)
	if had && before.subject() != (subject{}) && before.subject() != s.subject() {
		w.queue.push(before.gone())
	}
	c := Change{Folder: s.Folder, Path: s.Path, RequestID: s.RequestID, PostID: s.PostID, Problem: s.Problem, Refused: s.Refused}
	sameAsBefore := had && before.subject() == s.subject()
	switch {
	case s.Problem != "" && sameAsBefore && before.Problem == s.Problem:
	case s.Problem != "":
		c.Kind = Broken
	case s.Mail:
		c.Kind = Mail
	case sameAsBefore && before.Problem == "":
		c.Kind = Changed
	default:
		c.Kind = Appeared
	}
	if c.Kind != "" {
		w.queue.push(c)
	}
	for _, old := range left {
		w.queue.push(old.gone())
	}
}

// wasAbout gives what a damaged note was about. Told as gone it would look like a withdrawal.
func (w *Watcher) wasAbout(s, before Sighting) subject {
	if before.subject() != (subject{}) || s.Mail {
		return before.subject()
	}
	p, known := w.index.pathOf(s.info.ID)
	if name, away := awayName(path.Base(s.Path)); away && !known {
		p = path.Join(path.Dir(s.Path), name)
	}
	old, _ := w.index.At(p)
	return old.subject()
}

// movedFrom lists the known paths at which this file, or what it is about, no longer is. Without it a moved note would for a
// moment be seen in two folders.
func (w *Watcher) movedFrom(s Sighting) []string {
	var candidates []string
	if p, ok := w.index.pathOf(s.info.ID); ok {
		candidates = append(candidates, p)
	}
	for _, other := range append(w.index.Find(s.RequestID), w.index.FindPost(s.PostID)...) {
		candidates = append(candidates, other.Path)
	}
	slices.Sort(candidates)
	var moved []string
	for _, p := range slices.Compact(candidates) {
		if p == s.Path {
			continue
		}
		if _, err := w.statReal(p); absent(err) {
			moved = append(moved, p)
		}
	}
	return moved
}

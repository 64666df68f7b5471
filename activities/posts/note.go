package posts

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
	"github.com/autonomous-employee/employee/workflows/post"
)

// Properties that the employee writes into a post's note.
const (
	keyPostID   = "post_id"
	keyStatus   = "status"
	keyNextSlot = "next_slot"
	keyOutcome  = "outcome"
	keyOut      = "published" // when the first platform had it
	keyReady    = "ready"
	endStatus   = "_status" // behind a platform's name
	endURL      = "_url"
)

// ours tells the employee's properties from the owner's.
func ours(key string) bool {
	if slices.Contains([]string{keyPostID, keyStatus, keyNextSlot, keyOutcome, keyOut}, key) {
		return true
	}
	return slices.ContainsFunc(contract.Platforms(), func(p contract.Platform) bool {
		return key == string(p)+endStatus || key == string(p)+endURL
	})
}

// EnsureNote writes what the employee has to say into the note of a post, and
// moves it when a folder is given. The same input twice writes once. A note
// that the owner has deleted is written anew only when it is put away.
func (d *Desk) EnsureNote(ctx context.Context, in contract.EnsurePostNoteInput) (contract.NoteRef, error) {
	if !idForm.MatchString(in.PostID) {
		return contract.NoteRef{}, invalid("the post has no usable ID", nil)
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return contract.NoteRef{}, err // a late attempt must not write over what was said since
	}
	for range 3 { // the owner may move it meanwhile
		ref, err := d.ensureNote(ctx, in)
		var refusal *vault.Refusal
		switch {
		case missing(err):
			continue
		case errors.As(err, &refusal) && refusal.Kind == vault.Changing:
			return contract.NoteRef{}, transient("the note is being edited", err)
		case errors.As(err, &refusal):
			return contract.NoteRef{Path: refusal.Path}, nil // it can be neither read nor written; the owner sees why in the dashboard
		}
		return ref, err
	}
	return contract.NoteRef{}, transient("the note is being moved", nil)
}

func (d *Desk) ensureNote(ctx context.Context, in contract.EnsurePostNoteInput) (contract.NoteRef, error) {
	found, err := d.sightings(ctx, in.PostID)
	if err != nil {
		return contract.NoteRef{}, err
	}
	var names []string
	for _, s := range found {
		names = append(names, s.Path)
	}
	if len(names) == 0 {
		if filed := d.filedAt(in.PostID); filed != "" {
			names = []string{filed}
		}
	}
	if len(names) == 0 {
		if in.Folder == "" {
			return contract.NoteRef{}, nil
		}
		return d.writeAnew(in)
	}
	part := partOf(in).render(d.opts.Zone)
	for _, name := range names {
		if err := d.write(name, in, part); err != nil {
			return contract.NoteRef{}, err
		}
	}
	if in.Folder == "" || len(names) > 1 || !in.Back && d.movedSince(names[0], in) {
		return contract.NoteRef{Path: names[0]}, nil
	}
	return d.putAway(names[0], in)
}

// write puts our properties and our part into one note.
func (d *Desk) write(name string, in contract.EnsurePostNoteInput, part string) error {
	return d.vault.Rewrite(name, func(data []byte) ([]byte, error) {
		edited, err := onLines(data, func(text []byte) ([]byte, error) {
			n, err := vault.ParseNote(text)
			if err == nil {
				d.setProperties(n, in)
				n.Body = string(replaceOwn([]byte(n.Body), part))
				_, err = vault.ParseNote(n.Bytes())
				return n.Bytes(), err
			}
			// The part alone can be written into a note whose top is damaged.
			return replaceOwn(text, part), nil
		})
		if err == nil && len(edited) > vault.MaxNoteBytes {
			return nil, &vault.Refusal{Path: name, Kind: vault.TooLarge, Sentence: "there is no room left in it; shorten it"}
		}
		return edited, err
	})
}

// rewrite changes the note and nothing else.
func (d *Desk) rewrite(name string, edit func(*vault.Note)) error {
	return d.vault.Rewrite(name, func(data []byte) ([]byte, error) {
		return onLines(data, func(text []byte) ([]byte, error) {
			n, err := vault.ParseNote(text)
			if err != nil {
				return nil, &vault.Refusal{Path: name, Kind: vault.Malformed, Sentence: err.Error()}
			}
			edit(n)
			return n.Bytes(), nil
		})
	})
}

// onLines edits a text in plain lines and gives it back with the line ends and
// the byte order mark that it came with.
func onLines(data []byte, edit func([]byte) ([]byte, error)) ([]byte, error) {
	mark := []byte("\ufeff")
	rest, marked := bytes.CutPrefix(data, mark)
	crlf := bytes.Contains(rest, []byte("\r\n")) && bytes.Count(rest, []byte("\n")) == bytes.Count(rest, []byte("\r\n"))
	if crlf {
		rest = bytes.ReplaceAll(rest, []byte("\r\n"), []byte("\n"))
	}
	edited, err := edit(rest)
	if err != nil {
		return nil, err
	}
	if bytes.Equal(edited, rest) {
		return data, nil
	}
	if crlf {
		edited = bytes.ReplaceAll(edited, []byte("\n"), []byte("\r\n"))
	}
	if marked {
		edited = append(slices.Clone(mark), edited...)
	}
	return edited, nil
}

// replaceOwn puts the employee's part into the place of the one before, or at
// the end.
func replaceOwn(text []byte, part string) []byte {
	before, after, found := post.SplitOwn(string(text))
	if found {
		return []byte(before + part + after)
	}
	if before != "" && !strings.HasSuffix(before, "\n") {
		before += "\n"
	}
	return []byte(before + "\n" + part)
}

func (d *Desk) setProperties(n *vault.Note, in contract.EnsurePostNoteInput) {
	if n.PostID() == "" {
		n.Set(keyPostID, in.PostID)
	}
	n.Set(keyStatus, in.Status)
	if in.Slot.IsZero() {
		n.Delete(keyNextSlot)
	} else {
		n.Set(keyNextSlot, in.Slot.In(d.opts.Zone).Format("2006-01-02T15:04"))
	}
	if in.Outcome != "" {
		n.Set(keyOutcome, in.Outcome)
	}
	if in.Folder != "" {
		n.SetBool(keyReady, false) // it is not taken up again by being moved back
		n.Delete(keyNextSlot)
	}
	var first time.Time
	for _, r := range in.Results {
		n.Set(string(r.Platform)+endStatus, r.Status)
		if r.Outcome.URL != "" {
			n.Set(string(r.Platform)+endURL, markdown.WebAddress(r.Outcome.URL))
		}
		if at := r.Outcome.PublishedAt; !at.IsZero() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	if !first.IsZero() {
		n.Set(keyOut, first.In(d.opts.Zone).Format("2006-01-02T15:04"))
	}
}

// movedSince is true for a note that was filed so before and lies elsewhere now:
// a call may come again, after a crash or with a signal, when the owner has
// moved it. A note among the posts has not been moved away yet.
func (d *Desk) movedSince(name string, in contract.EnsurePostNoteInput) bool {
	e, known := d.book.note(in.PostID)
	folder, ok := vault.FolderOf(name)
	return known && ok && e.Filed != "" && e.Filed == cmp.Or(in.Outcome, in.Status) && folder != vault.SocialPosts && string(folder) != in.Folder
}

// putAway moves the note into its folder. The books say so first, so that an
// attempt that was cut off finds it there.
func (d *Desk) putAway(name string, in contract.EnsurePostNoteInput) (contract.NoteRef, error) {
	outcome := cmp.Or(in.Outcome, in.Status)
	target := name
	if !strings.HasPrefix(name, in.Folder+"/") {
		target = path.Join(in.Folder, path.Base(name))
	}
	if err := d.book.change(in.PostID, func(e *noteEntry) { e.Filed, e.Path, e.Planned = outcome, target, nil }); err != nil {
		return contract.NoteRef{}, err
	}
	moved, err := d.vault.Move(name, target)
	if err != nil {
		return contract.NoteRef{}, err
	}
	return contract.NoteRef{Path: moved}, d.book.change(in.PostID, func(e *noteEntry) { e.Path = moved })
}

// writeAnew leaves a note about a post whose own note was deleted while it was
// carried out.
func (d *Desk) writeAnew(in contract.EnsurePostNoteInput) (contract.NoteRef, error) {
	n := vault.NewNote("")
	n.Set("type", contract.NotePost)
	n.Set(keyPostID, in.PostID)
	d.setProperties(n, in)
	n.Body = string(replaceOwn([]byte("The note of this post was deleted; this is what became of it.\n"), partOf(in).render(d.opts.Zone)))
	laid, err := d.vault.WriteNewNote(path.Join(in.Folder, "Social post "+strings.TrimPrefix(in.PostID, "post-")+".md"), n)
	if err != nil {
		return contract.NoteRef{}, fmt.Errorf("writing about a post whose note is gone: %w", err)
	}
	return contract.NoteRef{Path: laid}, d.book.change(in.PostID, func(e *noteEntry) { e.Filed, e.Path, e.Planned = in.Outcome, laid, nil })
}

// keyForm is what contract.PostKey makes; it is also a file name.
var keyForm = regexp.MustCompile(`^AS-[0-9a-f]{16}$`)

// EnsurePublished keeps in the books what came of a slot on a platform. The
// same input twice is the same as once.
func (d *Desk) EnsurePublished(_ context.Context, in contract.EnsurePublishedInput) (contract.Nothing, error) {
	if !keyForm.MatchString(in.Post.BusinessKey) {
		return contract.Nothing{}, invalid("what was published has no usable key", nil)
	}
	return contract.Nothing{}, d.book.record(in, d.opts.Clock())
}

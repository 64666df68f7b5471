package notes

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/markdown"
)

// EnsureFiled ends a request: its note goes to the given folder with the
// result on top, and the register closes. What the owner wrote stays. When the
// note is gone, or there never was one, it is written anew. Filing twice is
// the same as once. A notice that is settled is taken away instead, unless the
// owner has written into it; one that is not known any more is left as it is.
func (d *Desk) EnsureFiled(ctx context.Context, in contract.FileNoteInput) (contract.NoteRef, error) {
	id := in.Note.RequestID
	if !requestIDForm.MatchString(id) {
		return contract.NoteRef{}, invalid("the finished note has no usable request ID", nil)
	}
	defer d.lock(id)()
	if err := ctx.Err(); err != nil {
		return contract.NoteRef{}, err // a late attempt must not take a notice away that was laid anew since
	}
	entry, found, err := d.register.Get(id)
	if err != nil {
		return contract.NoteRef{}, err
	}
	settled := in.Outcome == contract.OutcomeSettled
	switch {
	case found && entry.Closed:
		return contract.NoteRef{Path: entry.Path}, nil
	case settled && !found:
		return contract.NoteRef{}, nil
	}
	old, err := d.replaced(ctx, id, entry)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if settled && !entry.planned(in.Folder) && d.untouched(old, entry) {
		return contract.NoteRef{}, d.takeAway(old, entry)
	}
	laid, aside, err := d.writeFiled(in, old, entry)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if err := d.clear(id, old, laid, aside); err != nil {
		return contract.NoteRef{}, err
	}
	d.Missing(id, false)
	closed := Entry{
		Note: in.Note, Rendered: entry.Rendered, Path: laid, Written: true, Closed: true, Outcome: in.Outcome, ClosedAt: d.opts.Clock().UTC(),
		Automatic: d.automatic(in), Plan: entry.Plan,
	}
	if err := d.keepPlan(&closed, in.Note, in.Outcome); err != nil {
		return contract.NoteRef{}, err
	}
	return contract.NoteRef{Path: laid}, d.register.Put(closed)
}

// planned reports whether filing into a folder has begun. It is then carried
// through: the owner's words may lie there already and nowhere else.
func (e Entry) planned(folder string) bool {
	return e.Note.Folder != folder && strings.HasPrefix(e.Path, folder+"/")
}

// untouched reports whether the owner has written nothing into a request's
// notes. One that cannot be read may hold words of his.
func (d *Desk) untouched(notes []vault.Sighting, entry Entry) bool {
	ours := entry.renderings()
	for _, s := range notes {
		raw, err := d.vault.ReadFile(s.Path, 0)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil || !slices.Contains(ours, string(raw)) {
			return false
		}
	}
	return true
}

// takeAway removes a notice whose reason has gone: kept, such notices would
// bury what was really done. The register says first that the notice is not
// laid, so that one which is told again after a crash is not taken for one
// that the owner has deleted. The entry goes last, or nobody would look for
// what is left of the notes.
func (d *Desk) takeAway(notes []vault.Sighting, entry Entry) error {
	id := entry.Note.RequestID
	entry.Written = false
	if err := d.register.Put(entry); err != nil {
		return err
	}
	if err := d.clear(id, notes, "", nil); err != nil {
		return err
	}
	d.Missing(id, false)
	return d.register.forget(id)
}

// writeFiled writes the finished note under a free name, and remembers the
// name first, so that an attempt that was cut off is found again.
func (d *Desk) writeFiled(in contract.FileNoteInput, old []vault.Sighting, entry Entry) (laid string, aside []string, err error) {
	note, aside, err := d.filed(in, old, entry)
	if err != nil {
		return "", nil, invalid("the finished note cannot be written", err)
	}
	if strings.HasPrefix(entry.Path, in.Folder+"/") {
		n, err := d.vault.ReadNote(entry.Path)
		switch outcome, ended := get(n, keyOutcome); {
		case err != nil || n.RequestID() != in.Note.RequestID:
		case ended && outcome == in.Outcome:
			aside, err := d.addWords(entry, n, old)
			return entry.Path, aside, err
		default:
			return entry.Path, aside, d.vault.WriteNote(entry.Path, note)
		}
	}
	d.naming.Lock()
	defer d.naming.Unlock()
	free, err := d.freeName(in.Folder, in.Note)
	if err != nil {
		return "", nil, err
	}
	planned := entry
	planned.Path = free
	if planned.Note.RequestID == "" {
		planned.Note = in.Note
	}
	if err := d.register.Put(planned); err != nil {
		return "", nil, err
	}
	return free, aside, d.vault.WriteNote(free, note)
}

func get(n *vault.Note, key string) (string, bool) {
	if n == nil {
		return "", false
	}
	return n.Get(key)
}

// addWords completes a note that was filed before a crash. Words that are gone
// from the desk since stand in it and nowhere else.
func (d *Desk) addWords(entry Entry, filed *vault.Note, old []vault.Sighting) (aside []string, err error) {
	was := string(filed.Bytes())
	entry.Before = append(slices.Clone(entry.Before), was)
	aside = d.lastWords(filed, old, entry)
	if string(filed.Bytes()) == was {
		return aside, nil
	}
	return aside, d.vault.WriteNote(entry.Path, filed)
}

// freeName is the first name for a note that nothing in the folder has: an
// earlier notice of the same ID, or a file of the owner's, may have the first.
func (d *Desk) freeName(folder string, n contract.Note) (string, error) {
	name := path.Join(folder, fileName(n.Title, n.RequestID))
	for twin := 2; ; twin++ {
		taken, err := d.vault.Exists(name)
		if err != nil || !taken {
			return name, err
		}
		name = path.Join(folder, twinName(n.Title, n.RequestID, twin))
	}
}

// filed makes the finished note: the front matter with status and outcome, the
// result, then the request as it was. aside are notes that could not be taken over.
func (d *Desk) filed(in contract.FileNoteInput, old []vault.Sighting, entry Entry) (note *vault.Note, aside []string, err error) {
	n := in.Note
	n.HowTo, n.Lead = nil, nil
	n.Sections = slices.Clone(in.Result)
	if len(in.Note.Lead) > 0 {
		n.Sections = append(n.Sections, contract.Section{Heading: "What was asked", Text: in.Note.Lead})
	}
	n.Sections = append(n.Sections, in.Note.Sections...)
	note = d.drawn(n)
	note.Delete(keySnooze)
	note.Set(keyStatus, markdown.Property(in.Status, maxHead))
	note.Set(keyOutcome, markdown.Property(in.Outcome, maxHead))
	note.Set(keyFiled, d.moment(d.opts.Clock()))
	if in.AutoRule != "" {
		note.Set(keyRule, markdown.Property(in.AutoRule, maxHead))
	}
	if link := markdown.WebAddress(in.Link); link != "" {
		note.Set(keyOdoo, link)
	}
	return note, d.lastWords(note, old, entry), note.Check()
}

// lastWords takes over the editable properties as the owner left them, and
// what he wrote. It gives the notes that could not be taken over.
func (d *Desk) lastWords(note *vault.Note, old []vault.Sighting, entry Entry) (aside []string) {
	for _, s := range old {
		was, err := d.vault.ReadNote(s.Path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		trial := note.Clone()
		if err == nil {
			for _, f := range entry.Note.Fields {
				if _, ours := trial.Kind(f.Key); ours {
					trial.Carry(was, f.Key)
				}
			}
		}
		if err != nil || !keepOwn(trial, was, entry.renderings()) {
			aside = append(aside, s.Path)
			continue
		}
		*note = *trial
	}
	return aside
}

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
)

// EnsureFiled ends a request: its note goes to the given folder with the
// result on top, and the register closes. What the owner wrote stays. When the
// note is gone, or there never was one, it is written anew. Filing twice is
// the same as once.
func (d *Desk) EnsureFiled(ctx context.Context, in contract.FileNoteInput) (contract.NoteRef, error) {
	id := in.Note.RequestID
	if !requestIDForm.MatchString(id) {
		return contract.NoteRef{}, invalid("the finished note has no usable request ID", nil)
	}
	defer d.lock(id)()
	entry, found, err := d.register.Get(id)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if found && entry.Closed {
		return contract.NoteRef{Path: entry.Path}, nil
	}
	old, err := d.sightings(ctx, id, entry.Path)
	if err != nil {
		return contract.NoteRef{}, err
	}
	laid, aside, err := d.writeFiled(in, old, entry)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if err := d.clear(old, laid, aside); err != nil {
		return contract.NoteRef{}, err
	}
	d.Missing(id, false)
	return contract.NoteRef{Path: laid}, d.register.Put(Entry{
		Note: in.Note, Rendered: entry.Rendered, Path: laid, Written: true, Closed: true, Outcome: in.Outcome,
	})
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
		case len(old) == 0 && ended && outcome == in.Outcome:
			// It was filed before, with the words of the owner that are gone from the desk since.
			return entry.Path, nil, nil
		default:
			return entry.Path, aside, d.vault.WriteNote(entry.Path, note)
		}
	}
	d.naming.Lock()
	defer d.naming.Unlock()
	free, err := d.freeName(path.Join(in.Folder, fileName(in.Note.Title)), in.Note.RequestID)
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

// freeName is the wished name, or the name with the request's ID when another
// note has it. The ID makes the second name free for sure.
func (d *Desk) freeName(name, requestID string) (string, error) {
	taken, err := d.vault.Exists(name)
	if err != nil || !taken {
		return name, err
	}
	return strings.TrimSuffix(name, ".md") + " " + requestID + ".md", nil
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
	if note, err = d.render(n); err != nil {
		return nil, nil, err
	}
	note.Set(keyStatus, property(in.Status, maxHead))
	note.Set(keyOutcome, property(in.Outcome, maxHead))
	note.Set(keyFiled, d.moment(d.opts.Clock()))
	if link := webAddress(in.Link); link != "" {
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

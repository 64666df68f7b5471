package notes

import (
	"context"
	"path"
	"strings"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// EnsureFiled ends a request: its note goes to the given folder with the
// result on top, and the register closes. What the owner wrote stays. When the
// note is gone, or there never was one, it is written anew. Filing twice is
// the same as once.
func (d *Desk) EnsureFiled(ctx context.Context, in contract.FileNoteInput) (contract.NoteRef, error) {
	id := in.Note.RequestID
	defer d.lock(id)()
	entry, found, err := d.register.Get(id)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if found && entry.Closed {
		return contract.NoteRef{Path: entry.Path}, nil
	}
	old, err := d.sightings(ctx, id)
	if err != nil {
		return contract.NoteRef{}, err
	}
	note, err := d.filed(in, old, entry)
	if err != nil {
		return contract.NoteRef{}, temporal.NewNonRetryableApplicationError("the finished note cannot be written: "+err.Error(), string(contract.FailInvalid), nil)
	}
	laid, err := d.writeFiled(in, note, entry)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if err := d.clear(old, laid); err != nil {
		return contract.NoteRef{}, err
	}
	d.Missing(id, false)
	return contract.NoteRef{Path: laid}, d.register.Put(Entry{
		Note: in.Note, Rendered: entry.Rendered, Path: laid, Written: true, Closed: true, Outcome: in.Outcome,
	})
}

// writeFiled writes the finished note under a free name, and remembers the
// name first, so that an attempt that was cut off is found again.
func (d *Desk) writeFiled(in contract.FileNoteInput, note *vault.Note, entry Entry) (string, error) {
	name := path.Join(in.Folder, vault.SafeName(in.Note.Title)+".md")
	if strings.HasPrefix(entry.Path, in.Folder+"/") {
		if n, err := d.vault.ReadNote(entry.Path); err == nil && n.RequestID() == in.Note.RequestID {
			return entry.Path, d.vault.WriteNote(entry.Path, note)
		}
	}
	free, err := d.freeName(name, in.Note.RequestID)
	if err != nil {
		return "", err
	}
	entry.Note, entry.Path = in.Note, free
	if err := d.register.Put(entry); err != nil {
		return "", err
	}
	return free, d.vault.WriteNote(free, note)
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
// result, then the request as it was.
func (d *Desk) filed(in contract.FileNoteInput, old []vault.Sighting, entry Entry) (*vault.Note, error) {
	n := in.Note
	heading, rest, howTo := n.Title, n.Sections, n.HowTo
	n.HowTo, n.Lead = nil, nil
	n.Sections = append(append([]contract.Section{}, in.Result...), contract.Section{Heading: "What was asked", Text: in.Note.Lead})
	if len(howTo) == 0 && len(in.Note.Lead) == 0 {
		n.Sections = append([]contract.Section{}, in.Result...)
	}
	n.Title, n.Sections = heading, append(n.Sections, rest...)
	note, err := d.render(n)
	if err != nil {
		return nil, err
	}
	note.Set(keyStatus, in.Status)
	note.Set(keyOutcome, in.Outcome)
	note.Set(keyFiled, d.moment(d.opts.Clock()))
	if in.Link != "" {
		note.Set(keyOdoo, in.Link)
	}
	d.lastWords(note, old, entry)
	return note, note.Check()
}

// lastWords takes over the editable properties as the owner left them, and
// what he wrote.
func (d *Desk) lastWords(note *vault.Note, old []vault.Sighting, entry Entry) {
	for _, s := range old {
		was, err := d.vault.ReadNote(s.Path)
		if err != nil {
			continue
		}
		for _, f := range entry.Note.Fields {
			v, ok := was.Get(f.Key)
			switch {
			case !ok:
			case f.Check:
				note.SetBool(f.Key, v == "true")
			default:
				note.Set(f.Key, v)
			}
		}
		keepOwn(note, was, entry.Rendered)
	}
}

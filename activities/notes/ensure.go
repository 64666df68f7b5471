package notes

import (
	"context"
	"fmt"
	"path"
	"strconv"

	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// EnsureNote lays a note on the desk, or leaves it be when this revision has
// been laid before, wherever the owner has moved it since. A note of an older
// revision is replaced; the owner's own text and properties go over to the new
// one.
func (d *Desk) EnsureNote(ctx context.Context, n contract.Note) (contract.NoteRef, error) {
	defer d.lock(n.RequestID)()
	entry, found, err := d.register.Get(n.RequestID)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if found && (entry.Closed || entry.Note.Revision > n.Revision || (entry.Note.Revision == n.Revision && entry.Written)) {
		return contract.NoteRef{Path: entry.Path}, nil
	}
	old, err := d.sightings(ctx, n.RequestID)
	if err != nil {
		return contract.NoteRef{}, err
	}
	note, err := d.render(n)
	if err != nil {
		return contract.NoteRef{}, temporal.NewNonRetryableApplicationError("the note cannot be written: "+err.Error(), string(contract.FailInvalid), nil)
	}
	next := Entry{Note: n, Rendered: string(note.Bytes()), Path: entry.Path}
	if err := d.register.Put(next); err != nil {
		return contract.NoteRef{}, err
	}
	laid := alreadyLaid(d, old, n.Revision)
	if laid == "" {
		d.carryOver(note, old, entry.Rendered)
		name := path.Join(n.Folder, vault.SafeName(n.Title)+".md")
		if laid, err = d.vault.WriteNewNote(name, note); err != nil {
			return contract.NoteRef{}, err
		}
	}
	if err := d.clear(old, laid); err != nil {
		return contract.NoteRef{}, err
	}
	next.Path, next.Written = laid, true
	return contract.NoteRef{Path: laid}, d.register.Put(next)
}

// alreadyLaid finds the note of this revision that an attempt wrote before it
// was cut off.
func alreadyLaid(d *Desk, seen []vault.Sighting, revision int) string {
	for _, s := range seen {
		note, err := d.vault.ReadNote(s.Path)
		if err != nil {
			continue
		}
		if r, _ := note.Get(keyRevision); r == strconv.Itoa(revision) {
			return s.Path
		}
	}
	return ""
}

// clear removes what a newer note has replaced.
func (d *Desk) clear(old []vault.Sighting, keep string) error {
	for _, s := range old {
		if s.Path == keep {
			continue
		}
		if err := d.vault.Remove(s.Path); err != nil {
			return fmt.Errorf("removing the replaced note: %w", err)
		}
	}
	return nil
}

// carryOver keeps what the owner wrote: properties we do not know and lines we
// did not write.
func (d *Desk) carryOver(into *vault.Note, old []vault.Sighting, rendered string) {
	for _, s := range old {
		note, err := d.vault.ReadNote(s.Path)
		if err != nil {
			continue
		}
		keepOwn(into, note, rendered)
	}
}

func keepOwn(into, from *vault.Note, rendered string) {
	ours := map[string]bool{}
	if was, err := vault.ParseNote([]byte(rendered)); err == nil {
		for _, k := range was.Keys() {
			ours[k] = true
		}
		if own := ownText(was.Body, from.Body); own != "" {
			into.Body += "\n## Your notes\n\n" + own + "\n"
		}
	}
	for _, k := range from.Keys() {
		if _, exists := into.Get(k); ours[k] || exists {
			continue
		}
		carry(into, from, k)
	}
}

func carry(into, from *vault.Note, key string) {
	switch kind, _ := from.Kind(key); kind {
	case vault.ListValue:
		list, _ := from.GetList(key)
		into.SetList(key, list)
	case vault.BoolValue:
		yes, _ := from.GetBool(key)
		into.SetBool(key, yes)
	default:
		v, _ := from.Get(key)
		into.Set(key, v)
	}
}

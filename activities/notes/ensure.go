package notes

import (
	"context"
	"fmt"
	"path"
	"slices"
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
	if !requestIDForm.MatchString(n.RequestID) {
		return contract.NoteRef{}, invalid("the note has no usable request ID", nil)
	}
	defer d.lock(n.RequestID)()
	if err := ctx.Err(); err != nil {
		return contract.NoteRef{}, err // a late attempt must not bring a notice back that was taken away since
	}
	entry, found, err := d.register.Get(n.RequestID)
	if err != nil {
		return contract.NoteRef{}, err
	}
	if found && (entry.Closed || entry.Note.Revision > n.Revision || (entry.Note.Revision == n.Revision && entry.Written)) {
		return contract.NoteRef{Path: entry.Path}, nil
	}
	if found && entry.Note.Revision == n.Revision && entry.Note.Fingerprint == n.Fingerprint {
		// An attempt that a crash cut off may have laid it: that note is the one, also when this attempt has another hour in it.
		n = entry.Note
	}
	// What the register has never heard of was never laid, and looking through the vault for it would cost as much as all the notes there.
	old := d.finder.Find(n.RequestID)
	if found {
		if old, err = d.sightings(ctx, n.RequestID, entry.Path); err != nil {
			return contract.NoteRef{}, err
		}
	}
	note, err := d.render(n)
	if err != nil {
		return contract.NoteRef{}, invalid("the note cannot be written", err)
	}
	next := Entry{Note: n, Rendered: string(note.Bytes()), Path: entry.Path, Before: entry.Before, Plan: entry.Plan}
	if entry.Rendered != "" {
		next.Before = append([]string{entry.Rendered}, entry.Before...)
	}
	if err := d.register.Put(next); err != nil {
		return contract.NoteRef{}, err
	}
	laid := d.alreadyLaid(old, n.Revision)
	var aside []string
	if laid == "" {
		aside = d.carryOver(note, old, next.Before)
		if laid, err = d.lay(note, path.Join(n.Folder, fileName(n.Title, n.RequestID)), old, aside); err != nil {
			return contract.NoteRef{}, err
		}
	}
	// The owner may move the new note at once, onto the old one: what lies there then is the new one.
	if err := d.clear(n.RequestID, without(old, d.alreadyLaid(old, n.Revision)), laid, aside); err != nil {
		return contract.NoteRef{}, err
	}
	laid = d.plainName(laid, path.Join(n.Folder, fileName(n.Title, n.RequestID)))
	next.Path, next.Written, next.Before = laid, true, nil
	if err := d.keepPlan(&next, n, ""); err != nil {
		return contract.NoteRef{}, err
	}
	return contract.NoteRef{Path: laid}, d.register.Put(next)
}

// lay writes a note, and gives its path. The one note that it replaces and that
// bears the same name is written over in one step, so that a note which is open
// in Obsidian stays open and is never there twice; all it says has been taken over.
func (d *Desk) lay(note *vault.Note, name string, old []vault.Sighting, aside []string) (string, error) {
	if len(old) == 1 && old[0].Path == name && len(aside) == 0 {
		return name, d.vault.WriteNote(name, note)
	}
	return d.vault.WriteNewNote(name, note)
}

// plainName gives a note its own name once the revision that bore it is gone. A
// note that the owner has moved meanwhile stays where it is.
func (d *Desk) plainName(laid, name string) string {
	if laid == name || path.Dir(laid) != path.Dir(name) {
		return laid
	}
	if taken, err := d.vault.Exists(name); err != nil || taken {
		return laid
	}
	if moved, err := d.vault.Move(laid, name); err == nil {
		return moved
	}
	return laid
}

func invalid(what string, cause error) error {
	if cause != nil {
		what += ": " + cause.Error()
	}
	return temporal.NewNonRetryableApplicationError(what, string(contract.FailInvalid), cause)
}

// alreadyLaid finds the note of this revision that an attempt wrote before it
// was cut off.
func (d *Desk) alreadyLaid(seen []vault.Sighting, revision int) string {
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

// without leaves out the sighting of a path.
func without(seen []vault.Sighting, p string) []vault.Sighting {
	return slices.DeleteFunc(slices.Clone(seen), func(s vault.Sighting) bool { return s.Path == p })
}

// clear removes what a newer note has replaced. What could not be taken over
// is kept, out of the way.
func (d *Desk) clear(id string, old []vault.Sighting, keep string, aside []string) error {
	unmerged := map[string]bool{}
	for _, p := range aside {
		unmerged[p] = true
	}
	for _, s := range old {
		if s.Path == keep {
			continue
		}
		if unmerged[s.Path] {
			if err := d.setAside(id, s.Path); err != nil {
				return err
			}
			continue
		}
		if err := d.vault.Remove(s.Path); err != nil {
			return fmt.Errorf("removing the replaced note: %w", err)
		}
	}
	return nil
}

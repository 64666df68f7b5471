package notes

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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
		if old, err = d.replaced(ctx, n.RequestID, entry); err != nil {
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
		if laid, old, aside, err = d.lay(n, note, old, next.Before); err != nil {
			return contract.NoteRef{}, err
		}
	}
	// The owner may move the new note at once, onto an old one: what lies there then is the new one.
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

// lay writes a note with what the owner wrote into the old ones, and gives its
// path, the old notes that are still to be cleared, and which of those could
// not be taken over.
func (d *Desk) lay(n contract.Note, note *vault.Note, old []vault.Sighting, ours []string) (laid string, left []vault.Sighting, aside []string, err error) {
	name := path.Join(n.Folder, fileName(n.Title, n.RequestID))
	if len(old) == 1 {
		laid, err = d.replace(note, name, old[0].Path, awayName(n), ours)
		if !errors.Is(err, errNotReplaced) {
			return laid, nil, nil, err
		}
	}
	aside = d.carryOver(note, old, ours)
	laid, err = d.vault.WriteNewNote(name, note)
	return laid, old, aside, err
}

// awayName is where the one old note lies while the new one is written: hidden,
// so that it decides nothing, and known, so that it is found after a crash.
func awayName(n contract.Note) string {
	return path.Join(n.Folder, "."+n.RequestID+".replaced")
}

// replaced gives the notes about a request that a new one takes the place of,
// with the one that a crash has left out of the way.
func (d *Desk) replaced(ctx context.Context, id string, entry Entry) ([]vault.Sighting, error) {
	old, err := d.sightings(ctx, id, entry.Path)
	if err != nil || entry.Written || entry.Note.RequestID == "" {
		return old, err
	}
	away := awayName(entry.Note)
	there, err := d.vault.Exists(away)
	if there {
		old = append(slices.Clone(old), vault.Sighting{Path: away})
	}
	return old, err
}

// errNotReplaced says that a note cannot take the place of the old one: that
// has just been moved by the owner, cannot be read, or holds more of his words
// than fit.
var errNotReplaced = errors.New("not replaced")

// replace puts a note in the place of the one old one. Where that lies under the
// same name it is written over, so that it stays open in Obsidian. From anywhere
// else it is taken away first: a new note that the owner moves onto the old one
// the moment it appears would otherwise be removed with it.
func (d *Desk) replace(note *vault.Note, name, old, away string, ours []string) (string, error) {
	if old == name {
		return name, d.writeOver(note, name, ours)
	}
	away, err := d.vault.Move(old, away)
	if errors.Is(err, fs.ErrNotExist) {
		return "", errNotReplaced
	}
	if err != nil {
		return "", err
	}
	if was, err := d.vault.ReadNote(away); err != nil || !keepOwn(note, was, ours) {
		if _, err := d.vault.Move(away, old); err != nil {
			return "", err // it is found where it lies when this is tried again
		}
		return "", errNotReplaced
	}
	laid, err := d.vault.WriteNewNote(name, note)
	if err != nil {
		return "", err
	}
	return laid, d.vault.Remove(away)
}

// writeOver writes a note over the old one of the same name. What the owner saves
// meanwhile goes over too.
func (d *Desk) writeOver(note *vault.Note, name string, ours []string) error {
	err := d.vault.Rewrite(name, func(data []byte) ([]byte, error) {
		into := note.Clone()
		was, err := vault.ParseNote(data)
		if err != nil || !keepOwn(into, was, ours) {
			return nil, errNotReplaced
		}
		return into.Bytes(), into.Check()
	})
	var refusal *vault.Refusal
	if errors.Is(err, fs.ErrNotExist) || (errors.As(err, &refusal) && refusal.Kind != vault.Changing) {
		return errNotReplaced
	}
	return err
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

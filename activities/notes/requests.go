package notes

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Request is what the register knows of a request.
type Request struct {
	Note    contract.Note
	Closed  bool
	Outcome string
	Path    string
	// Reissue is the number that MarkReissue has set, until PutBack.
	Reissue int
}

// Request looks a request up; found is false when there never was one.
func (d *Desk) Request(id string) (r Request, found bool, err error) {
	e, found, err := d.register.Get(id)
	return Request{Note: e.Note, Closed: e.Closed, Outcome: e.Outcome, Path: e.Path, Reissue: e.Reissue}, found, err
}

// IsOpen reports whether a request or notice is open, from memory.
func (d *Desk) IsOpen(id string) bool { return d.register.isOpen(id) }

// OpenRequests lists the requests that wait for the owner; notices are not
// among them.
func (d *Desk) OpenRequests() []string {
	var out []string
	for _, id := range d.register.Open() {
		if _, ok := contract.ReissueOf(id); ok && !strings.HasPrefix(id, strayPrefix) && !strings.HasPrefix(id, handbookPrefix) {
			out = append(out, id)
		}
	}
	return out
}

// Answered reports whether the note at a path is a question whose check box
// has been ticked.
func (d *Desk) Answered(name string) bool {
	note, err := d.vault.ReadNote(name)
	if err != nil {
		return false
	}
	yes, _ := note.GetBool(keyAnswered)
	return yes
}

// Values reads the editable properties of a request's note as the owner left
// them.
func (d *Desk) Values(id, name string) (map[string]string, error) {
	entry, _, err := d.register.Get(id)
	if err != nil {
		return nil, err
	}
	note, err := d.vault.ReadNote(name)
	if err != nil {
		return nil, err
	}
	laid, err := entry.laid(note)
	if err != nil {
		return nil, err
	}
	return entry.editable(laid, note), nil
}

// MarkReissue remembers that a closed request is being asked again under a
// number, so that after a crash it is not asked once more under the next one.
func (d *Desk) MarkReissue(id string, number int) error {
	defer d.lock(id)()
	entry, found, err := d.register.Get(id)
	if err != nil || !found || entry.Reissue == number {
		return err
	}
	entry.Reissue = number
	return d.register.Put(entry)
}

// PutBack files the note of a closed request that the owner had moved.
func (d *Desk) PutBack(id, name string) error {
	defer d.lock(id)()
	entry, _, err := d.register.Get(id)
	if err != nil {
		return err
	}
	base := path.Base(name)
	if stem, marked := unmarked(base, id); marked {
		base = joined(stem, mark(id))
	}
	final, err := d.vault.Move(name, path.Join(contract.FolderCompleted, base))
	if err != nil {
		return err
	}
	entry.Path, entry.Reissue = final, 0
	return d.register.Put(entry)
}

// OutcomeStopped closes a request whose process is gone.
const OutcomeStopped = "stopped"

// Abandon closes a request whose process is gone without having filed it. One
// that its process has filed meanwhile keeps its outcome.
func (d *Desk) Abandon(id string) error {
	defer d.lock(id)()
	entry, found, err := d.register.Get(id)
	if err != nil || !found || entry.Closed {
		return err
	}
	entry.Closed, entry.Outcome = true, OutcomeStopped
	return d.register.Put(entry)
}

// broken finds notes that cannot be read, or name no or another request, but
// hold the request's ID or bear its name: a slip in the properties must not look like a deletion.
func (d *Desk) broken(id, laid string) []vault.Sighting {
	var out []vault.Sighting
	for _, s := range d.finder.Broken() {
		if bearsName(s.Path, id) || d.mentions(s.Path, id) {
			out = append(out, s)
		}
	}
	folder, _ := vault.FolderOf(laid)
	known := slices.ContainsFunc(out, func(s vault.Sighting) bool { return s.Path == laid })
	if waits := folder == vault.PendingApproval || folder == vault.NeedsAction; waits && !known && d.mentions(laid, id) {
		out = append(out, vault.Sighting{Path: laid, Folder: folder, Problem: "its request_id was changed; put it back to " + id})
	}
	return out
}

// bearsName reports whether a file bears the mark of a request in its name, which
// is all that is left of a note that was emptied, or that iCloud has not
// brought here.
func bearsName(name, id string) bool {
	base := strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "."), ".icloud")
	_, marked := unmarked(base, id)
	return marked
}

func (d *Desk) mentions(name, id string) bool {
	raw, err := d.vault.ReadFile(name, vault.MaxNoteBytes)
	return err == nil && strings.Contains(string(raw), id)
}

// forget removes an entry. One that cannot be removed stays on the list, so
// that it is tried again.
func (r *Register) forget(id string) error {
	if err := os.Remove(r.file(id)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("forgetting request %s: %w", id, err)
	}
	r.mu.Lock()
	delete(r.open, id)
	delete(r.automatic, id)
	delete(r.ended, id)
	r.version++
	r.mu.Unlock()
	return r.sync()
}

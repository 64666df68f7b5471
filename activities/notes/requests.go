package notes

import (
	"errors"
	"io/fs"
	"os"
	"path"
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
}

// Request looks a request up; found is false when there never was one.
func (d *Desk) Request(id string) (r Request, found bool, err error) {
	e, found, err := d.register.Get(id)
	return Request{Note: e.Note, Closed: e.Closed, Outcome: e.Outcome, Path: e.Path}, found, err
}

// IsOpen reports whether a request or notice is open, from memory.
func (d *Desk) IsOpen(id string) bool { return d.register.isOpen(id) }

// OpenRequests lists the requests that wait for the owner; notices are not
// among them.
func (d *Desk) OpenRequests() []string {
	var out []string
	for _, id := range d.register.Open() {
		if _, ok := contract.ReissueOf(id); ok && !strings.HasPrefix(id, strayPrefix) {
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
	return editable(entry.Note, note), nil
}

// PutBack files the note of a closed request that the owner had moved.
func (d *Desk) PutBack(id, name string) error {
	defer d.lock(id)()
	entry, _, err := d.register.Get(id)
	if err != nil {
		return err
	}
	final, err := d.vault.Move(name, path.Join(contract.FolderCompleted, path.Base(name)))
	if err != nil {
		return err
	}
	entry.Path = final
	return d.register.Put(entry)
}

// Abandon closes a request whose process is gone without having filed it.
func (d *Desk) Abandon(id string) error {
	defer d.lock(id)()
	entry, found, err := d.register.Get(id)
	if err != nil || !found {
		return err
	}
	entry.Closed, entry.Outcome = true, "stopped"
	return d.register.Put(entry)
}

// broken finds notes that cannot be read but hold the request's ID: a slip in
// the properties must not look like a deletion.
func (d *Desk) broken(id string) []vault.Sighting {
	var out []vault.Sighting
	for _, s := range d.finder.Broken() {
		raw, err := d.vault.ReadFile(s.Path, vault.MaxNoteBytes)
		if err == nil && strings.Contains(string(raw), id) {
			out = append(out, s)
		}
	}
	return out
}

func (r *Register) forget(id string) error {
	r.mu.Lock()
	delete(r.open, id)
	r.mu.Unlock()
	err := os.Remove(r.file(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

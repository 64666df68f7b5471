package notes

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// asideSuffix names a note that holds words of the owner which could not be
// taken over.
const asideSuffix = " (your version)"

// ownHeading stands above what the owner wrote into an earlier revision.
const ownHeading = "## Your notes"

// carryOver keeps what the owner wrote: properties we do not know and lines we
// did not write. It gives the notes that could not be taken over.
func (d *Desk) carryOver(into *vault.Note, old []vault.Sighting, ours []string) (aside []string) {
	for _, s := range old {
		note, err := d.vault.ReadNote(s.Path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil || !keepOwn(into, note, ours) {
			aside = append(aside, s.Path)
		}
	}
	return aside
}

// setAside keeps a note as the owner left it, where it decides nothing.
func (d *Desk) setAside(id, name string) error {
	stem, _ := unmarked(strings.ReplaceAll(path.Base(name), asideSuffix, ""), id)
	_, err := d.vault.Move(name, path.Join(contract.FolderCompleted, joined(stem, mark(id)+asideSuffix)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// keepOwn adds the owner's words in from to the note; ours are the notes as we
// wrote them. False means that there is no room for all of it, and nothing was
// added.
func keepOwn(into, from *vault.Note, ours []string) bool {
	written := map[string]bool{}
	body := strings.Builder{}
	for _, text := range ours {
		was, err := vault.ParseNote([]byte(text))
		if err != nil {
			continue
		}
		for _, k := range was.Keys() {
			written[k] = true
		}
		body.WriteString(was.Body + "\n")
	}
	trial := into.Clone()
	if own := ownText(body.String(), from.Body); own != "" {
		if len(own) > maxOwn {
			return false
		}
		trial.Body = strings.TrimRight(trial.Body, "\n") + "\n\n"
		if !strings.Contains(trial.Body, "\n"+ownHeading+"\n") {
			trial.Body += ownHeading + "\n\n"
		}
		trial.Body += own + "\n"
	}
	for _, k := range from.Keys() {
		if _, exists := trial.Kind(k); !written[k] && !exists {
			trial.Carry(from, k)
		}
	}
	if trial.Check() != nil {
		return false
	}
	*into = *trial
	return true
}

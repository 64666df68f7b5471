package vault

import (
	"fmt"
	"path/filepath"
)

// maxUpdates is how often Update starts again because the owner saved the note at the same moment.
const maxUpdates = 5

// Update rewrites a note in place: edit changes what it must, everything else stays. When the owner saves the note between the
// read and the write, the edit is made again on the owner's version, so edit may be called more than once.
func (v *Vault) Update(name string, edit func(*Note) error) error {
	for range maxUpdates {
		done, err := v.tryUpdate(name, edit)
		if done || err != nil {
			return err
		}
	}
	return &Refusal{Path: name, Kind: Changing, Sentence: "it is being edited; it will be tried again"}
}

func (v *Vault) tryUpdate(name string, edit func(*Note) error) (bool, error) {
	data, before, err := v.readRegular(name, MaxNoteBytes)
	if err != nil {
		return false, err
	}
	n, err := ParseNote(data)
	if err != nil {
		return false, &Refusal{Path: name, Kind: Malformed, Sentence: err.Error()}
	}
	if err := edit(n); err != nil {
		return false, err
	}
	if _, err := ParseNote(n.Bytes()); err != nil {
		return false, fmt.Errorf("writing %s: %w", name, err)
	}
	temp, err := v.writeTemp(name, n.Bytes(), before.Mode.Perm(), true)
	if err != nil {
		return false, explain(err, "writing", name)
	}
	now, err := v.Stat(name)
	if err != nil || !now.sameState(before) {
		_ = v.at().Remove(filepath.FromSlash(temp))
		return false, err
	}
	return true, v.publish(temp, name)
}

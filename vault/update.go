package vault

import (
	"bytes"
	"fmt"
	"path/filepath"
)

// maxUpdates is how often Update starts again because the owner saved the note at the same moment.
const maxUpdates = 5

// Update rewrites a note in place: edit changes what it must, everything else stays. When the owner saves the note between the
// read and the write, the edit is made again on the owner's version, so edit may be called more than once.
func (v *Vault) Update(name string, edit func(*Note) error) error {
	return v.Rewrite(name, func(data []byte) ([]byte, error) {
		n, err := ParseNote(data)
		if err != nil {
			return nil, &Refusal{Path: name, Kind: Malformed, Sentence: err.Error()}
		}
		if err := edit(n); err != nil {
			return nil, err
		}
		if _, err := ParseNote(n.Bytes()); err != nil {
			return nil, fmt.Errorf("writing %s: %w", name, err)
		}
		return n.Bytes(), nil
	})
}

// Rewrite is Update on the bytes of a note, for a note that cannot be parsed or must keep its line ends. When edit gives back
// what it got nothing is written.
func (v *Vault) Rewrite(name string, edit func([]byte) ([]byte, error)) error {
	for range maxUpdates {
		done, err := v.tryRewrite(name, edit)
		if done || err != nil {
			return err
		}
	}
	return &Refusal{Path: name, Kind: Changing, Sentence: "it is being edited; it will be tried again"}
}

func (v *Vault) tryRewrite(name string, edit func([]byte) ([]byte, error)) (bool, error) {
	data, before, err := v.readRegular(name, MaxNoteBytes)
	if err != nil {
		return false, err
	}
	edited, err := edit(data)
	if err != nil {
		return false, err
	}
	if bytes.Equal(edited, data) {
		now, err := v.Stat(name)
		return err == nil && now.sameState(before), err
	}
	temp, err := v.writeTemp(name, edited, before.Mode.Perm(), true)
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

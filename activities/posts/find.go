package posts

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/autonomous-employee/employee/vault"
)

// sightings gives the notes of a post that are there now. The finder's picture
// can be a moment old, so an empty or outdated answer is checked by a scan
// before it is believed.
func (d *Desk) sightings(ctx context.Context, postID string) ([]vault.Sighting, error) {
	found := d.finder.FindPost(postID)
	if len(found) > 0 && d.allThere(found) {
		return found, nil
	}
	if err := d.finder.Rescan(ctx); err != nil {
		return nil, fmt.Errorf("looking through the vault: %w", err)
	}
	return d.finder.FindPost(postID), nil
}

func (d *Desk) allThere(found []vault.Sighting) bool {
	for _, s := range found {
		if ok, err := d.vault.Exists(s.Path); err != nil || !ok {
			return false
		}
	}
	return true
}

// filedAt finds a note that was put away, in a folder that is not watched.
func (d *Desk) filedAt(postID string, candidates ...string) string {
	if e, ok := d.book.note(postID); ok {
		candidates = append(candidates, e.Path)
	}
	for _, p := range candidates {
		if p == "" {
			continue
		}
		if n, err := d.vault.ReadNote(p); err == nil && n.PostID() == postID {
			return p
		}
	}
	return ""
}

// stem is a note's name without its ending.
func stem(name string) string {
	base := path.Base(name)
	return base[:len(base)-len(path.Ext(base))]
}

// missing is true when the error says that a file is not there.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

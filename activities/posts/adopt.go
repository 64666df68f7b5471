package posts

import (
	"context"
	"crypto/rand"
	"errors"
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// Adopt looks at a note in Social_Posts/ and gives the ID of its post; one that
// the owner has made ready for the first time gets its ID now. An empty ID
// means that there is nothing to start or to tell: it is no post, not ready
// yet, cannot be read, or was published before; what the owner must know then
// stands in the note. A copy of another note that is there becomes a post of
// its own.
func (d *Desk) Adopt(ctx context.Context, name string) (postID string, isNew bool, err error) {
	if folder, ok := vault.FolderOf(name); !ok || folder != vault.SocialPosts {
		return "", false, nil
	}
	d.writing.Lock()
	defer d.writing.Unlock()
	note, _, err := d.vault.ReadSettled(name)
	var refusal *vault.Refusal
	switch {
	case missing(err):
		return "", false, nil
	case errors.As(err, &refusal) && refusal.Kind != vault.Changing:
		id, err := d.tellUnreadable(name, refusal)
		return id, false, err
	case err != nil:
		return "", false, err
	}
	if !isPost(note) {
		return "", false, nil
	}
	id, ready := note.PostID(), readyBox(note)
	if !idForm.MatchString(id) {
		if !ready {
			return "", false, nil
		}
		id, err = d.christen(name)
		return id, err == nil, err
	}
	if d.isCopy(id, name) {
		if !ready {
			return "", false, d.rewrite(name, anonymous) // else it would stand in the way of the other one
		}
		id, err = d.christen(name)
		return id, err == nil, err
	}
	entry, known := d.book.note(id)
	if over, err := d.tellPublished(name, note, entry, ready); over || err != nil {
		return "", false, err
	}
	return id, false, d.book.change(id, func(e *noteEntry) {
		e.Path, e.Filed = name, ""
		if !known {
			e.Adopted = d.opts.Clock().UTC()
		}
		if !ready {
			e.rest()
		}
	})
}

// isPost tells a post from another note that lies in the folder.
func isPost(n *vault.Note) bool {
	if kind, ok := n.Get("type"); ok && strings.TrimSpace(kind) != "" {
		return strings.TrimSpace(kind) == contract.NotePost
	}
	_, named := n.Kind("platforms")
	return named
}

func readyBox(n *vault.Note) bool {
	v, _ := n.Get("ready")
	return strings.EqualFold(strings.TrimSpace(v), "true") || strings.EqualFold(strings.TrimSpace(v), "yes")
}

// christen gives a note an ID of its own and takes away what the employee wrote
// about the post that it is a copy of.
func (d *Desk) christen(name string) (string, error) {
	id := "post-" + strings.ToLower(rand.Text())[:16]
	info, err := d.vault.Stat(name)
	if err != nil {
		return "", err
	}
	err = d.rewrite(name, func(n *vault.Note) {
		anonymous(n)
		n.Set(keyPostID, id)
	})
	if err != nil {
		return "", err
	}
	now := d.opts.Clock().UTC()
	return id, d.book.change(id, func(e *noteEntry) { e.Path, e.Adopted, e.Saved = name, now, info.ModTime.UTC() })
}

// anonymous takes away what the employee wrote.
func anonymous(n *vault.Note) {
	for _, key := range n.Keys() {
		if ours(key) {
			n.Delete(key)
		}
	}
	if before, after, found := post.SplitOwn(n.Body); found {
		n.Body = before + after
	}
}

// isCopy is true for a note whose ID belongs to another note that is there: it
// is where the books say that the post lies, and this one is not.
func (d *Desk) isCopy(id, name string) bool {
	entry, known := d.book.note(id)
	if !known || entry.Path == name || entry.Path == "" {
		return false
	}
	other, err := d.vault.ReadNote(entry.Path)
	return err == nil && other.PostID() == id
}

// tellPublished tells in a ready note that its post is out already. It is true
// when that is so.
func (d *Desk) tellPublished(name string, n *vault.Note, entry noteEntry, ready bool) (bool, error) {
	outcome, _ := n.Get("outcome")
	if entry.Filed != contract.StatusDone && (entry.PostID != "" || outcome != contract.StatusDone) {
		return false, nil // also after a dry run, which may be followed by the real thing
	}
	if !ready {
		return true, nil
	}
	return true, d.tell(name, published)
}

// idLine finds the ID in a note that cannot be read.
var idLine = regexp.MustCompile(`(?m)^post_id:[ \t]*["']?(post-[0-9a-z]{8,40})["']?[ \t]*\r?$`)

// tellUnreadable writes into a note that cannot be read what is wrong with it,
// when it looks as if it were to be published. When the note is a post that is
// known, its process is to tell it: the ID is given back.
func (d *Desk) tellUnreadable(name string, r *vault.Refusal) (postID string, err error) {
	if r.Kind != vault.Malformed && r.Kind != vault.NotPlain {
		return "", nil // it cannot be written either; the dashboard shows it
	}
	err = d.vault.Rewrite(name, func(data []byte) ([]byte, error) {
		return onLines(data, func(text []byte) ([]byte, error) {
			head, _, _ := strings.Cut(strings.TrimPrefix(string(text), "---"), "\n---")
			if m := idLine.FindStringSubmatch(head); m != nil {
				if _, known := d.book.note(m[1]); known {
					postID = m[1]
					return text, nil
				}
			}
			if !strings.Contains(head, contract.NotePost) || !strings.Contains(head, "ready: true") {
				return text, nil
			}
			return replaceOwn(text, ownPart{lead: []string{unreadable(r)}, status: contract.StatusWaitingNote}.render(d.opts.Zone)), nil
		})
	})
	return postID, err
}

// tell writes one sentence into a note.
func (d *Desk) tell(name, sentence string) error {
	return d.rewrite(name, func(n *vault.Note) {
		n.Body = string(replaceOwn([]byte(n.Body), ownPart{lead: []string{sentence}, status: contract.StatusWaitingNote}.render(d.opts.Zone)))
	})
}

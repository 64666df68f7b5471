package toolset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// property is one line of a note's front matter; value is a text or a list of texts.
type property struct {
	key   string
	value any
}

// layPost writes a note of a post into the vault, under a name of its own content, so that the same call lies there once. Such a note always
// asks: it says that an assistant wrote it.
func (o *Office) layPost(dryRun bool, text string, properties []property) (postOut, error) {
	at := o.place()
	out := postOut{DryRun: dryRun || at.dryRun}
	raw, err := postNote(dryRun, text, properties)
	if err != nil {
		return out, err
	}
	sum := sha256.Sum256(raw)
	name := "from the assistant " + hex.EncodeToString(sum[:6]) + ".md"
	vault, err := os.OpenRoot(at.vault)
	if errors.Is(err, fs.ErrNotExist) {
		return out, fmt.Errorf("there is no vault at %s yet; start the worker once to get one: go run ./worker", at.vault)
	}
	if err != nil {
		return out, fmt.Errorf("opening the vault: %w", err)
	}
	defer func() { _ = vault.Close() }()
	for _, folder := range []string{contract.FolderSocialPosts, contract.FolderCompleted, contract.FolderNeedsAction, contract.FolderRejected} {
		if _, err := vault.Lstat(folder + "/" + name); err == nil {
			out.Note, out.State = folder+"/"+name, "joined"
			out.Next = "The same was prepared before; nothing was written. list_posts tells how it stands."
			return out, nil
		}
	}
	posts, err := vault.OpenRoot(contract.FolderSocialPosts)
	if err != nil {
		return out, fmt.Errorf("opening %s/ in the vault; it must be an ordinary folder: %w", contract.FolderSocialPosts, err)
	}
	defer func() { _ = posts.Close() }()
	out.Note, out.State = contract.FolderSocialPosts+"/"+name, "started"
	out.Next = "The note is checked within seconds; what must be put right stands in it. The owner is asked in Pending_Approval before anything leaves."
	if !at.running {
		out.State, out.Next = "waits_for_worker", "No worker is running on this machine; the note is taken up when the one that watches this vault is started with: go run ./worker"
	}
	return out, layWhole(posts, name, raw)
}

// postNote makes the note. Values are written as JSON texts, which YAML reads the same.
func postNote(dryRun bool, text string, properties []property) ([]byte, error) {
	text = strings.TrimSpace(visible(text))
	switch {
	case text == "":
		return nil, errors.New("the text is empty; say what to publish")
	case strings.Contains(text, "%%"):
		return nil, errors.New("the text holds %%, which begins a comment in Obsidian that is not sent; leave it out")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntype: %s\nready: true\nsource: %s\ndry_run: %t\n", contract.NotePost, contract.SourceAssistant, dryRun)
	for _, p := range properties {
		switch v := p.value.(type) {
		case string:
			if v = line(v, 4000); v != "" {
				b.WriteString(p.key + ": " + quotedYAML(v) + "\n")
			}
		case []string:
			if len(v) == 0 {
				continue
			}
			b.WriteString(p.key + ":\n")
			for _, one := range v {
				b.WriteString("  - " + quotedYAML(line(one, 1500)) + "\n")
			}
		}
	}
	b.WriteString("---\n" + text + "\n")
	return []byte(b.String()), nil
}

func quotedYAML(s string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // a text can be written
	return strings.TrimSpace(b.String())
}

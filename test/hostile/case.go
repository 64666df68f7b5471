package hostile

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Want is what must come of a case.
type Want string

const (
	// Told decides nothing, and the owner is told.
	Told Want = "told"
	// Silent decides nothing, and by design nobody is told; the case says why.
	Silent Want = "silent"
	// Same is the owner's own note, only named, written or lying otherwise: it
	// counts as its folder says, with exactly the content that was laid.
	Same Want = "same"
)

// Case is one thing that somebody, or some program, may do to a vault.
type Case struct {
	Name string
	Want Want
	// Why says of a Silent case why nobody is told.
	Why string
	// Beside is set when the honest note has to stay where it waits.
	Beside bool

	lay func(d *Desk) error
}

// Desk is what a case has to work with.
type Desk struct {
	// Dir is the vault on disk.
	Dir string
	// Note is the file name of the request that waits in Pending_Approval/, and
	// Text its text. Key is a property of it that the owner may edit.
	Note, Text string
	// Other and Closed are the texts of two more notes: of a request that waits
	// too, and of one that was decided.
	Other, Closed string

	made, folders []string
}

// Made is what a case has laid.
type Made struct {
	// Files are what matters, in the order in which it was laid.
	Files []string
	// folders were made for them.
	folders []string
}

// Clear takes it away again.
func (m Made) Clear() error {
	var errs []error
	for _, path := range slices.Concat(m.Files, m.folders) {
		errs = append(errs, os.RemoveAll(path))
	}
	return errors.Join(errs...)
}

// Lay does it.
func (c Case) Lay(d Desk) (Made, error) {
	d.made, d.folders = nil, nil
	err := c.lay(&d)
	return Made{Files: d.made, folders: d.folders}, err
}

// Cases is the whole table. The names are unique, and so are the paths of what
// the cases make, so that all of them can lie in one vault.
func Cases() []Case {
	return slices.Concat(names(), leftovers(), copies(), links(), sizes(), yamlTricks(), characters(), forged(), edited(), inert(), places())
}

// text is a case that lays the note in Approved/ with its text edited.
func text(name string, want Want, edit func(text string) string) Case {
	return file(name, want, "Approved/"+name+".md", edit)
}

// file is a case that lays the note at a path. In the path {stem} stands for
// the honest note's file name without its ending.
func file(name string, want Want, path string, edit func(text string) string) Case {
	return Case{Name: name, Want: want, lay: func(d *Desk) error {
		text := d.Text
		if edit != nil {
			text = edit(text)
		}
		return d.put(path, text)
	}}
}

func silent(why string, c Case) Case {
	c.Want, c.Why = Silent, why
	return c
}

func beside(c Case) Case {
	c.Beside = true
	return c
}

// custom is a case that does something of its own.
func custom(name string, want Want, lay func(d *Desk) error) Case {
	return Case{Name: name, Want: want, lay: lay}
}

func (d *Desk) at(path string) string {
	path = strings.ReplaceAll(path, "{stem}", strings.TrimSuffix(d.Note, ".md"))
	return filepath.Join(d.Dir, filepath.FromSlash(path))
}

// make prepares a path for something to be put there. With it the folders that
// were missing are to be removed again.
func (d *Desk) make(path string) (string, error) {
	full := d.at(path)
	for dir := filepath.Dir(full); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(dir); err == nil {
			break
		}
		d.folders = append(d.folders, dir)
	}
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return "", err
	}
	d.made = append(d.made, full)
	return full, nil
}

func (d *Desk) put(path, text string) error {
	full, err := d.make(path)
	if err != nil {
		return err
	}
	return os.WriteFile(full, []byte(text), 0o644)
}

// twice lays the note at two paths.
func twice(name, one, two string) Case {
	return custom(name, Told, func(d *Desk) error {
		if err := d.put(one, d.Text); err != nil {
			return err
		}
		return d.put(two, d.Text)
	})
}

// property gives the edit that replaces a property's whole line.
func property(key, line string) func(string) string {
	pattern := regexp.MustCompile(`(?m)^` + key + `:.*\n`)
	return func(text string) string { return pattern.ReplaceAllLiteralString(text, line) }
}

// front gives the edit that adds lines at the top of the properties.
func front(lines string) func(string) string {
	return func(text string) string { return strings.Replace(text, "---\n", "---\n"+lines, 1) }
}

// body gives the edit that adds text at the end of the note.
func body(add string) func(string) string {
	return func(text string) string { return text + "\n" + add + "\n" }
}

func replace(old, with string) func(string) string {
	return func(text string) string { return strings.ReplaceAll(text, old, with) }
}

func only(text string) func(string) string { return func(string) string { return text } }

// idOf gives a note's request ID.
func idOf(text string) string { return valueOf(text, "request_id") }

// valueOf gives a property's text.
func valueOf(text, key string) string {
	for line := range strings.Lines(text) {
		if v, ok := strings.CutPrefix(line, key+": "); ok {
			return strings.Trim(strings.TrimSpace(v), `"`)
		}
	}
	return ""
}

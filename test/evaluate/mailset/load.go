package mailset

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/starter/readmail"
	"github.com/autonomous-employee/employee/test/evaluate/score"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Names of the files that make a folder a set.
const (
	labelsName  = "labels.jsonl"
	contextName = "context.json"
	tableName   = "emails.csv"
)

// Mail is one mail with what is expected of it.
type Mail struct {
	Raw   []byte
	Label score.Label
}

// Set is mails of one owner that are scored together.
type Set struct {
	Name  string
	Owner contract.Owner
	Mails []Mail
	// Held sets are kept back from developing: figures may be seen, mails and errors not.
	Held bool
	// Notes say what of the set is not scored.
	Notes []string
}

// Options say how folders are taken.
type Options struct {
	// Held reads held sets too; otherwise they are left out with a note.
	Held bool
	// Ignore takes a folder without labels for ordinary mail, all of which is to be ignored.
	Ignore bool
}

var errNothing = errors.New("there is nothing to read")

// Load finds the sets of a folder or archive: the folder itself or those below
// it that have labels, else all its mails as one unlabelled set. The error
// names the file and line at fault; notes say which sets were left out.
func Load(where string, o Options) (sets []Set, notes []string, err error) {
	t, err := open(where)
	if err != nil {
		return nil, nil, err
	}
	var wrong []error
	labelled := false
	for _, name := range t.names() {
		if path.Base(name) != labelsName {
			continue
		}
		labelled = true
		dir := path.Dir(name)
		shown := filepath.ToSlash(filepath.Join(where, filepath.FromSlash(dir)))
		held := path.Base(shown) == "held"
		if held && !o.Held {
			notes = append(notes, shown+" is held back and was left out; give -held to see its figures.")
			continue
		}
		set, err := loadLabelled(t, dir, shown)
		set.Held = held
		sets, wrong = append(sets, set), append(wrong, err)
	}
	if labelled || errors.Join(wrong...) != nil {
		return sets, notes, errors.Join(wrong...)
	}
	if !o.Ignore {
		return nil, nil, fmt.Errorf("%s has no %s; give -ignore when all its mails are to be ignored: %w", where, labelsName, errNothing)
	}
	set, err := loadUnlabelled(t, filepath.ToSlash(where))
	return []Set{set}, nil, err
}

// Incomplete says what a folder lacks to be a labelled set, nothing when it is
// whole. Labels that cannot be read are not its concern.
func Incomplete(dir string) string {
	t, err := openFolder(dir)
	if err != nil {
		return "the folder is not there"
	}
	for _, need := range []string{labelsName, contextName} {
		if !slices.Contains(t.names(), need) {
			return need + " is missing"
		}
	}
	content, err := t.read(labelsName)
	if err != nil || len(strings.TrimSpace(string(content))) == 0 {
		return labelsName + " is empty"
	}
	labels, _, _ := score.ParseLabels(labelsName, content)
	for _, l := range labels {
		if !slices.Contains(t.names(), path.Clean(l.File)) {
			return l.File + " is missing"
		}
	}
	return ""
}

func loadLabelled(t tree, dir, shown string) (Set, error) {
	set := Set{Name: shown}
	name := path.Join(shown, labelsName)
	content, err := t.read(path.Join(dir, labelsName))
	if err != nil {
		return set, fmt.Errorf("%s cannot be read: %w", name, err)
	}
	labels, notes, err := score.ParseLabels(name, content)
	if err != nil {
		return set, err
	}
	set.Notes = notes
	if content, err := t.read(path.Join(dir, contextName)); err == nil {
		if set.Owner, err = readmail.Owner(content); err != nil {
			return set, fmt.Errorf("%s is not JSON of the form in the README; mend it", path.Join(shown, contextName))
		}
	} else {
		set.Notes = append(set.Notes, path.Join(shown, contextName)+" is not there; nothing is known of the owner")
	}
	var wrong []error
	for _, l := range labels {
		if !filepath.IsLocal(l.File) {
			wrong = append(wrong, fmt.Errorf("%s: the file of %s is outside the set; put it beside the labels", name, l.ID))
			continue
		}
		raw, err := t.read(path.Join(dir, l.File))
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s: the file %s of %s is not there; add it or take the line out", name, l.File, l.ID))
			continue
		}
		set.Mails = append(set.Mails, Mail{Raw: raw, Label: l})
	}
	return set, errors.Join(wrong...)
}

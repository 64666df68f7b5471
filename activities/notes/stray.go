package notes

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	strayPrefix = "req-stray-"
	aboutWords  = "notice about "
	// namedFiles is how many of many files a notice names.
	namedFiles = 10
)

// Odd is a file that cannot count, and why.
type Odd struct{ Path, Problem string }

// TellMany lays one notice about all files of a folder that cannot count, which
// names the first and says how many there are; it takes the place of the one
// before. Thousands of notices would help nobody. About is the folder with a
// slash behind.
func (d *Desk) TellMany(ctx context.Context, about string, files []Odd) error {
	section := contract.Section{Heading: "The first of them"}
	for _, f := range files[:min(len(files), namedFiles)] {
		section.Bullets = append(section.Bullets, f.Path+": "+f.Problem)
	}
	lead := "There are " + strconv.Itoa(len(files)) + " files in " + about + " that cannot count, so they decide nothing."
	notice := d.strayNotice(about, "Many files that cannot count: "+about, []string{lead, "Move what is yours into a folder of your own."})
	notice.RequestID = strayID(about, append([]string{lead}, section.Bullets...))
	notice.Sections = []contract.Section{section}
	if err := d.tell(ctx, notice); err != nil {
		return err
	}
	return d.settle(ctx, strayPrefix, "Their number is another.", func(s Summary) bool { return s.Action != notice.Action || s.RequestID == notice.RequestID })
}

// Tell lays a notice about a file on the owner's desk that belongs to no
// waiting process. About the same file and reason it is told once.
func (d *Desk) Tell(ctx context.Context, about, title string, sentences ...string) error {
	return d.tell(ctx, d.strayNotice(about, title, sentences))
}

// strayNotice is a notice of Tell or TellMany.
func (d *Desk) strayNotice(about, title string, sentences []string) contract.Note {
	return contract.Note{
		RequestID: strayID(about, sentences), Revision: 1, Type: contract.NoteNotice, Folder: contract.FolderNeedsAction, Title: title,
		Created: d.opts.Clock(), DryRun: d.opts.DryRun, Action: aboutWords + about, Lead: sentences,
		HowTo: []string{"Nothing was sent. This notice goes away by itself when what it tells of is put right or moved away."},
	}
}

// tell lays a notice whose ID says what it tells, once.
func (d *Desk) tell(ctx context.Context, notice contract.Note) error {
	planned, told, err := d.told(notice.RequestID)
	if err != nil || told {
		return err
	}
	if planned.RequestID != "" {
		notice = planned
	}
	_, err = d.EnsureNote(ctx, notice)
	return err
}

// told reports whether a notice was laid. One whose laying or taking away was
// cut off comes back as it was, so that what may lie there is known as ours; a
// filed one is forgotten, so that it can be told again.
func (d *Desk) told(id string) (planned contract.Note, told bool, err error) {
	if open, ok := d.register.openOne(id); ok && open.Written {
		return contract.Note{}, true, nil // without reading it: a scan asks about all of them
	}
	defer d.lock(id)()
	entry, found, err := d.register.Get(id)
	switch {
	case err != nil || !found:
		return contract.Note{}, false, err
	case entry.Closed:
		return contract.Note{}, false, d.register.forget(id)
	}
	return entry.Note, entry.Written, nil
}

// Settle takes away the notices of Tell and TellMany about what still is false
// for. It reads those alone: a scan asks about all of them.
func (d *Desk) Settle(ctx context.Context, still func(about string) bool) error {
	return d.settle(ctx, strayPrefix, "The file was put right or moved away.", func(s Summary) bool {
		return still(strings.TrimPrefix(s.Action, aboutWords))
	})
}

// settle takes away the notices of a kind for which still is false.
func (d *Desk) settle(ctx context.Context, prefix, words string, still func(Summary) bool) error {
	for _, notice := range d.register.openWith(prefix) {
		if still(notice) {
			continue
		}
		entry, found, err := d.register.Get(notice.RequestID)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if _, err := d.EnsureFiled(ctx, contract.FileNoteInput{
			Note: entry.Note, Folder: contract.FolderCompleted, Status: "completed", Outcome: contract.OutcomeSettled,
			Result: []contract.Section{{Heading: "Settled", Text: []string{words}}},
		}); err != nil {
			return err
		}
	}
	return nil
}

func strayID(about string, sentences []string) string {
	sum := sha256.Sum256([]byte(about + "\n" + strings.Join(sentences, "\n")))
	return strayPrefix + hex.EncodeToString(sum[:8])
}

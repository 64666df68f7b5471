package notes

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const strayPrefix = "req-stray-"

// Tell lays a notice about a file on the owner's desk that belongs to no
// waiting process. About the same file and reason it is told once.
func (d *Desk) Tell(ctx context.Context, about, title string, sentences ...string) error {
	return d.tell(ctx, contract.Note{
		RequestID: strayID(about, sentences), Revision: 1, Type: contract.NoteNotice, Folder: contract.FolderNeedsAction, Title: title,
		Created: d.opts.Clock(), DryRun: d.opts.DryRun, Action: "notice about " + about, Lead: sentences,
		HowTo: []string{"Nothing was sent. This notice goes away by itself when the file is put right or moved away."},
	})
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

// Settle takes away the notices of Tell about files for which still is false.
func (d *Desk) Settle(ctx context.Context, still func(about string) bool) error {
	return d.settle(ctx, strayPrefix, "The file was put right or moved away.", func(e Entry) bool {
		return still(strings.TrimPrefix(e.Note.Action, "notice about "))
	})
}

// settle takes away the notices of a kind for which still is false.
func (d *Desk) settle(ctx context.Context, prefix, words string, still func(Entry) bool) error {
	for _, id := range d.register.Open() {
		if !strings.HasPrefix(id, prefix) {
			continue
		}
		entry, found, err := d.register.Get(id)
		if err != nil {
			return err
		}
		if !found || still(entry) {
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

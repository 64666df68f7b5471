package flow

import (
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// report lays a notice beside a note that cannot count. The same problem is
// told once.
func (w *wait) report(ctx workflow.Context, d contract.Decision) error {
	reason := strings.Join(d.Problems, "\n")
	if w.told != nil && reason == w.reason {
		return nil
	}
	notice := Notice(w.note, "problem", "This decision cannot be carried out: "+w.note.Title, d.Problems)
	if w.told != nil {
		notice.Revision = w.told.Revision + 1
	}
	notice.HowTo = []string{"Put it right as described above; this notice goes away by itself when the decision counts.", "Nothing has been sent."}
	if _, err := Do(ctx, contract.NotesEnsureNote, notice, "say why it cannot count"); err != nil {
		return err
	}
	w.told, w.reason = &notice, reason
	return nil
}

// clearProblem files the notice once the wait is over, however it ended.
func (w *wait) clearProblem(ctx workflow.Context) {
	if w.told == nil {
		return
	}
	Finish(ctx, func(ctx workflow.Context) error { return Clear(ctx, *w.told, "The request has been decided since.") })
}

// Notice builds a note that needs no decision, named after the request it
// belongs to and a word for its kind.
func Notice(about contract.Note, kind, title string, sentences []string) contract.Note {
	return contract.Note{
		RequestID: about.RequestID + "-" + kind, WorkflowID: about.WorkflowID, Revision: 1,
		Type: contract.NoteNotice, Folder: contract.FolderNeedsAction, Title: title, Created: about.Created,
		Counterparty: about.Counterparty, Amount: about.Amount, Currency: about.Currency, DryRun: about.DryRun,
		Lead: sentences,
	}
}

// Clear takes a notice away that has become needless; one the owner has written
// into is filed instead.
func Clear(ctx workflow.Context, notice contract.Note, why string) error {
	_, err := Do(ctx, contract.NotesEnsureFiled, contract.FileNoteInput{
		Note: notice, Folder: contract.FolderCompleted, Status: "completed", Outcome: contract.OutcomeSettled,
		Result: []contract.Section{{Heading: "Settled", Text: []string{why}}},
	}, "file the notice")
	return err
}

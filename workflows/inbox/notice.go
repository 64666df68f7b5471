package inbox

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strconv"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// patience is how many looks in a row may fail before the owner is told: three
// quarters of an hour with the pauses of this package.
const patience = 8

// setBack counts a failure, tells what is to be told, and returns the pause.
func (w *watch) setBack(ctx workflow.Context, failed error) time.Duration {
	w.in.Failures++
	kind, words := flow.KindOf(failed), flow.Sentence(failed)
	switch kind {
	case contract.FailAuth:
		w.say(ctx, contract.StatusWaitingAnswer, words+" Until then Gmail is tried every 15 minutes."+w.since())
		w.tellLogin(ctx, words)
		return longestPause
	case contract.FailNotConfigured:
		w.say(ctx, contract.StatusWaitingSystem, words+w.since())
		w.tellOutage(ctx, words)
		return longestPause
	}
	pause := pauseAfter(w.in.Failures, failed)
	w.say(ctx, contract.StatusWaitingSystem, words+" Trying again in "+pause.String()+" (failure "+strconv.Itoa(w.in.Failures)+" in a row)."+w.since())
	w.tellOutage(ctx, words)
	return pause
}

// pauseAfter doubles with each failure and is never shorter than Gmail asks.
func pauseAfter(failures int, failed error) time.Duration {
	pause := firstPause
	for n := 1; n < failures && pause < longestPause; n++ {
		pause *= 2
	}
	pause = min(pause, longestPause)
	var app *temporal.ApplicationError
	if errors.As(failed, &app) {
		pause = max(pause, app.NextRetryDelay().Round(time.Second))
	}
	return pause
}

// told reports whether a notice lies on the desk, also one of an earlier run.
func (w *watch) told() bool {
	return w.notice != nil || w.in.AuthNoticeShown || w.in.Failures >= patience
}

// openNotice returns the notice on the desk. One of an earlier run is rebuilt:
// its name follows from the position, which stands still during an outage.
func (w *watch) openNotice(ctx workflow.Context) *contract.Note {
	if w.notice != nil || !w.told() {
		return w.notice
	}
	n := w.newNotice(2, "Gmail could not be read for a while")
	n.Created = workflow.Now(ctx)
	return &n
}

// tellLogin says that only the owner can help. It takes the place of a notice
// about an outage.
func (w *watch) tellLogin(ctx workflow.Context, words string) {
	if w.in.AuthNoticeShown {
		return
	}
	n := w.newNotice(2, "Gmail must be connected again")
	n.Created = workflow.Now(ctx)
	n.Lead = []string{words, "Until then no mail from Gmail is worked on. Nothing is lost: everything that comes in meanwhile is read once the connection works."}
	n.HowTo = []string{
		"Open a terminal in the folder of the employee and run: go run ./starter gmail-login",
		"Allow the access in the browser window that opens.",
		"The connection is noticed by itself within 15 minutes, and this note is filed then.",
		"Should this come back every seven days: in the Google Cloud console the app is still in testing; publish it under Google Auth Platform, Audience.",
	}
	if w.lay(ctx, n, "ask the owner to connect Gmail") {
		w.in.AuthNoticeShown = true
	}
}

// tellOutage says that Gmail has not been read for a while.
func (w *watch) tellOutage(ctx workflow.Context, words string) {
	if w.in.Failures < patience || w.notice != nil || w.in.AuthNoticeShown {
		return
	}
	n := w.newNotice(1, "Gmail has not been read for a while")
	n.Created = workflow.Now(ctx)
	n.Lead = []string{words, "The employee goes on trying every 15 minutes. Nothing is lost: everything that comes in meanwhile is read as soon as it works."}
	n.HowTo = []string{"Check the network and the message above.", "This note is filed by itself once Gmail can be read again."}
	w.lay(ctx, n, "tell the owner that Gmail is not read")
}

// lay puts a notice on the desk. A desk that refuses it must not stop the
// watch; the next failure tries again.
func (w *watch) lay(ctx workflow.Context, n contract.Note, summary string) bool {
	if _, err := flow.Do(ctx, contract.NotesEnsureNote, n, summary); err != nil {
		workflow.GetLogger(ctx).Error("notice about Gmail", "error", err)
		return false
	}
	w.notice = &n
	return true
}

// reportMail hands a mail that cannot be had over to the owner.
func (w *watch) reportMail(ctx workflow.Context, id, words string) error {
	n := w.note("req-gmail-mail-"+short(id), 1, "A mail in Gmail could not be read")
	n.Created = workflow.Now(ctx)
	n.Lead = []string{words, "It has been left out. Please look at it yourself."}
	n.Sections = []contract.Section{{Heading: "The mail", Links: []contract.Link{{Text: "Open it in Gmail", Target: "https://mail.google.com/mail/u/0/#all/" + short(id)}}}}
	n.HowTo = []string{"To have it worked on all the same, download it in Gmail (Download message) and drop the .eml file into Inbox/.", "Delete this note when you are done."}
	_, err := flow.Do(ctx, contract.NotesEnsureNote, n, "hand a mail over to the owner")
	return err
}

func (w *watch) newNotice(revision int, title string) contract.Note {
	sum := sha256.Sum256([]byte("gmail outage\n" + w.in.HistoryID))
	return w.note("req-gmail-"+hex.EncodeToString(sum[:8]), revision, title)
}

func (w *watch) note(request string, revision int, title string) contract.Note {
	return contract.Note{
		RequestID: request, WorkflowID: w.id, Revision: revision,
		Type: contract.NoteNotice, Folder: contract.FolderNeedsAction, Title: title, DryRun: w.in.DryRun,
	}
}

// short keeps an ID of Gmail's (16 hex digits) fit for a name and an address.
func short(id string) string {
	var kept []rune
	for _, r := range id {
		if r == '-' || r == '_' || (r >= '0' && r <= '9') || (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') {
			kept = append(kept, r)
		}
	}
	return string(kept[:min(len(kept), 32)])
}

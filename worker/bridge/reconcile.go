package bridge

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/supervise"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// reconcile goes through the vault after a scan: what was not delivered yet is
// delivered, what is missing is noticed, and notices whose reason has gone are
// cleared. While files are still being written nothing counts as missing.
func (b *Bridge) reconcile(ctx context.Context, unsettled int) error {
	index := b.watcher.Index()
	b.logged.pass()
	b.compareOnce(ctx)
	var errs []error
	for _, folder := range []vault.Folder{vault.Approved, vault.Rejected, vault.NeedsAction} {
		for _, s := range index.All(folder) {
			switch {
			case s.RequestID != "" && b.delivered(s.RequestID):
			case s.RequestID != "":
				errs = append(errs, alone(func() error { return b.consider(ctx, s.RequestID) }))
			}
		}
	}
	for _, s := range index.All(vault.PendingApproval) {
		// What waits for a decision needs nothing; only a note of a closed or unknown request does.
		if s.RequestID != "" && !b.desk.IsOpen(s.RequestID) {
			errs = append(errs, alone(func() error { return b.consider(ctx, s.RequestID) }))
		}
	}
	errs = append(errs, alone(func() error { return b.reportOdd(ctx) }))
	for _, s := range index.Mails() {
		errs = append(errs, alone(func() error { return b.takeMail(ctx, s.Path) }))
	}
	errs = append(errs, b.reconcilePosts(ctx))
	if unsettled == 0 {
		for _, id := range b.desk.OpenRequests() {
			if len(index.Find(id)) == 0 {
				errs = append(errs, alone(func() error { return b.consider(ctx, id) }))
			}
		}
	}
	errs = append(errs, b.desk.Settle(ctx, func(about string) bool { return b.stillOdd(about) }))
	if err := errors.Join(errs...); err != nil {
		return err
	}
	b.beat()
	return nil
}

// alone keeps a note or mail that brings the program down from taking those
// after it along.
func alone(do func() error) error { return supervise.Guard(do) }

// stillOdd reports whether the reason of a notice about a file, or about many of
// a folder, is still there.
func (b *Bridge) stillOdd(path string) bool {
	if folder, many := strings.CutSuffix(path, "/"); many {
		return b.odd.many(vault.Folder(folder))
	}
	s, ok := b.watcher.Index().At(path)
	if !ok {
		return false
	}
	if s.Problem != "" && s.RequestID == "" && b.odd.many(s.Folder) {
		return false // one notice tells of them all
	}
	if s.Problem != "" || s.Mail {
		return true
	}
	if s.Folder != vault.Approved && s.Folder != vault.Rejected && s.Folder != vault.PendingApproval {
		return false
	}
	r, found, err := b.desk.Request(s.RequestID)
	return err != nil || !found || r.Closed
}

// stray deals with notes whose request is unknown or closed. A closed request
// in Pending_Approval/ is the owner's wish to be asked again.
func (b *Bridge) stray(ctx context.Context, id string, r notes.Request, found bool, seen []vault.Sighting) error {
	var errs []error
	_, aboutPost := contract.PostIDOf(r.Note.WorkflowID)
	for _, s := range seen {
		switch {
		case aboutPost && s.Problem == "":
			errs = append(errs, b.strayPostRequest(ctx, r.Outcome, s))
		case s.Folder == vault.NeedsAction && found && r.Outcome == notes.OutcomeStopped && s.Problem == "":
			errs = append(errs, b.askAgain(ctx, id, r, s.Path)) // a question that nobody would hear the answer to
		case s.Folder != vault.Approved && s.Folder != vault.Rejected && s.Folder != vault.PendingApproval:
		case !found:
			b.name(noteUnknown, id, s.Path, "a note of a request that was never asked here: the owner is told")
			errs = append(errs, b.desk.Tell(ctx, s.Path, "A note that belongs to nothing: "+s.Path,
				s.Path+" names the request "+id+", which was never asked here. It decides nothing; move it away."))
		case s.Problem != "":
			b.name(noteClosed, id, s.Path, "a damaged note of a closed request: the owner is told", zap.String("outcome", r.Outcome))
			errs = append(errs, b.tellOdd(ctx, notes.Odd{Path: s.Path, Problem: s.Problem}))
		case s.Folder == vault.PendingApproval && canAskAgain(r.Outcome) && ofMail(r.Note):
			errs = append(errs, b.askAgain(ctx, id, r, s.Path))
		default:
			b.name(noteClosed, id, s.Path, "a note of a closed request: it decides nothing, and the owner is told", zap.String("outcome", r.Outcome))
			errs = append(errs, b.desk.Tell(ctx, s.Path, "A request that has been decided: "+s.Path,
				s.Path+" is about a request that ended before ("+r.Outcome+"). It is not decided again; move the note to Completed/."))
		}
	}
	return errors.Join(errs...)
}

func canAskAgain(outcome string) bool {
	switch outcome {
	case contract.StatusDryRun, contract.StatusRejected, contract.StatusWithdrawn, contract.StatusExpired, contract.StatusRefused, contract.StatusUnknown, notes.OutcomeStopped:
		return true
	default:
		return false
	}
}

// ofMail tells a request that a mail has made: only that can be asked again. A
// reminder that a page suggested is asked about by the next page, and posts have their own notes.
func ofMail(n contract.Note) bool {
	key, ok := contract.MailKeyOf(n.WorkflowID)
	return ok && n.Mail.Key == key
}

// askAgain starts the process of a closed request anew. The invoice keeps its
// business key, so that asking again can never make a second one.
func (b *Bridge) askAgain(ctx context.Context, id string, r notes.Request, path string) error {
	if _, busy := b.busy.LoadOrStore(path, true); busy {
		return nil // an event and a scan told of the same note
	}
	defer b.busy.Delete(path)
	if there, err := b.vault.Exists(path); err != nil || !there {
		return err
	}
	count, ok := contract.ReissueOf(id)
	key, isInvoice := contract.MailKeyOf(r.Note.WorkflowID)
	if !ok || !isInvoice || r.Note.Mail.Key != key {
		return fmt.Errorf("request %s cannot be asked again", id)
	}
	next, asked, err := b.nextIssue(key, count+1, r.Reissue)
	if err != nil {
		return err
	}
	if !asked {
		if err := b.desk.MarkReissue(id, next); err != nil {
			return err
		}
		// A wish of the owner's is for the real thing. What is asked again because its process was lost stays what it was.
		in := contract.InvoiceInput{Mail: r.Note.Mail, Reissue: next, DryRun: r.Outcome == notes.OutcomeStopped && r.Note.DryRun}
		if r.Note.Type == contract.NoteApproval {
			if in.Answers, err = b.desk.Values(id, path); err != nil {
				return err
			}
		}
		if err := b.start(ctx, in); err != nil {
			return err
		}
		b.log.Info("a closed request lay among what waits: it is asked again", zap.String("request_id", id), zap.String("outcome", r.Outcome),
			zap.String("note", path), zap.String("again_as", contract.RequestID(key, next)))
	}
	// Last, so that a crash before it repeats the whole and loses nothing.
	return b.desk.PutBack(id, path)
}

// nextIssue finds the first reissue number that was not used yet; asked is true
// when the last one still waits for the owner, or when the number marked for
// this wish has been used, because a crash kept its note from being put back.
func (b *Bridge) nextIssue(key string, from, marked int) (next int, asked bool, err error) {
	if marked > 0 {
		_, found, err := b.desk.Request(contract.RequestID(key, marked))
		return marked, found, err
	}
	for next = from; ; next++ {
		r, found, err := b.desk.Request(contract.RequestID(key, next))
		if err != nil || !found || !r.Closed {
			return next, found && !r.Closed, err
		}
	}
}

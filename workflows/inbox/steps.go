package inbox

import (
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// hopeless is how many looks in a row may fail over one mail while others
// come through.
const hopeless = 8

// look works through what has come in since the last position, page by page.
// A page counts once each of its mails has its process; a failure leaves the
// position where it is. It returns early, with more set, to have the history
// cut between two pages.
func (w *watch) look(ctx workflow.Context) error {
	w.looks++
	for {
		if w.in.Failures == 0 {
			w.say(ctx, contract.StatusReading, "Looking for new mail in Gmail."+w.since())
		}
		page, err := flow.Do(ctx, contract.GmailListNew, contract.GmailListInput{HistoryID: w.in.HistoryID}, "list new mail")
		if err != nil {
			return err
		}
		w.label = page.CanLabel
		if err := w.takeAll(ctx, page.MessageIDs); err != nil {
			return err
		}
		if err := w.advance(ctx, page); err != nil {
			return err
		}
		if !w.more || w.full(ctx) {
			return nil
		}
	}
}

// advance moves the position behind a page. That a whole page came through
// also ends an outage.
func (w *watch) advance(ctx workflow.Context, page contract.GmailListResult) error {
	notice := w.openNotice(ctx) // named after the position that is being left
	clear(w.done)
	w.more = page.NextPageToken != ""
	switch {
	case w.more:
		w.in.HistoryID = page.NextPageToken
	case page.Cursor != "":
		w.in.HistoryID = page.Cursor
	}
	w.in.Failures, w.in.AuthNoticeShown, w.notice = 0, false, nil
	if notice == nil {
		return nil
	}
	return flow.Clear(ctx, *notice, "Mail is being read from Gmail again; nothing was lost meanwhile.")
}

// takeAll takes each mail of a page. One that fails does not hold up the
// others, unless the failure is Gmail's as a whole.
func (w *watch) takeAll(ctx workflow.Context, ids []string) error {
	var first error
	for _, id := range ids {
		if w.done[id] {
			continue
		}
		err := w.take(ctx, id)
		if err == nil {
			w.done[id] = true
			delete(w.tries, id)
			continue
		}
		switch flow.KindOf(err) {
		case contract.FailAuth, contract.FailRateLimited, contract.FailNotConfigured:
			return err
		}
		if ctx.Err() != nil {
			return err
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// take brings one mail into the store and starts its process.
func (w *watch) take(ctx workflow.Context, id string) error {
	mail, err := flow.Do(ctx, contract.GmailFetchMail, contract.GmailFetchInput{MessageID: id}, "fetch a mail")
	if err != nil {
		return w.notFetched(ctx, id, err)
	}
	w.fetched++
	if err := w.start(ctx, mail); err != nil {
		return err
	}
	return w.mark(ctx, id, mail.Key)
}

// notFetched decides whether a mail is left out. One that was deleted is gone;
// one that cannot be had is reported, so that the owner reads it himself;
// anything else is tried again at the next look.
func (w *watch) notFetched(ctx workflow.Context, id string, err error) error {
	if ctx.Err() != nil {
		return err
	}
	switch flow.KindOf(err) {
	case contract.FailNotFound:
		return nil
	case contract.FailInvalid:
		return w.reportMail(ctx, id, flow.Sentence(err))
	case contract.FailAuth, contract.FailRateLimited, contract.FailNotConfigured:
		return err
	}
	t, known := w.tries[id]
	if !known {
		t.fetched = w.fetched
	}
	t.count++
	w.tries[id] = t
	if t.count >= hopeless && w.fetched > t.fetched {
		return w.reportMail(ctx, id, flow.Sentence(err))
	}
	return err
}

// start begins the mail's process, which lives on when this one ends. Its ID
// is the mail's own, so that the same mail is one process whichever way and
// however often it comes.
func (w *watch) start(ctx workflow.Context, mail contract.MailRef) error {
	// Stopping the watch must not stop invoices under way, so they are started on a context that cancellation does not reach.
	detached, _ := workflow.NewDisconnectedContext(ctx)
	detached = workflow.WithChildOptions(detached, workflow.ChildWorkflowOptions{
		WorkflowID:            flow.ID(ctx, contract.InvoiceID(mail.Key)),
		ParentClosePolicy:     enumspb.PARENT_CLOSE_POLICY_ABANDON,
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		StaticSummary:         "a mail from Gmail",
		WorkflowTaskTimeout:   contract.WorkflowTaskTimeout,
	})
	child := workflow.ExecuteChildWorkflow(detached, contract.GmailToOdooInvoice, contract.InvoiceInput{
		Mail: mail, DryRun: w.in.DryRun, VaultQueue: w.in.VaultQueue,
	})
	err := child.GetChildWorkflowExecution().Get(detached, nil)
	if temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return nil
	}
	return err
}

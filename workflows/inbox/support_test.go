package inbox_test

import (
	"context"
	"log/slog"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/inbox"
)

// gmail answers the activities from a list of pages. The position "" is the
// first page, the n-th page leads to "p<n>", and the end to "end<total>".
type gmail struct {
	mu       sync.Mutex
	pages    [][]string
	more     map[int]bool // pages that say there is another
	listed   []string     // positions that were asked for
	fetched  []string
	labelled []string
	listErr  func(n int) error // n = how often a listing was asked for, from 1
	fetchErr func(id string) error
	keyOf    func(id string) string
}

func (g *gmail) list(_ context.Context, in contract.GmailListInput) (contract.GmailListResult, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.listed = append(g.listed, in.HistoryID)
	if g.listErr != nil {
		if err := g.listErr(len(g.listed)); err != nil {
			return contract.GmailListResult{}, err
		}
	}
	at := 0
	if in.HistoryID != "" {
		at, _ = strconv.Atoi(in.HistoryID[1:])
	}
	if at >= len(g.pages) {
		return contract.GmailListResult{Cursor: "c" + strconv.Itoa(at), CanLabel: true}, nil
	}
	out := contract.GmailListResult{MessageIDs: g.pages[at], CanLabel: true}
	if g.more[at] {
		out.NextPageToken = "p" + strconv.Itoa(at+1)
	} else {
		out.Cursor = "c" + strconv.Itoa(at+1)
	}
	return out, nil
}

func (g *gmail) fetch(_ context.Context, in contract.GmailFetchInput) (contract.MailRef, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.fetched = append(g.fetched, in.MessageID)
	if g.fetchErr != nil {
		if err := g.fetchErr(in.MessageID); err != nil {
			return contract.MailRef{}, err
		}
	}
	key := "key-" + in.MessageID
	if g.keyOf != nil {
		key = g.keyOf(in.MessageID)
	}
	return contract.MailRef{Key: key, Source: contract.SourceGmail, GmailID: in.MessageID}, nil
}

func (g *gmail) label(_ context.Context, in contract.GmailLabelInput) (contract.Nothing, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.labelled = append(g.labelled, in.MessageID)
	return contract.Nothing{}, fail(contract.FailAuth)
}

// desk keeps the notes.
type desk struct {
	mu    sync.Mutex
	laid  []contract.Note
	filed []contract.FileNoteInput
	err   error
}

func (d *desk) lay(_ context.Context, n contract.Note) (contract.NoteRef, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.err != nil {
		return contract.NoteRef{}, d.err
	}
	d.laid = append(d.laid, n)
	return contract.NoteRef{Path: n.Folder + "/" + n.Title + ".md"}, nil
}

func (d *desk) file(_ context.Context, in contract.FileNoteInput) (contract.NoteRef, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.filed = append(d.filed, in)
	return contract.NoteRef{Path: in.Folder + "/x.md"}, nil
}

type world struct {
	env     *testsuite.TestWorkflowEnvironment
	gmail   *gmail
	desk    *desk
	started *[]string // workflow IDs of invoice processes
	records []contract.AuditRecord
	stopped int // invoice processes that were cancelled
}

func open(t *testing.T, pages ...[]string) *world {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	w := &world{env: suite.NewTestWorkflowEnvironment(), gmail: &gmail{pages: pages, more: map[int]bool{}}, desk: &desk{}, started: &[]string{}}
	register(w.env, contract.GmailListNew, w.gmail.list)
	register(w.env, contract.GmailFetchMail, w.gmail.fetch)
	register(w.env, contract.GmailEnsureLabel, w.gmail.label)
	register(w.env, contract.AuditEnsureRecords, func(_ context.Context, r []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
		w.records = append(w.records, r...)
		return contract.EnsureRecordsResult{Written: 1}, nil
	})
	register(w.env, contract.NotesEnsureNote, w.desk.lay)
	register(w.env, contract.NotesEnsureFiled, w.desk.file)
	w.env.RegisterWorkflowWithOptions(inbox.Run, workflow.RegisterOptions{Name: contract.GmailWatch})
	w.env.RegisterWorkflowWithOptions(func(ctx workflow.Context, in contract.InvoiceInput) (contract.InvoiceResult, error) {
		*w.started = append(*w.started, workflow.GetInfo(ctx).WorkflowExecution.ID)
		// An invoice waits for its owner for longer than any test runs.
		err := workflow.Sleep(ctx, 365*24*time.Hour)
		if temporal.IsCanceledError(err) {
			w.stopped++
		}
		return contract.InvoiceResult{}, err
	}, workflow.RegisterOptions{Name: contract.GmailToOdooInvoice})
	w.env.SetTestTimeout(20 * time.Second)
	w.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: 20 * time.Second}) // a busy machine is no deadlock
	return w
}

func register[In, Out any](env *testsuite.TestWorkflowEnvironment, name contract.Activity[In, Out], f func(context.Context, In) (Out, error)) {
	env.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name.Name()})
}

// runFor runs the watch for a stretch of its own time and then cancels it.
func (w *world) runFor(t *testing.T, d time.Duration, in contract.GmailWatchInput) {
	t.Helper()
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, d)
	w.env.ExecuteWorkflow(contract.GmailWatch, in)
	require.True(t, w.env.IsWorkflowCompleted())
	require.True(t, temporal.IsCanceledError(w.env.GetWorkflowError()), "%v", w.env.GetWorkflowError())
}

// continued returns the input of the next run.
func (w *world) continued(t *testing.T) contract.GmailWatchInput {
	t.Helper()
	require.True(t, w.env.IsWorkflowCompleted())
	var next *workflow.ContinueAsNewError
	require.ErrorAs(t, w.env.GetWorkflowError(), &next)
	var in contract.GmailWatchInput
	require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(next.Input, &in))
	return in
}

func (w *world) status(t *testing.T) contract.ProcessStatus {
	t.Helper()
	value, err := w.env.QueryWorkflow(contract.QueryStatus)
	require.NoError(t, err)
	var s contract.ProcessStatus
	require.NoError(t, value.Get(&s))
	return s
}

func fail(kind contract.FailureKind) error { return failAfter(kind, 0) }

func failAfter(kind contract.FailureKind, wait time.Duration) error {
	return temporal.NewApplicationErrorWithOptions("Gmail says "+string(kind)+".", string(kind), temporal.ApplicationErrorOptions{
		NonRetryable: true, NextRetryDelay: wait,
	})
}

func minutely() contract.GmailWatchInput { return contract.GmailWatchInput{Interval: time.Minute} }

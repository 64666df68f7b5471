package invoice_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/invoice"
)

const (
	mailKey   = "0123456789abcdef0123456789abcdef"
	requestID = "req-0123456789abcdef-0"
	day       = 24 * time.Hour
)

// world is one execution with the systems around it: the desk, Odoo, the log
// and the mail. Time passes only when everything waits.
type world struct {
	env   *testsuite.TestWorkflowEnvironment
	in    contract.InvoiceInput
	desk  *desk
	odoo  *odoo
	began time.Time

	mu       sync.Mutex
	reading  contract.Reading
	readErr  error
	handbook contract.Handbook
	records  []contract.AuditRecord
	largest  map[string]int // bytes of the largest input by activity
}

func open(t *testing.T) *world {
	t.Helper()
	w := withoutOdoo(t)
	register(w, contract.OdooFindCustomer, w.odoo.find)
	register(w, contract.OdooFindProducts, w.odoo.findProducts)
	register(w, contract.OdooFindDuplicates, w.odoo.duplicates)
	register(w, contract.OdooFindInvoices, w.odoo.findInvoices)
	register(w, contract.OdooCreateDraftInvoice, w.odoo.create)
	register(w, contract.OdooVerifyDraftInvoice, w.odoo.verify)
	register(w, contract.OdooEnsureAttachment, w.odoo.attach)
	register(w, contract.OdooFindSales, w.odoo.findSales)
	register(w, contract.OdooCreateDraftQuotation, w.odoo.createQuotation)
	register(w, contract.OdooVerifyDraftQuotation, w.odoo.verifyQuotation)
	return w
}

// withoutOdoo is a world in which the activities of Odoo are missing.
func withoutOdoo(t *testing.T) *world {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	suite.SetLogger(log.NewStructuredLogger(slog.New(slog.DiscardHandler)))
	w := &world{
		env: suite.NewTestWorkflowEnvironment(), began: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		in:      contract.InvoiceInput{Mail: contract.MailRef{Key: mailKey, Source: contract.SourceInbox, TakenPath: "Completed/Mails/a.eml", Size: 900}},
		reading: complete(), handbook: rules(), largest: map[string]int{},
	}
	w.desk, w.odoo = &desk{now: w.env.Now}, &odoo{now: w.env.Now}
	w.odoo.match = contract.CustomerMatch{Configured: true, PartnerID: 7, MatchedBy: "email", Name: "Berger Design GmbH", PostedInvoices: 2}
	w.env.SetStartTime(w.began)
	w.env.SetTestTimeout(20 * time.Second)
	w.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: 20 * time.Second}) // a busy machine is no deadlock
	w.env.SetStartWorkflowOptions(client.StartWorkflowOptions{ID: contract.InvoiceID(mailKey)})
	w.env.RegisterWorkflowWithOptions(invoice.Run, workflow.RegisterOptions{Name: contract.GmailToOdooInvoice})
	register(w, contract.MailReadRequest, func(contract.ReadRequestInput) (contract.Reading, error) { return w.reading, w.readErr })
	register(w, contract.NotesFetchHandbook, func(contract.Nothing) (contract.Handbook, error) { return w.handbook, nil })
	register(w, contract.NotesEnsureNote, w.desk.lay)
	register(w, contract.NotesEnsureFiled, w.desk.file)
	register(w, contract.NotesFetchDecision, func(in contract.FetchDecisionInput) (contract.Decision, error) {
		d := w.desk.read(in)
		d.Handbook = w.handbook
		return d, nil
	})
	register(w, contract.AuditEnsureRecords, func(r []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
		w.records = append(w.records, r...)
		return contract.EnsureRecordsResult{Written: 1}, nil
	})
	return w
}

// register puts an activity under its contract name; one runs at a time, and
// the size of its input is kept.
func register[In, Out any](w *world, name contract.Activity[In, Out], f func(In) (Out, error)) {
	w.env.RegisterActivityWithOptions(func(_ context.Context, in In) (Out, error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		raw, err := json.Marshal(in)
		if err != nil {
			var none Out
			return none, err
		}
		w.largest[name.Name()] = max(w.largest[name.Name()], len(raw))
		return f(in)
	}, activity.RegisterOptions{Name: name.Name()})
}

// at lets something happen when this much time has passed since the start.
func (w *world) at(after time.Duration, act func()) {
	w.env.RegisterDelayedCallback(func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		act()
	}, after)
}

// owner lets the owner decide what lies on the desk then.
func (w *world) owner(after time.Duration, v contract.Verdict, edits ...string) {
	w.env.RegisterDelayedCallback(func() {
		w.mu.Lock()
		w.desk.decide(v, edits)
		w.mu.Unlock()
		w.hint()
	}, after)
}

func (w *world) hint() {
	w.env.SignalWorkflow(contract.SignalDecision, contract.DecisionSignal{RequestID: contract.RequestID(mailKey, w.in.Reissue), SeenAt: w.env.Now()})
}

// run lets the process run to its end and checks what must hold after every
// process, however it went.
func (w *world) run(t *testing.T) contract.InvoiceResult {
	t.Helper()
	w.env.ExecuteWorkflow(contract.GmailToOdooInvoice, w.in)
	require.True(t, w.env.IsWorkflowCompleted())
	require.NoError(t, w.env.GetWorkflowError())
	var result contract.InvoiceResult
	require.NoError(t, w.env.GetWorkflowResult(&result))
	require.Equal(t, result.Status, w.status(t).Status)
	require.Empty(t, result.Outcome.Described, "the description stands in the note; the history stays small")
	w.holds(t)
	return result
}

// cancelled lets the process run until somebody stops it.
func (w *world) cancelled(t *testing.T, after time.Duration) {
	t.Helper()
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, after)
	w.env.ExecuteWorkflow(contract.GmailToOdooInvoice, w.in)
	require.True(t, w.env.IsWorkflowCompleted())
	require.True(t, temporal.IsCanceledError(w.env.GetWorkflowError()), "%v", w.env.GetWorkflowError())
	w.holds(t)
}

func (w *world) took() time.Duration { return w.env.Now().Sub(w.began).Round(time.Second) }

func (w *world) status(t *testing.T) contract.ProcessStatus {
	t.Helper()
	value, err := w.env.QueryWorkflow(contract.QueryStatus)
	require.NoError(t, err)
	var s contract.ProcessStatus
	require.NoError(t, value.Get(&s))
	return s
}

// holds are the invariants of every process.
func (w *world) holds(t *testing.T) {
	t.Helper()
	open, ids := map[string]int{}, map[string]bool{}
	for _, r := range w.records {
		require.False(t, ids[r.RecordID], "record ID %s twice", r.RecordID)
		ids[r.RecordID] = true
		require.Equal(t, contract.InvoiceID(mailKey), r.WorkflowID)
		require.Equal(t, "employee", r.Actor)
		switch r.Phase {
		case contract.PhaseIntent:
			require.Zero(t, open[r.CorrelationID], "intent %s twice", r.CorrelationID)
			open[r.CorrelationID]++
		case contract.PhaseResult:
			require.Equal(t, 1, open[r.CorrelationID], "result %s without its intent", r.CorrelationID)
			open[r.CorrelationID]++
		}
	}
	for id, n := range open {
		require.Equal(t, 2, n, "intent %s has no result", id)
	}
	for _, in := range w.odoo.sent {
		fingerprint, err := in.Draft.Fingerprint()
		require.NoError(t, err)
		require.Equal(t, fingerprint, in.Fingerprint)
		require.Equal(t, contract.BusinessKey(mailKey), in.Draft.BusinessKey, "one mail has one key for ever")
	}
	for name, size := range w.largest {
		require.Less(t, size, 100<<10, "input of %s", name)
	}
}

// logged gives the results of an action's records.
func (w *world) logged(action, phase string) []string {
	var out []string
	for _, r := range w.records {
		if r.Action == action && r.Phase == phase {
			out = append(out, r.Result)
		}
	}
	return out
}

func (w *world) effects(phase string) []string { return w.logged("odoo.create_draft_invoice", phase) }

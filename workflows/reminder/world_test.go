package reminder_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reminder"
)

// world stands for Odoo, Gmail, the vault and the log. Each answers by how often
// it was asked, from 1.
type world struct {
	env *testsuite.TestWorkflowEnvironment
	mu  sync.Mutex

	debt     func(n int) (contract.Debt, error)
	create   func(n int) (contract.DraftOutcome, error)
	verify   func(n int) (contract.DraftOutcome, error)
	decision func(n int) contract.Decision
	handbook contract.Handbook

	debts, reads, verified int
	made                   []contract.CreateMailDraftInput
	laid                   []contract.Note
	filed                  []contract.FileNoteInput
	log                    []contract.AuditRecord
}

func monday() time.Time { return time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC) }

func input() contract.ReminderInput {
	return contract.ReminderInput{
		Week: "2026-W48", Key: "overdue/7", Briefing: "CEO_Briefings/2026-11-30-briefing.md", PartnerID: 7, Partner: "Hill & Sons",
		Expires: time.Date(2026, 12, 6, 23, 0, 0, 0, time.UTC),
	}
}

// owes is a debt of two invoices.
func owes() contract.Debt {
	return contract.Debt{
		Configured: true, PartnerID: 7, Name: "Hill & Sons", Email: "pay@hill.example", Language: "en",
		Overdue: []contract.DebtItem{
			{InvoiceID: 1, Number: "INV/2026/00001", Due: "2026-10-01", Open: "100.00", Currency: "EUR", URL: "https://odoo.example/1"},
			{InvoiceID: 2, Number: "INV/2026/00002", Due: "2026-11-01", Open: "20.50", Currency: "EUR"},
		},
		Sums: []contract.WeekMoney{{Currency: "EUR", Amount: "120.50", Count: 2}},
	}
}

func newWorld(t *testing.T) *world {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	w := &world{env: suite.NewTestWorkflowEnvironment(), handbook: contract.Handbook{Today: "2026-11-30", Owner: contract.Owner{Name: "Ada Berg", Company: "Berg"}}}
	w.env.SetTestTimeout(20 * time.Second)
	w.env.SetWorkerOptions(worker.Options{DeadlockDetectionTimeout: 20 * time.Second})
	w.env.SetStartTime(monday())
	w.env.RegisterWorkflowWithOptions(reminder.Run, workflow.RegisterOptions{Name: contract.PaymentReminder})
	w.debt = func(int) (contract.Debt, error) { return owes(), nil }
	w.create = func(int) (contract.DraftOutcome, error) {
		return contract.DraftOutcome{Found: true, DraftID: "r1"}, nil
	}
	w.verify = func(int) (contract.DraftOutcome, error) { return contract.DraftOutcome{}, nil }
	w.decision = func(int) contract.Decision { return contract.Decision{Verdict: contract.VerdictPending} }
	register(w, contract.NotesFetchHandbook, func(contract.Nothing) (contract.Handbook, error) { return w.handbook, nil })
	register(w, contract.OdooFindDebt, func(in contract.FindDebtInput) (contract.Debt, error) {
		require.Equal(t, contract.FindDebtInput{PartnerID: 7, AsOf: "2026-11-30"}, in)
		w.debts++
		return w.debt(w.debts)
	})
	register(w, contract.GmailCreateDraft, func(in contract.CreateMailDraftInput) (contract.DraftOutcome, error) {
		w.made = append(w.made, in)
		if in.DryRun {
			return contract.DraftOutcome{Described: "To: " + in.Draft.To}, nil
		}
		return w.create(len(w.made))
	})
	register(w, contract.GmailVerifyDraft, func(contract.VerifyMailDraftInput) (contract.DraftOutcome, error) {
		w.verified++
		return w.verify(w.verified)
	})
	register(w, contract.NotesEnsureNote, func(n contract.Note) (contract.NoteRef, error) {
		w.laid = append(w.laid, n)
		return contract.NoteRef{Path: n.Folder + "/" + n.Title + ".md"}, nil
	})
	register(w, contract.NotesFetchDecision, func(contract.FetchDecisionInput) (contract.Decision, error) {
		w.reads++
		d := w.decision(w.reads)
		d.Handbook = w.handbook
		return d, nil
	})
	register(w, contract.NotesEnsureFiled, func(in contract.FileNoteInput) (contract.NoteRef, error) {
		w.filed = append(w.filed, in)
		return contract.NoteRef{Path: in.Folder + "/x.md"}, nil
	})
	register(w, contract.AuditEnsureRecords, func(r []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
		w.log = append(w.log, r...)
		return contract.EnsureRecordsResult{Written: 1}, nil
	})
	return w
}

func register[In, Out any](w *world, name contract.Activity[In, Out], f func(In) (Out, error)) {
	w.env.RegisterActivityWithOptions(func(_ context.Context, in In) (Out, error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		return f(in)
	}, activity.RegisterOptions{Name: name.Name()})
}

func failed(kind contract.FailureKind) error {
	return temporal.NewNonRetryableApplicationError("It went wrong.", string(kind), nil)
}

// approves is an owner who says yes at the first look, with the fields as they
// are unless another address is given.
func approves(to string) func(int) contract.Decision {
	return func(int) contract.Decision {
		return contract.Decision{Verdict: contract.VerdictApproved, Fields: map[string]string{"reminder_to": to}}
	}
}

// hint tells the process after a while that the note has moved.
func (w *world) hint(after time.Duration) {
	w.env.RegisterDelayedCallback(func() {
		w.env.SignalWorkflow(contract.SignalDecision, contract.DecisionSignal{RequestID: contract.SuggestionRequestID("2026-W48", "overdue/7")})
	}, after)
}

func (w *world) run(t *testing.T) contract.ReminderResult {
	t.Helper()
	w.env.ExecuteWorkflow(contract.PaymentReminder, input())
	require.True(t, w.env.IsWorkflowCompleted())
	require.NoError(t, w.env.GetWorkflowError())
	var out contract.ReminderResult
	require.NoError(t, w.env.GetWorkflowResult(&out))
	return out
}

// lines are the log as phase, action and result.
func (w *world) lines() []string {
	var out []string
	for _, r := range w.log {
		out = append(out, r.Phase+" "+r.Action+" "+r.Result+" "+r.ApprovalStatus)
	}
	return out
}

package flow_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

func TestAwaitDecision_ProblemIsToldOnceAndClearedWhenDecided(t *testing.T) {
	t.Parallel()
	w := waiting(t, func(n int) contract.Decision {
		if n < 4 {
			return problem("The note lies in two folders.")
		}
		return decided(contract.VerdictApproved)
	})
	for n := range 4 {
		w.signal(time.Duration(n+1)*time.Minute, requestID)
	}

	d, _ := w.end(t)

	require.Equal(t, contract.VerdictApproved, d.Verdict)
	require.Len(t, w.desk.laid, 1)
	notice := w.desk.laid[0]
	require.Equal(t, requestID+"-problem", notice.RequestID)
	require.Equal(t, contract.NoteNotice, notice.Type)
	require.Equal(t, contract.FolderNeedsAction, notice.Folder)
	require.Equal(t, []string{"The note lies in two folders."}, notice.Lead)
	require.Contains(t, notice.Title, "Invoice Berger")
	require.Len(t, w.desk.filed, 1)
	require.Equal(t, notice.RequestID, w.desk.filed[0].Note.RequestID)
	require.Equal(t, contract.FolderCompleted, w.desk.filed[0].Folder)
}

func TestAwaitDecision_OtherProblemReplacesTheNotice(t *testing.T) {
	t.Parallel()
	w := waiting(t, func(n int) contract.Decision {
		switch n {
		case 1, 2:
			return problem("The amount was changed.")
		case 3:
			return problem("The text was changed.")
		default:
			return decided(contract.VerdictRejected)
		}
	})
	for n := range 4 {
		w.signal(time.Duration(n+1)*time.Minute, requestID)
	}

	w.end(t)

	require.Len(t, w.desk.laid, 2)
	require.Equal(t, 1, w.desk.laid[0].Revision)
	require.Equal(t, 2, w.desk.laid[1].Revision)
	require.Equal(t, w.desk.laid[0].RequestID, w.desk.laid[1].RequestID)
	require.Len(t, w.desk.filed, 1)
	require.Equal(t, 2, w.desk.filed[0].Note.Revision)
}

func TestAwaitDecision_ProblemAtTheExpiryIsNoDecisionAndIsCleared(t *testing.T) {
	t.Parallel()
	w := waiting(t, func(int) contract.Decision { return problem("Two notes.") })

	d, _ := w.end(t)

	require.Equal(t, contract.VerdictPending, d.Verdict)
	require.Len(t, w.desk.filed, 1)
}

func TestAwaitDecision_CancelledProcessClearsItsNotice(t *testing.T) {
	t.Parallel()
	w := waiting(t, func(int) contract.Decision { return problem("Two notes.") })
	w.signal(time.Minute, requestID)
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, time.Hour)

	run(w.env, func(ctx workflow.Context, note contract.Note) error {
		_, err := flow.AwaitDecision(ctx, note)
		return err
	}, w.note)

	require.Error(t, w.env.GetWorkflowError())
	require.Len(t, w.desk.filed, 1)
}

func TestNotice_IsNamedAfterItsRequestAndKeepsWhatListsShow(t *testing.T) {
	t.Parallel()
	about := contract.Note{
		RequestID: requestID, WorkflowID: "invoice/1", Revision: 7, Type: contract.NoteApproval, Amount: "10.00", Currency: "EUR",
		Counterparty: "Berger", DryRun: true, Created: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), Fingerprint: "f00d",
	}

	n := flow.Notice(about, "odoo", "Odoo does not let the employee in", []string{"A sentence."})

	require.Equal(t, requestID+"-odoo", n.RequestID)
	require.Equal(t, 1, n.Revision)
	require.Equal(t, contract.NoteNotice, n.Type)
	require.Equal(t, about.Amount, n.Amount)
	require.Equal(t, about.Counterparty, n.Counterparty)
	require.Equal(t, about.Created, n.Created)
	require.True(t, n.DryRun)
	require.Empty(t, n.Fingerprint, "a notice approves nothing")
	require.Empty(t, n.Fields)
}

package flow_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

func TestAwaitDecision_ReadsTheNoteItAskedFor(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictApproved))
	w.signal(time.Hour, requestID)

	d, took := w.end(t)

	require.Equal(t, contract.VerdictApproved, d.Verdict)
	require.Equal(t, time.Hour, took)
	require.Equal(t, []contract.FetchDecisionInput{{
		RequestID: requestID, WorkflowID: "invoice/0123456789abcdef", Revision: 3, Fingerprint: "f00d",
	}}, w.desk.asked)
}

func TestAwaitDecision_EveryVerdictOfTheOwnerEndsTheWait(t *testing.T) {
	t.Parallel()
	for _, v := range []contract.Verdict{contract.VerdictApproved, contract.VerdictRejected, contract.VerdictWithdrawn, contract.VerdictAnswered} {
		w := waiting(t, always(v))
		w.signal(time.Minute, requestID)
		d, _ := w.end(t)
		require.Equal(t, v, d.Verdict)
	}
}

func TestAwaitDecision_SignalBeforeTheWaitIsNotLost(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictApproved))
	w.signal(0, requestID)
	run(w.env, func(ctx workflow.Context, note contract.Note) (contract.Decision, error) {
		if err := workflow.Sleep(ctx, time.Hour); err != nil {
			return contract.Decision{}, err
		}
		return flow.AwaitDecision(ctx, note)
	}, w.note)

	require.NoError(t, w.env.GetWorkflowError())
	require.Equal(t, time.Hour, w.env.Now().Sub(w.at(0)).Round(time.Second))
}

func TestAwaitDecision_OneReadingAnswersRepeatedSignals(t *testing.T) {
	t.Parallel()
	w := waiting(t, func(n int) contract.Decision {
		if n == 1 {
			return decided(contract.VerdictPending)
		}
		return decided(contract.VerdictApproved)
	})
	for range 20 {
		w.signal(time.Minute, requestID)
	}
	w.signal(time.Hour, requestID)

	_, took := w.end(t)

	require.LessOrEqual(t, took, time.Hour)
	require.Len(t, w.desk.asked, 2)
}

func TestAwaitDecision_SignalOfAnotherRequestIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictApproved))
	w.signal(time.Minute, "req-ffffffffffffffff-0")
	w.signal(2*time.Minute, "")
	w.signal(time.Hour, requestID)

	_, took := w.end(t)

	require.Equal(t, time.Hour, took)
	require.Len(t, w.desk.asked, 1)
}

func TestAwaitDecision_MalformedSignalDoesNotMakeItDeafToTheExpiry(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictPending))
	w.env.RegisterDelayedCallback(func() { w.env.SignalWorkflow(contract.SignalDecision, "go on, please") }, time.Minute)

	d, took := w.end(t)

	require.Equal(t, contract.VerdictPending, d.Verdict)
	require.Equal(t, 14*day, took)
}

func TestAwaitDecision_MalformedSignalDoesNotMakeItDeafToCancellation(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictPending))
	w.env.RegisterDelayedCallback(func() { w.env.SignalWorkflow(contract.SignalDecision, []int{1}) }, time.Minute)
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, time.Hour)

	run(w.env, func(ctx workflow.Context, note contract.Note) error {
		_, err := flow.AwaitDecision(ctx, note)
		return err
	}, w.note)

	require.True(t, temporal.IsCanceledError(w.env.GetWorkflowError()), "%v", w.env.GetWorkflowError())
	require.Equal(t, time.Hour, w.env.Now().Sub(w.at(0)).Round(time.Second))
}

func TestAwaitDecision_PendingReadingGoesOnWaiting(t *testing.T) {
	t.Parallel()
	w := waiting(t, func(n int) contract.Decision {
		if n < 5 {
			return decided(contract.VerdictPending) // moved and moved back
		}
		return decided(contract.VerdictRejected)
	})
	for n := range 5 {
		w.signal(time.Duration(n+1)*time.Hour, requestID)
	}

	d, took := w.end(t)

	require.Equal(t, contract.VerdictRejected, d.Verdict)
	require.Equal(t, 5*time.Hour, took)
}

func TestAwaitDecision_ExpiryWithoutADecisionIsPending(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictPending))

	d, took := w.end(t)

	require.Equal(t, contract.VerdictPending, d.Verdict)
	require.Equal(t, requestID, d.RequestID)
	require.Equal(t, 14*day, took)
	require.Len(t, w.desk.asked, 1, "the note is read once, at the end")
}

func TestAwaitDecision_MadeInTimeWhileTheProgramWasOffCounts(t *testing.T) {
	t.Parallel()
	w := waiting(t, nil)
	made := decided(contract.VerdictApproved)
	made.FileTime = w.at(13 * day)
	w.desk.says = func(int) contract.Decision { return made }

	d, _ := w.end(t)

	require.Equal(t, contract.VerdictApproved, d.Verdict)
}

func TestAwaitDecision_MadeToTheSecondOfTheExpiryCounts(t *testing.T) {
	t.Parallel()
	w := waiting(t, nil)
	made := decided(contract.VerdictApproved)
	made.FileTime = w.at(14 * day)
	w.desk.says = func(int) contract.Decision { return made }

	d, _ := w.end(t)

	require.Equal(t, contract.VerdictApproved, d.Verdict)
}

func TestAwaitDecision_MadeAfterTheExpiryDoesNotCount(t *testing.T) {
	t.Parallel()
	w := waiting(t, nil)
	made := decided(contract.VerdictApproved)
	made.FileTime = w.at(14*day + time.Second)
	w.desk.says = func(int) contract.Decision { return made }
	w.note.Expires = w.at(-time.Hour) // the program was off over it

	d, took := w.end(t)

	require.Equal(t, contract.VerdictPending, d.Verdict)
	require.Equal(t, time.Second, took)
}

func TestAwaitDecision_WithoutAnExpiryWaitsForEver(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictApproved))
	w.note.Expires = time.Time{}
	w.signal(400*day, requestID)

	_, took := w.end(t)

	require.Equal(t, 400*day, took)
}

func TestAwaitDecision_CancellationEndsItAtOnceAndReadsNothing(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictApproved))
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, time.Hour)

	run(w.env, func(ctx workflow.Context, note contract.Note) error {
		_, err := flow.AwaitDecision(ctx, note)
		if _, again := flow.AwaitDecision(ctx, note); !flow.Canceled(again) {
			t.Errorf("a second wait after the cancellation ended with %v", again)
		}
		return err
	}, w.note)

	require.True(t, temporal.IsCanceledError(w.env.GetWorkflowError()), "%v", w.env.GetWorkflowError())
	require.Equal(t, time.Hour, w.env.Now().Sub(w.at(0)).Round(time.Second))
	require.Empty(t, w.desk.asked)
}

func TestDrainDecisions_TakesWhatIsLeft(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictApproved))
	for range 3 {
		w.signal(time.Minute, requestID)
	}
	run(w.env, func(ctx workflow.Context) (int, error) {
		if err := workflow.Sleep(ctx, time.Hour); err != nil {
			return 0, err
		}
		flow.DrainDecisions(ctx)
		return workflow.GetSignalChannel(ctx, contract.SignalDecision).Len(), nil
	})

	var left int
	require.NoError(t, w.env.GetWorkflowResult(&left))
	require.Zero(t, left)
}

func TestAwaitDecision_ARequestThatWasPutOffExpiresADayAfterItIsBack(t *testing.T) {
	t.Parallel()
	w := waiting(t, nil)
	w.desk.says = func(int) contract.Decision {
		d := decided(contract.VerdictPending)
		d.SnoozedUntil = w.at(20 * day)
		return d
	}

	d, took := w.end(t)

	require.Equal(t, contract.VerdictPending, d.Verdict)
	require.Equal(t, 21*day, took)
	require.Len(t, w.desk.asked, 2)
}

func TestAwaitDecision_PutOffToADayBeforeTheExpiryChangesNothing(t *testing.T) {
	t.Parallel()
	w := waiting(t, nil)
	w.desk.says = func(int) contract.Decision {
		d := decided(contract.VerdictPending)
		d.SnoozedUntil = w.at(12 * day)
		return d
	}

	_, took := w.end(t)

	require.Equal(t, 14*day, took)
}

func TestAwaitDecision_DecidedAfterTheFirstExpiryOfARequestThatWasPutOffCounts(t *testing.T) {
	t.Parallel()
	w := waiting(t, nil)
	w.desk.says = func(n int) contract.Decision {
		d := decided(contract.VerdictPending)
		if n > 1 {
			d = decided(contract.VerdictApproved)
			d.FileTime = w.at(20 * day)
		}
		d.SnoozedUntil = w.at(20 * day)
		return d
	}

	d, took := w.end(t)

	require.Equal(t, contract.VerdictApproved, d.Verdict)
	require.Equal(t, 21*day, took)
}

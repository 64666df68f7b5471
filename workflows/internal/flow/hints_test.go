package flow_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// told is a process that can be told by updates; it waits for its decision.
func told(ctx workflow.Context, note contract.Note) (contract.Decision, error) {
	ctx, err := flow.WithHints(ctx)
	if err != nil {
		return contract.Decision{}, err
	}
	return flow.AwaitDecision(ctx, note)
}

// update is answered or the test fails.
func (w *wait) update(t *testing.T, after time.Duration, request string) {
	t.Helper()
	w.env.RegisterDelayedCallback(func() {
		w.env.UpdateWorkflow(contract.UpdateDecision, "", answers{t}, contract.DecisionSignal{RequestID: request})
	}, after)
}

type answers struct{ t *testing.T }

func (a answers) Accept()                   {}
func (a answers) Reject(err error)          { a.t.Errorf("the update was refused: %v", err) }
func (a answers) Complete(_ any, err error) { require.NoError(a.t, err) }

func TestWithHints_AnUpdateMakesTheNoteBeRead(t *testing.T) {
	t.Parallel()
	w := waiting(t, always(contract.VerdictApproved))
	w.update(t, time.Minute, "req-of-somebody-else")
	w.update(t, time.Hour, requestID)
	run(w.env, told, w.note)

	require.NoError(t, w.env.GetWorkflowError())
	require.Equal(t, time.Hour, w.env.Now().Sub(w.at(0)).Round(time.Second))
	require.Len(t, w.desk.asked, 1)
}

func TestWithHints_OneReadingAnswersUpdatesAndSignals(t *testing.T) {
	t.Parallel()
	w := waiting(t, func(n int) contract.Decision {
		if n == 1 {
			return decided(contract.VerdictPending)
		}
		return decided(contract.VerdictApproved)
	})
	for range 100 { // more than are kept
		w.update(t, time.Minute, requestID)
		w.signal(time.Minute, requestID)
	}
	w.signal(2*time.Minute, requestID)
	run(w.env, func(ctx workflow.Context, note contract.Note) (contract.Decision, error) {
		ctx, err := flow.WithHints(ctx)
		if err != nil {
			return contract.Decision{}, err
		}
		if err := workflow.Sleep(ctx, 90*time.Second); err != nil {
			return contract.Decision{}, err
		}
		return flow.AwaitDecision(ctx, note)
	}, w.note)

	require.NoError(t, w.env.GetWorkflowError())
	require.Equal(t, 2*time.Minute, w.env.Now().Sub(w.at(0)).Round(time.Second))
	require.Len(t, w.desk.asked, 2)
}

package flow_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// patient calls an activity patiently. answer gives the failure of the n-th
// call; nil ends it. It returns the obstacles and the times of the calls.
func patient(t *testing.T, prepare func(*testsuite.TestWorkflowEnvironment), answer func(n int) error) (obstacles []flow.Obstacle, calls []time.Time, err error) {
	t.Helper()
	env := environment(t)
	start := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	env.SetStartTime(start)
	if prepare != nil {
		prepare(env)
	}
	n := 0
	register(env, contract.OdooFindCustomer, func(context.Context, contract.FindCustomerInput) (contract.CustomerMatch, error) {
		n++
		return contract.CustomerMatch{Name: "Berger"}, answer(n)
	})
	run(env, func(ctx workflow.Context) (string, error) {
		match, err := flow.Patiently(ctx, func() (contract.CustomerMatch, error) {
			calls = append(calls, workflow.Now(ctx))
			return flow.Do(ctx, contract.OdooFindCustomer, contract.FindCustomerInput{}, "a test")
		}, func(o flow.Obstacle) { obstacles = append(obstacles, o) })
		return match.Name, err
	})
	require.True(t, env.IsWorkflowCompleted())
	return obstacles, calls, env.GetWorkflowError()
}

func TestPatiently_FirstSuccessWaitsForNothing(t *testing.T) {
	t.Parallel()
	obstacles, calls, err := patient(t, nil, func(int) error { return nil })
	require.NoError(t, err)
	require.Empty(t, obstacles)
	require.Len(t, calls, 1)
}

func TestPatiently_WaitsGrowToTenMinutesAndStayThere(t *testing.T) {
	t.Parallel()
	_, calls, err := patient(t, nil, func(n int) error {
		if n <= 12 {
			return failure(contract.FailTransient, "Nobody answers.")
		}
		return nil
	})
	require.NoError(t, err)
	var gaps []time.Duration
	for i := 1; i < len(calls); i++ {
		gaps = append(gaps, calls[i].Sub(calls[i-1]).Round(time.Second))
	}
	require.Equal(t, 20*time.Second, gaps[0])
	for i := 1; i < len(gaps); i++ {
		require.Equal(t, min(2*gaps[i-1], 10*time.Minute), gaps[i])
	}
	require.Equal(t, 10*time.Minute, gaps[len(gaps)-1])
}

func TestPatiently_WaitsOutEverythingThatMayPass(t *testing.T) {
	t.Parallel()
	kinds := []contract.FailureKind{contract.FailTransient, contract.FailRateLimited, contract.FailAuth, contract.FailOutcomeUnknown}
	obstacles, _, err := patient(t, nil, func(n int) error {
		if n <= len(kinds) {
			return failure(kinds[n-1], "Sentence "+string(kinds[n-1]))
		}
		return nil
	})
	require.NoError(t, err)
	require.Len(t, obstacles, len(kinds))
	for i, o := range obstacles {
		require.Equal(t, flow.Obstacle{Kind: kinds[i], Sentence: "Sentence " + string(kinds[i]), Round: i + 1}, o)
	}
}

func TestPatiently_GivesBackWhatRepeatingCannotHelp(t *testing.T) {
	t.Parallel()
	for _, kind := range []contract.FailureKind{contract.FailInvalid, contract.FailNotFound, contract.FailConflict, contract.FailNotConfigured} {
		obstacles, calls, err := patient(t, nil, func(int) error { return failure(kind, "no") })
		require.Equal(t, kind, flow.KindOf(err))
		require.Empty(t, obstacles)
		require.Len(t, calls, 1)
	}
}

func TestPatiently_CancellationEndsTheWait(t *testing.T) {
	t.Parallel()
	_, calls, err := patient(t, func(env *testsuite.TestWorkflowEnvironment) {
		env.RegisterDelayedCallback(env.CancelWorkflow, 90*time.Second)
	}, func(int) error { return failure(contract.FailAuth, "no") })
	require.True(t, temporal.IsCanceledError(err), "%v", err)
	require.Len(t, calls, 3, "at 0, 20 and 60 seconds")
}

func TestFinish_WritesAfterACancellationAndKeepsTheOutcome(t *testing.T) {
	t.Parallel()
	env := environment(t)
	d := &desk{}
	register(env, contract.NotesEnsureFiled, d.file)
	env.RegisterDelayedCallback(env.CancelWorkflow, time.Minute)
	run(env, func(ctx workflow.Context) error {
		err := workflow.Sleep(ctx, time.Hour)
		flow.Finish(ctx, func(ctx workflow.Context) error {
			_, err := flow.Do(ctx, contract.NotesEnsureFiled, contract.FileNoteInput{Folder: contract.FolderCompleted}, "file")
			return err
		})
		return err
	})
	require.True(t, temporal.IsCanceledError(env.GetWorkflowError()))
	require.Len(t, d.filed, 1)
}

func TestFinish_FailedWriteDoesNotChangeTheOutcome(t *testing.T) {
	t.Parallel()
	env := environment(t)
	register(env, contract.NotesEnsureFiled, func(context.Context, contract.FileNoteInput) (contract.NoteRef, error) {
		return contract.NoteRef{}, failure(contract.FailInvalid, "no")
	})
	run(env, func(ctx workflow.Context) (string, error) {
		flow.Finish(ctx, func(ctx workflow.Context) error {
			return flow.Clear(ctx, contract.Note{RequestID: requestID}, "why")
		})
		return "as it was", nil
	})
	var out string
	require.NoError(t, env.GetWorkflowError())
	require.NoError(t, env.GetWorkflowResult(&out))
	require.Equal(t, "as it was", out)
}

package flow_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// across gives the error as a workflow sees it after the activity boundary.
func across(t *testing.T, cause error) (kind contract.FailureKind, sentence string, failed bool) {
	t.Helper()
	env := environment(t)
	register(env, contract.OdooCreateDraftInvoice, func(context.Context, contract.CreateDraftInvoiceInput) (contract.InvoiceOutcome, error) {
		return contract.InvoiceOutcome{}, cause
	})
	run(env, func(ctx workflow.Context) error {
		_, err := flow.Do(ctx, contract.OdooCreateDraftInvoice, contract.CreateDraftInvoiceInput{}, "a test")
		kind, sentence, failed = flow.KindOf(err), flow.Sentence(err), flow.Failed(err)
		return nil
	})
	require.NoError(t, env.GetWorkflowError())
	return kind, sentence, failed
}

func TestKindOf_EveryKindSurvivesTheBoundaryWithItsSentence(t *testing.T) {
	t.Parallel()
	for _, kind := range []contract.FailureKind{
		contract.FailTransient, contract.FailRateLimited, contract.FailAuth, contract.FailInvalid, contract.FailNotFound,
		contract.FailConflict, contract.FailNotConfigured, contract.FailOutcomeUnknown,
	} {
		got, sentence, failed := across(t, failure(kind, "What to do about "+string(kind)+"."))
		require.Equal(t, kind, got)
		require.Equal(t, "What to do about "+string(kind)+".", sentence)
		require.True(t, failed)
	}
}

func TestKindOf_WhatIsNotOfTheClosedSetMayHaveHappened(t *testing.T) {
	t.Parallel()
	for name, cause := range map[string]error{
		"an untyped error":     errors.New("boom"),
		"an unknown type":      failure("weather", "It rains."),
		"an empty type":        failure("", "Nothing known."),
		"start to close":       temporal.NewTimeoutError(enumspb.TIMEOUT_TYPE_START_TO_CLOSE, nil),
		"a missed heartbeat":   temporal.NewHeartbeatTimeoutError(),
		"schedule to close":    temporal.NewTimeoutError(enumspb.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE, nil),
		"a transient, then it": temporal.NewTimeoutError(enumspb.TIMEOUT_TYPE_START_TO_CLOSE, failure(contract.FailTransient, "Not attempted.")),
	} {
		kind, _, failed := across(t, cause)
		require.Equal(t, contract.FailOutcomeUnknown, kind, name)
		require.True(t, failed, name)
	}
}

func TestKindOf_WhatNoWorkerTookWasNotDone(t *testing.T) {
	t.Parallel()
	kind, _, _ := across(t, temporal.NewTimeoutError(enumspb.TIMEOUT_TYPE_SCHEDULE_TO_START, nil))
	require.Equal(t, contract.FailTransient, kind)
}

func TestKindOf_PanicInAnActivityMayHaveHappened(t *testing.T) {
	t.Parallel()
	env := environment(t)
	register(env, contract.OdooCreateDraftInvoice, func(context.Context, contract.CreateDraftInvoiceInput) (contract.InvoiceOutcome, error) {
		panic("index out of range")
	})
	var kind contract.FailureKind
	run(env, func(ctx workflow.Context) error {
		_, err := flow.Do(ctx, contract.OdooCreateDraftInvoice, contract.CreateDraftInvoiceInput{}, "a test")
		kind = flow.KindOf(err)
		return nil
	})
	require.Equal(t, contract.FailOutcomeUnknown, kind)
}

func TestSentence_OfATimeoutIsWordsForAPerson(t *testing.T) {
	t.Parallel()
	_, sentence, _ := across(t, temporal.NewHeartbeatTimeoutError())
	require.Equal(t, "The answer did not arrive in time.", sentence)
}

func TestFailed_IsFalseForFaultsOfTheProcessItself(t *testing.T) {
	t.Parallel()
	require.False(t, flow.Failed(nil))
	require.False(t, flow.Failed(errors.New("a bug")))
	require.False(t, flow.Failed(temporal.NewCanceledError()))
	require.False(t, flow.Failed(fmt.Errorf("wrapped: %w", temporal.NewCanceledError())))
}

func TestCanceled_SeesThroughWrapping(t *testing.T) {
	t.Parallel()
	require.True(t, flow.Canceled(fmt.Errorf("wrapped: %w", temporal.NewCanceledError())))
	require.False(t, flow.Canceled(failure(contract.FailAuth, "no")))
}

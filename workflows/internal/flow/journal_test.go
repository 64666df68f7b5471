package flow_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// written gives the record IDs under which lines are written, in their order.
func written(t *testing.T, lines ...contract.AuditRecord) []string {
	t.Helper()
	var ids []string
	env := environment(t)
	register(env, contract.AuditEnsureRecords, func(_ context.Context, records []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
		for _, r := range records {
			ids = append(ids, r.RecordID)
		}
		return contract.EnsureRecordsResult{}, nil
	})
	run(env, func(ctx workflow.Context) error {
		j := flow.Journal{About: "req"}
		for _, l := range lines {
			if err := j.Write(ctx, l); err != nil {
				return err
			}
		}
		return nil
	})
	require.NoError(t, env.GetWorkflowError())
	return ids
}

// A workflow task that is done again after a death may have its platforms in
// another order: a line that was written must not take another one's place.
func TestJournal_ALineKeepsItsIDInWhateverOrderLinesAreWritten(t *testing.T) {
	t.Parallel()
	x := contract.AuditRecord{Action: "x.publish_post", Phase: contract.PhaseIntent, Result: "intended", CorrelationID: "k/1"}
	facebook := contract.AuditRecord{Action: "facebook.publish_post", Phase: contract.PhaseIntent, Result: "intended", CorrelationID: "k/1"}
	one, other := written(t, x, facebook), written(t, facebook, x)

	require.Equal(t, one, []string{other[1], other[0]})
	require.NotEqual(t, one[0], one[1])
}

func TestJournal_EachLineHasAnIDOfItsOwn(t *testing.T) {
	t.Parallel()
	attempt := contract.AuditRecord{Action: "a", Phase: contract.PhaseIntent, Result: "intended", CorrelationID: "k/1"}
	again, result, event := attempt, attempt, attempt
	again.CorrelationID, result.Phase, event.Phase = "k/2", contract.PhaseResult, contract.PhaseEvent
	otherwise := event
	otherwise.Result = "rejected"
	seen := map[string]bool{}
	for _, id := range written(t, attempt, attempt, again, result, event, event, otherwise) {
		require.False(t, seen[id], id)
		seen[id] = true
	}
}

func TestJournal_AnAttemptHasOneResultWhateverItSays(t *testing.T) {
	t.Parallel()
	done := contract.AuditRecord{Action: "a", Phase: contract.PhaseResult, Result: "done", CorrelationID: "k/1"}
	unknown := done
	unknown.Result = "unknown"
	require.Equal(t, written(t, done), written(t, unknown))
}

func TestJournal_WhatIsHeldIsWrittenAheadOfTheNextLineInOneStep(t *testing.T) {
	t.Parallel()
	var steps [][]string
	env := environment(t)
	register(env, contract.AuditEnsureRecords, func(_ context.Context, records []contract.AuditRecord) (contract.EnsureRecordsResult, error) {
		var actions []string
		for _, r := range records {
			actions = append(actions, r.Action)
		}
		steps = append(steps, actions)
		return contract.EnsureRecordsResult{Written: len(records)}, nil
	})
	run(env, func(ctx workflow.Context) error {
		j := flow.Journal{About: "req"}
		j.Hold(ctx, contract.AuditRecord{Action: "decided", Phase: contract.PhaseEvent})
		err := j.Write(ctx, contract.AuditRecord{Action: "made", Phase: contract.PhaseIntent})
		j.Hold(ctx, contract.AuditRecord{Action: "waits", Phase: contract.PhaseEvent})
		return errors.Join(err, j.Flush(ctx), j.Flush(ctx))
	})
	require.NoError(t, env.GetWorkflowError())
	require.Equal(t, [][]string{{"decided", "made"}, {"waits"}}, steps)
}

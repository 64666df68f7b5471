package codec_test

import (
	"errors"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	failurepb "go.temporal.io/api/failure/v1"
	"go.temporal.io/api/history/v1"
	taskqueuepb "go.temporal.io/api/taskqueue/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/encoding/protojson"

	"github.com/autonomous-employee/employee/worker/codec"
)

// begun is a history of a process which has begun with secret, and failed with it if failed.
func begun(t *testing.T, k *codec.Keys, failed bool) *history.History {
	t.Helper()
	var options client.Options
	k.Apply(&options)
	input, err := options.DataConverter.ToPayloads(secret)
	require.NoError(t, err)
	queue := &taskqueuepb.TaskQueue{Name: "q"}
	events := []*history.HistoryEvent{
		{EventId: 1, EventType: enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED, Attributes: &history.HistoryEvent_WorkflowExecutionStartedEventAttributes{
			WorkflowExecutionStartedEventAttributes: &history.WorkflowExecutionStartedEventAttributes{
				WorkflowType: &commonpb.WorkflowType{Name: "Wait"}, TaskQueue: queue, Input: input, OriginalExecutionRunId: "r", FirstExecutionRunId: "r", WorkflowId: "w",
			},
		}},
		{EventId: 2, EventType: enumspb.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED, Attributes: &history.HistoryEvent_WorkflowTaskScheduledEventAttributes{
			WorkflowTaskScheduledEventAttributes: &history.WorkflowTaskScheduledEventAttributes{TaskQueue: queue},
		}},
		{EventId: 3, EventType: enumspb.EVENT_TYPE_WORKFLOW_TASK_STARTED, Attributes: &history.HistoryEvent_WorkflowTaskStartedEventAttributes{
			WorkflowTaskStartedEventAttributes: &history.WorkflowTaskStartedEventAttributes{ScheduledEventId: 2},
		}},
		{EventId: 4, EventType: enumspb.EVENT_TYPE_WORKFLOW_TASK_COMPLETED, Attributes: &history.HistoryEvent_WorkflowTaskCompletedEventAttributes{
			WorkflowTaskCompletedEventAttributes: &history.WorkflowTaskCompletedEventAttributes{ScheduledEventId: 2, StartedEventId: 3},
		}},
	}
	if failed {
		events = append(events, failedEvent(options.FailureConverter.ErrorToFailure(errors.New(secret))))
	}
	return &history.History{Events: events}
}

func failedEvent(cause *failurepb.Failure) *history.HistoryEvent {
	return &history.HistoryEvent{EventId: 5, EventType: enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_FAILED, Attributes: &history.HistoryEvent_WorkflowExecutionFailedEventAttributes{
		WorkflowExecutionFailedEventAttributes: &history.WorkflowExecutionFailedEventAttributes{Failure: cause},
	}}
}

func replay(t *testing.T, k *codec.Keys, h *history.History) (told string, err error) {
	t.Helper()
	var options client.Options
	k.Apply(&options)
	r, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{DataConverter: options.DataConverter, FailureConverter: options.FailureConverter})
	require.NoError(t, err)
	r.RegisterWorkflowWithOptions(func(ctx workflow.Context, text string) error {
		told = text
		workflow.GetSignalChannel(ctx, "go on").Receive(ctx, nil)
		return nil
	}, workflow.RegisterOptions{Name: "Wait"})
	err = r.ReplayWorkflowHistory(log.NewStructuredLogger(slog.New(slog.DiscardHandler)), h)
	return told, err
}

func TestCodec_AProcessReadsWhatItBeganWith(t *testing.T) {
	t.Parallel()
	k := keys(t)
	told, err := replay(t, k, begun(t, k, false))
	require.NoError(t, err)
	require.Equal(t, secret, told)
}

// An input that cannot be read would otherwise fail the process for good.
func TestCodec_AProcessWhoseKeyIsMissingWaitsInsteadOfFailing(t *testing.T) {
	t.Parallel()
	k, stranger := keys(t), keys(t)
	h := begun(t, k, false)

	told, err := replay(t, stranger, h)

	require.ErrorContains(t, err, "is not in "+stranger.Path())
	require.Empty(t, told)
}

func TestReveal_AHistoryIsReadableWithItsFailures(t *testing.T) {
	t.Parallel()
	k := keys(t)
	h := begun(t, k, true)
	hidden, err := protojson.Marshal(h)
	require.NoError(t, err)
	require.NotContains(t, string(hidden), "Berger")

	require.NoError(t, k.Reveal(t.Context(), h))

	var text string
	require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(h.GetEvents()[0].GetWorkflowExecutionStartedEventAttributes().GetInput(), &text))
	require.Equal(t, secret, text)
	require.Equal(t, secret, h.GetEvents()[4].GetWorkflowExecutionFailedEventAttributes().GetFailure().GetMessage())
	shown, err := protojson.Marshal(h)
	require.NoError(t, err)
	require.NotContains(t, string(shown), "encryption-key-id")

	var missing *codec.KeyError
	require.ErrorAs(t, keys(t).Reveal(t.Context(), begun(t, k, false)), &missing)
}

package preflight_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	taskqueuepb "go.temporal.io/api/taskqueue/v1"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/workflow"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/autonomous-employee/employee/worker/preflight"
)

// installation has open processes under recorded histories, in pages of two.
type installation struct {
	open      []*workflowpb.WorkflowExecutionInfo
	histories map[string]*history.History
	query     string
}

func (i *installation) ListWorkflow(_ context.Context, r *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	i.query = r.GetQuery()
	at := 0
	if token := r.GetNextPageToken(); len(token) > 0 {
		at = int(token[0])
	}
	page := &workflowservice.ListWorkflowExecutionsResponse{Executions: i.open[at:min(at+2, len(i.open))]}
	if at+2 < len(i.open) {
		page.NextPageToken = []byte{byte(at + 2)}
	}
	return page, nil
}

func (i *installation) read(_ context.Context, id, _ string) (*history.History, error) {
	h, ok := i.histories[id]
	if !ok {
		return nil, serviceerror.NewNotFound("gone")
	}
	return h, nil
}

// waiting has processes that wait for an hour, of two types in turn.
func waiting(n int) *installation {
	i := &installation{histories: map[string]*history.History{}}
	for at := range n {
		i.add(fmt.Sprintf("wait/%d", at), []string{"WaitForAnswer", "WaitForMail"}[at%2], begunHistory([]string{"WaitForAnswer", "WaitForMail"}[at%2]))
	}
	return i
}

// begunHistory is of a process whose first step was to start a timer.
func begunHistory(name string) *history.History {
	queue := &taskqueuepb.TaskQueue{Name: "employee"}
	return &history.History{Events: []*history.HistoryEvent{
		{EventId: 1, EventType: enumspb.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED, Attributes: &history.HistoryEvent_WorkflowExecutionStartedEventAttributes{
			WorkflowExecutionStartedEventAttributes: &history.WorkflowExecutionStartedEventAttributes{
				WorkflowType: &commonpb.WorkflowType{Name: name}, TaskQueue: queue, OriginalExecutionRunId: "r",
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
		{EventId: 5, EventType: enumspb.EVENT_TYPE_TIMER_STARTED, Attributes: &history.HistoryEvent_TimerStartedEventAttributes{
			TimerStartedEventAttributes: &history.TimerStartedEventAttributes{TimerId: "5", StartToFireTimeout: durationpb.New(time.Hour), WorkflowTaskCompletedEventId: 4},
		}},
	}}
}

// wait is the code that has begun them.
func wait(ctx workflow.Context) error { return workflow.Sleep(ctx, time.Hour) }

// changed does something else first.
func changed(ctx workflow.Context) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	if err := workflow.ExecuteActivity(ctx, "odoo.FindCustomer").Get(ctx, nil); err != nil {
		return err
	}
	return wait(ctx)
}

func (i *installation) add(id, name string, h *history.History) {
	i.histories[id] = h
	i.open = append(i.open, &workflowpb.WorkflowExecutionInfo{
		Execution: &commonpb.WorkflowExecution{WorkflowId: id, RunId: "r"}, Type: &commonpb.WorkflowType{Name: name},
	})
}

func processes(answer, mail any) []preflight.Process {
	return []preflight.Process{
		{Run: answer, Options: workflow.RegisterOptions{Name: "WaitForAnswer"}}, {Run: mail, Options: workflow.RegisterOptions{Name: "WaitForMail"}},
	}
}

func TestPreflight_WhatIsUnderWayGoesOnUnderThisProgram(t *testing.T) {
	t.Parallel()
	i := waiting(5)
	i.open = append(i.open, &workflowpb.WorkflowExecutionInfo{Execution: &commonpb.WorkflowExecution{WorkflowId: "ended meanwhile"}})

	replayed, err := preflight.Check(t.Context(), i, i.read, "employee", processes(wait, wait))

	require.NoError(t, err)
	require.Equal(t, 5, replayed)
	require.Equal(t, "ExecutionStatus = 'Running' AND TaskQueue = 'employee'", i.query)
}

func TestPreflight_AChangedProcessIsNamedWithTheChange(t *testing.T) {
	t.Parallel()
	i := waiting(14)

	_, err := preflight.Check(t.Context(), i, i.read, "employee", processes(changed, wait))

	var mismatch *preflight.MismatchError
	require.ErrorAs(t, err, &mismatch)
	require.Equal(t, 7, mismatch.Count)
	require.Len(t, mismatch.Found, 5)
	for _, f := range mismatch.Found {
		require.Equal(t, "WaitForAnswer", f.Type)
	}
	require.ErrorContains(t, err, "a matching Timer command was expected in history event position 5")
	require.ErrorContains(t, err, "and 2 more")
	require.ErrorContains(t, err, "Start the former version again")
	require.ErrorContains(t, err, "EMPLOYEE_PREFLIGHT=false")
}

func TestPreflight_AProcessThatThisProgramDoesNotHaveIsNamed(t *testing.T) {
	t.Parallel()
	i := waiting(2)
	_, err := preflight.Check(t.Context(), i, i.read, "employee", processes(wait, wait)[:1])
	require.ErrorContains(t, err, "WaitForMail")
}

func TestPreflight_WhatHasNotBegunCannotDiffer(t *testing.T) {
	t.Parallel()
	i := waiting(1)
	i.add("just started", "Unknown", &history.History{Events: begunHistory("Unknown").GetEvents()[:2]})
	replayed, err := preflight.Check(t.Context(), i, i.read, "employee", processes(wait, wait))
	require.NoError(t, err)
	require.Equal(t, 1, replayed)
}

func TestPreflight_WhatCannotBeReadIsNoMismatch(t *testing.T) {
	t.Parallel()
	i := waiting(3)
	missing := errors.New("the key is not there")
	_, err := preflight.Check(t.Context(), i, func(context.Context, string, string) (*history.History, error) { return nil, missing }, "employee", processes(wait, wait))
	require.ErrorIs(t, err, missing)
	var mismatch *preflight.MismatchError
	require.NotErrorAs(t, err, &mismatch)
}

func TestPassed_OnlyTheProgramThatPassedLast(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	program := preflight.Program()
	require.Len(t, program, 64)
	require.Equal(t, program, preflight.Program())
	require.False(t, preflight.Passed(dir, program))
	require.False(t, preflight.Ran(dir))
	require.NoError(t, preflight.Keep(dir, program))
	require.True(t, preflight.Ran(dir))
	require.True(t, preflight.Passed(dir, program))
	require.False(t, preflight.Passed(dir, "another"))
	require.NoError(t, preflight.Keep(dir, ""))
	require.False(t, preflight.Passed(dir, ""), "what cannot be told is looked at each time")
}

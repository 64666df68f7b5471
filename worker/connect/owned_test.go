package connect_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// recorder notes the IDs, queues and queries that reach Temporal; what it does not know panics.
type recorder struct {
	client.Client
	seen []string
	list []string
}

func (r *recorder) note(words ...string) { r.seen = append(r.seen, words...) }

func (r *recorder) ExecuteWorkflow(_ context.Context, o client.StartWorkflowOptions, _ any, _ ...any) (client.WorkflowRun, error) {
	r.note(o.ID, o.TaskQueue)
	return nil, nil
}

func (r *recorder) SignalWithStartWorkflow(_ context.Context, id, _ string, _ any, o client.StartWorkflowOptions, _ any, _ ...any) (client.WorkflowRun, error) {
	r.note(id, o.ID, o.TaskQueue)
	return nil, nil
}

func (r *recorder) SignalWorkflow(_ context.Context, id, _, _ string, _ any) error {
	r.note(id)
	return nil
}

func (r *recorder) UpdateWorkflow(_ context.Context, o client.UpdateWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	r.note(o.WorkflowID)
	return nil, nil
}

func (r *recorder) CancelWorkflow(_ context.Context, id, _ string) error {
	r.note(id)
	return nil
}

func (r *recorder) TerminateWorkflow(_ context.Context, id, _, _ string, _ ...any) error {
	r.note(id)
	return nil
}

func (r *recorder) GetWorkflow(_ context.Context, id, _ string) client.WorkflowRun {
	r.note(id)
	return nil
}

func (r *recorder) GetWorkflowHistory(_ context.Context, id, _ string, _ bool, _ enumspb.HistoryEventFilterType) client.HistoryEventIterator {
	r.note(id)
	return nil
}

func (r *recorder) QueryWorkflow(_ context.Context, id, _, _ string, _ ...any) (converter.EncodedValue, error) {
	r.note(id)
	return nil, nil
}

func (r *recorder) DescribeWorkflowExecution(_ context.Context, id, _ string) (*workflowservice.DescribeWorkflowExecutionResponse, error) {
	r.note(id)
	return nil, nil
}

func (r *recorder) DescribeTaskQueue(_ context.Context, queue string, _ enumspb.TaskQueueType) (*workflowservice.DescribeTaskQueueResponse, error) {
	r.note(queue)
	return nil, nil
}

func (r *recorder) ListWorkflow(_ context.Context, in *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	r.note(in.GetQuery())
	return nil, nil
}

func (r *recorder) CountWorkflow(_ context.Context, in *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error) {
	r.note(in.GetQuery())
	return nil, nil
}

func (r *recorder) ScheduleClient() client.ScheduleClient { return schedules{r: r} }

type schedules struct {
	client.ScheduleClient
	r *recorder
}

func (s schedules) Create(_ context.Context, o client.ScheduleOptions) (client.ScheduleHandle, error) {
	action := o.Action.(*client.ScheduleWorkflowAction)
	s.r.note(o.ID, action.ID, action.TaskQueue)
	return nil, nil
}

func (s schedules) GetHandle(_ context.Context, id string) client.ScheduleHandle {
	s.r.note(id)
	return nil
}

func (s schedules) List(context.Context, client.ScheduleListOptions) (client.ScheduleListIterator, error) {
	return &entries{ids: s.r.list}, nil
}

type entries struct{ ids []string }

func (e *entries) HasNext() bool { return len(e.ids) > 0 }

func (e *entries) Next() (*client.ScheduleListEntry, error) {
	if len(e.ids) == 0 {
		return nil, serviceerror.NewNotFound("no more")
	}
	id := e.ids[0]
	e.ids = e.ids[1:]
	return &client.ScheduleListEntry{ID: id}, nil
}

// everyWay goes through everything that takes the ID of a process.
func everyWay(t *testing.T, c client.Client, id string) {
	t.Helper()
	ctx := t.Context()
	_ = c.SignalWorkflow(ctx, id, "", "s", nil)
	_, _ = c.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{WorkflowID: id})
	_ = c.CancelWorkflow(ctx, id, "")
	_ = c.TerminateWorkflow(ctx, id, "", "why")
	c.GetWorkflow(ctx, id, "")
	c.GetWorkflowHistory(ctx, id, "", false, enumspb.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	_, _ = c.QueryWorkflow(ctx, id, "", "status")
	_, _ = c.DescribeWorkflowExecution(ctx, id, "")
	c.ScheduleClient().GetHandle(ctx, id)
}

func TestOwned_NamesEverythingAfterTheOwner(t *testing.T) {
	t.Parallel()
	for owner, names := range map[contract.OwnerID][2]string{"anna": {"anna:x/1", "employee:anna"}, "": {"x/1", "employee"}} {
		r := &recorder{}
		c := connect.Owned(r, owner)
		everyWay(t, c, "x/1")
		for _, seen := range r.seen {
			require.Equal(t, names[0], seen)
		}
		require.Len(t, r.seen, 9)

		r.seen = nil
		_, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "x/1", TaskQueue: contract.TaskQueue}, "W")
		require.NoError(t, err)
		_, err = c.SignalWithStartWorkflow(t.Context(), "x/1", "s", nil, client.StartWorkflowOptions{TaskQueue: contract.TaskQueue}, "W")
		require.NoError(t, err)
		_, err = c.DescribeTaskQueue(t.Context(), contract.TaskQueue, enumspb.TASK_QUEUE_TYPE_WORKFLOW)
		require.NoError(t, err)
		_, err = c.ScheduleClient().Create(t.Context(), client.ScheduleOptions{ID: "x/1", Action: &client.ScheduleWorkflowAction{ID: "x/1", TaskQueue: contract.TaskQueue}})
		require.NoError(t, err)
		require.Equal(t, []string{names[0], names[1], names[0], "", names[1], names[1], names[0], names[0], names[1]}, r.seen)
	}
}

func TestOwned_ReachesNothingOfAnother(t *testing.T) {
	t.Parallel()
	for _, owner := range []contract.OwnerID{"anna", ""} {
		r := &recorder{}
		c := connect.Owned(r, owner)
		everyWay(t, c, "bob:x/1")
		for _, seen := range r.seen {
			require.Equal(t, "of another owner/bob:x/1", seen, "an ID that no process has")
		}
		require.Len(t, r.seen, 9)

		r.seen = nil
		var unknown *serviceerror.NotFound
		_, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "bob:x/1", TaskQueue: contract.TaskQueue}, "W")
		require.ErrorAs(t, err, &unknown)
		_, err = c.SignalWithStartWorkflow(t.Context(), "bob:x/1", "s", nil, client.StartWorkflowOptions{}, "W")
		require.ErrorAs(t, err, &unknown)
		require.Empty(t, r.seen)
	}
}

func TestOwned_ListsAndCountsOnlyTheOwners(t *testing.T) {
	t.Parallel()
	r := &recorder{list: []string{"briefing", "bob:briefing", "anna:briefing", "bob:other"}}
	for owner, want := range map[contract.OwnerID][]string{"anna": {"anna:briefing"}, "": {"briefing"}, "bob": {"bob:briefing", "bob:other"}, "carl": nil} {
		r.seen = nil
		c := connect.Owned(r, owner)
		_, err := c.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: "A = 'x' OR B = 'y'"})
		require.NoError(t, err)
		_, err = c.CountWorkflow(t.Context(), &workflowservice.CountWorkflowExecutionsRequest{Query: "GROUP BY ExecutionStatus"})
		require.NoError(t, err)
		require.Equal(t, []string{owner.Only("A = 'x' OR B = 'y'"), owner.Only("GROUP BY ExecutionStatus")}, r.seen)

		listed, err := c.ScheduleClient().List(t.Context(), client.ScheduleListOptions{})
		require.NoError(t, err)
		var got []string
		for listed.HasNext() {
			require.True(t, listed.HasNext(), "asking twice changes nothing")
			entry, err := listed.Next()
			require.NoError(t, err)
			got = append(got, entry.ID)
		}
		require.Equal(t, want, got)
		_, err = listed.Next()
		require.Error(t, err)
	}
}

func TestOwned_TheWorkerGetsTheClientInside(t *testing.T) {
	t.Parallel()
	r := &recorder{}
	require.Same(t, r, connect.Inner(connect.Owned(connect.Owned(r, "anna"), "bob")))
	require.Same(t, r, connect.Inner(r))
}

package connect

import (
	"context"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// nobodys begins an ID that no process has.
const nobodys = "of another owner/"

// Owned keeps a client to the processes, Schedules and queues of one owner, so that no program can reach or list another's by mistake. IDs and
// contract.TaskQueue are given as the only owner would and are made the owner's; an ID that names another owner is not found, and listings and
// counts leave the others out. It is no lock: who reaches Temporal otherwise reaches everything in the namespace. WorkflowService and what is
// not overridden here go to Temporal as they are. A Temporal worker needs the client inside, see Inner.
func Owned(c client.Client, owner contract.OwnerID) client.Client {
	return &owned{Client: Inner(c), owner: owner}
}

// Inner is the client that Owned was given, and any other client itself.
func Inner(c client.Client) client.Client {
	if o, ok := c.(*owned); ok {
		return o.Client
	}
	return c
}

type owned struct {
	client.Client
	owner contract.OwnerID
}

// id is the owner's, or one that is not found.
func (o *owned) id(id string) string {
	if mine := o.owner.ID(id); o.owner.Owns(mine) {
		return mine
	}
	return nobodys + id
}

func (o *owned) queue(name string) string {
	if name == contract.TaskQueue {
		return o.owner.Queue()
	}
	return name
}

// start makes the options the owner's; an empty ID stays, which lets Temporal make one.
func (o *owned) start(options client.StartWorkflowOptions) (client.StartWorkflowOptions, error) {
	if options.ID != "" {
		if mine := o.owner.ID(options.ID); !o.owner.Owns(mine) {
			return options, serviceerror.NewNotFound(options.ID + " is a process of another owner")
		}
		options.ID = o.owner.ID(options.ID)
	}
	options.TaskQueue = o.queue(options.TaskQueue)
	return options, nil
}

// ExecuteWorkflow implements client.Client.
func (o *owned) ExecuteWorkflow(ctx context.Context, options client.StartWorkflowOptions, workflow any, args ...any) (client.WorkflowRun, error) {
	options, err := o.start(options)
	if err != nil {
		return nil, err
	}
	return o.Client.ExecuteWorkflow(ctx, options, workflow, args...)
}

// SignalWithStartWorkflow implements client.Client.
func (o *owned) SignalWithStartWorkflow(
	ctx context.Context, id, signal string, arg any, options client.StartWorkflowOptions, workflow any, args ...any,
) (client.WorkflowRun, error) {
	options, err := o.start(options)
	if err != nil {
		return nil, err
	}
	if mine := o.owner.ID(id); !o.owner.Owns(mine) {
		return nil, serviceerror.NewNotFound(id + " is a process of another owner")
	}
	return o.Client.SignalWithStartWorkflow(ctx, o.owner.ID(id), signal, arg, options, workflow, args...)
}

// SignalWorkflow implements client.Client.
func (o *owned) SignalWorkflow(ctx context.Context, id, run, signal string, arg any) error {
	return o.Client.SignalWorkflow(ctx, o.id(id), run, signal, arg)
}

// UpdateWorkflow implements client.Client.
func (o *owned) UpdateWorkflow(ctx context.Context, options client.UpdateWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	options.WorkflowID = o.id(options.WorkflowID)
	return o.Client.UpdateWorkflow(ctx, options)
}

// CancelWorkflow implements client.Client.
func (o *owned) CancelWorkflow(ctx context.Context, id, run string) error {
	return o.Client.CancelWorkflow(ctx, o.id(id), run)
}

// TerminateWorkflow implements client.Client.
func (o *owned) TerminateWorkflow(ctx context.Context, id, run, reason string, details ...any) error {
	return o.Client.TerminateWorkflow(ctx, o.id(id), run, reason, details...)
}

// GetWorkflow implements client.Client.
func (o *owned) GetWorkflow(ctx context.Context, id, run string) client.WorkflowRun {
	return o.Client.GetWorkflow(ctx, o.id(id), run)
}

// GetWorkflowHistory implements client.Client.
func (o *owned) GetWorkflowHistory(ctx context.Context, id, run string, wait bool, filter enumspb.HistoryEventFilterType) client.HistoryEventIterator {
	return o.Client.GetWorkflowHistory(ctx, o.id(id), run, wait, filter)
}

// QueryWorkflow implements client.Client.
func (o *owned) QueryWorkflow(ctx context.Context, id, run, query string, args ...any) (converter.EncodedValue, error) {
	return o.Client.QueryWorkflow(ctx, o.id(id), run, query, args...)
}

// DescribeWorkflowExecution implements client.Client.
func (o *owned) DescribeWorkflowExecution(ctx context.Context, id, run string) (*workflowservice.DescribeWorkflowExecutionResponse, error) {
	return o.Client.DescribeWorkflowExecution(ctx, o.id(id), run)
}

// DescribeTaskQueue implements client.Client.
func (o *owned) DescribeTaskQueue(ctx context.Context, queue string, kind enumspb.TaskQueueType) (*workflowservice.DescribeTaskQueueResponse, error) {
	return o.Client.DescribeTaskQueue(ctx, o.queue(queue), kind)
}

// ListWorkflow implements client.Client.
func (o *owned) ListWorkflow(ctx context.Context, r *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	return o.Client.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
		Namespace: r.GetNamespace(), PageSize: r.GetPageSize(), NextPageToken: r.GetNextPageToken(), Query: o.owner.Only(r.GetQuery()),
	})
}

// CountWorkflow implements client.Client.
func (o *owned) CountWorkflow(ctx context.Context, r *workflowservice.CountWorkflowExecutionsRequest) (*workflowservice.CountWorkflowExecutionsResponse, error) {
	return o.Client.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{Namespace: r.GetNamespace(), Query: o.owner.Only(r.GetQuery())})
}

// ScheduleClient implements client.Client.
func (o *owned) ScheduleClient() client.ScheduleClient {
	return &ownedSchedules{ScheduleClient: o.Client.ScheduleClient(), o: o}
}

type ownedSchedules struct {
	client.ScheduleClient
	o *owned
}

// Create implements client.ScheduleClient.
func (s *ownedSchedules) Create(ctx context.Context, options client.ScheduleOptions) (client.ScheduleHandle, error) {
	options.ID = s.o.id(options.ID)
	options.Action = s.o.action(options.Action)
	return s.ScheduleClient.Create(ctx, options)
}

// GetHandle implements client.ScheduleClient. An update through it must make the action the owner's itself.
func (s *ownedSchedules) GetHandle(ctx context.Context, id string) client.ScheduleHandle {
	return s.ScheduleClient.GetHandle(ctx, s.o.id(id))
}

// List implements client.ScheduleClient.
func (s *ownedSchedules) List(ctx context.Context, options client.ScheduleListOptions) (client.ScheduleListIterator, error) {
	all, err := s.ScheduleClient.List(ctx, options)
	if err != nil {
		return nil, err
	}
	return &ownedList{all: all, owner: s.o.owner}, nil
}

func (o *owned) action(a client.ScheduleAction) client.ScheduleAction {
	start, ok := a.(*client.ScheduleWorkflowAction)
	if !ok {
		return a
	}
	mine := *start
	mine.ID, mine.TaskQueue = o.id(start.ID), o.queue(start.TaskQueue)
	return &mine
}

// ownedList leaves out the Schedules of others.
type ownedList struct {
	all   client.ScheduleListIterator
	owner contract.OwnerID
	next  *client.ScheduleListEntry
	err   error
}

// HasNext implements client.ScheduleListIterator.
func (l *ownedList) HasNext() bool {
	for l.next == nil && l.err == nil && l.all.HasNext() {
		if l.next, l.err = l.all.Next(); l.err == nil && !l.owner.Owns(l.next.ID) {
			l.next = nil
		}
	}
	return l.next != nil || l.err != nil
}

// Next implements client.ScheduleListIterator.
func (l *ownedList) Next() (*client.ScheduleListEntry, error) {
	if !l.HasNext() {
		return l.all.Next()
	}
	next, err := l.next, l.err
	l.next, l.err = nil, nil
	return next, err
}

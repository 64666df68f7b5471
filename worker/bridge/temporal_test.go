package bridge_test

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// temporal records what reaches it and fails as it is told.
type temporal struct {
	mu      sync.Mutex
	signals []sent
	starts  []start
	hints   []contract.PostSignal // that went to processes which were there
	posts   []postStart
	removed []string // posts that are to be taken down
	// signalErrs and startErrs are what the next calls return, in order; nil = success.
	signalErrs, startErrs []error
	// onStart looks at the world at the moment of a start.
	onStart func()
	// onSignal is told the number of each signal before it is taken, from 1.
	onSignal func(n int) error
	tried    int
	// onHint answers what is told to the process of a post.
	onHint func() error
	// deaf processes answer no update; updates are those that were tried.
	deaf    bool
	updates []client.UpdateWorkflowOptions
	// running are the processes in the list; one that is in neither runs, but is not in the list yet.
	running map[string]*workflowpb.WorkflowExecutionInfo
	ended   map[string]enumspb.WorkflowExecutionStatus // UNSPECIFIED = never heard of
	asked   int                                        // for single processes
	listErr error
}

type sent struct {
	workflow string
	signal   contract.DecisionSignal
}

type start struct {
	options client.StartWorkflowOptions
	name    string
	in      contract.InvoiceInput
}

func (f *temporal) SignalWorkflow(_ context.Context, workflowID, _, name string, arg any) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if hint, ok := arg.(contract.PostSignal); ok && name == contract.SignalPostChanged && workflowID == contract.PostWorkflowID(hint.PostID) {
		f.hints = append(f.hints, hint)
		if f.onHint != nil {
			return f.onHint()
		}
		if err := next(&f.signalErrs); err != nil {
			return err
		}
		if !slices.ContainsFunc(f.posts, func(p postStart) bool { return p.in.PostID == hint.PostID }) {
			return serviceerror.NewNotFound("no such process")
		}
		return nil
	}
	signal, ok := arg.(contract.DecisionSignal)
	if !ok || name != contract.SignalDecision {
		return errors.New("a signal that no process knows")
	}
	f.tried++
	if f.onSignal != nil {
		if err := f.onSignal(f.tried); err != nil {
			return err
		}
	}
	if err := next(&f.signalErrs); err != nil {
		return err
	}
	f.signals = append(f.signals, sent{workflow: workflowID, signal: signal})
	return nil
}

// UpdateWorkflow is heard unless a test has trouble prepared, which is met by the signal that follows.
func (f *temporal) UpdateWorkflow(ctx context.Context, o client.UpdateWorkflowOptions) (client.WorkflowUpdateHandle, error) {
	f.mu.Lock()
	deaf := f.deaf || f.onSignal != nil || len(f.signalErrs) > 0
	f.updates = append(f.updates, o)
	f.mu.Unlock()
	if deaf {
		return nil, context.DeadlineExceeded
	}
	return answered{}, f.SignalWorkflow(ctx, o.WorkflowID, o.RunID, o.UpdateName, o.Args[0])
}

// answered is the handle of an update that a process has taken.
type answered struct{ client.WorkflowUpdateHandle }

func (answered) Get(context.Context, any) error { return nil }

type postStart struct {
	hint contract.PostSignal
	in   contract.ScheduledPostInput
}

func (f *temporal) SignalWithStartWorkflow(_ context.Context, workflowID, signal string, arg any, options client.StartWorkflowOptions, workflow any, args ...any) (client.WorkflowRun, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	hint, isHint := arg.(contract.PostSignal)
	in, isIn := args[0].(contract.ScheduledPostInput)
	known := workflow == contract.ScheduledSocialPost && signal == contract.SignalPostChanged
	if !isHint || !isIn || !known || workflowID != contract.PostWorkflowID(in.PostID) || hint.PostID != in.PostID || options.TaskQueue != contract.TaskQueue {
		return nil, errors.New("a process that nobody knows")
	}
	if err := next(&f.startErrs); err != nil {
		return nil, err
	}
	f.posts = append(f.posts, postStart{hint: hint, in: in})
	return nil, nil
}

func (f *temporal) ExecuteWorkflow(_ context.Context, options client.StartWorkflowOptions, workflow any, args ...any) (client.WorkflowRun, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	name, _ := workflow.(string)
	if in, ok := args[0].(contract.RemovePostInput); ok && name == contract.RemoveSocialPost && options.ID == contract.RemovalWorkflowID(in.PostID) {
		f.removed = append(f.removed, in.PostID)
		return nil, nil
	}
	in, ok := args[0].(contract.InvoiceInput)
	if !ok || name != contract.GmailToOdooInvoice {
		return nil, errors.New("a process that nobody knows")
	}
	if f.onStart != nil {
		f.onStart()
	}
	if err := next(&f.startErrs); err != nil {
		return nil, err
	}
	f.starts = append(f.starts, start{options: options, name: name, in: in})
	return nil, nil
}

// failListing has every listing fail until it is called with nil.
func (f *temporal) failListing(err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.listErr = err
}

func (f *temporal) ListWorkflow(_ context.Context, r *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.listErr != nil || !strings.Contains(r.GetQuery(), contract.GmailToOdooInvoice) {
		return nil, cmp.Or(f.listErr, errors.New("a question that lists something else"))
	}
	ids := slices.Sorted(maps.Keys(f.running))
	from := 0
	if len(r.GetNextPageToken()) > 0 {
		from, _ = strconv.Atoi(string(r.GetNextPageToken()))
	}
	page := &workflowservice.ListWorkflowExecutionsResponse{}
	for i, id := range ids[from:] {
		if i == int(r.GetPageSize()) {
			page.NextPageToken = []byte(strconv.Itoa(from + i))
			break
		}
		page.Executions = append(page.Executions, f.running[id])
	}
	return page, nil
}

func (f *temporal) DescribeWorkflowExecution(_ context.Context, id, _ string) (*workflowservice.DescribeWorkflowExecutionResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.asked++
	status, ended := f.ended[id]
	switch {
	case !ended:
		status = enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING
	case status == enumspb.WORKFLOW_EXECUTION_STATUS_UNSPECIFIED:
		return nil, serviceerror.NewNotFound("no execution of that name")
	}
	return &workflowservice.DescribeWorkflowExecutionResponse{WorkflowExecutionInfo: &workflowpb.WorkflowExecutionInfo{Status: status}}, nil
}

// process puts a process into the list of those that run.
func (f *temporal) process(id, status string, since time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fields := map[string]*commonpb.Payload{}
	fields[contract.SearchStatus], _ = converter.GetDefaultDataConverter().ToPayload(status)
	fields[contract.SearchWaitingSince], _ = converter.GetDefaultDataConverter().ToPayload(since)
	if f.running == nil {
		f.running = map[string]*workflowpb.WorkflowExecutionInfo{}
	}
	f.running[id] = &workflowpb.WorkflowExecutionInfo{
		Execution: &commonpb.WorkflowExecution{WorkflowId: id}, SearchAttributes: &commonpb.SearchAttributes{IndexedFields: fields},
	}
}

// end has a process gone from Temporal.
func (f *temporal) end(id string, status enumspb.WorkflowExecutionStatus) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ended == nil {
		f.ended = map[string]enumspb.WorkflowExecutionStatus{}
	}
	f.ended[id] = status
	delete(f.running, id)
}

func next(script *[]error) error {
	if len(*script) == 0 {
		return nil
	}
	err := (*script)[0]
	*script = (*script)[1:]
	return err
}

func (f *temporal) sent() []sent {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]sent{}, f.signals...)
}

func (f *temporal) started() []start {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]start{}, f.starts...)
}

// watchStarts looks at the world at the moment of each start.
func (f *temporal) watchStarts(look func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.onStart = look
}

// failNext scripts the answers to the next signals.
func (f *temporal) failNext(signals, starts []error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.signalErrs, f.startErrs = signals, starts
}

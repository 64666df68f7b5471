package preflight

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/history/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"golang.org/x/sync/errgroup"
)

const (
	listPage = 500
	// atOnce keeps the database answering while thousands are read.
	atOnce = 4
	// mostTold bounds how many processes are named; one is enough to see the change.
	mostTold = 5
)

// Process is a workflow function under the name that the worker gives it.
type Process struct {
	Run     any
	Options workflow.RegisterOptions
}

// History gives an execution's whole history, decrypted; see connect.History.
type History func(ctx context.Context, workflowID, runID string) (*history.History, error)

// Temporal is what is asked for the open executions.
type Temporal interface {
	ListWorkflow(ctx context.Context, request *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error)
}

var _ Temporal = client.Client(nil)

// Check replays every open execution of the task queue through the processes
// and gives how many there were. Processes that would go another way are a
// *MismatchError; other errors say that it could not be looked at all, such as
// a missing key.
func Check(ctx context.Context, t Temporal, read History, queue string, processes []Process) (replayed int, err error) {
	c := &checker{read: read, processes: processes}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	var token []byte
	for {
		page, err := t.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			PageSize: listPage, NextPageToken: token, Query: "ExecutionStatus = 'Running' AND TaskQueue = '" + queue + "'",
		})
		if err != nil {
			return 0, errors.Join(group.Wait(), err)
		}
		for _, info := range page.GetExecutions() {
			id, name := info.GetExecution(), info.GetType().GetName()
			group.Go(func() error {
				return c.check(ctx, Found{WorkflowID: id.GetWorkflowId(), RunID: id.GetRunId(), Type: name})
			})
		}
		if token = page.GetNextPageToken(); len(token) == 0 {
			break
		}
	}
	if err := group.Wait(); err != nil {
		return 0, err
	}
	return int(c.replayed.Load()), c.verdict()
}

type checker struct {
	read      History
	processes []Process
	replayed  atomic.Int64

	mu    sync.Mutex
	found []Found
	count int
}

func (c *checker) check(ctx context.Context, f Found) error {
	h, err := c.read(ctx, f.WorkflowID, f.RunID)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return nil // it has ended and was removed meanwhile
	}
	if err != nil {
		return err
	}
	if !begun(h) {
		return nil
	}
	c.replayed.Add(1)
	if err := c.replay(h, f); err != nil {
		f.Why = err.Error()
		c.add(f)
	}
	return nil
}

// begun tells whether any step of the process was taken; before, nothing can differ.
func begun(h *history.History) bool {
	return slices.ContainsFunc(h.GetEvents(), func(e *history.HistoryEvent) bool {
		return e.GetEventType() == enumspb.EVENT_TYPE_WORKFLOW_TASK_COMPLETED
	})
}

// replay uses a replayer of its own, which is cheap: one holds a lock over a whole replay.
func (c *checker) replay(h *history.History, f Found) error {
	r := worker.NewWorkflowReplayer()
	for _, p := range c.processes {
		r.RegisterWorkflowWithOptions(p.Run, p.Options)
	}
	quiet := log.NewStructuredLogger(slog.New(slog.DiscardHandler))
	return r.ReplayWorkflowHistoryWithOptions(quiet, h, worker.ReplayWorkflowHistoryOptions{OriginalExecution: workflow.Execution{ID: f.WorkflowID, RunID: f.RunID}})
}

func (c *checker) add(f Found) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	if len(c.found) < mostTold {
		c.found = append(c.found, f)
	}
}

func (c *checker) verdict() error {
	if c.count == 0 {
		return nil
	}
	slices.SortFunc(c.found, func(a, b Found) int { return cmp.Compare(a.WorkflowID, b.WorkflowID) })
	return &MismatchError{Found: c.found, Count: c.count}
}

package bridge

import (
	"context"
	"errors"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	workflowpb "go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/converter"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// compareEvery is how often the requests are held against the processes. It takes a call for each thousand processes.
	compareEvery = time.Hour
	listPage     = 1000
	// unheard is how long a process may wait for a request that is not known here: its note is laid before it says that it waits.
	unheard = time.Minute
)

// lister is what the bridge needs of a Temporal client to see which processes run.
type lister interface {
	ListWorkflow(ctx context.Context, request *workflowservice.ListWorkflowExecutionsRequest) (*workflowservice.ListWorkflowExecutionsResponse, error)
	DescribeWorkflowExecution(ctx context.Context, workflowID, runID string) (*workflowservice.DescribeWorkflowExecutionResponse, error)
}

// compareOnce compares at the start, and every hour. Where it fails the next
// scan tries again; what the owner decides does not wait for it.
func (b *Bridge) compareOnce(ctx context.Context) {
	if !b.comparing.TryLock() {
		return
	}
	defer b.comparing.Unlock()
	if !b.compared.IsZero() && time.Since(b.compared) < compareEvery {
		return
	}
	if err := b.compare(ctx); err != nil {
		b.name(notCompared, "", "", "the requests could not be held against the processes; it is tried again at the next scan", zap.Error(err))
		return
	}
	b.compared = time.Now()
}

// compare holds the requests that wait against the processes that run. A
// request whose process is gone would wait for ever. The list of processes can
// be a moment old, so each one that is not in it is asked for by name before it
// counts as gone.
func (b *Bridge) compare(ctx context.Context) error {
	waiting, err := b.waiting()
	if err != nil {
		return err
	}
	running, err := b.running(ctx)
	if err != nil {
		return fmt.Errorf("listing the processes: %w", err)
	}
	var errs []error
	for process, info := range running {
		if len(waiting[process]) == 0 && waits(info) && b.logged.news(found{kind: noRequest, id: process}) {
			b.log.Warn("a process waits for a decision about a request that is not known here: nothing is done; "+
				"bring DATA_DIR back from a backup, or terminate it and drop its mail again", zap.String("workflow_id", process))
		}
	}
	for process, requests := range waiting {
		if _, runs := running[process]; runs {
			continue
		}
		gone, err := b.gone(ctx, process)
		if err != nil || !gone {
			errs = append(errs, err)
			continue
		}
		for _, id := range requests {
			errs = append(errs, b.inTurn(id, func() error {
				if !b.desk.IsOpen(id) {
					return nil // filed in the moment in which its process ended
				}
				return b.abandon(ctx, id)
			}))
		}
	}
	posts := make(map[string]bool, len(running))
	for process := range running {
		_, process = contract.OwnerOf(process)
		posts[process] = true
	}
	return errors.Join(append(errs, b.comparePosts(ctx, posts))...)
}

// waiting gives the open requests of each process.
func (b *Bridge) waiting() (map[string][]string, error) {
	out := map[string][]string{}
	for _, id := range b.desk.OpenRequests() {
		r, found, err := b.desk.Request(id)
		if err != nil {
			return nil, err
		}
		if found && !r.Closed && !r.Note.Informs() {
			out[r.Note.WorkflowID] = append(out[r.Note.WorkflowID], id)
		}
	}
	return out, nil
}

// running lists the processes with a note of their own that have not ended.
func (b *Bridge) running(ctx context.Context) (map[string]*workflowpb.WorkflowExecutionInfo, error) {
	out := map[string]*workflowpb.WorkflowExecutionInfo{}
	request := &workflowservice.ListWorkflowExecutionsRequest{
		PageSize: listPage, Query: fmt.Sprintf("(WorkflowType = '%s' OR WorkflowType = '%s') AND ExecutionStatus = 'Running'", contract.GmailToOdooInvoice, contract.ScheduledSocialPost),
	}
	for {
		page, err := b.engine.ListWorkflow(ctx, request)
		if err != nil {
			return nil, err
		}
		for _, info := range page.GetExecutions() {
			out[info.GetExecution().GetWorkflowId()] = info
		}
		if request.NextPageToken = page.GetNextPageToken(); len(request.NextPageToken) == 0 {
			return out, nil
		}
	}
}

// gone is true when a process does not run any more, or never did here.
func (b *Bridge) gone(ctx context.Context, process string) (bool, error) {
	answer, err := b.engine.DescribeWorkflowExecution(ctx, process, "")
	var unknown *serviceerror.NotFound
	if errors.As(err, &unknown) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking for process %s: %w", process, err)
	}
	return answer.GetWorkflowExecutionInfo().GetStatus() != enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING, nil
}

// waits reports whether a process says that it waits for the owner, and has for
// longer than it takes to lay a note.
func waits(info *workflowpb.WorkflowExecutionInfo) bool {
	var status string
	var since time.Time
	fields := info.GetSearchAttributes().GetIndexedFields()
	if converter.GetDefaultDataConverter().FromPayload(fields[contract.SearchStatus], &status) != nil ||
		converter.GetDefaultDataConverter().FromPayload(fields[contract.SearchWaitingSince], &since) != nil {
		return false
	}
	return (status == contract.StatusWaitingApproval || status == contract.StatusWaitingAnswer) && time.Since(since) > unheard
}

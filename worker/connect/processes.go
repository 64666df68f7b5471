package connect

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	listPage    = 200
	queryTime   = 3 * time.Second
	queryAtOnce = 8
)

// Process is an execution as Temporal lists it, with what it says of itself.
type Process struct {
	WorkflowID string `json:"workflow_id"`
	RunID      string `json:"run_id"`
	Type       string `json:"type"`
	Started    string `json:"started"` // RFC 3339, UTC
	contract.ProcessStatus
	// Problem says why the process could not be asked.
	Problem string `json:"problem,omitempty"`
}

// Processes lists the executions that a visibility query finds, newest first, at most most of them, and asks each for its status. more is true
// when there are others. A process that does not answer is listed with the Problem.
func Processes(ctx context.Context, c client.Client, namespace, query string, most int) (found []Process, more bool, err error) {
	infos, more, err := list(ctx, c, namespace, query, most)
	if err != nil {
		return nil, false, err
	}
	found = make([]Process, len(infos))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(queryAtOnce)
	for i, info := range infos {
		group.Go(func() error {
			found[i] = ask(ctx, c, info)
			return nil
		})
	}
	return found, more, group.Wait()
}

func list(ctx context.Context, c client.Client, namespace, query string, most int) (found []*workflow.WorkflowExecutionInfo, more bool, err error) {
	var token []byte
	for {
		page, err := c.ListWorkflow(ctx, &workflowservice.ListWorkflowExecutionsRequest{
			Namespace: namespace, PageSize: int32(min(most+1, listPage)), NextPageToken: token, Query: query,
		})
		if err != nil {
			return nil, false, fmt.Errorf("listing the processes: %w", err)
		}
		found = append(found, page.GetExecutions()...)
		token = page.GetNextPageToken()
		if len(found) > most {
			return found[:most], true, nil
		}
		if len(token) == 0 {
			return found, false, nil
		}
	}
}

func ask(ctx context.Context, c client.Client, info *workflow.WorkflowExecutionInfo) Process {
	ctx, cancel := context.WithTimeout(ctx, queryTime)
	defer cancel()
	id := info.GetExecution()
	p := Process{WorkflowID: id.GetWorkflowId(), RunID: id.GetRunId(), Type: info.GetType().GetName(), Started: info.GetStartTime().AsTime().Format(time.RFC3339)}
	answer, err := c.QueryWorkflow(ctx, p.WorkflowID, p.RunID, contract.QueryStatus)
	if err == nil {
		err = answer.Get(&p.ProcessStatus)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		p.Problem = "no worker answers"
	} else if err != nil {
		p.Problem = err.Error()
	}
	return p
}

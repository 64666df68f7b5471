package connect

import (
	"context"
	"errors"
	"fmt"

	commonpb "go.temporal.io/api/common/v1"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// StartBriefing starts the run that makes the pages of a week, or joins the one
// that is under way. An empty week is the last whole one.
func StartBriefing(ctx context.Context, c client.Client, cfg *config.Config, week string) (client.WorkflowRun, error) {
	id := contract.BriefingSchedule
	if week != "" {
		id = contract.BriefingID(week)
	}
	queue, err := vaultQueue(ctx, c, codec.In(cfg.DataDir).Converter())
	if err != nil {
		return nil, err
	}
	run, err := c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: id, TaskQueue: contract.TaskQueue, StaticSummary: "audit and briefing, asked for", WorkflowTaskTimeout: contract.WorkflowTaskTimeout,
		WorkflowIDReusePolicy:    enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowIDConflictPolicy: enumspb.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
	}, contract.WeeklyAuditAndBriefing, contract.BriefingInput{Week: week, VaultQueue: queue})
	if err != nil {
		return nil, fmt.Errorf("starting the briefing: %w", err)
	}
	return run, nil
}

// vaultQueue asks the Schedule, which the worker that holds the vault has put
// in, on which task queue that worker serves the vault.
func vaultQueue(ctx context.Context, c client.Client, reader converter.DataConverter) (string, error) {
	described, err := c.ScheduleClient().GetHandle(ctx, contract.BriefingSchedule).Describe(ctx)
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("asking for the Schedule of the briefing: %w", err)
	}
	action, ok := described.Schedule.Action.(*client.ScheduleWorkflowAction)
	if !ok || len(action.Args) != 1 {
		return "", nil
	}
	var in contract.BriefingInput
	if payload, ok := action.Args[0].(*commonpb.Payload); ok {
		err = reader.FromPayload(payload, &in)
	}
	return in.VaultQueue, err
}

package app

import (
	"context"
	"fmt"

	"go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/preflight"
)

// remembering is a worker that keeps which processes it was given, so that the
// same ones are proven before it starts.
type remembering struct {
	worker.Worker
	processes []preflight.Process
}

// RegisterWorkflowWithOptions implements worker.WorkflowRegistry.
func (r *remembering) RegisterWorkflowWithOptions(run any, options workflow.RegisterOptions) {
	r.processes = append(r.processes, preflight.Process{Run: run, Options: options})
	r.Worker.RegisterWorkflowWithOptions(run, options)
}

// proveWorkers has the open processes replayed where this program is another
// than the one that last did so.
func (h *host) proveWorkers(ctx context.Context, temporal *link, cfg *config.Config, workers []worker.Worker) error {
	program := preflight.Program()
	if !cfg.Preflight || preflight.Passed(cfg.DataDir, program) {
		return nil
	}
	var processes []preflight.Process
	for _, w := range workers {
		if r, ok := w.(*remembering); ok {
			processes = append(processes, r.processes...)
		}
	}
	read := func(ctx context.Context, workflowID, runID string) (*history.History, error) {
		return connect.History(ctx, temporal.client, cfg, workflowID, runID)
	}
	replayed, err := preflight.Check(ctx, temporal.client, read, cfg.Owner.Queue(), processes)
	if err != nil {
		return fmt.Errorf("preflight: %w", err)
	}
	if replayed > 0 {
		h.log.Info("the processes under way go on under this program", zap.Int("replayed", replayed))
	}
	if err := preflight.Keep(cfg.DataDir, program); err != nil {
		h.log.Warn("which program has passed the preflight cannot be kept", zap.Error(err))
	}
	return nil
}

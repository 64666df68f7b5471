package flow

import "go.temporal.io/sdk/workflow"

// Finish runs the last writes of a process on a context that cancellation
// does not reach, so that a cancelled process still files its note and its
// log line. What it returns never changes the outcome.
func Finish(ctx workflow.Context, write func(workflow.Context) error) {
	detached, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	if err := write(detached); err != nil {
		workflow.GetLogger(ctx).Error("last writes of a process", "error", err)
	}
}

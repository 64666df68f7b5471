package floor

import (
	"context"
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"
)

func timed(ctx workflow.Context, at time.Time) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	if err := workflow.Sleep(ctx, at.Sub(workflow.Now(ctx))); err != nil {
		return err
	}
	return workflow.ExecuteActivity(ctx, "request", workflow.GetInfo(ctx).WorkflowExecution.ID).Get(ctx, nil)
}

// Timers measures how long after a moment that all of them wait for the requests
// of bare workflows arrive.
func (b *Bare) Timers(ctx context.Context, name string, count int) ([]time.Duration, error) {
	// Starting one takes some ten milliseconds, on a busy machine more.
	at := time.Now().Add(2*time.Second + time.Duration(count)*100*time.Millisecond)
	took := make([]time.Duration, count)
	hits := make([]<-chan time.Time, count)
	if err := each(count, func(i int) error {
		_, arrived, err := b.begin(ctx, fmt.Sprintf("%s-%d", name, i), "timed", at)
		hits[i] = arrived
		return err
	}); err != nil {
		return nil, err
	}
	if time.Now().After(at) {
		return nil, fmt.Errorf("the machine is too busy: %d timers were not set in time", count)
	}
	for i, hit := range hits {
		select {
		case arrived := <-hit:
			took[i] = arrived.Sub(at)
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return took, nil
}

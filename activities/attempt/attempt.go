package attempt

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// KeepAlive heartbeats until the returned function is called, so that a killed
// worker is noticed long before the call's own limit. The function waits for
// the goroutine.
func KeepAlive(ctx context.Context, every time.Duration) (stop func()) {
	return beat(ctx, every)
}

// Begin is KeepAlive for a call that publishes. Before it returns Temporal has
// been told when the attempt began on the platform's clock, zero = the platform
// tells no time: were the worker to die, that is what the post is looked for by.
// Nothing may have been heartbeaten before, because only the first one is sent
// on at once.
func Begin(ctx context.Context, every time.Duration, began time.Time) (stop func()) {
	sent := contract.Sent{At: began}
	if activity.IsActivity(ctx) {
		activity.RecordHeartbeat(ctx, sent)
	}
	return beat(ctx, every, sent)
}

func beat(ctx context.Context, every time.Duration, details ...any) func() {
	if !activity.IsActivity(ctx) {
		return func() {}
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				return
			case <-ticker.C:
				activity.RecordHeartbeat(ctx, details...)
			}
		}
	})
	return func() {
		close(done)
		wg.Wait()
	}
}

// Dated adds to the failure of a call that publishes when the attempt began on
// the platform's clock, where the post may be out all the same.
func Dated(err error, began time.Time) error {
	var app *temporal.ApplicationError
	if !errors.As(err, &app) {
		return err
	}
	kind := contract.FailureKind(app.Type())
	if kind != contract.FailOutcomeUnknown && kind != contract.FailConflict {
		return err
	}
	details := any(contract.Sent{At: began})
	var blocked contract.AccountBlocked
	if app.HasDetails() && app.Details(&blocked) == nil && blocked.Platform != "" {
		blocked.SentAt = began
		details = blocked
	}
	return temporal.NewApplicationErrorWithOptions(app.Message(), app.Type(), temporal.ApplicationErrorOptions{
		NonRetryable: app.NonRetryable(), Cause: app.Unwrap(), Details: []any{details},
	})
}

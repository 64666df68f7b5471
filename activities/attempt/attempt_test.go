package attempt_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func began() time.Time { return time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC) }

// ear hears each heartbeat, also those that the SDK holds back for a while.
type ear struct {
	interceptor.WorkerInterceptorBase
	told   chan []any
	enough chan struct{}
	want   int
}

func (e *ear) InterceptActivity(_ context.Context, next interceptor.ActivityInboundInterceptor) interceptor.ActivityInboundInterceptor {
	return &inbound{interceptor.ActivityInboundInterceptorBase{Next: next}, e}
}

type inbound struct {
	interceptor.ActivityInboundInterceptorBase
	ear *ear
}

func (i *inbound) Init(next interceptor.ActivityOutboundInterceptor) error {
	return i.Next.Init(&outbound{interceptor.ActivityOutboundInterceptorBase{Next: next}, i.ear})
}

type outbound struct {
	interceptor.ActivityOutboundInterceptorBase
	ear *ear
}

func (o *outbound) RecordHeartbeat(_ context.Context, details ...any) {
	o.ear.told <- details
	if o.ear.want--; o.ear.want == 0 {
		close(o.ear.enough)
	}
}

// heard runs an activity and returns what its first heartbeats told.
func heard(t *testing.T, n int, begin func(context.Context) func()) [][]any {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	e := &ear{told: make(chan []any, 1000), enough: make(chan struct{}), want: n}
	env.SetWorkerOptions(worker.Options{Interceptors: []interceptor.WorkerInterceptor{e}})
	env.RegisterActivityWithOptions(func(ctx context.Context) error {
		defer begin(ctx)()
		<-e.enough
		return nil
	}, activity.RegisterOptions{Name: "publish"})
	_, err := env.ExecuteActivity("publish")
	require.NoError(t, err)
	var out [][]any
	for range n {
		out = append(out, <-e.told)
	}
	return out
}

func TestBegin_TellsWhenItBeganBeforeAnythingIsSentAndWithEachSignOfLife(t *testing.T) {
	t.Parallel()
	want := []any{contract.Sent{At: began()}}
	first := heard(t, 1, func(ctx context.Context) func() { return attempt.Begin(ctx, time.Hour, began()) })
	require.Equal(t, [][]any{want}, first)
	all := heard(t, 3, func(ctx context.Context) func() { return attempt.Begin(ctx, time.Millisecond, began()) })
	require.Equal(t, [][]any{want, want, want}, all, "the last one is what Temporal keeps")
}

func TestKeepAlive_GivesSignsOfLife(t *testing.T) {
	t.Parallel()
	require.Equal(t, [][]any{nil, nil}, heard(t, 2, func(ctx context.Context) func() { return attempt.KeepAlive(ctx, time.Millisecond) }))
	attempt.KeepAlive(t.Context(), time.Millisecond)() // outside an activity
	attempt.Begin(t.Context(), time.Millisecond, began())()
}

func TestDated_SaysWhenWhatMayBeOutWasSent(t *testing.T) {
	t.Parallel()
	failed := func(kind contract.FailureKind, details ...any) error {
		return temporal.NewApplicationErrorWithOptions("No clear answer.", string(kind), temporal.ApplicationErrorOptions{NonRetryable: true, Cause: errors.New("EOF"), Details: details})
	}
	for _, kind := range []contract.FailureKind{contract.FailOutcomeUnknown, contract.FailConflict} {
		for _, details := range [][]any{nil, {contract.AccountBlocked{Platform: contract.X}}} {
			var app *temporal.ApplicationError
			require.ErrorAs(t, attempt.Dated(failed(kind, details...), began()), &app)
			require.Equal(t, string(kind), app.Type())
			require.Equal(t, "No clear answer.", app.Message())
			require.True(t, app.NonRetryable())
			require.EqualError(t, app.Unwrap(), "EOF")
			if details == nil {
				var sent contract.Sent
				require.NoError(t, app.Details(&sent))
				require.Equal(t, began(), sent.At)
				continue
			}
			var blocked contract.AccountBlocked
			require.NoError(t, app.Details(&blocked))
			require.Equal(t, contract.AccountBlocked{Platform: contract.X, SentAt: began()}, blocked)
		}
	}
	limited := failed(contract.FailRateLimited, contract.RateWait{Until: began()})
	require.Equal(t, limited, attempt.Dated(limited, began()), "nothing was sent")
	require.NoError(t, attempt.Dated(nil, began()))
	other := errors.New("x")
	require.Equal(t, other, attempt.Dated(other, began()))
}

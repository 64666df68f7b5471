package tracing_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	collectorpb "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/tracing"
)

func TestOpen_IsOffAndCostsNothingWithoutAnEndpoint(t *testing.T) {
	t.Parallel()
	off, err := tracing.Open(t.Context(), config.Tracing{}, zap.NewNop())
	require.NoError(t, err)
	require.Nil(t, off)
	require.Empty(t, off.Interceptors())
	off.Close()
}

func TestSpans_TellOfAnErrorAndNotWhich(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var raw []byte
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		body, _ := io.ReadAll(r.Body)
		raw = append(raw, body...)
	}))
	t.Cleanup(collector.Close)
	tr, err := tracing.Open(t.Context(), config.Tracing{Endpoint: collector.URL + "/v1/traces", Service: "shop"}, zap.NewNop())
	require.NoError(t, err)
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestWorkflowEnvironment()
	env.SetWorkerOptions(worker.Options{Interceptors: []interceptor.WorkerInterceptor{tr.Interceptors()[0].(interceptor.WorkerInterceptor)}})
	env.RegisterActivityWithOptions(func(context.Context) error { return errors.New("Canary owes 7653.21") }, activity.RegisterOptions{Name: "odoo.FindCustomer"})
	env.ExecuteWorkflow(func(ctx workflow.Context) error {
		ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute, RetryPolicy: nil, ScheduleToCloseTimeout: time.Second})
		return workflow.ExecuteActivity(ctx, "odoo.FindCustomer").Get(ctx, nil)
	})
	require.Error(t, env.GetWorkflowError())
	tr.Close()
	mu.Lock()
	defer mu.Unlock()
	var in collectorpb.ExportTraceServiceRequest
	require.NoError(t, proto.Unmarshal(raw, &in))
	spans := in.GetResourceSpans()[0].GetScopeSpans()[0].GetSpans()
	failed := 0
	for _, s := range spans {
		require.Empty(t, s.GetEvents())
		require.Empty(t, s.GetStatus().GetMessage())
		if s.GetName() == "RunActivity:odoo.FindCustomer" && s.GetStatus().GetCode() == 2 {
			failed++
		}
		require.Equal(t, spans[0].GetTraceId(), s.GetTraceId())
	}
	require.Positive(t, failed)
	require.NotContains(t, string(raw), "Canary")
	require.Contains(t, string(raw), "shop")
}

func TestOpen_ACollectorThatIsAwayHoldsNothingUp(t *testing.T) {
	t.Parallel()
	tr, err := tracing.Open(t.Context(), config.Tracing{Endpoint: "http://127.0.0.1:9/v1/traces", Service: "employee"}, zap.NewNop())
	require.NoError(t, err)
	require.NotEmpty(t, tr.Interceptors())
	began := time.Now()
	tr.Close()
	require.Less(t, time.Since(began), 5*time.Second)
}

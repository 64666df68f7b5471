package tracing

import (
	"context"
	"fmt"
	"sync"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/sdk/resource"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.temporal.io/sdk/contrib/opentelemetry"
	"go.temporal.io/sdk/interceptor"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// scope names this program in a span.
	scope = "github.com/autonomous-employee/employee"
	// closing bounds how long a stop waits for the last spans to go out.
	closing = 3 * time.Second
	// quiet is how often trouble with the collector is logged at most.
	quiet = 10 * time.Minute
)

// Tracing sends spans. A nil Tracing traces nothing.
type Tracing struct {
	provider *sdktrace.TracerProvider
	tracer   interceptor.Tracer
}

// Open gives nil when nothing is configured. It connects to nobody: a
// collector that is away is logged, and costs the spans alone.
func Open(ctx context.Context, cfg config.Tracing, log *zap.Logger) (*Tracing, error) {
	if !cfg.Configured() {
		return nil, nil //nolint:nilnil // no tracing is the answer when none is wanted
	}
	options := []otlptracehttp.Option{otlptracehttp.WithEndpointURL(cfg.Endpoint)}
	if headers := cfg.Headers(); len(headers) > 0 {
		options = append(options, otlptracehttp.WithHeaders(headers))
	}
	out, err := otlptracehttp.New(ctx, options...)
	if err != nil {
		return nil, fmt.Errorf("OTEL_EXPORTER_OTLP_ENDPOINT cannot be used: %w", err)
	}
	otel.SetErrorHandler(&troubles{log: log})
	t := &Tracing{provider: sdktrace.NewTracerProvider(
		sdktrace.WithBatcher(stripped{out}),
		sdktrace.WithResource(resource.NewSchemaless(attribute.String("service.name", cfg.Service))),
	)}
	inner, err := opentelemetry.NewTracer(opentelemetry.TracerOptions{
		Tracer: t.provider.Tracer(scope), DisableBaggage: true, DisableQueryTracing: true, AllowInvalidParentSpans: true,
	})
	if err != nil {
		return nil, err
	}
	t.tracer = ownTraces{inner}
	return t, nil
}

// Interceptors are those of a Temporal client, and through it of its workers.
func (t *Tracing) Interceptors() []interceptor.ClientInterceptor {
	if t == nil {
		return nil
	}
	return []interceptor.ClientInterceptor{interceptor.NewTracingInterceptor(t.tracer)}
}

// Close sends what is left, within seconds.
func (t *Tracing) Close() {
	if t == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), closing)
	defer cancel()
	_ = t.provider.Shutdown(ctx) // told to the error handler; there is nobody else to tell
}

// ownTraces begins a trace with each process: those that a watch or a Schedule
// starts would otherwise all be one trace without an end.
type ownTraces struct{ interceptor.Tracer }

// StartSpan implements interceptor.Tracer.
func (t ownTraces) StartSpan(o *interceptor.TracerStartSpanOptions) (interceptor.TracerSpan, error) {
	// The Schedule holds on to the trace in which it was once put in.
	weekly := o.Operation == "RunWorkflow" && o.Name == contract.WeeklyAuditAndBriefing
	if o.Operation == "StartChildWorkflow" || weekly {
		alone := *o
		alone.Parent = nil
		o = &alone
	}
	return t.Tracer.StartSpan(o)
}

// troubles logs what goes wrong with the sending, seldom.
type troubles struct {
	log *zap.Logger

	mu   sync.Mutex
	last time.Time
}

// Handle implements otel.ErrorHandler.
func (t *troubles) Handle(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if now := time.Now(); now.Sub(t.last) >= quiet {
		t.last = now
		t.log.Warn("traces do not reach their collector", zap.Error(err))
	}
}

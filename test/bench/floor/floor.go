package floor

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/devserver"
)

const queue = "floor"

// Bare is the embedded server with a worker for bare workflows.
type Bare struct {
	// Began is how long the server took from nothing to answering.
	Began time.Duration

	server *devserver.Server
	client client.Client
	worker worker.Worker
	site   *httptest.Server

	ready atomic.Int64 // workflows that came to wait for their signal
	mu    sync.Mutex
	hits  map[string]chan time.Time
}

// Steps is the input of a bare workflow: how many steps that do nothing come
// before the signal and after the request, the local ones beside the
// activities that go through the server.
type Steps struct {
	Before, LocalBefore int
	After, LocalAfter   int
}

// Took is how long many bare workflows took to their signal, and from there to
// their end.
type Took struct {
	Before, After time.Duration
}

// Open starts it over an empty directory.
func Open(ctx context.Context, dir string) (*Bare, error) {
	began := time.Now()
	server, err := devserver.New(devserver.Options{DataDir: dir, UIPort: devserver.NoUI, Logger: zap.NewNop(), SearchAttributes: map[string]enumspb.IndexedValueType{}})
	if err != nil {
		return nil, err
	}
	if err := server.Start(ctx); err != nil {
		return nil, err
	}
	options := connect.OnThisMachine(server.Address(), client.DefaultNamespace)
	options.Logger = sdklog.NewStructuredLogger(quiet())
	c, err := client.DialContext(ctx, options)
	if err != nil {
		server.Stop()
		return nil, err
	}
	b := &Bare{Began: time.Since(began), server: server, client: c, hits: map[string]chan time.Time{}}
	b.site = httptest.NewServer(http.HandlerFunc(b.hit))
	b.worker = worker.New(c, queue, worker.Options{MaxConcurrentActivityExecutionSize: 64, MaxConcurrentWorkflowTaskExecutionSize: 64})
	b.worker.RegisterWorkflowWithOptions(b.bare, workflow.RegisterOptions{Name: "bare"})
	b.worker.RegisterWorkflowWithOptions(timed, workflow.RegisterOptions{Name: "timed"})
	b.worker.RegisterActivityWithOptions(nothing, activity.RegisterOptions{Name: "nothing"})
	b.worker.RegisterActivityWithOptions(b.request, activity.RegisterOptions{Name: "request"})
	if err := b.worker.Start(); err != nil {
		b.Close()
		return nil, err
	}
	return b, nil
}

// Close stops it.
func (b *Bare) Close() {
	b.worker.Stop()
	b.site.Close()
	b.client.Close()
	b.server.Stop()
}

func (b *Bare) bare(ctx workflow.Context, in Steps) error {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: time.Minute})
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: time.Minute})
	if err := idle(ctx, in.Before, in.LocalBefore); err != nil {
		return err
	}
	if !workflow.IsReplaying(ctx) {
		b.ready.Add(1)
	}
	workflow.GetSignalChannel(ctx, "go").Receive(ctx, nil)
	if err := workflow.ExecuteActivity(ctx, "request", workflow.GetInfo(ctx).WorkflowExecution.ID).Get(ctx, nil); err != nil {
		return err
	}
	return idle(ctx, in.After, in.LocalAfter)
}

// idle takes steps that do nothing. The local ones come first, all in the one
// task of the workflow that began already: the least that they can cost.
func idle(ctx workflow.Context, activities, local int) error {
	for range local {
		if err := workflow.ExecuteLocalActivity(ctx, nothing).Get(ctx, nil); err != nil {
			return err
		}
	}
	for range activities {
		if err := workflow.ExecuteActivity(ctx, "nothing").Get(ctx, nil); err != nil {
			return err
		}
	}
	return nil
}

func nothing(context.Context) error { return nil }

func (b *Bare) request(ctx context.Context, id string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, b.site.URL+"/"+id, http.NoBody)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

func (b *Bare) hit(_ http.ResponseWriter, r *http.Request) {
	now := time.Now()
	b.mu.Lock()
	defer b.mu.Unlock()
	if c := b.hits[r.URL.Path[1:]]; c != nil {
		select {
		case c <- now:
		default: // a repeated request says nothing new
		}
	}
}

// begin starts bare workflows and returns the channel that tells when each one's request arrives.
func (b *Bare) begin(ctx context.Context, id, kind string, in any) (client.WorkflowRun, <-chan time.Time, error) {
	arrived := make(chan time.Time, 1)
	b.mu.Lock()
	b.hits[id] = arrived
	b.mu.Unlock()
	run, err := b.client.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue}, kind, in)
	return run, arrived, err
}

// Signals measures, one after the other, how long it takes from a signal to the
// request that follows it.
func (b *Bare) Signals(ctx context.Context, name string, count int) ([]time.Duration, error) {
	var took []time.Duration
	for i := range count {
		id := fmt.Sprintf("%s-%d", name, i)
		run, arrived, err := b.begin(ctx, id, "bare", Steps{})
		if err != nil {
			return nil, err
		}
		time.Sleep(20 * time.Millisecond) // until it waits for the signal
		sent := time.Now()
		if err := b.client.SignalWorkflow(ctx, id, "", "go", nil); err != nil {
			return nil, err
		}
		took = append(took, (<-arrived).Sub(sent))
		if err := run.Get(ctx, nil); err != nil {
			return nil, err
		}
	}
	return took, nil
}

// Rates measures how long many workflows take to their signal, and how long
// from the signal to their end, all at once.
func (b *Bare) Rates(ctx context.Context, name string, count int, steps Steps) (took Took, err error) {
	runs := make([]client.WorkflowRun, count)
	already := b.ready.Load()
	began := time.Now()
	if err := each(count, func(i int) error {
		run, _, err := b.begin(ctx, fmt.Sprintf("%s-%d", name, i), "bare", steps)
		runs[i] = run
		return err
	}); err != nil {
		return took, err
	}
	for b.ready.Load()-already < int64(count) {
		if err := ctx.Err(); err != nil {
			return took, err
		}
		time.Sleep(time.Millisecond)
	}
	took.Before = time.Since(began)
	began = time.Now()
	if err := each(count, func(i int) error { return b.client.SignalWorkflow(ctx, runs[i].GetID(), "", "go", nil) }); err != nil {
		return took, err
	}
	if err := each(count, func(i int) error { return runs[i].Get(ctx, nil) }); err != nil {
		return took, err
	}
	took.After = time.Since(began)
	return took, nil
}

package app

import (
	"context"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/codec"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/devserver"
	"github.com/autonomous-employee/employee/worker/metrics"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/worker/supervise"
	"github.com/autonomous-employee/employee/worker/tracing"
)

const (
	// stopAside is how long a server that has failed may take to stop before another is started beside it; it holds the ports meanwhile.
	stopAside = 2 * time.Second
	// mostTries to start another server in this process; a clean process is the last resort.
	mostTries = 10
)

// embedded is the embedded server, as far as it is kept alive.
type embedded interface {
	// Failed yields at most one error, after which the server has to be stopped.
	Failed() <-chan error
	Stop()
}

// link is the way to Temporal.
type link struct {
	client client.Client
	info   ready.Info
	log    *zap.Logger
	// begin starts another server at the same address; nil beside an outside cluster, which is left alone.
	begin func(context.Context) (embedded, error)

	mu     sync.Mutex
	server embedded // nil beside an outside cluster, and between two
	cause  error    // what the last one died of
	tries  int      // to start another, in a row
}

// keep is the part that keeps the embedded server alive: one life is until it
// fails. The clients find the next one at the same address by themselves.
func (l *link) keep(ctx context.Context) error {
	server, err := l.living(ctx)
	if err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return nil
	case cause := <-server.Failed():
		l.mu.Lock()
		l.server, l.cause = nil, cause
		l.mu.Unlock()
		aside(server)
		return fmt.Errorf("the embedded Temporal server has stopped: %w", cause)
	}
}

// living is the server that runs, or another one.
func (l *link) living(ctx context.Context) (embedded, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.server != nil {
		return l.server, nil
	}
	server, err := l.begin(ctx)
	if err == nil {
		l.server, l.tries = server, 0
		l.log.Info("the embedded Temporal server runs again")
		return server, nil
	}
	l.tries++
	if l.tries < mostTries || ctx.Err() != nil {
		return nil, fmt.Errorf("the embedded Temporal server does not start again: %w", err)
	}
	// Without a server nothing can be carried out any more, and a worker that stays would look alive.
	return nil, supervise.Fatal{Err: fmt.Errorf("the embedded Temporal server has stopped (%w) and does not start again (%w); "+
		"see that the disk of DATA_DIR is there and has room, then start the worker again: what was under way goes on", l.cause, err)}
}

// aside stops a server that has failed, but does not wait long: one that hangs
// must not hold up the next.
func aside(server embedded) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		server.Stop()
	}()
	select {
	case <-done:
	case <-time.After(stopAside):
	}
}

// stop ends the embedded server.
func (l *link) stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.server != nil {
		l.server.Stop()
	}
}

// watched is what looks on at the calls to Temporal; its parts may be nil.
type watched struct {
	metrics *metrics.Set
	traces  *tracing.Tracing
}

func (w watched) apply(o *client.Options) {
	o.MetricsHandler = w.metrics.SDK()
	o.Interceptors = append(o.Interceptors, w.traces.Interceptors()...)
}

// reach connects to Temporal: the embedded server, which it starts, or the
// outside cluster of the configuration.
func reach(ctx context.Context, cfg *config.Config, log *zap.Logger, by watched) (*link, error) {
	keys, err := openKeys(cfg)
	if err != nil {
		return nil, err
	}
	if !cfg.Temporal.Embedded() {
		c, target, err := connect.Dial(ctx, cfg, log, by.apply)
		if err != nil {
			return nil, err
		}
		if err := ensureSearchAttributes(ctx, c, target.Namespace); err != nil {
			c.Close()
			return nil, err
		}
		return &link{client: c, info: ready.Info{TemporalAddress: target.Address, Namespace: target.Namespace}, log: log}, nil
	}
	return reachEmbedded(ctx, cfg, log, keys, by)
}

func reachEmbedded(ctx context.Context, cfg *config.Config, log *zap.Logger, keys *codec.Keys, by watched) (*link, error) {
	want := devserver.Options{
		DataDir: cfg.DataDir, Port: cfg.Temporal.Port, UIPort: cfg.Temporal.UIPort, Namespace: cfg.Temporal.Namespace,
		SearchAttributes: searchAttributes(), Codec: converter.NewPayloadCodecHTTPHandler(keys), Logger: log.Named("temporal"),
	}
	server, err := begin(ctx, want)
	if err != nil {
		return nil, err
	}
	// The next one has to be where everybody looks for it.
	if want.Port, err = portOf(server.Address()); err == nil && server.UIURL() != "" {
		want.UIPort, err = portOf(strings.TrimPrefix(server.UIURL(), "http://"))
	}
	if err != nil {
		server.Stop()
		return nil, err
	}
	options := connect.OnThisMachine(server.Address(), cfg.Temporal.Namespace)
	options.Logger = connect.Logger(sdkLog(log))
	by.apply(&options)
	keys.Apply(&options)
	c, err := client.DialContext(ctx, options)
	if err != nil {
		server.Stop()
		return nil, fmt.Errorf("reaching the embedded Temporal server: %w", err)
	}
	return &link{
		client: connect.Owned(c, cfg.Owner), server: server, log: log,
		begin: func(ctx context.Context) (embedded, error) { return begin(ctx, want) },
		info:  ready.Info{TemporalAddress: server.Address(), UIURL: server.UIURL(), Namespace: cfg.Temporal.Namespace},
	}, nil
}

func begin(ctx context.Context, options devserver.Options) (*devserver.Server, error) {
	server, err := devserver.New(options)
	if err != nil {
		return nil, err
	}
	return server, server.Start(ctx)
}

func portOf(address string) (int, error) {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(port)
}

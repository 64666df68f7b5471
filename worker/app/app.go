package app

import (
	"context"
	"fmt"
	"io"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/devserver"
	"github.com/autonomous-employee/employee/worker/metrics"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/worker/standing"
)

// stopPatience bounds a clean stop; what is not finished by then goes on after
// the next start, because Temporal holds it.
const stopPatience = 8 * time.Second

// Run is the whole product: it sets everything up, says on out where it is,
// and works until ctx ends. A clean stop returns nil.
func Run(ctx context.Context, cfg *config.Config, log *zap.Logger, out io.Writer) error {
	lock, err := ready.Acquire(cfg.DataDir)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }()

	host, err := openHost(cfg, log)
	if err != nil {
		return err
	}
	defer host.Close()

	// What is deferred ends in reverse: the Temporal workers, which report what they still finish, then the client, then the server.
	temporal, err := reach(ctx, cfg, log, host.metrics)
	if err != nil {
		return err
	}
	defer temporal.stop()
	defer temporal.client.Close()

	workers, err := host.workers(temporal.client, temporal.info.Namespace, cfg)
	if err != nil {
		return err
	}
	if err := host.proveWorkers(ctx, temporal, cfg, workers); err != nil {
		return err
	}
	for _, w := range workers {
		if err := w.Start(); err != nil {
			return fmt.Errorf("starting the Temporal worker: %w", err)
		}
		defer w.Stop()
	}
	info := temporal.info
	info.VaultDir, info.LogDir, info.DryRun = cfg.VaultDir, cfg.LogDir, cfg.DryRun
	return host.work(ctx, temporal, cfg, func() error {
		if err := lock.Announce(info); err != nil {
			return err
		}
		banner(out, cfg, info)
		return nil
	})
}

// work follows the vault and the mailbox until ctx ends or the embedded server
// dies. announce is called when all of it is under way; its error ends the work.
func (h *host) work(ctx context.Context, temporal *link, cfg *config.Config, announce func() error) error {
	toProcesses, err := h.bridge(temporal.client, cfg)
	if err != nil {
		return err
	}
	systems := h.systems(temporal.client, cfg, toProcesses.Progress)
	serveMetrics, err := h.measure(ctx, temporal, cfg, systems)
	if err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return h.watcher.Run(ctx) })
	group.Go(func() error { return toProcesses.Run(ctx) })
	board := standing.Board{Desk: h.desk, Systems: systems, Also: h.posts.Version, Zone: cfg.Zone, Log: h.log}
	group.Go(func() error { return board.Run(ctx) })
	calendar := standing.Calendar{Posts: h.posts, Log: h.log}
	group.Go(func() error { return calendar.Run(ctx) })
	group.Go(func() error { return serveMetrics(ctx) })
	group.Go(func() error { return serverDeath(ctx, temporal.failed) })
	group.Go(func() error { return h.keepBriefing(ctx, temporal.client, cfg) })
	if err := watchMailbox(ctx, temporal.client, cfg); err != nil {
		h.log.Warn("the mailbox is not watched", zap.Error(err))
	}
	group.Go(announce)
	return group.Wait()
}

// serverDeath waits until ctx ends, which is no error, or the server has
// failed. Without a server nothing could be carried out any more, and a worker
// that stays would look alive.
func serverDeath(ctx context.Context, failed <-chan error) error {
	select {
	case <-ctx.Done():
		return nil
	case err := <-failed:
		return fmt.Errorf("the embedded Temporal server has stopped (%w); see that the disk of DATA_DIR is there and has room, then start the worker again: "+
			"what was under way goes on", err)
	}
}

// link is the way to Temporal.
type link struct {
	client client.Client
	info   ready.Info
	// failed yields the death of the embedded server; it is nil, and never ready, beside an outside cluster.
	failed <-chan error
	// stop ends the embedded server; an outside cluster is left alone.
	stop func()
}

// reach connects to Temporal: the embedded server, which it starts, or the
// outside cluster of the configuration.
func reach(ctx context.Context, cfg *config.Config, log *zap.Logger, measured *metrics.Set) (*link, error) {
	keys, err := openKeys(cfg)
	if err != nil {
		return nil, err
	}
	if !cfg.Temporal.Embedded() {
		c, target, err := connect.Dial(ctx, cfg, log, func(o *client.Options) { o.MetricsHandler = measured.SDK() })
		if err != nil {
			return nil, err
		}
		if err := ensureSearchAttributes(ctx, c, target.Namespace); err != nil {
			c.Close()
			return nil, err
		}
		return &link{client: c, info: ready.Info{TemporalAddress: target.Address, Namespace: target.Namespace}, stop: func() {}}, nil
	}
	server, err := devserver.New(devserver.Options{
		DataDir: cfg.DataDir, Port: cfg.Temporal.Port, UIPort: cfg.Temporal.UIPort, Namespace: cfg.Temporal.Namespace,
		SearchAttributes: searchAttributes(), Codec: converter.NewPayloadCodecHTTPHandler(keys), Logger: log.Named("temporal"),
	})
	if err != nil {
		return nil, err
	}
	if err := server.Start(ctx); err != nil {
		return nil, err
	}
	options := client.Options{HostPort: server.Address(), Namespace: cfg.Temporal.Namespace, Logger: connect.Logger(sdkLog(log))}
	options.MetricsHandler = measured.SDK()
	keys.Apply(&options)
	c, err := client.DialContext(ctx, options)
	if err != nil {
		server.Stop()
		return nil, fmt.Errorf("reaching the embedded Temporal server: %w", err)
	}
	return &link{
		client: c, failed: server.Failed(), stop: server.Stop,
		info: ready.Info{TemporalAddress: server.Address(), UIURL: server.UIURL(), Namespace: cfg.Temporal.Namespace},
	}, nil
}

// sdkLog is the log for the Temporal SDK. Its ordinary lines, such as of a task
// that is tried again because a signal came in between, would look like trouble
// to an owner; they are there at the level debug.
func sdkLog(log *zap.Logger) *zap.Logger {
	named := log.Named("temporal")
	if named.Core().Enabled(zap.DebugLevel) {
		return named
	}
	return named.WithOptions(zap.IncreaseLevel(zap.WarnLevel))
}

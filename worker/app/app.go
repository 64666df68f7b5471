package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"go.temporal.io/sdk/client"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/devserver"
	"github.com/autonomous-employee/employee/worker/ready"
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

	c, info, stopServer, err := reach(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer stopServer()
	defer c.Close()

	workers, err := host.workers(c, cfg)
	if err != nil {
		return err
	}
	for _, w := range workers {
		if err := w.Start(); err != nil {
			return fmt.Errorf("starting the Temporal worker: %w", err)
		}
		defer w.Stop()
	}
	info.VaultDir, info.LogDir, info.DryRun = cfg.VaultDir, cfg.LogDir, cfg.DryRun
	return host.work(ctx, c, cfg, func() error {
		if err := lock.Announce(info); err != nil {
			return err
		}
		banner(out, cfg, info)
		return nil
	})
}

// work follows the vault and the mailbox until ctx ends. ready is called when
// the first scan has been seen.
func (h *host) work(ctx context.Context, c client.Client, cfg *config.Config, announce func() error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return h.watcher.Run(ctx) })
	group.Go(func() error { return h.bridge(c, cfg).Run(ctx) })
	group.Go(func() error { return (&dashboard{desk: h.desk, systems: systemStates(cfg), log: h.log}).Run(ctx) })
	if err := watchMailbox(ctx, c, cfg); err != nil {
		h.log.Warn("the mailbox is not watched", zap.Error(err))
	}
	if err := announce(); err != nil {
		return errors.Join(err, group.Wait())
	}
	return group.Wait()
}

// reach connects to Temporal: the embedded server, which it starts, or the
// outside cluster of the configuration.
func reach(ctx context.Context, cfg *config.Config, log *zap.Logger) (client.Client, ready.Info, func(), error) {
	if !cfg.Temporal.Embedded() {
		c, target, err := connect.Dial(ctx, cfg, log)
		if err != nil {
			return nil, ready.Info{}, nil, err
		}
		if err := ensureSearchAttributes(ctx, c, target.Namespace); err != nil {
			c.Close()
			return nil, ready.Info{}, nil, err
		}
		return c, ready.Info{TemporalAddress: target.Address, Namespace: target.Namespace}, func() {}, nil
	}
	server, err := devserver.New(devserver.Options{
		DataDir: cfg.DataDir, Port: cfg.Temporal.Port, UIPort: cfg.Temporal.UIPort, Namespace: cfg.Temporal.Namespace,
		SearchAttributes: searchAttributes(), Logger: log.Named("temporal"),
	})
	if err != nil {
		return nil, ready.Info{}, nil, err
	}
	if err := server.Start(ctx); err != nil {
		return nil, ready.Info{}, nil, err
	}
	c, err := client.DialContext(ctx, client.Options{
		HostPort: server.Address(), Namespace: cfg.Temporal.Namespace, Logger: connect.Logger(log.Named("temporal")),
	})
	if err != nil {
		server.Stop()
		return nil, ready.Info{}, nil, fmt.Errorf("reaching the embedded Temporal server: %w", err)
	}
	return c, ready.Info{TemporalAddress: server.Address(), UIURL: server.UIURL(), Namespace: cfg.Temporal.Namespace}, func() { server.Stop() }, nil
}

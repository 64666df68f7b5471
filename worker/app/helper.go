package app

import (
	"context"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/worker/redact"
	"github.com/autonomous-employee/employee/worker/supervise"
)

// help is work for a worker beside the one that holds the vault: it carries out
// steps of processes and calls to outside systems, and nothing else. Whatever
// an installation has once, the watch over its vault and its mailbox, the
// Monday page, the dashboard and the alarms, is the other one's.
func (h *host) help(ctx context.Context, temporal *link, crew *crew, cfg *config.Config, _ func([]ready.Trouble) error, announce func() error) error {
	tree := supervise.New(supervise.Options{Log: h.log, Redact: redact.New(cfg.Secrets()...).String, Patience: stopPatience + time.Second})
	serveMetrics, err := h.measure(ctx, temporal, cfg, nil, tree.States)
	if err != nil {
		return err
	}
	tree.Add("processes", crew.keep)
	if h.metrics != nil {
		tree.Add("metrics", serveMetrics)
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return tree.Serve(ctx) })
	group.Go(announce)
	return group.Wait()
}

package app

import (
	"context"
	"net"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/metrics"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/worker/supervise"
)

// newMetrics is nil, which measures nothing, unless a port is set.
func newMetrics(cfg *config.Config) *metrics.Set {
	if cfg.MetricsPort == config.NoMetrics {
		return nil
	}
	return metrics.New()
}

// measure opens the port and gives what serves it until ctx ends.
func (h *host) measure(ctx context.Context, temporal *link, cfg *config.Config, systems []standing.System, parts func() []supervise.State) (serve func(context.Context) error, err error) {
	if h.metrics == nil {
		return func(context.Context) error { return nil }, nil
	}
	var l net.Listener
	if l, err = metrics.Listen(ctx, cfg.MetricsPort); err != nil {
		return nil, err
	}
	h.metrics.Watch(systems, parts, temporal.client)
	h.log.Info("metrics for Prometheus", zap.String("url", "http://"+l.Addr().String()+metrics.Path))
	return h.metrics.Serving(l), nil
}

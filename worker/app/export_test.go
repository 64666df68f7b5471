package app

import (
	"context"
	"io"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
)

// Banner opens the words at the start to the tests.
func Banner(out io.Writer, cfg *config.Config, info ready.Info) { banner(out, cfg, info) }

// ServerDeath opens the watch over the embedded server to the tests.
func ServerDeath(ctx context.Context, failed <-chan error) error { return serverDeath(ctx, failed) }

package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/autonomous-employee/employee/worker/app"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/logging"
)

// garbage is how much the heap may grow, in per cent, before it is cleaned up.
// Twice of Go's own 100 halves what cleaning up costs, which was a tenth of the
// processor's time for a mail, for some 50 MB more. GOGC overrules it.
const garbage = 200

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "The employee cannot work:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	cfg, err := config.Load(os.Environ(), dir)
	if err != nil {
		return err
	}
	log, err := logging.New(cfg)
	if err != nil {
		return err
	}
	defer func() { _ = log.Sync() }()
	if cfg.OwnersDir != "" {
		return app.RunOwners(ctx, cfg, os.Environ(), log, os.Stdout)
	}
	return app.Run(ctx, cfg, log, os.Stdout)
}

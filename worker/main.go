package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/autonomous-employee/employee/worker/app"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/logging"
)

func main() {
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

package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/logging"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/worker/redact"
	"github.com/autonomous-employee/employee/worker/supervise"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// RunOwners serves every owner of OWNERS_DIR in one program until ctx ends. Each
// is what Run is for one, with a vault, log, keys, client, queues and pollers of
// its own; they share the processor, and the embedded server where no other is
// named. An owner whose part fails, such as for a wrong setting, is begun again
// and again, apart from the others.
func RunOwners(ctx context.Context, cfg *config.Config, environ []string, log *zap.Logger, out io.Writer) error {
	owners, err := cfg.OwnerNames()
	if err != nil {
		return err
	}
	lock, err := ready.Acquire(cfg.DataDir)
	if err != nil {
		return err
	}
	defer func() { _ = lock.Release() }()
	tree := supervise.New(supervise.Options{Log: log, Redact: redact.New(cfg.Secrets()...).String, Patience: 2*stopPatience + time.Second})
	info := ready.Info{TemporalAddress: cfg.Temporal.Address, Namespace: cfg.Temporal.Namespace}
	if cfg.Temporal.Embedded() {
		server, err := reach(ctx, cfg, log, watched{})
		if err != nil {
			return err
		}
		defer server.stop()
		defer server.client.Close()
		info = server.info
		tree.Add("Temporal server", server.keep)
	}
	for _, owner := range owners {
		tree.Add("owner "+string(owner), func(ctx context.Context) error { return runOwner(ctx, cfg, environ, owner, info.TemporalAddress) })
	}
	if err := lock.Announce(info); err != nil {
		return err
	}
	fmt.Fprintf(out, "Employee serves %d owners of %s with Temporal at %s.\nStop with Ctrl-C; nothing is lost.\n", len(owners), cfg.OwnersDir, info.TemporalAddress)
	return tree.Serve(ctx)
}

// runOwner is one life of an owner's part. What would end a program of its own
// ends this life only.
func runOwner(ctx context.Context, cfg *config.Config, environ []string, owner contract.OwnerID, address string) error {
	own, err := cfg.LoadOwner(environ, owner, address)
	if err != nil {
		return err
	}
	log, err := logging.New(own)
	if err != nil {
		return err
	}
	log = log.With(zap.String("owner", string(owner)))
	err = Run(ctx, own, log, io.Discard)
	var fatal supervise.Fatal
	if errors.As(err, &fatal) {
		return fmt.Errorf("this owner's part must begin anew: %w", fatal.Err)
	}
	return err
}

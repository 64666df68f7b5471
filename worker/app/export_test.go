package app

import (
	"context"
	"io"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/vault/auditlog"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/ready"
)

// Banner opens the words at the start to the tests.
func Banner(out io.Writer, cfg *config.Config, info ready.Info) { banner(out, cfg, info) }

// Embedded opens what is kept alive of the embedded server to the tests.
type Embedded = embedded

// KeepServer is the part that keeps an embedded server alive, which begins with first.
func KeepServer(first Embedded, begin func(context.Context) (Embedded, error)) func(context.Context) error {
	return (&link{server: first, begin: begin, log: zap.NewNop()}).keep
}

// KeepWorkers is the part that keeps the Temporal workers alive.
func KeepWorkers(assemble func(fatal func(error)) ([]worker.Worker, error)) func(context.Context) error {
	return (&crew{make: assemble}).keep
}

// Way is the way to Temporal.
type Way struct {
	Client client.Client
	Info   ready.Info
	// Keep keeps its server alive, Fail has it fail, and Stop ends it.
	Keep func(context.Context) error
	Fail func(error)
	Stop func()
}

// Reach opens the way to Temporal to the tests.
func Reach(ctx context.Context, cfg *config.Config, log *zap.Logger) (Way, error) {
	l, err := reach(ctx, cfg, log, watched{})
	if err != nil {
		return Way{}, err
	}
	failing := &failing{embedded: l.server, failed: make(chan error, 1)}
	l.server = failing
	return Way{connect.Inner(l.client), l.info, l.keep, func(err error) { failing.failed <- err }, l.stop}, nil
}

// failing is a server that fails when it is told to.
type failing struct {
	embedded
	failed chan error
}

func (f *failing) Failed() <-chan error { return f.failed }

// Together opens what only works together to the tests.
func Together(ctx context.Context, runs ...func(context.Context) error) error {
	return together(ctx, runs...)
}

// OpenAlarms opens a real host and what calls somebody from it.
func OpenAlarms(cfg *config.Config, log *zap.Logger) (watch *alarm.Watch, closeHost func(), err error) {
	h, err := openHost(cfg, log, newMetrics(cfg))
	if err != nil {
		return nil, nil, err
	}
	watch, err = h.alarms(cfg)
	return watch, h.Close, err
}

// MovedBy names what a record of the audit log shows to have moved.
func MovedBy(r auditlog.Record) []string { return movedBy(r) }

// KeepOwner opens the guard of a DATA_DIR to the tests.
func KeepOwner(cfg *config.Config) error { return keepOwner(cfg) }

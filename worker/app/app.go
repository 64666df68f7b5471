package app

import (
	"context"
	"errors"
	"io"
	"time"

	"go.temporal.io/sdk/worker"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/preflight"
	"github.com/autonomous-employee/employee/worker/ready"
	"github.com/autonomous-employee/employee/worker/redact"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/worker/supervise"
	"github.com/autonomous-employee/employee/worker/tracing"
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
	if err := keepOwner(cfg); err != nil {
		return err
	}

	// What is deferred ends in reverse: the Temporal workers, which report what they still finish, then the client, then the server.
	traces, err := tracing.Open(ctx, cfg.Tracing, log.Named("tracing"))
	if err != nil {
		return err
	}
	defer traces.Close()
	ctx, giveUp := context.WithCancel(ctx)
	defer giveUp()
	host, temporal, err := open(ctx, giveUp, cfg, log, traces)
	if err != nil {
		return err
	}
	defer host.Close()
	defer temporal.stop()
	defer temporal.client.Close()

	crew, err := host.staff(ctx, temporal, cfg)
	if err != nil {
		return err
	}
	defer crew.stop()
	info := temporal.info
	info.VaultDir, info.LogDir, info.DryRun = cfg.VaultDir, cfg.LogDir, cfg.DryRun
	work := host.work
	if cfg.Helper {
		work = host.help
	}
	return work(ctx, temporal, crew, cfg, lock.Report, func() error {
		if err := lock.Announce(info); err != nil {
			return err
		}
		banner(out, cfg, info)
		return nil
	})
}

// open opens what lives on this machine and reaches Temporal, side by side: with
// thousands of requests each of them takes most of a second. giveUp ends ctx.
func open(ctx context.Context, giveUp func(), cfg *config.Config, log *zap.Logger, traces *tracing.Tracing) (*host, *link, error) {
	nameProgram()
	set := newMetrics(cfg)
	var temporal *link
	var unreached error
	reached := make(chan struct{})
	go func() {
		defer close(reached)
		temporal, unreached = reach(ctx, cfg, log, watched{set, traces})
	}()
	host, err := openHost(cfg, log, set)
	if err != nil {
		giveUp()
	}
	<-reached
	switch {
	case err == nil && unreached == nil:
		return host, temporal, nil
	case err == nil:
		host.Close()
		return nil, nil, unreached
	case unreached == nil:
		temporal.client.Close()
		temporal.stop()
	}
	return nil, nil, err
}

// nameProgram tells the Temporal SDK what this program is called in histories.
// Otherwise it reads the whole program, 240 MB, to make a checksum of it.
func nameProgram() {
	if name := preflight.Program(); name != "" {
		worker.SetBinaryChecksum(name[:32]) // as long as the SDK's own
	}
}

// staff makes the Temporal workers, proves that they can go on with what is
// under way, and starts them.
func (h *host) staff(ctx context.Context, temporal *link, cfg *config.Config) (*crew, error) {
	crew := &crew{make: func(fatal func(error)) ([]worker.Worker, error) {
		return h.workers(temporal.client, temporal.info.Namespace, cfg, fatal)
	}}
	workers, err := crew.assemble()
	if err != nil {
		return nil, err
	}
	if err := h.proveWorkers(ctx, temporal, cfg, workers); err != nil {
		return nil, err
	}
	return crew, crew.start()
}

// work keeps all parts going until ctx ends or one of them has met what only
// another process can mend. announce is called when they are under way; its
// error ends the work.
func (h *host) work(ctx context.Context, temporal *link, crew *crew, cfg *config.Config, report func([]ready.Trouble) error, announce func() error) error {
	toProcesses, err := h.bridge(temporal.client, cfg)
	if err != nil {
		return err
	}
	systems := h.systems(temporal, cfg, toProcesses.Progress)
	alarms, err := h.alarms(cfg)
	if err != nil {
		return err
	}
	tree := supervise.New(supervise.Options{Log: h.log, Redact: redact.New(cfg.Secrets()...).String, Patience: stopPatience + time.Second})
	serveMetrics, err := h.measure(ctx, temporal, cfg, systems, tree.States)
	if err != nil {
		return err
	}
	board := standing.Board{
		Desk: h.desk, Systems: systems, Parts: tree.States, Moves: h.moves, Also: h.posts.Version, Zone: cfg.Zone, Log: h.log,
		Told: []func(time.Time, []alarm.State){alarms.See, reporting(report, h.log)},
	}
	if board.Clock, err = shownTime(temporal, cfg, h.log); err != nil {
		return err
	}
	calendar := standing.Calendar{Posts: h.posts, Log: h.log}
	tree.Add("dashboard", board.Run)
	if temporal.begin != nil {
		tree.Add("Temporal server", temporal.keep)
	}
	tree.Add("processes", crew.keep)
	tree.Add("vault watch", func(ctx context.Context) error { return together(ctx, h.watcher.Run, toProcesses.Run) })
	tree.Add("calendar", calendar.Run)
	tree.Add("alarms", alarms.Run)
	tree.Add("Monday page", func(ctx context.Context) error { return h.keepBriefing(ctx, temporal.client, cfg) })
	if h.metrics != nil {
		tree.Add("metrics", serveMetrics)
	}
	if cfg.Gmail.Configured() {
		tree.Add("mail watch", func(ctx context.Context) error { return watchMailbox(ctx, temporal.client, cfg) })
	}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return tree.Serve(ctx) })
	group.Go(announce)
	return group.Wait()
}

// together runs what only works together: the end of one ends the others. A
// panic ends them too, and is an error.
func together(ctx context.Context, runs ...func(context.Context) error) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, run := range runs {
		group.Go(func() error {
			if err := supervise.Guard(func() error { return run(ctx) }); err != nil || ctx.Err() != nil {
				return err
			}
			return errEnded
		})
	}
	return group.Wait()
}

// errEnded ends what runs together with a part that has ended by itself.
var errEnded = errors.New("a part has ended by itself")

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

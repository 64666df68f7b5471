package standing

import (
	"context"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/worker/supervise"
)

const (
	// probeLag is how late a try may be.
	probeLag = 2 * time.Second
	// probeEvery is the least time between two tries, whatever came of the first.
	probeEvery = breaker.DefaultPause
	// probePatience bounds a try.
	probePatience = time.Minute
)

// keepTrying asks each system that is down again, at the time its status
// names. The returned function waits for what it started, which ends with ctx.
func keepTrying(ctx context.Context, systems []System, log *zap.Logger) (wait func()) {
	var all sync.WaitGroup
	for _, s := range systems {
		if s.Status != nil && s.Probe != nil {
			all.Go(func() { s.keepTrying(ctx, log) })
		}
	}
	return all.Wait
}

func (s System) keepTrying(ctx context.Context, log *zap.Logger) {
	tick := time.NewTicker(probeLag)
	defer tick.Stop()
	var last time.Time
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		status, now := s.Status(), time.Now()
		if !status.Down() || now.Before(status.Again) || now.Sub(last) < probeEvery {
			continue
		}
		last = now
		// It runs on a goroutine of its own, where a panic would end the whole process.
		if err := supervise.Guard(func() error { s.probe(ctx); return nil }); err != nil {
			log.Error("asking a system whether it answers", append(supervise.Fields(err), zap.String("system", s.Name))...)
		}
	}
}

func (s System) probe(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, probePatience)
	defer cancel()
	s.Probe(ctx)
}

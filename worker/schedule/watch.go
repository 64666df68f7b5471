package schedule

import (
	"context"
	"time"

	"go.uber.org/zap"
)

const (
	// grace is what a page that was begun at the last moment may take.
	grace = 15 * time.Minute
	// interval is how often it is looked whether a page was missed: a laptop that wakes up says so within minutes.
	interval = 5 * time.Minute
)

// Desk is where the owner is told of a page that was missed.
type Desk interface {
	// CheckBriefing tells that the pages that were due until a moment are not there, and takes that back when they are; zero = none were due.
	CheckBriefing(ctx context.Context, due time.Time) error
}

// Run puts the Schedule in and then looks again and again whether a page was
// missed, until ctx ends. Nothing else depends on it, so trouble is logged and
// tried again.
func (b Briefing) Run(ctx context.Context, desk Desk, log *zap.Logger) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for ensured := false; ; {
		var err error
		if !ensured { // once: of two workers with different settings the one that was started last has its way
			err = b.Ensure(ctx)
			ensured = err == nil
		}
		if err == nil {
			err = b.look(ctx, desk)
		}
		if err != nil && ctx.Err() == nil {
			log.Warn("the Monday page may not be made by itself; make it with: go run ./starter briefing", zap.Error(err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (b Briefing) look(ctx context.Context, desk Desk) error {
	due, err := b.Due(ctx, time.Now())
	if err != nil {
		return err
	}
	return desk.CheckBriefing(ctx, due)
}

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

// Watch looks again and again whether a page was missed, until ctx ends.
func (b Briefing) Watch(ctx context.Context, desk Desk, log *zap.Logger) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		due, err := b.Due(ctx, time.Now())
		if err == nil {
			err = desk.CheckBriefing(ctx, due)
		}
		if err != nil && ctx.Err() == nil {
			log.Warn("look whether the Monday page was made", zap.Error(err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

package schedule

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.temporal.io/api/serviceerror"
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
// missed, until ctx ends. It returns when the Schedule cannot be put in or is
// gone; called again it puts it in. Other trouble is logged, and looked at again.
func (b Briefing) Run(ctx context.Context, desk Desk, log *zap.Logger) error {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	// Once: of two workers with different settings the one that was started last has its way.
	if err := b.Ensure(ctx); err != nil {
		return notMade(ctx, err)
	}
	for {
		err := b.look(ctx, desk)
		if _, gone := errors.AsType[*serviceerror.NotFound](err); gone {
			return notMade(ctx, err)
		}
		if err != nil && ctx.Err() == nil {
			log.Warn("it is not known whether the Monday page was missed", zap.Error(err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// notMade says what to do meanwhile; a stop is no error.
func notMade(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil //nolint:nilerr // what failed was stopped
	}
	return fmt.Errorf("the Monday page may not be made by itself; make it with: go run ./starter briefing (%w)", err)
}

func (b Briefing) look(ctx context.Context, desk Desk) error {
	due, err := b.Due(ctx, time.Now())
	if err != nil {
		return err
	}
	return desk.CheckBriefing(ctx, due)
}

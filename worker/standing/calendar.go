package standing

import (
	"context"
	"time"

	"go.uber.org/zap"
)

// Calendar keeps the page of what is scheduled true. It is the only one that
// writes it.
type Calendar struct {
	Posts interface {
		// WriteCalendar writes the page when it would differ.
		WriteCalendar() error
		// Version changes whenever what it shows may have changed.
		Version() int
	}
	Log *zap.Logger
}

// Run writes the page after every change, and once a minute for what the owner
// has written into a note, until ctx ends.
func (c *Calendar) Run(ctx context.Context) error {
	tick := time.NewTicker(lag)
	defer tick.Stop()
	version, written := -1, time.Time{}
	for {
		if v := c.Posts.Version(); v != version || time.Since(written) >= anyway {
			if err := c.Posts.WriteCalendar(); err != nil {
				c.Log.Warn("write the calendar", zap.Error(err))
			} else {
				version, written = v, time.Now()
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

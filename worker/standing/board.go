package standing

import (
	"context"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/notes"
)

const (
	// lag is how far the page may be behind, beside the time that counting takes.
	lag = 3 * time.Second
	// anyway rewrites the page also when nothing here has changed, for the handbook's problems.
	anyway = time.Minute
)

// Desk is where the page is written.
type Desk interface {
	// WriteDashboard writes the page when it would differ.
	WriteDashboard(systems []notes.SystemState) error
	// Version changes whenever what waits may have changed.
	Version() int
}

// Board keeps Dashboard.md true. It is the only one that writes it.
type Board struct {
	Desk    Desk
	Systems []System
	Zone    *time.Location // the owner's
	Log     *zap.Logger
}

// Run keeps the page true and tries systems that are down again, until ctx ends.
func (b *Board) Run(ctx context.Context) error {
	stop := keepTrying(ctx, b.Systems)
	defer stop()
	tick := time.NewTicker(lag)
	defer tick.Stop()
	version, shown, written := -1, []notes.SystemState(nil), time.Time{}
	for {
		v, states := b.Desk.Version(), b.states(ctx)
		if v != version || !slices.Equal(states, shown) || time.Since(written) >= anyway {
			if err := b.Desk.WriteDashboard(states); err != nil {
				b.Log.Warn("write the dashboard", zap.Error(err))
			} else {
				version, shown, written = v, states, time.Now()
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (b *Board) states(ctx context.Context) []notes.SystemState {
	now := time.Now()
	out := make([]notes.SystemState, 0, len(b.Systems))
	for _, s := range b.Systems {
		out = append(out, s.state(ctx, now, b.Zone))
	}
	return out
}

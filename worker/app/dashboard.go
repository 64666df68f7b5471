package app

import (
	"context"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/worker/config"
)

const (
	// dashboardLag is how far the page may be behind.
	dashboardLag = 3 * time.Second
	// dashboardEvery rewrites the page also when no request has changed, for the handbook's problems.
	dashboardEvery = time.Minute
)

// dashboard is the one writer of Dashboard.md.
type dashboard struct {
	desk    *notes.Desk
	systems []notes.SystemState
	log     *zap.Logger
}

func systemStates(cfg *config.Config) []notes.SystemState {
	var out []notes.SystemState
	for _, s := range cfg.Systems() {
		out = append(out, notes.SystemState{Name: s.Name, State: s.Detail})
	}
	return out
}

// Run keeps the page true until ctx ends.
func (d *dashboard) Run(ctx context.Context) error {
	tick := time.NewTicker(dashboardLag)
	defer tick.Stop()
	shown, written := -1, time.Time{}
	for {
		if v := d.desk.Version(); v != shown || time.Since(written) >= dashboardEvery {
			if err := d.desk.WriteDashboard(d.systems); err != nil {
				d.log.Warn("write the dashboard", zap.Error(err))
			} else {
				shown, written = v, time.Now()
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

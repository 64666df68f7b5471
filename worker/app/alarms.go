package app

import (
	"path/filepath"
	"sync/atomic"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
)

// alarms are what calls somebody who does not look at the dashboard.
func (h *host) alarms(cfg *config.Config) (*alarm.Watch, error) {
	var ways []alarm.Way
	if cfg.Alarm.Webhook.IsSet() {
		ways = append(ways, alarm.NewWebhook(cfg.Alarm.Webhook.Reveal(), cfg.Alarm.Secret.Reveal()))
	}
	if cfg.Alarm.Desktop {
		ways = append(ways, alarm.NewDesktop())
	}
	return alarm.Open(alarm.Options{
		File: filepath.Join(cfg.DataDir, "alarms.json"), Ways: ways, After: cfg.Alarm.After, DryRun: cfg.DryRun, Audit: h.journal, Log: h.log.Named("alarm"),
		Paused: h.paused(),
	})
}

// paused tells whether the owner has paused everything. While the vault cannot
// be read, which is a reason to call somebody, it is as it was.
func (h *host) paused() func() bool {
	var last atomic.Bool
	return func() bool {
		if paused, err := h.vault.Exists(vault.PausePage); err == nil {
			last.Store(paused)
		}
		return last.Load()
	}
}

// shownTime watches the clock where this process brings Temporal, whose timers
// it moves.
func shownTime(temporal *link, cfg *config.Config, log *zap.Logger) (func(time.Time) time.Time, error) {
	if temporal.begin == nil {
		return nil, nil //nolint:nilnil // nothing to watch
	}
	clock, err := ready.OpenClock(cfg.DataDir)
	if err != nil {
		return nil, err
	}
	failed := false
	return func(now time.Time) time.Time {
		back, err := clock.See(now)
		if err != nil && !failed {
			log.Warn("what the clock shows cannot be kept", zap.Error(err))
		}
		failed = err != nil
		return back
	}, nil
}

// reporting tells doctor what the dashboard tells the owner.
func reporting(report func([]ready.Trouble) error, log *zap.Logger) func(time.Time, []alarm.State) {
	failed := false
	return func(_ time.Time, states []alarm.State) {
		var troubles []ready.Trouble
		for _, s := range states {
			if !s.Since.IsZero() {
				what, do := s.Sentences()
				troubles = append(troubles, ready.Trouble{Name: s.Name, Since: s.Since.UTC().Truncate(time.Second), Says: what + " " + do})
			}
		}
		err := report(troubles)
		if err != nil && !failed {
			log.Warn("doctor cannot be told how the worker is", zap.Error(err))
		}
		failed = err != nil
	}
}

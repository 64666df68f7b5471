package app

import (
	"path/filepath"
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
		File: filepath.Join(cfg.DataDir, "alarms.json"), Ways: ways, DryRun: cfg.DryRun, Audit: h.journal, Log: h.log.Named("alarm"),
		Paused: func() bool {
			paused, err := h.vault.Exists(vault.PausePage)
			return paused || err != nil // what cannot be told is not sent against the owner's word
		},
	})
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

package app

import (
	"time"

	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// systems are the outside systems as the dashboard lists them, in the order of
// the configuration.
func (h *host) systems(c client.Client, cfg *config.Config, vault func() time.Time) []standing.System {
	out := []standing.System{{
		Name: "vault", DetailNow: func() string { return "looked through every " + h.watcher.Interval().String() },
		Progress: vault, Every: h.watcher.Interval,
	}}
	for _, s := range cfg.Systems() {
		system := standing.System{Name: s.Name, Detail: s.Detail}
		if s.Name == "odoo" && h.odoo.Configured() {
			system.Status, system.Probe = h.odoo.Standing, h.odoo.Probe
			system.Waiting = standing.WaitingProcesses(c, contract.GmailToOdooInvoice)
		}
		if s.Name == "gmail" && cfg.Gmail.Configured() && cfg.Temporal.Embedded() { // beside a cluster another worker may look
			system.Progress, system.Every = h.gmail.Progress, func() time.Duration { return cfg.MailPoll }
		}
		if platform, ok := h.platforms()[s.Name]; ok && platform.Configured() {
			system.Status, system.Probe = platform.Standing, platform.Probe
			system.Waiting = standing.WaitingProcesses(c, contract.PublishSocialPost)
		}
		out = append(out, system)
	}
	return out
}

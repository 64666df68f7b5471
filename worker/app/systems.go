package app

import (
	"time"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// systems are the outside systems as the dashboard lists them, in the order of
// the configuration.
func (h *host) systems(temporal *link, cfg *config.Config, vault func() time.Time) []standing.System {
	c := temporal.client
	out := []standing.System{{
		Name: vaultSystem, DetailNow: func() string { return "looked through every " + h.watcher.Interval().String() },
		Progress: vault, Every: h.watcher.Interval, Moved: h.moved(vaultSystem), What: "last note decided",
	}, {
		Name: temporalSystem, Detail: temporal.info.TemporalAddress, Moved: h.moved(temporalSystem), What: "last step of a process",
	}}
	for _, s := range cfg.Systems() {
		system := standing.System{Name: s.Name, Detail: s.Detail}
		if s.Name == "odoo" && h.odoo.Configured() {
			system.Status, system.Probe = h.odoo.Standing, h.odoo.Probe
			system.Waiting = standing.WaitingProcesses(c, contract.GmailToOdooInvoice)
			system.Moved, system.What = func() time.Time { return h.odoo.Standing().LastAnswer }, standing.LastCall
		}
		if s.Name == gmailSystem {
			system.Moved, system.What = h.moved(inboxMoves), "last mail taken"
			if cfg.Gmail.Configured() {
				system.Moved, system.What = h.moved(gmailSystem), "last mail read"
				system.Detail += ", looked into every " + cfg.MailPoll.String()
			}
		}
		if s.Name == gmailSystem && cfg.Gmail.Configured() && cfg.Temporal.Embedded() { // beside a cluster another worker may look
			system.Progress, system.Every = h.gmail.Progress, func() time.Duration { return cfg.MailPoll }
		}
		if platform, ok := h.platforms()[s.Name]; ok && platform.Configured() {
			system.Status, system.Probe = platform.Standing, platform.Probe
			system.Waiting = standing.WaitingProcesses(c, contract.PublishSocialPost)
			system.Moved, system.What = h.moved(s.Name), "last post published"
		}
		out = append(out, system)
	}
	return out
}

// moved is when something of the name last moved.
func (h *host) moved(name string) func() time.Time {
	return func() time.Time { return h.moves.Last(name) }
}

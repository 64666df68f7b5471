package app

import (
	"go.temporal.io/sdk/client"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// systems are the outside systems as the dashboard lists them, in the order of
// the configuration.
func (h *host) systems(c client.Client, cfg *config.Config) []standing.System {
	var out []standing.System
	for _, s := range cfg.Systems() {
		system := standing.System{Name: s.Name, Detail: s.Detail}
		if s.Name == "odoo" && h.odoo.Configured() {
			system.Status, system.Probe = h.odoo.Standing, h.odoo.Probe
			system.Waiting = standing.WaitingProcesses(c, contract.GmailToOdooInvoice)
		}
		out = append(out, system)
	}
	return out
}

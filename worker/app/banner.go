package app

import (
	"fmt"
	"io"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
)

// banner tells a person where everything is and what to do next.
func banner(out io.Writer, cfg *config.Config, info ready.Info) {
	ui := info.UIURL
	if ui == "" {
		ui = "that of your cluster at " + info.TemporalAddress
	}
	mode := "DRY RUN: nothing leaves; every effect is described in the note and in the log"
	if !cfg.DryRun {
		mode = "REAL: approved effects are carried out"
	}
	if cfg.Helper {
		fmt.Fprintf(out, "\nEmployee is ready, and helps the worker that holds the vault, at %s.\n\n  %-27s  %s\n\n", info.TemporalAddress, "Mode", mode)
	} else {
		fmt.Fprintf(out, `
Employee is ready.

  Vault (open it in Obsidian)  %s
  Drop a mail (.eml) into      %s/Inbox
  Temporal Web UI              %s
  Audit log                    %s
  Mode                         %s

`, info.VaultDir, info.VaultDir, ui, info.LogDir, mode)
	}
	for _, system := range cfg.Systems() {
		fmt.Fprintf(out, "  %-27s  %s\n", system.Name, system)
	}
	fmt.Fprint(out, "\nStop with Ctrl-C; nothing is lost.\n")
	for _, note := range cfg.Notes {
		fmt.Fprintln(out, "Note:", note)
	}
}

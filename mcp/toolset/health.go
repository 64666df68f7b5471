package toolset

import (
	"context"
	"strings"
)

type system struct {
	Name       string `json:"name"`
	Configured bool   `json:"configured"`
	State      string `json:"state" jsonschema:"what is set, or what its absence means"`
}

type healthOut struct {
	WorkerRunning bool     `json:"worker_running" jsonschema:"true when a worker runs on this machine for this installation"`
	Temporal      string   `json:"temporal" jsonschema:"where it answers, or why not and what to do"`
	Reachable     bool     `json:"temporal_reachable"`
	WebUI         string   `json:"web_ui,omitempty" jsonschema:"where a person sees every process"`
	DryRun        bool     `json:"dry_run" jsonschema:"true when nothing leaves"`
	Paused        bool     `json:"paused" jsonschema:"true while PAUSE.md is in the vault"`
	LastScan      string   `json:"last_scan" jsonschema:"when Gmail was last read, in the watch's words; empty when there is no watch"`
	Systems       []system `json:"systems" jsonschema:"as this installation is set"`
	Standing      []string `json:"standing" jsonschema:"how the systems stood when the worker last wrote Dashboard.md: what answers, what is down since when, what stands still"`
	StandingAt    string   `json:"standing_at,omitempty" jsonschema:"when Dashboard.md was last written, RFC 3339"`
	Vault         string   `json:"vault" jsonschema:"folder of the vault"`
}

func (o *Office) health() tool[nothing, healthOut] {
	return tool[nothing, healthOut]{
		name: "health", title: "Is everything running?",
		about: "Tells whether the worker runs and Temporal answers, which systems are set up and how they stand, whether it is a dry run or paused, and when mail was last looked for. " +
			"Works without a worker. Reads only.",
		run: o.look,
	}
}

func (o *Office) look(ctx context.Context, _ nothing) (healthOut, error) {
	at := o.place()
	out := healthOut{WorkerRunning: at.running, DryRun: at.dryRun, Paused: o.paused(), Vault: at.vault, Systems: []system{}, Standing: []string{}}
	for _, s := range o.cfg.Systems() {
		out.Systems = append(out.Systems, system{Name: s.Name, Configured: s.Configured, State: s.Detail})
	}
	if text, written, err := readPage(at.vault, pageDashboard); err == nil {
		out.Standing, out.StandingAt = standing(text), o.stamp(written)
	}
	c, target, err := o.dial(ctx)
	if err != nil {
		out.Temporal = err.Error() // that it does not answer is the answer
		return out, nil
	}
	defer c.Close()
	out.Reachable, out.Temporal, out.WebUI = true, target.Address, target.UIURL
	out.LastScan = watchWords(o.watchOf(ctx, c, target))
	return out, nil
}

// standing reads the dashboard's table of the systems, which the worker keeps true.
func standing(page string) []string {
	found := []string{}
	_, table, _ := strings.Cut(page, "## How it stands\n")
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(row), "|"), "|")
		if strings.HasPrefix(row, "## ") {
			break
		}
		name := strings.TrimSpace(cells[0])
		if len(cells) < 2 || name == "System" || strings.HasPrefix(name, "---") {
			continue
		}
		found = append(found, line(name+": "+strings.Join(cells[1:], "|"), 300))
	}
	return found
}

package doctor

import (
	"context"

	"github.com/autonomous-employee/employee/worker/ready"
)

// health passes on what the running worker itself is troubled by. It asks no
// Temporal, which may be the trouble.
func (p patient) health(context.Context) []Line {
	const name = "health"
	info, err := ready.Read(p.cfg.DataDir)
	if err != nil {
		return []Line{off(name, "can be told while a worker runs on this machine")}
	}
	troubles, err := ready.Troubles(p.cfg.DataDir, info.PID)
	if err != nil {
		return []Line{wrong(name, "%v; start the worker again", err)}
	}
	var out []Line
	for _, t := range troubles {
		out = append(out, wrong(name, "since %s: %s", t.Since.In(p.cfg.Zone).Format(nextTime), t.Says))
	}
	if out == nil {
		return []Line{ok(name, "every system that was called answers, every watcher moves, every part of the worker runs")}
	}
	return out
}

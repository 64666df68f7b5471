package scenario

import (
	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/floor"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

// Scenario is one thing that is measured.
type Scenario struct {
	Name string
	Says string // what it measures, for the list
	Run  func(*rig.Run) []figures.Figure
}

// All lists the scenarios in the order in which they run.
func All() []Scenario {
	return []Scenario{
		{"approval", "from the rename into Approved/ to the request in Odoo, at rest and under load", approval},
		{"throughput", "mails to notes and approvals to effects, a second", throughput},
		{"slot", "from the second that many posts are due to each request at X", slot},
		{"briefing", "the Monday page of a large business: seconds, calls, bytes, memory", briefing},
		{"history", "events, bytes and activity calls of a process", history},
		{"start", "process start to ready, kill -9 to the next effect, with open processes", start},
		{"growth", "the latency of an approval over the number of open processes", growth},
		{"reconcile", "10,000 pending notes after a restart", reconcile},
		{"reading", "mails a second and core", reads},
		{"footprint", "memory, CPU, database and binary", footprint},
	}
}

// bare opens the floor for the length of a scenario.
func bare(r *rig.Run) *floor.Bare {
	b, err := floor.Open(r.Context(), r.TempDir())
	if err != nil {
		r.Errorf("the bare server: %v", err)
	}
	r.Cleanup(b.Close)
	return b
}

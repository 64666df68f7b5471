package page

import (
	"cmp"
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// mostSteps is how many steps the briefing names.
	mostSteps = 2
	// leastTotal is what a step must take in a week to hold anything up.
	leastTotal = time.Hour
)

// bottlenecks are the steps in which most of the time went that was longer
// than planned, and the owner's own.
func (c *composer) bottlenecks() []md {
	if c.week.Processes == nil {
		return nil
	}
	steps := slices.DeleteFunc(slices.Clone(c.week.Processes.Steps), func(s contract.ProcessStep) bool {
		return s.Total < leastTotal || s.Over == 0
	})
	slices.SortStableFunc(steps, func(a, b contract.ProcessStep) int { return cmp.Compare(b.Total, a.Total) })
	var out []md
	for _, s := range steps[:min(len(steps), mostSteps)] {
		name := stepName(s)
		text := stepLabel(s) + " took " + md(c.get(name+".total").text()) + " in all; " + md(c.get(name+".over").text()) + " of " + md(c.get(name+".count").text()) +
			" took longer than the planned " + md(c.get(name+".planned").text())
		out = append(out, text+".")
	}
	return out
}

package scenario

import (
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

func history(r *rig.Run) []figures.Figure {
	shop := rig.Open(r)
	notes := shop.Pend(1)
	waiting := shop.History(r)
	for order, note := range notes {
		shop.Approve(order, note)
	}
	r.Wait(time.Minute, "the completed note", func() bool { return len(shop.Notes("Completed")) == 1 })
	whole := shop.History(r)
	figure := func(name, unit string, v int) figures.Figure {
		return figures.Figure{Scenario: "history", Name: name, Unit: unit, Value: float64(v), Count: 1}
	}
	return []figures.Figure{
		figure("events until it waits", "", waiting.Events), figure("events in all", "", whole.Events),
		figure("bytes in all", "B", whole.Bytes), figure("activity calls in all", "", whole.Activities),
		figure("local activity calls in all", "", whole.Local),
	}
}

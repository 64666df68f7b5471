package scenario

import (
	"fmt"
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

func start(r *rig.Run) []figures.Figure {
	least := bare(r)
	shop := rig.Open(r)
	var out []figures.Figure
	opened := 0
	for _, open := range []int{0, r.Size(50, 1000), r.Size(50, 10_000)} {
		if open < opened || open == opened && open > 0 {
			continue
		}
		shop.Pend(open - opened + 1) // one more, which is decided below
		opened = open
		r.Say("killed and started with %d open processes", open)
		out = append(out, restarts(r, shop, open, least.Began)...)
	}
	return out
}

// restarts measures a start after kill -9, and the time from the kill to the
// effect of a note that was approved meanwhile.
func restarts(r *rig.Run, shop *rig.Shop, open int, floor time.Duration) []figures.Figure {
	shop.Kill()
	var order, note string
	for order, note = range shop.Pending() {
		break
	}
	shop.Yes(note)
	began := time.Now()
	shop.Ready = shop.Start()
	ready := time.Since(began)
	shop.AwaitArrival(order)
	return []figures.Figure{
		{
			Scenario: "start", Name: fmt.Sprintf("ready, %d open", open), Unit: "s", Value: ready.Seconds(), Count: 1,
			Floor: floor.Seconds(), FloorOf: "bare embedded server", Target: "under 1.5 s",
		},
		{Scenario: "start", Name: fmt.Sprintf("kill to effect, %d open", open), Unit: "s", Value: shop.Arrivals.At(order).Sub(began).Seconds(), Count: 1, Target: "under 3 s"},
	}
}

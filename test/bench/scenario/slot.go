package scenario

import (
	"fmt"
	"slices"
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/floor"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

const ofTimer = "bare workflow: timer to request"

// slot measures how late posts are: one that is due alone, and many that are
// all due at the same second.
func slot(r *rig.Run) []figures.Figure {
	least := bare(r)
	return append(alone(r, least), atOnce(r, least)...)
}

// alone has one post due at each of some minutes, because a slot is a whole
// minute.
func alone(r *rig.Run, least *floor.Bare) []figures.Figure {
	n := r.Size(1, 15)
	var lowest []time.Duration
	for i := range n {
		one, err := least.Timers(r.Context(), fmt.Sprintf("alone-%d", i), 1)
		if err != nil {
			r.Errorf("the bare workflow: %v", err)
		}
		lowest = append(lowest, one...)
	}
	channel := rig.OpenChannel(r)
	var slots []time.Time
	for first := time.Now().Add(5 * time.Second).Truncate(time.Minute).Add(time.Minute); len(slots) < n; {
		slots = append(slots, first.Add(time.Duration(len(slots))*time.Minute))
	}
	channel.Schedule(slots...)
	return quantiles("slot", "one post after its slot", channel.Delays(slots...), lowest, ofTimer, "p99 under 100 ms")
}

func atOnce(r *rig.Run, least *floor.Bare) []figures.Figure {
	n := r.Size(20, 300)
	lowest, err := least.Timers(r.Context(), "slot", n)
	if err != nil {
		r.Errorf("the bare workflow: %v", err)
	}
	channel := rig.OpenChannel(r)
	// A slot is a whole minute. Each note is read and answered before it; on a busy machine that takes a while.
	at := time.Now().Add(time.Duration(n) * 700 * time.Millisecond).Truncate(time.Minute).Add(time.Minute)
	slots := slices.Repeat([]time.Time{at}, n)
	channel.Schedule(slots...)
	return quantiles("slot", fmt.Sprintf("%d posts after their slot", n), channel.Delays(slots...), lowest, ofTimer, "")
}

package scenario

import (
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

// slot measures how late posts are that are all due at the same second.
func slot(r *rig.Run) []figures.Figure {
	n := r.Size(20, 300)
	least := bare(r)
	lowest, err := least.Timers(r.Context(), "slot", n)
	if err != nil {
		r.Errorf("the bare workflow: %v", err)
	}
	channel := rig.OpenChannel(r)
	// A slot is a whole minute. Each note is read and answered before it; on a busy machine that takes a while.
	at := time.Now().Add(time.Duration(n) * 700 * time.Millisecond).Truncate(time.Minute).Add(time.Minute)
	channel.Schedule(n, at)
	return quantiles("slot", "post after its slot", channel.Delays(n, at), lowest, "bare workflow: timer to request", "")
}

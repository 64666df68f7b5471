package scenario

import (
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/floor"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

const ofSignal = "bare workflow: signal to request"

// busy is how many other processes are under way in the measurement under load.
const busy = 50

func approval(r *rig.Run) []figures.Figure {
	n := r.Size(30, 200)
	least := bare(r)
	lowest := signals(r, least, "rest", n)
	shop := rig.Open(r)
	r.Say("%d notes to approve one after the other", n)
	atRest := inTurn(shop, shop.Pend(n))
	out := quantiles("approval", "at rest", atRest, lowest, ofSignal, "p99 under 60 ms, at most 1.5x")

	r.Say("the same while %d other mails are worked on at a time", busy)
	notes := shop.Pend(n)
	stop := load(r, shop)
	loaded := inTurn(shop, notes)
	stop()
	return append(out, quantiles("approval", "50 under way", loaded, lowest, ofSignal, "")...)
}

// inTurn approves notes one after the other, with a breath in between as a person takes.
func inTurn(shop *rig.Shop, notes map[string]string) []time.Duration {
	var took []time.Duration
	for _, order := range slices.Sorted(maps.Keys(notes)) {
		took = append(took, shop.Approve(order, notes[order]))
		time.Sleep(100 * time.Millisecond)
	}
	return took
}

// load keeps mails under way until it is stopped.
func load(r *rig.Run, shop *rig.Shop) (stop func()) {
	var ended atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		for !ended.Load() {
			already := len(shop.Notes("Pending_Approval"))
			shop.Drop(busy)
			for limit := time.Now().Add(time.Minute); !ended.Load() && time.Now().Before(limit) && len(shop.Notes("Pending_Approval")) < already+busy/2; {
				time.Sleep(20 * time.Millisecond)
			}
		}
	}()
	time.Sleep(500 * time.Millisecond)
	stop = func() {
		ended.Store(true)
		<-done
	}
	r.Cleanup(stop)
	return stop
}

func signals(r *rig.Run, least *floor.Bare, name string, n int) []time.Duration {
	took, err := least.Signals(r.Context(), name, n)
	if err != nil {
		r.Errorf("the bare workflow: %v", err)
	}
	return took
}

func quantiles(scenario, what string, took, lowest []time.Duration, of, target string) []figures.Figure {
	return []figures.Figure{
		{
			Scenario: scenario, Name: what + " p50", Unit: "ms", Value: figures.Quantile(took, 0.5), Count: len(took),
			Floor: figures.Quantile(lowest, 0.5), FloorOf: of, Target: target,
		},
		{
			Scenario: scenario, Name: what + " p99", Unit: "ms", Value: figures.Quantile(took, 0.99), Count: len(took),
			Floor: figures.Quantile(lowest, 0.99), FloorOf: of,
		},
	}
}

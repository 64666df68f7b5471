package scenario

import (
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

func throughput(r *rig.Run) []figures.Figure {
	n := r.Size(60, 500)
	shop := rig.Open(r)
	r.Say("%d mails at once", n)
	began := time.Now()
	notes := shop.Pend(n)
	pending := float64(n) / time.Since(began).Seconds()

	one := shop.History(r)
	r.Say("%d approvals at once", n)
	began = time.Now()
	for _, note := range notes {
		shop.Yes(note)
	}
	r.Wait(10*time.Minute, "every draft", func() bool { return shop.Arrivals.Count() >= n })
	effects := float64(n) / time.Since(began).Seconds()
	r.Wait(10*time.Minute, "every note to be completed", func() bool {
		time.Sleep(50 * time.Millisecond)
		return len(shop.Notes("Completed")) >= n
	})
	completed := float64(n) / time.Since(began).Seconds()
	whole := shop.History(r)
	shop.Kill()

	least := bare(r)
	before, after := one.Activities, max(whole.Activities-one.Activities-1, 0)
	prepared, done, err := least.Rates(r.Context(), "rate", n, before, after)
	if err != nil {
		r.Errorf("the bare workflow: %v", err)
	}
	return []figures.Figure{
		{Scenario: "throughput", Name: "mails to pending notes", Unit: "/s", Value: pending, Count: n, Floor: prepared, FloorOf: "bare workflow, as many steps", Target: "0.7x"},
		{Scenario: "throughput", Name: "approvals to requests", Unit: "/s", Value: effects, Count: n, Floor: done, FloorOf: "bare workflow, as many steps", Target: "0.7x"},
		{Scenario: "throughput", Name: "approvals to completed notes", Unit: "/s", Value: completed, Count: n, Floor: done, FloorOf: "bare workflow, as many steps"},
	}
}

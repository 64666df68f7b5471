package scenario

import (
	"fmt"
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/floor"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

// Floors of the throughput: a bare workflow that takes as many steps. In the
// first each is an activity, as a bare workflow has them, so that what the
// product takes within the worker counts for it; in the second those are local
// activities too, so that what is left is the product's own work.
const (
	ofSteps = "bare workflow, as many steps"
	ofKinds = "bare workflow, as many steps of each kind"
)

// throughput measures the product and its floors by turns: a machine is faster
// in one minute than in the next, and what counts is the one beside the other.
// What each side does once only is done before.
func throughput(r *rig.Run) []figures.Figure {
	turns, n := r.Size(2, 5), r.Size(30, 200)
	shop, least := rig.Open(r), bare(r)
	kinds := warm(r, shop, least)
	steps := floor.Steps{Before: kinds.Before + kinds.LocalBefore, After: kinds.After + kinds.LocalAfter}
	var pending, effects, completed, begun, ended, begunLocal, endedLocal rate
	for turn := range turns {
		r.Say("turn %d of %d: %d mails at once, then their approvals, then as many bare workflows", turn+1, turns, n)
		began := time.Now()
		notes := shop.Pend(n)
		pending.add(n, time.Since(began))
		approve(r, shop, notes, &effects, &completed)
		bareTurn(r, least, fmt.Sprintf("kinds-%d", turn), n, kinds, &begunLocal, &endedLocal)
		bareTurn(r, least, fmt.Sprintf("steps-%d", turn), n, steps, &begun, &ended)
	}
	row := func(name string, value, floor rate, of, target string) figures.Figure {
		return figures.Figure{Scenario: "throughput", Name: name, Unit: "/s", Value: value.perSecond(), Count: value.count, Floor: floor.perSecond(), FloorOf: of, Target: target}
	}
	return []figures.Figure{
		row("mails to pending notes", pending, begun, ofSteps, "0.7x"),
		row("mails to pending notes", pending, begunLocal, ofKinds, ""),
		row("approvals to requests", effects, ended, ofSteps, "0.7x"),
		row("approvals to requests", effects, endedLocal, ofKinds, ""),
		row("approvals to completed notes", completed, endedLocal, ofKinds, ""),
	}
}

// warm has each side do some of what is measured, and returns how many steps
// a mail takes before its note and behind the request.
func warm(r *rig.Run, shop *rig.Shop, least *floor.Bare) floor.Steps {
	const few = 10
	notes := shop.Pend(few)
	waiting := shop.History(r)
	var asked, filed rate
	approve(r, shop, notes, &asked, &filed)
	time.Sleep(time.Second) // until the processes have ended
	whole := shop.History(r)
	steps := floor.Steps{
		Before: waiting.Activities, LocalBefore: waiting.Local,
		After: max(whole.Activities-waiting.Activities-1, 0), LocalAfter: whole.Local - waiting.Local,
	}
	bareTurn(r, least, "warm", few, steps, &asked, &filed)
	return steps
}

// approve moves notes at once and measures until each draft was asked for, and
// until each note is filed.
func approve(r *rig.Run, shop *rig.Shop, notes map[string]string, effects, completed *rate) {
	asked, filed := shop.Arrivals.Count()+len(notes), len(shop.Notes("Completed"))+len(notes)
	began := time.Now()
	for _, note := range notes {
		shop.Yes(note)
	}
	r.Wait(10*time.Minute, "every draft", func() bool { return shop.Arrivals.Count() >= asked })
	effects.add(len(notes), time.Since(began))
	r.Wait(10*time.Minute, "every note to be completed", func() bool {
		time.Sleep(50 * time.Millisecond)
		return len(shop.Notes("Completed")) >= filed
	})
	completed.add(len(notes), time.Since(began))
}

// bareTurn adds what as many bare workflows took, to their signal and from there.
func bareTurn(r *rig.Run, least *floor.Bare, name string, n int, steps floor.Steps, begun, ended *rate) {
	took, err := least.Rates(r.Context(), name, n, steps)
	if err != nil {
		r.Errorf("the bare workflow: %v", err)
	}
	begun.add(n, took.Before)
	ended.add(n, took.After)
}

// rate is how many were done in how long, over all turns.
type rate struct {
	count int
	took  time.Duration
}

func (t *rate) add(count int, took time.Duration) {
	t.count += count
	t.took += took
}

func (t rate) perSecond() float64 { return float64(t.count) / t.took.Seconds() }

package scenario

import (
	"os"
	"time"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

func footprint(r *rig.Run) []figures.Figure {
	n := r.Size(40, 300)
	shop := rig.Open(r)
	quiet := time.Duration(r.Size(10, 60)) * time.Second
	time.Sleep(5 * time.Second) // what a start does is over
	r.Say("idle for %s", quiet)
	idle := shop.Memory(r)
	busyBefore := shop.CPU(r)
	time.Sleep(quiet)
	cpu := 100 * (shop.CPU(r) - busyBefore).Seconds() / quiet.Seconds()

	size := shop.Database()
	r.Say("%d processes", n)
	for _, note := range shop.Pend(n) {
		shop.Yes(note)
	}
	r.Wait(10*time.Minute, "every note to be completed", func() bool {
		time.Sleep(20 * time.Millisecond)
		return len(shop.Notes("Completed")) >= n
	})
	loaded := shop.Memory(r)
	grown := float64(shop.Database()-size) / float64(n) / 1024
	binary, err := os.Stat(shop.Worker())
	if err != nil {
		r.Errorf("%v", err)
	}
	figure := func(name, unit string, v float64, count int) figures.Figure {
		return figures.Figure{Scenario: "footprint", Name: name, Unit: unit, Value: v, Count: count}
	}
	return []figures.Figure{
		figure("resident memory idle", "MB", idle, 1), figure("resident memory loaded", "MB", loaded, 1), figure("CPU idle", "% of a core", cpu, 1),
		figure("database a process", "KB", grown, n), figure("worker binary", "MB", float64(binary.Size())/1e6, 1),
	}
}

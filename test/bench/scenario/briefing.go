package scenario

import (
	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

// briefing measures the Monday page of a business as large as one owner hardly
// has it, made by the command as the owner gives it.
func briefing(r *rig.Run) []figures.Figure {
	size := rig.Size{Invoices: r.Size(1_000, 10_000), Lines: r.Size(10_000, 100_000), Requests: r.Size(200, 2_000)}
	books := rig.OpenBooks(r, size)
	least, files := books.ReadOnce()
	before := books.Peak()
	first := books.Brief()
	calls, bytes := books.Calls.Load(), books.Bytes.Load()
	again := books.Brief()
	figure := func(name, unit string, v float64) figures.Figure {
		return figures.Figure{Scenario: "briefing", Name: name, Unit: unit, Value: v, Count: 1}
	}
	made := func(name string, seconds float64) figures.Figure {
		f := figure(name, "s", seconds)
		f.Floor, f.FloorOf = least.Seconds(), "reading the files once"
		return f
	}
	return []figures.Figure{
		made("made", first.Seconds()), made("made again", again.Seconds()),
		figure("Odoo calls, with the login", "", float64(calls)), figure("bytes from Odoo", "kB", float64(bytes)/1e3), figure("bytes of files", "kB", float64(files)/1e3),
		figure("peak memory", "MB", books.Peak()), figure("peak memory before", "MB", before),
	}
}

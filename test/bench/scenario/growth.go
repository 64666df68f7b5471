package scenario

import (
	"fmt"
	"maps"
	"slices"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

// growth measures an approval with one, ten and a hundred times as many open
// processes; the first is the floor of the others.
func growth(r *rig.Run) []figures.Figure {
	sample := r.Size(15, 50)
	unit := r.Size(5, 20)
	shop := rig.Open(r)
	var out []figures.Figure
	opened := 0
	for _, times := range []int{1, 10, 100} {
		if r.Quick && times == 100 {
			break
		}
		r.Say("%d open processes", times*unit)
		shop.Pend(times*unit - opened)
		opened = times * unit
		notes := shop.Pend(sample)
		chosen := map[string]string{}
		for _, order := range slices.Sorted(maps.Keys(notes))[len(notes)-sample:] {
			chosen[order] = notes[order]
		}
		took := inTurn(shop, chosen)
		f := figures.Figure{Scenario: "growth", Name: fmt.Sprintf("approval p50, %d open", opened), Unit: "ms", Value: figures.Quantile(took, 0.5), Count: sample}
		if len(out) > 0 {
			f.Floor, f.FloorOf, f.Target = out[0].Value, fmt.Sprintf("%d open", unit), "1.3x"
		}
		out = append(out, f)
	}
	return out
}

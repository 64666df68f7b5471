package figures

import (
	"slices"
	"time"
)

// Figure is one number of a scenario.
type Figure struct {
	Scenario string  `json:"scenario"`
	Name     string  `json:"name"`
	Unit     string  `json:"unit"`
	Value    float64 `json:"value"`
	// Floor is the same of the least that could be done, measured in the same run; 0 = there is none. FloorOf says what that was.
	Floor   float64 `json:"floor,omitempty"`
	FloorOf string  `json:"floor_of,omitempty"`
	// Count is of how many observations.
	Count int `json:"count"`
	// Target is what the project wants, in words; empty = nothing was said.
	Target string `json:"target,omitempty"`
}

// Ratio is Value over Floor, 0 without a floor.
func (f Figure) Ratio() float64 {
	if f.Floor == 0 {
		return 0
	}
	return f.Value / f.Floor
}

// Quantile is the smallest duration that the share q of all does not exceed
// (nearest rank), in milliseconds. It sorts all.
func Quantile(all []time.Duration, q float64) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	rank := int(q*float64(len(all)) + 0.999999)
	return Milliseconds(all[min(max(rank, 1), len(all))-1])
}

// Milliseconds is a duration with three decimals.
func Milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

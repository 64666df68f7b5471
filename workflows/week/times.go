package week

import (
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// Times sums durations up. The median of an even number is the lower one of
// the two in the middle, which did happen.
func Times(took []time.Duration) contract.WeekTimes {
	if len(took) == 0 {
		return contract.WeekTimes{}
	}
	sorted := slices.Sorted(slices.Values(took))
	return contract.WeekTimes{Count: len(took), Median: sorted[(len(sorted)-1)/2], Longest: sorted[len(sorted)-1]}
}

package week_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

func TestTimes_SumUpWhatHappened(t *testing.T) {
	t.Parallel()
	require.Zero(t, week.Times(nil))
	require.Equal(t, contract.WeekTimes{Count: 1, Median: 3, Longest: 3}, week.Times([]time.Duration{3}))
	took := []time.Duration{9, 1, 4, 2}
	require.Equal(t, contract.WeekTimes{Count: 4, Median: 2, Longest: 9}, week.Times(took))
	require.Equal(t, []time.Duration{9, 1, 4, 2}, took, "the list stays as it was")
	require.Equal(t, contract.WeekTimes{Count: 3, Median: 4, Longest: 9}, week.Times([]time.Duration{9, 1, 4}))
}

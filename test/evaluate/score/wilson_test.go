package score_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/evaluate/score"
)

func TestWilson_AgreesWithPublishedIntervals(t *testing.T) {
	t.Parallel()
	// The first four are of Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
	for _, c := range []struct {
		hits, of  int
		low, high float64
	}{
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
		{20, 20, 0.8389, 1},
		{5, 10, 0.2366, 0.7634},
	} {
		low, high := score.Rate{Hits: c.hits, Of: c.of}.Wilson()
		require.InDelta(t, c.low, low, 0.00006, "%d of %d", c.hits, c.of)
		require.InDelta(t, c.high, high, 0.00006, "%d of %d", c.hits, c.of)
	}
}

func TestWilson_NothingIsKnownWithoutCases(t *testing.T) {
	t.Parallel()
	low, high := score.Rate{}.Wilson()
	require.Zero(t, low)
	require.InDelta(t, 1, high, 0)
	require.Zero(t, score.Rate{}.Share())
}

func TestWilson_HoldsTheShareAndNarrowsWithCases(t *testing.T) {
	t.Parallel()
	width := 2.0
	for _, of := range []int{4, 40, 400, 4000} {
		r := score.Rate{Hits: of / 4, Of: of}
		low, high := r.Wilson()
		require.LessOrEqual(t, low, r.Share())
		require.GreaterOrEqual(t, high, r.Share())
		require.Less(t, high-low, width)
		width = high - low
	}
}

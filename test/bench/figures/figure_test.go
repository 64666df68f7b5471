package figures_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/bench/figures"
)

func TestQuantile_IsTheNearestRank(t *testing.T) {
	t.Parallel()
	var all []time.Duration
	for i := 100; i > 0; i-- {
		all = append(all, time.Duration(i)*time.Millisecond)
	}
	for q, want := range map[float64]float64{0: 1, 0.5: 50, 0.99: 99, 1: 100} {
		require.InDelta(t, want, figures.Quantile(all, q), 0.0001, q)
	}
	require.InDelta(t, 7, figures.Quantile([]time.Duration{7 * time.Millisecond}, 0.99), 0.0001)
	require.Zero(t, figures.Quantile(nil, 0.5))
}

func TestReport_ShowsEachFigureBesideItsFloorAndWhatWasNotMeasured(t *testing.T) {
	t.Parallel()
	r := figures.Report{
		Machine: "a machine",
		Figures: []figures.Figure{
			{Scenario: "approval", Name: "p50", Unit: "ms", Value: 30, Floor: 20, FloorOf: "bare workflow", Count: 40, Target: "1.5x"},
			{Scenario: "footprint", Name: "binary", Unit: "MB", Value: 152.4, Count: 1},
		},
		Failed: []string{"growth: no disk"},
	}
	var out bytes.Buffer
	require.NoError(t, r.Print(&out))
	require.Contains(t, out.String(), "30.0 ms")
	require.Contains(t, out.String(), "20.0 (bare workflow)")
	require.Contains(t, out.String(), "1.50")
	require.Contains(t, out.String(), "growth: no disk")

	path := filepath.Join(t.TempDir(), "report.json")
	require.NoError(t, r.Save(path))
	raw, err := os.ReadFile(path)
	require.NoError(t, err)
	var back figures.Report
	require.NoError(t, json.Unmarshal(raw, &back))
	require.Equal(t, r, back)
}

func TestChart_DrawsWhatHasAFloorAndShorterIsBetter(t *testing.T) {
	t.Parallel()
	r := figures.Report{Figures: []figures.Figure{
		{Scenario: "approval", Name: "at <rest>", Unit: "ms", Value: 30, Floor: 20},
		{Scenario: "throughput", Name: "mails", Unit: "/s", Value: 10, Floor: 20},
		{Scenario: "briefing", Name: "made", Unit: "s", Value: 100, Floor: 1},
		{Scenario: "footprint", Name: "binary", Unit: "MB", Value: 152.4},
	}}
	chart := r.Chart()
	require.NoError(t, xml.Unmarshal([]byte(chart), new(struct{})))
	require.Contains(t, chart, "approval: at &lt;rest&gt;")
	require.Contains(t, chart, ">1.50x<")
	require.Contains(t, chart, ">2.00x<", "half the floor's rate is twice its time")
	require.Contains(t, chart, ">100x →<")
	require.NotContains(t, chart, "binary")
	require.InDelta(t, 2, r.Figures[1].Times(), 0.001)
}

package scenario

import (
	"bytes"
	"os/exec"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/test/bench/figures"
	"github.com/autonomous-employee/employee/test/bench/rig"
)

// reconcile runs the vault bridge's own benchmark, which makes 10,000 pending
// notes without 10,000 processes.
func reconcile(r *rig.Run) []figures.Figure {
	cmd := exec.CommandContext(r.Context(), "go", "test", "./worker/bridge", "-run", "^$", "-bench", "BenchmarkReconcile_TenThousandPending", "-benchtime", "1x")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	cmd.Dir = rig.ModuleRoot(r)
	if err := cmd.Run(); err != nil {
		r.Errorf("the benchmark of worker/bridge: %v\n%s", err, out.String())
	}
	value, floor := metric(out.String(), "s"), metric(out.String(), "floor-s")
	return []figures.Figure{{
		Scenario: "reconcile", Name: "10,000 pending notes", Unit: "s", Value: value, Floor: floor, FloorOf: "one stat and read each", Count: 1, Target: "under 5 s",
	}}
}

// metric finds a number that a Go benchmark has reported under a unit.
func metric(out, unit string) float64 {
	fields := strings.Fields(out)
	for i, f := range fields {
		if f == unit && i > 0 {
			if v, err := strconv.ParseFloat(fields[i-1], 64); err == nil {
				return v
			}
		}
	}
	return 0
}

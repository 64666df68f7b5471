package doctor_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/doctor"
	"github.com/autonomous-employee/employee/worker/ready"
)

func TestDoctor_PassesOnWhatTheRunningWorkerIsTroubledBy(t *testing.T) {
	t.Parallel()
	dir := settled(t)
	state(t, doctor.Off, examine(t, dir)["health"], "while a worker runs")
	lock, err := ready.Acquire(filepath.Join(dir, ".employee"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = lock.Release() })
	require.NoError(t, lock.Announce(ready.Info{TemporalAddress: "127.0.0.1:1", Namespace: "default"}))
	state(t, doctor.OK, examine(t, dir)["health"], "every part of the worker runs")
	since := time.Date(2026, 11, 30, 8, 30, 0, 0, time.UTC)
	require.NoError(t, lock.Report([]ready.Trouble{{Name: "vault watch", Since: since, Says: "A part of the employee (vault watch) fails again and again. Look at its log."}}))
	// Its Temporal does not answer, which is what may be the matter.
	state(t, doctor.Wrong, examine(t, dir)["health"], "since Mon 2026-11-30 09:30", "vault watch", "Look at its log.")
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".employee", "health.json"), []byte("{"), 0o600))
	state(t, doctor.Wrong, examine(t, dir)["health"], "start the worker again")
}

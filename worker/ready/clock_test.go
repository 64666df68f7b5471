package ready_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/ready"
)

func TestClock_SetBackIsSeenUntilTheTimeComesAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	noon := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	clock, err := ready.OpenClock(dir)
	require.NoError(t, err)
	see := func(now, want time.Time) {
		t.Helper()
		back, err := clock.See(now)
		require.NoError(t, err)
		require.Equal(t, want, back)
	}
	see(noon, time.Time{})
	see(noon.Add(-20*time.Second), time.Time{}) // what a time server does
	see(noon.Add(30*time.Second), time.Time{})
	see(noon.Add(-time.Hour), noon.Add(30*time.Second))
	see(noon.Add(-time.Minute), noon.Add(30*time.Second))
	see(noon.Add(time.Minute), time.Time{})

	file := filepath.Join(dir, "clock")
	info, err := os.Stat(file)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	clock, err = ready.OpenClock(dir)
	require.NoError(t, err)
	see(noon.Add(-24*time.Hour), noon.Add(time.Minute)) // set back while nothing ran
	back, err := ready.SetBack(dir, noon.Add(-24*time.Hour))
	require.NoError(t, err)
	require.Equal(t, noon.Add(time.Minute), back)
	back, err = ready.SetBack(dir, noon.Add(2*time.Minute))
	require.NoError(t, err)
	require.Zero(t, back)
}

func TestClock_IsWrittenOnceAMinuteAndADamagedFileIsBegunAnew(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "clock")
	noon := time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	require.NoError(t, os.WriteFile(file, []byte("half past"), 0o600))
	clock, err := ready.OpenClock(dir)
	require.NoError(t, err)
	for _, c := range []struct {
		after time.Duration
		want  string
	}{{0, "2026-11-30T12:00:00Z\n"}, {59 * time.Second, "2026-11-30T12:00:00Z\n"}, {time.Minute, "2026-11-30T12:01:00Z\n"}} {
		_, err := clock.See(noon.Add(c.after))
		require.NoError(t, err)
		content, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, c.want, string(content))
	}
	back, err := ready.SetBack(t.TempDir(), noon)
	require.NoError(t, err)
	require.Zero(t, back, "nothing is known")
	require.NoError(t, os.RemoveAll(dir))
	_, err = clock.See(noon.Add(time.Hour))
	require.Error(t, err)
}

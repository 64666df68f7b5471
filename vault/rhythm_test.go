package vault_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

func TestWatcher_RestsLongerWhereAScanTakesLong(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		every time.Duration
		scans []time.Duration
		want  time.Duration
	}{
		{"the first scan reads everything and says nothing", 30 * time.Second, []time.Duration{20 * time.Second}, 30 * time.Second},
		{"a small vault stays as quick as it is set to", time.Second, []time.Duration{time.Second, 90 * time.Millisecond}, time.Second},
		{"half a second rests for two minutes", 30 * time.Second, []time.Duration{20 * time.Second, 500 * time.Millisecond}, 2 * time.Minute},
		{"never longer than five minutes", 30 * time.Second, []time.Duration{0, time.Minute}, 4 * time.Minute},
		{"one that is set longer stays so", time.Hour, []time.Duration{0, time.Minute}, time.Hour},
		{"a vault that was cleared up is looked at more often again", 30 * time.Second, []time.Duration{0, time.Second, 20 * time.Millisecond}, 30 * time.Second},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, tt.want, vault.IntervalAfter(tt.every, tt.scans...))
		})
	}
}

func TestWatcher_TellsTheIntervalItKeeps(t *testing.T) {
	t.Parallel()
	v, err := vault.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { _ = v.Close() })
	w, err := vault.NewWatcher(v, vault.Options{ScanInterval: 7 * time.Second})
	require.NoError(t, err)
	require.Equal(t, 7*time.Second, w.Interval())
}

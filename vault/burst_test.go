package vault_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

// TestWatcher_TenThousandMovesAndASlowReaderLoseNothing repeats the measurement in which a plain event loop lost 732 moves: the
// reader takes a millisecond for each change, as a signal call does.
func TestWatcher_TenThousandMovesAndASlowReaderLoseNothing(t *testing.T) {
	t.Parallel()
	const count, slow = 10_000, 3_000
	v := open(t)
	for i := range count {
		put(t, v, fmt.Sprintf("Pending_Approval/%05d.md", i), noteText(fmt.Sprint("r", i)))
	}
	w := watch(t, v, vault.Options{ScanInterval: time.Hour})
	w.ready()
	start := time.Now()
	for i := range count {
		require.NoError(t, os.Rename(abs(v, fmt.Sprintf("Pending_Approval/%05d.md", i)), abs(v, fmt.Sprintf("Approved/%05d.md", i))))
	}
	t.Logf("%d renames in %s", count, time.Since(start))
	pace := time.NewTicker(time.Millisecond)
	defer pace.Stop()
	appeared, gone := map[string]bool{}, map[string]bool{}
	taken := 0
	w.until(func(c vault.Change) bool {
		if taken++; taken < slow { // far longer than the burst; then the rest is taken at once
			<-pace.C
		}
		switch c.Kind {
		case vault.Appeared:
			appeared[c.RequestID] = true
		case vault.Gone:
			gone[c.RequestID] = true
		}
		return len(appeared) == count && len(gone) == count
	})
	t.Logf("all told after %s", time.Since(start))
	require.Len(t, w.Index().All(vault.Approved), count)
	require.Empty(t, w.Index().All(vault.PendingApproval))
}

func BenchmarkScan_TenThousandKnownNotes(b *testing.B) {
	v := open(b)
	for i := range 10_000 {
		put(b, v, fmt.Sprintf("Approved/%05d.md", i), noteText(fmt.Sprint("r", i)))
	}
	w, err := vault.NewWatcher(v, vault.Options{})
	require.NoError(b, err)
	require.NoError(b, w.Rescan(b.Context()))
	for b.Loop() {
		require.NoError(b, w.Rescan(b.Context()))
	}
}

//go:build unix

package bridge_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/bridge"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// These figures depend on the machine; each is reported beside what the machine
// takes for the least that could be done, in the same run:
//
//	go test ./worker/bridge -run '^$' -bench . -benchtime 1x

// signals hands every signal to the benchmark.
type signals struct {
	temporal
	came chan string
}

func (s *signals) SignalWorkflow(_ context.Context, _, _, _ string, arg any) error {
	if d, ok := arg.(contract.DecisionSignal); ok {
		s.came <- d.RequestID
	}
	return nil
}

// works is a vault with everything that runs over it, by a real clock.
type works struct {
	vault   *vault.Vault
	desk    *notes.Desk
	bridge  *bridge.Bridge
	signals *signals
	stop    func()
}

func startWorks(b *testing.B, dir string, opt vault.Options) *works {
	b.Helper()
	w := &works{signals: &signals{came: make(chan string, 1<<16)}}
	var err error
	w.vault, err = vault.Open(filepath.Join(dir, "vault"))
	require.NoError(b, err)
	watcher, err := vault.NewWatcher(w.vault, opt)
	require.NoError(b, err)
	register, err := notes.OpenRegister(filepath.Join(dir, "requests"))
	require.NoError(b, err)
	w.desk, err = notes.New(w.vault, finder{watcher}, register, notes.Options{Grace: time.Hour})
	require.NoError(b, err)
	w.bridge, err = bridge.New(w.vault, watcher, w.desk, w.signals, taker{}, bridge.Options{Grace: time.Hour})
	require.NoError(b, err)
	begun := w.bridge.Progress()
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = watcher.Run(ctx) })
	running.Go(func() { _ = w.bridge.Run(ctx) })
	w.stop = func() {
		cancel()
		running.Wait()
		_ = w.vault.Close()
	}
	for w.bridge.Progress().Equal(begun) {
		time.Sleep(time.Millisecond)
	}
	return w
}

func layAll(b *testing.B, w *works, count int) (paths []string) {
	b.Helper()
	paths = make([]string, count)
	var group errgroup.Group
	group.SetLimit(16)
	for i := range count {
		group.Go(func() error {
			ref, err := w.desk.EnsureNote(context.Background(), numbered(i))
			paths[i] = ref.Path
			return err
		})
	}
	require.NoError(b, group.Wait())
	return paths
}

func benchDir(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "bench-*")
	if err != nil {
		return b.TempDir()
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func quantile(all []time.Duration, q float64) float64 {
	slices.Sort(all)
	return float64(all[int(q*float64(len(all)-1))].Microseconds()) / 1000
}

// BenchmarkMoveToSignal is the time from the rename of a known note to the
// signal; the floor is the same rename with the reading of the file.
func BenchmarkMoveToSignal(b *testing.B) {
	for name, c := range map[string]struct {
		opt   vault.Options
		count int
	}{"events": {vault.Options{}, 1000}, "polling": {vault.Options{ForcePolling: true}, 20}} {
		b.Run(name, func(b *testing.B) {
			w := startWorks(b, b.TempDir(), c.opt)
			defer w.stop()
			paths := layAll(b, w, c.count)
			time.Sleep(3 * time.Second)
			var took, floor []time.Duration
			for b.Loop() {
				for i, p := range paths {
					from, to := filepath.Join(w.vault.Dir(), p), filepath.Join(w.vault.Dir(), "Approved", filepath.Base(p))
					start := time.Now()
					require.NoError(b, os.Rename(from, to))
					require.Equal(b, numbered(i).RequestID, <-w.signals.came)
					took = append(took, time.Since(start))
					start = time.Now()
					require.NoError(b, os.Rename(to, from+".x"))
					_, err := os.ReadFile(from + ".x")
					require.NoError(b, err)
					floor = append(floor, time.Since(start))
				}
			}
			b.ReportMetric(quantile(took, 0.5), "p50-ms")
			b.ReportMetric(quantile(took, 0.99), "p99-ms")
			b.ReportMetric(quantile(floor, 0.5), "floor-p50-ms")
			b.ReportMetric(quantile(floor, 0.99), "floor-p99-ms")
		})
	}
}

// BenchmarkReconcile_TenThousandPending is the time from the start of the
// program, with what it remembers, to the end of the first pass; the floor is a
// stat and a read of each note.
func BenchmarkReconcile_TenThousandPending(b *testing.B) {
	dir := benchDir(b)
	w := startWorks(b, dir, vault.Options{})
	paths := layAll(b, w, 10_000)
	w.stop()
	start := time.Now()
	for _, p := range paths {
		full := filepath.Join(dir, "vault", p)
		_, err := os.Lstat(full)
		require.NoError(b, err)
		_, err = os.ReadFile(full)
		require.NoError(b, err)
	}
	floor := time.Since(start)
	var took time.Duration
	for b.Loop() {
		start := time.Now()
		w := startWorks(b, dir, vault.Options{})
		took += time.Since(start)
		w.stop()
	}
	b.ReportMetric(took.Seconds()/float64(b.N), "s")
	b.ReportMetric(floor.Seconds(), "floor-s")
}

// BenchmarkIdle_HundredThousandNotes is the share of a core that the program takes while nothing
// happens and 100,000 notes lie in the vault: as they lie after years of work,
// and, as the worst case, as notes of the owner's own in a folder that is watched.
func BenchmarkIdle_HundredThousandNotes(b *testing.B) {
	for name, folder := range map[string]vault.Folder{"completed": vault.Completed, "watched": vault.NeedsAction} {
		b.Run(name, func(b *testing.B) {
			dir := benchDir(b)
			w := startWorks(b, dir, vault.Options{})
			layAll(b, w, 1000)
			w.stop()
			for i := range 100_000 {
				sub := filepath.Join(dir, "vault", string(folder), fmt.Sprint(i/1000))
				require.NoError(b, os.MkdirAll(sub, 0o755))
				require.NoError(b, os.WriteFile(filepath.Join(sub, fmt.Sprintf("%d.md", i)), fmt.Appendf(nil, "---\nnumber: %d\n---\n", i), 0o644))
			}
			w = startWorks(b, dir, vault.Options{Folders: vault.DecisionFolders()})
			defer w.stop()
			runtime.GC()
			time.Sleep(35 * time.Second) // past the second scan, which sets the interval
			for b.Loop() {
				before, start := cpu(b), time.Now()
				time.Sleep(125 * time.Second)
				b.ReportMetric(100*(cpu(b)-before).Seconds()/time.Since(start).Seconds(), "%core")
			}
		})
	}
}

// cpu is what the process has used of all cores.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &use))
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

package supervise_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/autonomous-employee/employee/worker/supervise"
)

var errDisk = errors.New("disk I/O error at token-1234")

// worker counts the lives of a part and ends each as it is told.
type worker struct {
	mu    sync.Mutex
	begun []time.Time
	end   func(life int) error // nil error and panic too
	stays func(life int) bool
}

func (w *worker) run(ctx context.Context) error {
	w.mu.Lock()
	w.begun = append(w.begun, time.Now())
	life := len(w.begun)
	w.mu.Unlock()
	if w.stays != nil && w.stays(life) {
		<-ctx.Done()
		return nil
	}
	return w.end(life)
}

func (w *worker) lives() []time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]time.Time(nil), w.begun...)
}

func after(n int) func(int) bool { return func(life int) bool { return life > n } }

// inTime serves a tree in a time of its own.
func inTime(t *testing.T, opts supervise.Options, parts map[string]func(context.Context) error, test func(*testing.T, *supervise.Tree)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		tree := supervise.New(opts)
		for name, run := range parts {
			tree.Add(name, run)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- tree.Serve(ctx) }()
		synctest.Wait()
		test(t, tree)
		cancel()
		require.NoError(t, <-done)
	})
}

func state(t *testing.T, tree *supervise.Tree, name string) supervise.State {
	t.Helper()
	for _, s := range tree.States() {
		if s.Name == name {
			return s
		}
	}
	t.Fatalf("no part %s", name)
	return supervise.State{}
}

func TestTree_APartThatFailsPanicsOrEndsIsBackWithinFiveSeconds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(int) error{
		"an error": func(int) error { return errDisk },
		"a panic":  func(int) error { panic("mail text of a stranger") },
		"an end":   func(int) error { return nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &worker{end: end, stays: after(1)}
			beside := &worker{stays: after(0)}
			inTime(t, supervise.Options{}, map[string]func(context.Context) error{"vault": w.run, "board": beside.run}, func(t *testing.T, tree *supervise.Tree) {
				time.Sleep(5 * time.Second)
				lives := w.lives()
				require.Len(t, lives, 2)
				require.Less(t, lives[1].Sub(lives[0]), 5*time.Second)
				require.Len(t, beside.lives(), 1, "the others are left alone")
				failed := state(t, tree, "vault")
				require.Equal(t, 1, failed.Failures)
				require.NotContains(t, failed.Reason, "stranger", "what a panic holds is for the log alone")
				time.Sleep(supervise.Calm)
				failed = state(t, tree, "vault")
				require.False(t, failed.Failing(), "after it has run for a while it is over")
				require.Equal(t, 1, failed.Restarts)
				require.NotEmpty(t, failed.Reason)
				require.False(t, state(t, tree, "board").Failing())
			})
		})
	}
}

func TestTree_APartThatKeepsFailingIsTriedWithPausesAndTheOthersAreNot(t *testing.T) {
	t.Parallel()
	w := &worker{end: func(int) error { return errDisk }}
	once := &worker{end: func(int) error { return errDisk }, stays: after(1)}
	begun := time.Time{}
	late := &worker{end: func(life int) error {
		if life == 1 {
			time.Sleep(time.Minute) // it fails while the other is in its pause
			begun = time.Now()
		}
		return errDisk
	}, stays: after(1)}
	inTime(t, supervise.Options{}, map[string]func(context.Context) error{"vault": w.run, "once": once.run, "late": late.run}, func(t *testing.T, tree *supervise.Tree) {
		time.Sleep(10 * time.Minute)
		tries := len(w.lives())
		require.Greater(t, tries, 50, "it is never given up")
		require.Less(t, tries, 400, "and does not spin: five tries and a pause of 7 to 22 s")
		s := state(t, tree, "vault")
		require.True(t, s.Failing())
		require.Equal(t, tries, s.Restarts)
		require.Equal(t, w.lives()[0], s.Since)
		require.Len(t, once.lives(), 2)
		require.Less(t, late.lives()[1].Sub(begun), 5*time.Second, "another's pause holds it up")
		paused := 0
		for range 60 {
			time.Sleep(time.Second)
			if state(t, tree, "vault").Paused {
				paused++
			}
		}
		require.Greater(t, paused, 30)
	})
}

func TestTree_WhatIsFatalEndsAllAndIsReturned(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		tree := supervise.New(supervise.Options{})
		stopped := false
		tree.Add("board", func(ctx context.Context) error {
			<-ctx.Done()
			stopped = true
			return nil
		})
		tree.Add("server", func(context.Context) error { return supervise.Fatal{Err: errDisk} })
		err := tree.Serve(t.Context())
		require.ErrorIs(t, err, errDisk)
		require.True(t, stopped)
	})
}

func TestTree_APartThatDoesNotEndHoldsTheStopUpNoLongerThanItsPatience(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		core, logged := observer.New(zap.WarnLevel)
		tree := supervise.New(supervise.Options{Patience: 3 * time.Second, Log: zap.New(core)})
		release := make(chan struct{})
		defer close(release)
		tree.Add("stubborn", func(context.Context) error {
			<-release
			return nil
		})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- tree.Serve(ctx) }()
		synctest.Wait()
		began := time.Now()
		cancel()
		require.NoError(t, <-done)
		require.LessOrEqual(t, time.Since(began), 4*time.Second)
		synctest.Wait() // it is told in the same instant, by another goroutine
		require.Equal(t, 1, logged.FilterField(zap.String("part", "stubborn")).Len())
	})
}

func TestTree_TheLogHasThePlaceOfAPanicAndNobodyReadsASecret(t *testing.T) {
	t.Parallel()
	core, logged := observer.New(zap.WarnLevel)
	hide := func(s string) string { return strings.ReplaceAll(s, "token-1234", "[hidden]") }
	boom := &worker{end: func(int) error { panic("boom") }, stays: after(1)}
	long := &worker{end: func(int) error {
		return errors.New(strings.Repeat("ä", 200) + "\nand more")
	}, stays: after(1)}
	sick := &worker{end: func(int) error { return errDisk }, stays: after(1)}
	parts := map[string]func(context.Context) error{"vault": boom.run, "long": long.run, "sick": sick.run}
	inTime(t, supervise.Options{Log: zap.New(core), Redact: hide}, parts, func(t *testing.T, tree *supervise.Tree) {
		entries := logged.FilterField(zap.String("part", "vault")).All()
		require.Len(t, entries, 1)
		require.Equal(t, "boom", entries[0].ContextMap()["panic"])
		require.Contains(t, entries[0].ContextMap()["stack"], "supervise_test.go")
		require.Equal(t, "disk I/O error at [hidden]", state(t, tree, "sick").Reason)
		reason := state(t, tree, "long").Reason
		require.LessOrEqual(t, len(reason), 170)
		require.NotContains(t, reason, "more")
	})
}

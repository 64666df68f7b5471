package odoofake_test

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

func TestScript_FaultsDoOrDoNotCarryTheCallOut(t *testing.T) {
	t.Parallel()
	const op = "account.move.load"
	for name, c := range map[string]struct {
		script func(*odoofake.Server)
		made   int
	}{
		"commit then drop":     {func(f *odoofake.Server) { f.CommitThenDrop(1, op) }, 1},
		"commit then truncate": {func(f *odoofake.Server) { f.CommitThenTruncate(1, op) }, 1},
		"commit then fault":    {func(f *odoofake.Server) { f.CommitThenFault(1, "TypeError: x", 1, op) }, 1},
		"drop before":          {func(f *odoofake.Server) { f.DropBefore(1, op) }, 0},
		"reset":                {func(f *odoofake.Server) { f.Reset(1, op) }, 0},
		"fail":                 {func(f *odoofake.Server) { f.Fail(503, 1, op) }, 0},
		"rate limit":           {func(f *odoofake.Server) { f.RateLimit(time.Second, 1, op) }, 0},
		"HTML 502":             {func(f *odoofake.Server) { f.HTML502(1, op) }, 0},
		"fault":                {func(f *odoofake.Server) { f.Fault(2, "no", 1, op) }, 0},
	} {
		bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
			c.script(s.fake)
			_, err := s.ask("res.partner", "read", []int64{1}, args{"fields": []string{"name"}})
			require.NoError(t, err, "other operations are not touched")
			_, err = s.loadDraft("x.a")
			require.Error(t, err, name)
			require.Len(t, s.fake.Drafts(), c.made, name)
			_, err = s.loadDraft("x.a")
			require.NoError(t, err, "a script entry is used up")
			require.Len(t, s.fake.Drafts(), 1)
		})
	}
}

func TestScript_EntriesAreUsedInOrderAndCanBeCleared(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	fake.Fail(500, 1)
	fake.Fail(502, 2)
	for _, want := range []string{"HTTP 500", "HTTP 502"} {
		_, err := post(t, fake, "common", "version")
		require.EqualError(t, err, want)
	}
	fake.ClearFaults()
	_, err := post(t, fake, "common", "version")
	require.NoError(t, err)
}

func TestScript_HeldCallGoesOnWhenItsCallerHasGone(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	arrived, release := fake.Hold("account.move.load")
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = call(t, fake, "account.move", "load", loadRows("x.b"), loadContext())
	}()
	<-arrived
	require.Empty(t, fake.Drafts())
	release()
	release()
	<-done
	require.Len(t, fake.Drafts(), 1)
}

func TestScript_DelayLetsOtherCallsPass(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	fake.Delay(20*time.Millisecond, "account.move.load")
	begin := time.Now()
	_, err := call(t, fake, "account.move", "load", loadRows("x.c"), loadContext())
	require.NoError(t, err)
	require.GreaterOrEqual(t, time.Since(begin), 20*time.Millisecond)
}

func TestLoad_TheSecondOfTwoAtOnceLosesTheRace(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{LoadTime: 50 * time.Millisecond}, func(t *testing.T, s speaker) {
		var mu sync.Mutex
		messages, made := 0, 0
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				got, err := s.loadDraft("x.d")
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				if got.(args)["ids"] == false {
					messages++
					return
				}
				made++
			})
		}
		wg.Wait()
		require.Len(t, s.fake.Drafts(), 1)
		require.Equal(t, 6, messages+made)
		require.GreaterOrEqual(t, made, 1)
	})
}

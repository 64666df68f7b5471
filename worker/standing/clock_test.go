package standing_test

import (
	"context"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/standing"
)

func TestBoard_SaysThatTheClockWasSetBackAndUntilWhenThatHoldsThingsUp(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var page page
		var mu sync.Mutex
		var back time.Time
		var told []alarm.State
		began := time.Now()
		board := standing.Board{
			Desk: &page, Zone: time.FixedZone("CET", 3600), Log: zap.NewNop(),
			Clock: func(time.Time) time.Time {
				mu.Lock()
				defer mu.Unlock()
				return back
			},
			Told: []func(time.Time, []alarm.State){func(_ time.Time, states []alarm.State) {
				mu.Lock()
				defer mu.Unlock()
				told = states
			}},
		}
		set := func(to time.Time) {
			mu.Lock()
			defer mu.Unlock()
			back = to
		}
		health := func() alarm.State {
			mu.Lock()
			defer mu.Unlock()
			require.Len(t, told, 1)
			return told[0]
		}
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { require.NoError(t, board.Run(ctx)) })
		pass(5 * time.Second)
		require.Empty(t, page.shown(), "a clock that goes on is not told of")
		require.Equal(t, alarm.State{Kind: alarm.SetBack, Name: "clock"}, health())

		set(began.Add(time.Hour))
		pass(5 * time.Second)
		words := page.shown()
		require.Equal(t, []notes.SystemState{{Name: "clock", State: words[0].State}}, words)
		require.Contains(t, words[0].State, "was set back")
		require.Contains(t, words[0].State, "still until the clock shows 2000-01-01 02:00 CET again")
		require.Contains(t, words[0].State, "then start the worker again")
		since := health().Since
		require.False(t, since.IsZero())
		written := page.times()
		pass(30 * time.Second)
		require.Equal(t, since, health().Since)
		require.Equal(t, written, page.times(), "it says the same as long as it is the same")

		set(time.Time{})
		pass(5 * time.Second)
		require.Empty(t, page.shown())
		require.Zero(t, health().Since)
		cancel()
		running.Wait()
	})
}

package standing_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/worker/standing"
	"github.com/autonomous-employee/employee/worker/supervise"
)

// It is the board itself that lives in the tree here, as in the worker.
func TestBoard_TellsOfAPartThatFailsAndThatItRunsAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var page page
		var mu sync.Mutex
		sick := false
		tree := supervise.New(supervise.Options{})
		board := standing.Board{Desk: &page, Zone: time.UTC, Log: zap.NewNop(), Parts: tree.States}
		tree.Add("dashboard", board.Run)
		tree.Add("vault watch", func(ctx context.Context) error {
			for {
				select {
				case <-ctx.Done():
					return nil
				case <-time.After(time.Second):
				}
				mu.Lock()
				ill := sick
				mu.Unlock()
				if ill {
					return errors.New("the disk is gone")
				}
			}
		})
		be := func(ill bool) {
			mu.Lock()
			defer mu.Unlock()
			sick = ill
		}
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { require.NoError(t, tree.Serve(ctx)) })
		pass(10 * time.Minute)
		require.Empty(t, page.shown(), "what has not failed is not told of")

		be(true)
		pass(time.Second)
		be(false)
		pass(10 * time.Second)
		require.Equal(t, []notes.SystemState{{Name: "part: vault watch", State: "was begun again once, last at 00:10 (the disk is gone)"}}, page.shown())
		pass(2 * time.Minute)
		require.Equal(t, "runs; was begun again once, last at 00:10 (the disk is gone)", page.shown()[0].State)

		be(true)
		pass(5 * time.Minute)
		require.Regexp(t, `^FAILS again and again since 00:12 \(the disk is gone\); begun again every 15 seconds or sooner, what comes meanwhile is not lost$`, page.shown()[0].State)
		before := page.times()
		pass(10 * time.Minute)
		require.LessOrEqual(t, page.times(), before+11, "a part that fails does not have the page written for nothing")
		be(false)
		pass(3 * time.Minute)
		require.Regexp(t, `^runs; was begun again \d+ times, last at 00:2\d \(the disk is gone\)$`, page.shown()[0].State)
		cancel()
		running.Wait()
	})
}

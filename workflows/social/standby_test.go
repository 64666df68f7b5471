package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// silently changes the note without a hint that tells of it.
func (w *world) silently(after time.Duration, change func(*note)) {
	w.at(after, func() { change(&w.note) })
}

// prepared gives when the processes of slots were started, after the start.
func (w *world) prepared() *[]time.Duration {
	var started []time.Duration
	w.env.SetOnChildWorkflowStartedListener(func(*workflow.Info, workflow.Context, converter.EncodedValues) {
		started = append(started, w.env.Now().Sub(w.began))
	})
	return &started
}

// What many posts that are due at the same second cost in that second bounds how
// late they are: all but the look at the note and the call comes before.
func TestStandBy_TheSlotIsPreparedBeforeItsTime(t *testing.T) {
	t.Parallel()
	w := open(t)
	started := w.prepared()
	told, seen := 0, 0
	w.at(slot-time.Second, func() { told, seen = len(w.told), w.readings })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, *started, 1)
	require.InDelta(t, (slot - time.Minute).Seconds(), (*started)[0].Seconds(), 1)
	require.Equal(t, contract.StatusDone, w.told[told].Status, "in the slot nothing is written before it is out")
	require.Equal(t, seen+1, w.readings, "the note is read once more in the slot")
	w.isOut(t, slot, w.note.text)
}

// What asks somebody, is described only, or waits for an account is not left to
// a process that asks nobody.
func TestStandBy_WhatDoesNotGoOutByItselfIsNotPrepared(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]func(*world){
		"approved": func(w *world) {
			w.note.kind, w.note.on = contract.PostReply, []contract.Platform{contract.X}
			w.owner(time.Hour, contract.VerdictApproved)
		},
		"dry run": func(w *world) { w.note.dryRun = true },
		"account": func(w *world) {
			w.note.accountProblems = true
			w.platforms[contract.X].account.Problem = "The token of X has expired; renew it."
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			set(w)
			started := w.prepared()

			w.run(t)

			require.Len(t, *started, 1)
			require.InDelta(t, slot.Seconds(), (*started)[0].Seconds(), 1)
		})
	}
}

func TestStandBy_TakenBackInTheLastSecondsNeverGoesOut(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*world, time.Duration, func(*note))
		before time.Duration
	}{
		"with a hint, half a minute before": {(*world).edit, 30 * time.Second},
		"with a hint, a second before":      {(*world).edit, time.Second},
		"without one":                       {(*world).silently, time.Second},
	} {
		for _, state := range []string{contract.PostGone, contract.PostWithdrawn} {
			t.Run(name+", "+state, func(t *testing.T) {
				t.Parallel()
				w := open(t)
				c.change(w, slot-c.before, func(n *note) { n.state = state })

				require.Equal(t, contract.StatusWithdrawn, w.run(t).Status)

				w.nothingLeft(t)
				require.Zero(t, w.logged("social.cross_channel"))
				if end := w.records[len(w.records)-1]; c.before > 20*time.Second {
					require.Less(t, end.Timestamp, w.began.Add(slot), "the owner need not wait for the slot")
				}
			})
		}
	}
}

// An answer to an earlier word says nothing: what was said since may have had
// the slot begun, and the note must not say that nothing was sent.
func TestStandBy_AnOldAnswerIsNotTakenForANewOne(t *testing.T) {
	t.Parallel()
	w, _ := onX(t)
	w.publish = func(ctx workflow.Context, in contract.PublishSlotInput) (contract.SlotResult, error) {
		var word contract.SlotWord
		workflow.GetSignalChannel(ctx, contract.SignalSlotWord).Receive(ctx, &word)
		for _, result := range []contract.SlotResult{
			{Slot: in.Slot, Unbegun: true, Word: word.Number - 1},
			{Slot: in.Slot, Results: []contract.PlatformResult{{Platform: contract.X, Status: contract.StatusDone}}},
		} {
			if err := workflow.SignalExternalWorkflow(ctx, contract.PostWorkflowID(in.PostID), "", contract.SignalSlotResult, result).Get(ctx, nil); err != nil {
				return result, err
			}
			if err := workflow.Sleep(ctx, time.Second); err != nil {
				return result, err
			}
		}
		return contract.SlotResult{}, nil
	}
	w.edit(slot-time.Second, func(n *note) { n.state = contract.PostWithdrawn })

	require.Equal(t, contract.StatusDone, w.run(t).Status)
}

func TestStandBy_OneEditAfterTheOtherCounts(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.edit(slot-2*time.Second, func(n *note) { n.text = "We are closed on Sunday." })
	w.edit(slot-time.Second, func(n *note) { n.text = "We are closed on Monday." })
	w.silently(slot-time.Millisecond, func(n *note) { n.text = "We are closed on Tuesday." })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	w.isOut(t, slot, "We are closed on Tuesday.")
}

func TestStandBy_AnotherTimeCountsAndSoDoesTheOldOneAgain(t *testing.T) {
	t.Parallel()
	for name, back := range map[string]bool{"another": false, "and back": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			at, old := slot+26*time.Hour, w.note.at
			w.edit(slot-30*time.Second, func(n *note) { n.at = stamp(w.began.Add(at)) })
			if back {
				at = slot
				w.edit(slot-10*time.Second, func(n *note) { n.at = old })
			}

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			w.isOut(t, at, w.note.text)
		})
	}
}

func TestStandBy_RulesThatChangeInTheLastSecondCount(t *testing.T) {
	t.Parallel()
	t.Run("a pause holds", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		w.silently(slot-time.Second, func(n *note) { n.paused = true })
		w.edit(slot+10*time.Minute, func(n *note) { n.paused = false })

		require.Equal(t, contract.StatusDone, w.run(t).Status)

		w.isOut(t, slot+10*time.Minute, w.note.text)
		require.Contains(t, w.saidAll(t), "held: PAUSE.md is there")
	})
	t.Run("what has become sensitive asks", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		w.silently(slot-time.Second, func(n *note) { n.sensitive = []contract.Sensitive{{Kind: "words", Words: "Sunday"}} })
		w.owner(slot+time.Hour, contract.VerdictRejected)

		require.Equal(t, contract.StatusRejected, w.run(t).Status)

		w.nothingLeft(t)
		require.Len(t, w.desk.requests(), 1)
	})
	t.Run("a dry run describes", func(t *testing.T) {
		t.Parallel()
		w := open(t)
		w.silently(slot-time.Second, func(n *note) { n.dryRun = true })

		require.Equal(t, contract.StatusDryRun, w.run(t).Status)

		for _, p := range w.platforms {
			require.Empty(t, p.live)
		}
	})
}

func TestStandBy_StoppedInTemporalNothingIsBegun(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, slot-30*time.Second)
	w.env.ExecuteWorkflow(contract.ScheduledSocialPost, w.in)

	require.Error(t, w.env.GetWorkflowError())
	w.nothingLeft(t)
	_, text := w.final(t)
	require.Contains(t, text, "stopped in Temporal")
}

// What has begun is followed to its end: the note must not say that nothing was
// sent.
func TestStandBy_WhatHasBegunIsNotTakenBack(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(true))
	w.edit(slot+time.Second, func(n *note) { n.state = contract.PostWithdrawn })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, x.live, 1)
}

func TestStandBy_AHintThatChangesNothingTakesNothingBack(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, before := range []time.Duration{50 * time.Second, 20 * time.Second, 100 * time.Millisecond} {
		w.edit(slot-before, func(*note) {})
	}
	started := w.prepared()

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, *started, 1)
	w.isOut(t, slot, w.note.text)
}

// The requests of the others go first; that it is out is in the log at once.
func TestStandBy_OneOfManyGivesWayAfterItsRequest(t *testing.T) {
	t.Parallel()
	w, x := onX(t)
	w.note.beside = 299
	w.at(slot+10*time.Second, func() {
		require.Len(t, x.live, 1)
		require.Equal(t, []string{"done"}, w.results("x.publish_post"))
		require.Empty(t, w.books)
	})
	w.edit(slot+12*time.Second, func(n *note) { n.state = contract.PostWithdrawn })

	require.Equal(t, contract.StatusDone, w.run(t).Status, "a change that comes meanwhile takes nothing back")

	w.isOut(t, slot, w.note.text)
}

package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const slot = 2 * time.Hour // after the start

// isOut requires that the post is out on every platform, once, at a time.
func (w *world) isOut(t *testing.T, at time.Duration, text string) {
	t.Helper()
	for _, name := range w.note.on {
		p := w.platforms[name]
		require.Len(t, p.live, 1, name)
		last := len(p.sent) - 1
		require.Equal(t, text, p.sent[last].Post.Text)
		require.WithinDuration(t, w.began.Add(at), p.sentAt[last], time.Second, name)
	}
}

func (w *world) nothingLeft(t *testing.T) {
	t.Helper()
	for _, p := range w.platforms {
		require.Empty(t, p.sent, p.name)
	}
}

func TestPost_IsPublishedAtItsTimeOnEveryPlatformOnce(t *testing.T) {
	t.Parallel()
	w := open(t)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	w.isOut(t, slot, w.note.text)
	note, text := w.final(t)
	require.Equal(t, contract.FolderCompleted, note.Folder)
	require.Equal(t, contract.StatusDone, note.Outcome)
	require.Contains(t, text, "https://facebook.example/facebook-1")
	require.Contains(t, text, "https://x.example/x-1")
	require.Empty(t, w.desk.requests(), "a scheduled post asks nobody")
	require.Equal(t, 1, w.logged("social.cross_channel"))
	require.Contains(t, w.saidAll(t), "Scheduled for "+w.note.at)
}

func TestPost_WhatTheNoteSaysInTheEndIsPublished(t *testing.T) {
	t.Parallel()
	for name, before := range map[string]time.Duration{"a minute before": time.Minute, "an hour before": time.Hour, "ten seconds before": 10 * time.Second} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.edit(slot-before, func(n *note) { n.text = "We are closed on Sunday." })

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			w.isOut(t, slot, "We are closed on Sunday.")
		})
	}
}

func TestPost_AnEditThatNoHintTellsOfCountsToo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.at(slot-time.Second, func() { w.note.text = "We are closed on Sunday." })

	w.run(t)

	w.isOut(t, slot, "We are closed on Sunday.")
}

func TestPost_AnotherTimeCounts(t *testing.T) {
	t.Parallel()
	for name, to := range map[string]time.Duration{"earlier": time.Hour, "later": 30 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.edit(30*time.Minute, func(n *note) { n.at = stamp(w.began.Add(to)) })

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			w.isOut(t, to, w.note.text)
			require.Contains(t, w.saidAll(t), "Scheduled for "+w.note.at)
		})
	}
}

func TestPost_TakenBackInTimeNeverGoesOut(t *testing.T) {
	t.Parallel()
	for name, state := range map[string]string{"deleted": contract.PostGone, "moved to Rejected": contract.PostWithdrawn} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.edit(slot-time.Minute, func(n *note) { n.state = state })

			require.Equal(t, contract.StatusWithdrawn, w.run(t).Status)

			w.nothingLeft(t)
			require.Equal(t, 1, w.logged("process.ended"))
		})
	}
}

func TestPost_ANoteThatIsAwayForAMomentIsNotDropped(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.edit(time.Hour, func(n *note) { n.state = contract.PostGone })
	w.at(time.Hour+5*time.Second, func() { w.note.state = contract.PostReady })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	w.isOut(t, slot, w.note.text)
}

func TestPost_UntickedIsADraftAndWaits(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.edit(time.Hour, func(n *note) { n.state = contract.PostDraft })
	w.edit(slot+20*time.Minute, func(n *note) { n.state = contract.PostReady })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	w.isOut(t, slot+20*time.Minute, w.note.text)
	require.Contains(t, w.saidAll(t), "ready is not ticked")
}

func TestPost_ProblemsStandInTheNoteUntilTheyAreGone(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.problems = []contract.PostProblem{{Platform: contract.X, Sentence: "The text has 281 of 280 characters; shorten it."}}
	w.edit(time.Hour, func(n *note) { n.problems = nil })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, contract.StatusWaitingNote, w.told[0].Status)
	require.Equal(t, "The text has 281 of 280 characters; shorten it.", w.told[0].Problems[0].Sentence)
	w.isOut(t, slot, w.note.text)
}

func TestPost_WithProblemsIsNotPublishedHoweverLong(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.problems = []contract.PostProblem{{Sentence: "Instagram needs a picture."}}
	w.edit(20*24*time.Hour, func(n *note) { n.state = contract.PostWithdrawn })

	require.Equal(t, contract.StatusWithdrawn, w.run(t).Status)

	w.nothingLeft(t)
}

func TestPost_SaysTheSameOnlyOnce(t *testing.T) {
	t.Parallel()
	w := open(t)
	for i := range 20 {
		w.edit(time.Duration(i+1)*time.Minute, func(*note) {})
	}
	w.run(t)

	scheduled := 0
	for _, n := range w.told {
		if n.Status == contract.StatusScheduled {
			scheduled++
		}
	}
	require.Equal(t, 1, scheduled, "our own writing wakes the process, which must come to rest")
}

func TestPost_NowGoesOutAtOnceUnderOneSlot(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.at = "now"

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	w.isOut(t, 0, w.note.text)
}

func TestPost_NowKeepsItsSlotWhileItIsAskedAbout(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.at, w.note.kind, w.note.on = "now", contract.PostReply, []contract.Platform{contract.X}
	w.edit(time.Hour, func(*note) {})
	w.owner(3*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.requests(), 1)
	w.isOut(t, 3*time.Hour, w.note.text)
	require.Equal(t, contract.PostKey(postID, w.began, contract.X), w.platforms[contract.X].sent[0].Post.BusinessKey)
}

func TestPost_LateBecauseOfAPause(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		resumed time.Duration
		asks    bool
	}{"a little": {slot + 20*time.Minute, false}, "too much": {slot + time.Hour, true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.note.paused = true
			w.edit(c.resumed, func(n *note) { n.paused = false })
			w.owner(c.resumed+24*time.Hour, contract.VerdictApproved)

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			if !c.asks {
				require.Empty(t, w.desk.requests())
				w.isOut(t, c.resumed, w.note.text)
				return
			}
			require.Len(t, w.desk.requests(), 1)
			require.Contains(t, words(t, w.desk.requests()[0]), "social.late")
			w.isOut(t, c.resumed+24*time.Hour, w.note.text)
		})
	}
}

func TestPost_DryRunDescribesAndTouchesNothing(t *testing.T) {
	t.Parallel()
	for name, set := range map[string]func(*world){
		"of the caller": func(w *world) { w.in.DryRun = true },
		"of the note":   func(w *world) { w.note.dryRun = true },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			set(w)

			require.Equal(t, contract.StatusDryRun, w.run(t).Status)

			for _, p := range w.platforms {
				require.Empty(t, p.live)
				require.Len(t, p.sent, 1)
				require.Zero(t, p.prepares)
			}
			note, text := w.final(t)
			require.Equal(t, contract.FolderCompleted, note.Folder)
			require.Contains(t, text, "POST /x We are open on Sunday.")
			require.Equal(t, []string{"dry_run"}, w.results("x.publish_post"))
		})
	}
}

func TestPost_APlatformThatIsNotConfiguredStaysDry(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.platforms[contract.Instagram].account.Configured = false

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.platforms[contract.X].live, 1)
	require.Empty(t, w.platforms[contract.Instagram].live)
	require.True(t, w.platforms[contract.Instagram].sent[0].DryRun)
}

func TestPost_StoppedInTemporalSaysSo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.env.RegisterDelayedCallback(w.env.CancelWorkflow, time.Hour)
	w.env.ExecuteWorkflow(contract.ScheduledSocialPost, w.in)

	require.Error(t, w.env.GetWorkflowError())
	w.nothingLeft(t)
	_, text := w.final(t)
	require.Contains(t, text, "stopped in Temporal")
}

func TestPost_CountsComeAfterAnHourADayAndAWeek(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.run(t)

	var after []string
	for _, b := range w.books {
		if b.Post.Platform == contract.X && b.Metrics != nil {
			after = append(after, b.After)
		}
	}
	require.Equal(t, []string{"1h", "24h", "7d"}, after)
	last := words(t, w.told[len(w.told)-1])
	require.Contains(t, last, "Counts after a week")
	require.Contains(t, last, "likes 4")
	require.Contains(t, last, "reach", "what is not given is named")
	require.Contains(t, last, "https://x.example/x-1")
	require.Equal(t, 3, w.logged("social.counts"))
}

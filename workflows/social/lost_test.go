package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestSlot_ALostAnswerIsLookedUpAndAdopted(t *testing.T) {
	t.Parallel()
	for name, hidden := range map[string]time.Duration{"seen at once": 0, "seen after a minute": time.Minute, "seen after two": 2 * time.Minute} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, x := onX(t, lostAnswer(true))
			x.hidden = hidden

			require.Equal(t, contract.StatusDone, w.run(t).Status)

			require.Equal(t, []string{"x-1"}, x.ids())
			require.Len(t, x.sent, 1)
			_, text := w.final(t)
			require.Contains(t, text, "https://x.example/x-1")
			require.Equal(t, []string{"done"}, w.results("x.publish_post"))
		})
	}
}

func TestSlot_WhatIsSurelyNotThereGetsOneNewAttempt(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(false))

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, []string{"x-1"}, x.ids())
	require.Len(t, x.sent, 2)
	require.GreaterOrEqual(t, len(x.finds), 2)
	require.GreaterOrEqual(t, x.sentAt[1].Sub(x.sentAt[0]), 2*time.Minute, "the last look is two minutes after the attempt")
	require.Equal(t, []string{"not_done:absent", "done"}, w.results("x.publish_post"))
}

func TestSlot_WhatThePlatformKnowsForSureNeedsNoSecondLook(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(false))
	x.certain = true

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, x.finds, 1)
	require.Less(t, x.sentAt[1].Sub(x.sentAt[0]), 10*time.Second)
}

func TestSlot_TwiceWithoutAnAnswerIsUnknown(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(false), lostAnswer(false), lostAnswer(true))

	require.Equal(t, contract.StatusUnknown, w.run(t).Status)

	require.Len(t, x.sent, 2)
	note, text := w.final(t)
	require.Equal(t, contract.FolderNeedsAction, note.Folder)
	require.Contains(t, text, "Look on X whether the post is there")
}

func TestSlot_WhatThePlatformKnowsForSureIsNeverUnknown(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(false), lostAnswer(false), lostAnswer(false), lostAnswer(true))
	x.certain = true

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, x.sent, 4)
	require.Equal(t, []string{"x-1"}, x.ids())
	require.GreaterOrEqual(t, x.sentAt[2].Sub(x.sentAt[1]), 20*time.Second, "it is left alone in between")
	require.Equal(t, []string{"not_done:absent", "not_done:absent", "not_done:absent", "done"}, w.results("x.publish_post"))
	require.Contains(t, w.saidAll(t), "X gave no clear answer, and says itself that it is not out.")
}

func TestSlot_TwoThatMatchAreUnknown(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(true))
	key := contract.PostKey(postID, w.began.Add(slot), contract.X)
	w.at(slot+time.Second, func() { x.live = append(x.live, published{key: key + "/0 by hand", id: "x-2", at: w.env.Now()}) })

	require.Equal(t, contract.StatusUnknown, w.run(t).Status)

	require.Len(t, x.sent, 1)
}

func TestSlot_ARefusalAsASecondOneAfterALostAnswerIsLookedUp(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(true), fault{err: fail(contract.FailConflict, "You have already said that.")})
	x.hidden = 150 * time.Second // the look-ups after the first attempt do not see it yet

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, []string{"x-1"}, x.ids())
	require.Len(t, x.sent, 2)
}

func TestSlot_TheLookUpOutlivesAnOutage(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(true))
	x.blind = 12

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, []string{"x-1"}, x.ids())
	require.Len(t, x.sent, 1)
}

// A clock of ours that is put right after the attempt would have the post looked
// for in the future, or an older one taken for it.
func TestSlot_ALostPostIsLookedForByThePlatformsClock(t *testing.T) {
	t.Parallel()
	for _, ahead := range []time.Duration{-25 * time.Hour, -time.Hour, time.Hour, 25 * time.Hour} {
		w, x := onX(t, lostAnswer(true))
		x.ahead = ahead

		require.Equal(t, contract.StatusDone, w.run(t).Status)

		require.Equal(t, []string{"x-1"}, x.ids())
		require.Len(t, x.looked, 1)
		require.False(t, x.looked[0].OurClock)
		require.True(t, x.looked[0].Since.Equal(x.sentAt[0].Add(ahead)), ahead)
	}
}

func TestSlot_WhatADyingWorkerToldLastDatesTheAttempt(t *testing.T) {
	t.Parallel()
	theirs := time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)
	w, x := onX(t, fault{err: temporal.NewHeartbeatTimeoutError(contract.Sent{At: theirs}), done: true})

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, []string{"x-1"}, x.ids())
	require.False(t, x.looked[0].OurClock)
	require.True(t, x.looked[0].Since.Equal(theirs))
}

// The worker tells Temporal first, and sends then.
func TestSlot_AWorkerThatDiedBeforeItToldAnythingHasSentNothing(t *testing.T) {
	t.Parallel()
	w, x := onX(t, fault{err: temporal.NewHeartbeatTimeoutError()})

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, x.sent, 2)
	require.True(t, x.looked[0].OurClock, "it is looked for all the same")
}

// Where only our clock is left to go by, what is not found may still be there.
func TestSlot_APlatformThatTellsNoTimeIsNeverTakenForSure(t *testing.T) {
	t.Parallel()
	for done, want := range map[bool]string{true: contract.StatusDone, false: contract.StatusUnknown} {
		w, x := onX(t, lostAnswer(done))
		x.timeless = true

		require.Equal(t, want, w.run(t).Status)

		require.Len(t, x.sent, 1)
		require.True(t, x.looked[0].OurClock)
		if !done {
			_, text := w.final(t)
			require.Contains(t, text, "X tells no time by which the post could be looked for")
		}
	}
}

// The second attempt is refused as a repetition: it is the first that is looked for.
func TestSlot_ALookGoesBackToTheFirstAttemptThatWasLost(t *testing.T) {
	t.Parallel()
	w, x := onX(t, lostAnswer(true), lostAnswer(false))
	x.hidden = 150 * time.Second

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Equal(t, []string{"x-1"}, x.ids())
	require.Len(t, x.sent, 2)
	for _, in := range x.looked {
		require.True(t, in.Since.Equal(x.sentAt[0]))
	}
}

package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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

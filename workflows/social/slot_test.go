package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// onX is a world whose post goes to X alone, with a script of faults.
func onX(t *testing.T, faults ...fault) (*world, *platform) {
	t.Helper()
	w := open(t)
	w.note.on = []contract.Platform{contract.X}
	x := w.platforms[contract.X]
	x.faults = faults
	return w, x
}

func TestSlot_APlatformThatIsDownIsWaitedFor(t *testing.T) {
	t.Parallel()
	down := fault{err: fail(contract.FailTransient, "Nobody answers.")}
	w, x := onX(t, down, down, down)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, x.sent, 4)
	require.Equal(t, []string{"not_done:transient", "not_done:transient", "not_done:transient", "done"}, w.results("x.publish_post"))
	require.Contains(t, w.saidAll(t), "Nobody answers")
}

func TestSlot_ARateLimitIsWaitedForAsTold(t *testing.T) {
	t.Parallel()
	w, x := onX(t)
	until := w.began.Add(slot + 17*time.Minute)
	x.faults = []fault{{err: fail(contract.FailRateLimited, "X asks to wait.", contract.RateWait{Until: until})}}
	w.edit(slot+5*time.Minute, func(*note) {})

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, x.sent, 2, "a hint about the note is no reason to press the platform")
	require.WithinDuration(t, until.Add(time.Second), x.sentAt[1], 2*time.Second)
}

func TestSlot_ARefusalIsFinalAndSaysTheWayForward(t *testing.T) {
	t.Parallel()
	w, x := onX(t, fault{err: fail(contract.FailInvalid, "X refuses the text.")})

	require.Equal(t, contract.StatusRefused, w.run(t).Status)

	require.Len(t, x.sent, 1)
	note, text := w.final(t)
	require.Equal(t, contract.FolderNeedsAction, note.Folder)
	require.Contains(t, text, "X refuses the text")
	require.Contains(t, text, "set platforms to x only")
}

func TestSlot_OnePlatformDoesNotHoldUpTheOthers(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.platforms[contract.X].faults = []fault{{err: fail(contract.FailInvalid, "X refuses the text.")}}
	w.platforms[contract.Instagram].faults = []fault{lostAnswer(false)}

	require.Equal(t, contract.StatusPartly, w.run(t).Status)

	require.Len(t, w.platforms[contract.Facebook].live, 1)
	require.Len(t, w.platforms[contract.Instagram].live, 1)
	require.Len(t, w.platforms[contract.Facebook].sent, 1, "success on a platform is final")
}

func TestSlot_ADeadTokenParksAndGoesOnAfterItsRenewal(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.accountProblems = true
	x := w.platforms[contract.X]
	x.account.Problem = "The token of X has expired; renew it."
	for range 500 {
		x.faults = append(x.faults, fault{err: fail(contract.FailAuth, "The token of X has expired; renew it.")})
	}
	w.at(slot+5*time.Hour, func() { x.account.Problem, x.faults = "", nil })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	fb := w.platforms[contract.Facebook]
	require.WithinDuration(t, w.began.Add(slot), fb.sentAt[0], time.Second, "the others go out on time")
	require.Len(t, x.live, 1)
	require.Len(t, x.sent, 2, "while it is dead only the account is asked about")
	require.Contains(t, w.desk.notices()[0], "X does not let the employee in")
	require.Contains(t, w.saidAll(t), "The token of X has expired; renew it.")
	cleared := 0
	for _, f := range w.desk.filed {
		if f.Note.RequestID == "req-social-x-token" {
			cleared++
		}
	}
	require.Equal(t, 1, cleared)
}

func TestSlot_WhatWaitsIsNotPublishedAfterTheOwnerTookItBack(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*note){
		"deleted":  func(n *note) { n.state = contract.PostGone },
		"unticked": func(n *note) { n.state = contract.PostDraft },
		"edited":   func(n *note) { n.text = "Something else." },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			x := w.platforms[contract.X]
			x.faults = []fault{{err: fail(contract.FailTransient, "Nobody answers.")}, {err: fail(contract.FailTransient, "Nobody answers.")}}
			w.edit(slot+30*time.Second, change)

			require.Equal(t, contract.StatusPartly, w.run(t).Status)

			require.Empty(t, x.live)
			_, text := w.final(t)
			require.Contains(t, text, "changed or taken back")
		})
	}
}

func TestSlot_WhatNeverGetsThroughIsGivenUpAfterAWeek(t *testing.T) {
	t.Parallel()
	w, x := onX(t)
	for range 2000 {
		x.faults = append(x.faults, fault{err: fail(contract.FailTransient, "Nobody answers.")})
	}

	require.Equal(t, contract.StatusRefused, w.run(t).Status)

	require.Empty(t, x.live)
	require.Less(t, len(x.sent), 500, "the history has an end")
}

func TestSlot_ABlockStopsAndIsTold(t *testing.T) {
	t.Parallel()
	w, x := onX(t, fault{err: fail(contract.FailInvalid, "X has locked the account.", contract.AccountBlocked{Platform: contract.X})})

	require.Equal(t, contract.StatusRefused, w.run(t).Status)

	require.Len(t, x.sent, 1)
	require.Contains(t, w.desk.notices()[0], "X has blocked posts of this account")
}

// Instagram has been seen to block an action whose post came out all the same.
func TestSlot_ABlockWithoutAClearAnswerIsLookedUpAndThenStops(t *testing.T) {
	t.Parallel()
	for _, done := range []bool{true, false} {
		w, x := onX(t, fault{err: fail(contract.FailOutcomeUnknown, "X has restricted the account.", contract.AccountBlocked{Platform: contract.X}), done: done})

		status := w.run(t).Status

		require.Equal(t, done, status == contract.StatusDone, status)
		require.Equal(t, !done, status == contract.StatusRefused, status)
		require.Len(t, x.sent, 1, "no second attempt")
		require.Contains(t, w.desk.notices()[0], "X has blocked posts of this account")
	}
}

func TestSlot_ABlockedAccountIsLeftAloneUntilTheOwnerHasLooked(t *testing.T) {
	t.Parallel()
	w := daily(t, 3)
	x := w.platforms[contract.X]
	x.faults = []fault{{err: fail(contract.FailInvalid, "X has locked the account.", contract.AccountBlocked{Platform: contract.X})}}
	w.at(slot+day+time.Hour, func() { w.desk.gone = map[string]bool{"req-social-x-blocked": true} })

	w.run(t)

	require.Len(t, x.sent, 2, "the one that met the block, and the one after the owner has looked")
	require.Len(t, x.live, 1)
}

// Writing it at once, for each of many posts that are due together, would hold
// up the requests of the others.
func TestSlot_ThatItIsBeingPublishedIsOnlyWrittenWhenItTakesLong(t *testing.T) {
	t.Parallel()
	quick, _ := onX(t)
	slow, x := onX(t, lostAnswer(true))
	x.hidden = time.Minute

	require.Equal(t, contract.StatusDone, quick.run(t).Status)
	require.Equal(t, contract.StatusDone, slow.run(t).Status)

	require.NotContains(t, quick.saidAll(t), "Being published")
	require.Contains(t, slow.saidAll(t), "Being published now.")
}

func TestSlot_AThreadHangsTogetherAndAFirstCommentOnThePost(t *testing.T) {
	t.Parallel()
	w, x := onX(t)
	w.note.thread, w.note.comment = []string{"second", "third"}, "comment"

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	var parents []string
	for _, in := range x.sent {
		parents = append(parents, in.Parent)
	}
	require.Equal(t, []string{"", "x-1", "x-2", "x-1"}, parents)
}

func TestSlot_APartThatFailsLeavesWhatIsOut(t *testing.T) {
	t.Parallel()
	w, x := onX(t, fault{done: true}, fault{err: fail(contract.FailInvalid, "Too long.")})
	w.note.thread = []string{"second", "third"}

	require.Equal(t, contract.StatusPartly, w.run(t).Status)

	require.Equal(t, []string{"x-1"}, x.ids())
	_, text := w.final(t)
	require.Contains(t, text, "Part 2 of 3 is not out: Too long.")
	require.Contains(t, text, "https://x.example/x-1")
}

func TestSlot_MediaIsPreparedFirst(t *testing.T) {
	t.Parallel()
	processing := contract.Prepared{State: contract.PreparedProcessing, CheckAfter: 40 * time.Second, ContainerID: "c1"}
	for name, c := range map[string]struct {
		states   []contract.Prepared
		prepares int
		status   string
	}{
		"ready at once":      {nil, 1, contract.StatusDone},
		"worked on":          {[]contract.Prepared{processing, processing, {State: contract.PreparedReady}}, 1, contract.StatusDone},
		"expired":            {[]contract.Prepared{processing, {State: contract.PreparedExpired}}, 2, contract.StatusDone},
		"refused":            {[]contract.Prepared{{State: contract.PreparedFailed, Problem: "The video is broken."}}, 1, contract.StatusRefused},
		"failed once":        {[]contract.Prepared{{State: contract.PreparedFailed, Problem: "Timeout.", Retry: true}}, 2, contract.StatusDone},
		"fails all the time": {[]contract.Prepared{{State: contract.PreparedFailed, Retry: true}, {State: contract.PreparedFailed, Retry: true}, {State: contract.PreparedFailed, Retry: true}}, 3, contract.StatusRefused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, x := onX(t)
			w.note.media = []contract.PostMedia{{Source: "a.mp4", Kind: contract.MediaVideo}}
			x.prepared = c.states

			require.Equal(t, c.status, w.run(t).Status)

			require.Equal(t, c.prepares, x.prepares)
			require.Len(t, x.live, map[bool]int{true: 1}[c.status == contract.StatusDone])
		})
	}
}

func TestSlot_APostThatCannotBeReadBackIsOutAllTheSame(t *testing.T) {
	t.Parallel()
	w, x := onX(t)
	for range 9 {
		x.verify = append(x.verify, fail(contract.FailNotFound, "X does not show it."))
	}

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	_, text := w.final(t)
	require.Contains(t, text, "could not be read back")
}

func TestSlot_APlatformThatDoesNotAnswerDelaysNoOther(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.at = "now"
	w.platforms[contract.X].mute = true

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.WithinDuration(t, w.began, w.platforms[contract.Facebook].sentAt[0], 21*time.Second)
}

package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// replies is a world whose post always asks.
func replies(t *testing.T) *world {
	t.Helper()
	w := open(t)
	w.note.kind, w.note.on = contract.PostReply, []contract.Platform{contract.X}
	return w
}

func TestAsk_ApprovedReplyGoesOutAtItsTime(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	w.isOut(t, slot, w.note.text)
	require.Len(t, w.desk.requests(), 1)
	request := w.desk.requests()[0]
	require.Equal(t, contract.FolderPendingApproval, request.Folder)
	require.Contains(t, words(t, request), "We are open on Sunday.")
	require.Contains(t, words(t, request), "social.reply")
	require.Equal(t, []string{contract.StatusDone}, w.desk.outcomes())
	for _, r := range w.records {
		if r.Phase == contract.PhaseIntent {
			require.Equal(t, "approved", r.ApprovalStatus)
			require.Equal(t, request.RequestID, r.RequestID)
		}
	}
}

func TestAsk_NothingGoesOutWithoutADecision(t *testing.T) {
	t.Parallel()
	w := replies(t)

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	w.nothingLeft(t)
	note, _ := w.final(t)
	require.Equal(t, contract.FolderNeedsAction, note.Folder)
}

func TestAsk_NoIsNo(t *testing.T) {
	t.Parallel()
	for verdict, folder := range map[contract.Verdict]string{contract.VerdictRejected: contract.FolderRejected, contract.VerdictWithdrawn: contract.FolderNeedsAction} {
		for name, after := range map[string]time.Duration{"before": time.Hour, "after the slot": 3 * time.Hour} {
			t.Run(string(verdict)+" "+name, func(t *testing.T) {
				t.Parallel()
				w := replies(t)
				w.owner(after, verdict)

				require.Equal(t, string(verdict), w.run(t).Status)

				w.nothingLeft(t)
				note, _ := w.final(t)
				require.Equal(t, folder, note.Folder)
			})
		}
	}
}

func TestAsk_YesAfterTheSlotPublishesAtOnce(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.owner(26*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	w.isOut(t, 26*time.Hour, w.note.text)
}

func TestAsk_ChangedAfterTheYesIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.owner(10*time.Minute, contract.VerdictApproved)
	w.edit(20*time.Minute, func(n *note) { n.text = "Something else." })
	w.owner(30*time.Minute, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	requests := w.desk.requests()
	require.Len(t, requests, 2)
	require.Equal(t, requests[0].RequestID, requests[1].RequestID, "one request, one note, revised")
	require.Equal(t, 2, requests[1].Revision)
	require.Contains(t, words(t, requests[1]), "has changed since")
	w.isOut(t, slot, "Something else.")
}

func TestAsk_ChangedAfterTheYesGoesOutOnlyWithANewOne(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.owner(10*time.Minute, contract.VerdictApproved)
	w.at(slot-time.Second, func() { w.note.text = "Something else." })

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	w.nothingLeft(t)
}

func TestAsk_AYesThatIsTakenBackDoesNotCount(t *testing.T) {
	t.Parallel()
	for name, verdict := range map[string]contract.Verdict{"pending again": contract.VerdictPending, "rejected": contract.VerdictRejected} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := replies(t)
			w.owner(10*time.Minute, contract.VerdictApproved)
			w.at(time.Hour, func() { w.desk.verdict = verdict }) // without a hint

			w.run(t)

			w.nothingLeft(t)
		})
	}
}

func TestAsk_AYesThatIsTooOldIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.owner(10*time.Minute, contract.VerdictApproved)
	w.at(time.Hour, func() { w.note.paused = true })
	w.edit(slot+5*time.Hour, func(n *note) { n.paused = false })
	w.owner(slot+6*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.requests(), 2)
	w.isOut(t, slot+6*time.Hour, w.note.text)
}

// The clock of a network share, or of a laptop's virtual machine, may be behind.
func TestAsk_AYesCountsThoughTheClockThatDatesItIsHoursBehind(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.note.at = stamp(w.began.Add(-2 * time.Hour))
	w.ownerDated(10*time.Minute, contract.VerdictApproved, -3*time.Hour)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.requests(), 1, "asked once")
	w.isOut(t, 10*time.Minute, w.note.text)
}

func TestAsk_AnotherSlotIsAnotherRequest(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.edit(20*time.Minute, func(n *note) { n.at = stamp(w.began.Add(30 * time.Hour)) })
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	requests := w.desk.requests()
	require.Len(t, requests, 2)
	require.NotEqual(t, requests[0].RequestID, requests[1].RequestID)
	require.Equal(t, []string{contract.OutcomeSettled, contract.StatusDone}, w.desk.outcomes())
	w.isOut(t, 30*time.Hour, w.note.text)
}

func TestAsk_SensitiveWordsAskAndWithoutThemItGoesByItself(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.sensitive = []contract.Sensitive{{Kind: "politics", Words: "election"}}
	w.edit(time.Hour, func(n *note) { n.sensitive, n.text = nil, "Something harmless." })

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.requests(), 1)
	require.Contains(t, words(t, w.desk.requests()[0]), "election")
	require.Equal(t, []string{contract.OutcomeSettled}, w.desk.outcomes())
	w.isOut(t, slot, "Something harmless.")
}

func TestAsk_WhatAnAssistantBringsAlwaysAsks(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.note.source = contract.SourceAssistant

	require.Equal(t, contract.StatusExpired, w.run(t).Status)

	w.nothingLeft(t)
}

func TestAsk_AYesToADryRunIsNoneToTheRealThing(t *testing.T) {
	t.Parallel()
	for name, real := range map[string]time.Duration{"before the yes": 20 * time.Minute, "after the yes": 40 * time.Minute} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.note.source, w.note.dryRun = contract.SourceAssistant, true
			w.owner(30*time.Minute, contract.VerdictApproved)
			w.edit(real, func(n *note) { n.dryRun = false })

			result := w.run(t)

			requests := w.desk.requests()
			require.Len(t, requests, 2, "it is asked again")
			require.True(t, requests[0].DryRun)
			require.False(t, requests[1].DryRun)
			if real > 30*time.Minute {
				require.Contains(t, words(t, requests[1]), "was a dry run")
				require.Equal(t, contract.StatusExpired, result.Status)
				w.nothingLeft(t)
			}
		})
	}
}

func TestAsk_APostThatIsTakenBackTakesItsRequestAlong(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.edit(time.Hour, func(n *note) { n.state = contract.PostWithdrawn })

	require.Equal(t, contract.StatusWithdrawn, w.run(t).Status)

	require.Equal(t, []string{contract.StatusWithdrawn}, w.desk.outcomes())
}

func TestAsk_AClosedRequestIsNotOpenedAgain(t *testing.T) {
	t.Parallel()
	w := replies(t)
	w.edit(20*time.Minute, func(n *note) { n.state = contract.PostDraft })
	w.edit(40*time.Minute, func(n *note) { n.state = contract.PostReady })
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	w.isOut(t, slot, w.note.text)
}

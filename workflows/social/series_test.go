package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const day = 24 * time.Hour

// daily is a series that began two hours after the start and has n days.
func daily(t *testing.T, n int) *world {
	t.Helper()
	w := open(t)
	w.note.every, w.note.on = day, []contract.Platform{contract.X}
	w.note.until = w.began.Add(slot + time.Duration(n-1)*day)
	return w
}

func TestSeries_EachDayOnceUntilItIsOver(t *testing.T) {
	t.Parallel()
	w := daily(t, 3)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	require.Equal(t, 3, result.Slots)
	x := w.platforms[contract.X]
	require.Len(t, x.live, 3)
	for i, at := range x.sentAt {
		require.WithinDuration(t, w.began.Add(slot+time.Duration(i)*day), at, time.Second)
	}
	note, text := w.final(t)
	require.Equal(t, contract.FolderCompleted, note.Folder)
	require.Contains(t, text, "series is over")
	require.Contains(t, w.saidAll(t), "The last one, of")
}

func TestSeries_AfterADowntimeAtMostOneIsMadeUpForAndItAsks(t *testing.T) {
	t.Parallel()
	w := daily(t, 1)
	w.note.at, w.note.until = stamp(w.began.Add(-9*day-2*time.Hour)), w.began.Add(day)
	w.owner(time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, 2, result.Slots, "the one that is made up for, and tomorrow's")
	x := w.platforms[contract.X]
	require.Len(t, x.live, 2)
	require.WithinDuration(t, w.began.Add(time.Hour), x.sentAt[0], time.Second)
	require.Len(t, w.desk.requests(), 1)
	require.Contains(t, words(t, w.desk.requests()[0]), "Left out")
	_, text := w.final(t)
	require.Contains(t, text, "Left out")
	require.Contains(t, text, "2026-11-14 07:00")
	require.NotContains(t, text, "2026-11-23 07:00")
}

func TestSeries_ACatchUpThatNobodyApprovesMakesWayForTheNextDay(t *testing.T) {
	t.Parallel()
	w := daily(t, 1)
	w.note.at, w.note.until = stamp(w.began.Add(-9*day-2*time.Hour)), w.began.Add(day)

	require.Equal(t, 1, w.run(t).Slots)

	x := w.platforms[contract.X]
	require.Len(t, x.live, 1)
	require.WithinDuration(t, w.began.Add(day-2*time.Hour), x.sentAt[0], 2*time.Second)
}

func TestSeries_ADayThatIsRejectedIsLeftOut(t *testing.T) {
	t.Parallel()
	w := daily(t, 3)
	w.note.kind = contract.PostReply
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(day, contract.VerdictRejected)
	w.owner(2*day, contract.VerdictApproved)

	require.Equal(t, 2, w.run(t).Slots)

	x := w.platforms[contract.X]
	require.Len(t, x.live, 2)
	require.WithinDuration(t, w.began.Add(slot+2*day), x.sentAt[1], time.Second)
}

func TestSeries_ADayThatDoesNotComeOutIsToldAndTheNextGoesOn(t *testing.T) {
	t.Parallel()
	w := daily(t, 2)
	w.platforms[contract.X].faults = []fault{{err: fail(contract.FailInvalid, "X refuses the text.")}}

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.platforms[contract.X].live, 1)
	require.Len(t, w.desk.notices(), 1)
	require.Contains(t, w.desk.notices()[0], "Not published everywhere")
}

func TestSeries_ADeadTokenNeverMakesABurst(t *testing.T) {
	t.Parallel()
	w := daily(t, 5)
	x := w.platforms[contract.X]
	for range 200 {
		x.faults = append(x.faults, fault{err: fail(contract.FailAuth, "The token has expired.")})
	}
	w.at(slot-time.Minute, func() { x.account.Problem = "The token has expired." })
	w.at(slot+3*day+time.Hour, func() { x.account.Problem, x.faults = "", nil })

	w.run(t)

	require.Len(t, x.live, 2, "the day in hand and the one after it")
	require.Greater(t, x.live[1].at.Sub(x.live[0].at), 20*time.Hour)
}

func TestSeries_IsCutAndGoesOn(t *testing.T) {
	t.Parallel()
	w := daily(t, 3)
	w.in.Done = &contract.SeriesState{Last: w.began.Add(slot), Count: 1}

	require.Equal(t, 3, w.run(t).Slots)

	require.Len(t, w.platforms[contract.X].live, 2)
}

func TestSeries_ALongHistoryContinuesAsNewFromWhereItStands(t *testing.T) {
	t.Parallel()
	w := daily(t, 3)
	w.env.SetContinueAsNewSuggested(true)
	w.env.ExecuteWorkflow(contract.ScheduledSocialPost, w.in)

	require.ErrorContains(t, w.env.GetWorkflowError(), "continue as new")
	require.LessOrEqual(t, len(w.platforms[contract.X].live), 1)
}

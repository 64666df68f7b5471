package inbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestWatch_OutageBacksOffToAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.gmail.listErr = func(int) error { return fail(contract.FailTransient) }
	var during contract.ProcessStatus
	w.env.RegisterDelayedCallback(func() { during = w.status(t) }, 20*time.Minute)
	w.runFor(t, 10*time.Hour, minutely())
	// 0, 30 s, 1.5, 3.5, 7.5, 15.5 min, then every 15 min until 600 min.
	require.Len(t, w.gmail.listed, 6+38)
	require.Equal(t, contract.StatusWaitingSystem, during.Status)
	require.Contains(t, during.WaitingFor, "Trying again in 15m0s")
}

func TestWatch_LongOutageIsToldOnceAndFiledWhenOver(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a"})
	w.gmail.listErr = func(n int) error {
		if n <= 20 {
			return fail(contract.FailTransient)
		}
		return nil
	}
	w.runFor(t, 10*time.Hour, seldom())
	require.Len(t, w.desk.laid, 1)
	require.Equal(t, 1, w.desk.laid[0].Revision)
	require.Len(t, w.desk.filed, 1)
	require.Equal(t, w.desk.laid[0].RequestID, w.desk.filed[0].Note.RequestID)
	require.Equal(t, contract.FolderCompleted, w.desk.filed[0].Folder)
	require.Len(t, *w.started, 1, "the mail that came meanwhile is read")
}

func TestWatch_ShortOutageBothersNobody(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.gmail.listErr = func(n int) error {
		if n <= 5 {
			return fail(contract.FailTransient)
		}
		return nil
	}
	w.runFor(t, 2*time.Hour, seldom())
	require.Empty(t, w.desk.laid)
	require.Empty(t, w.desk.filed)
}

func TestWatch_WaitsAsLongAsGmailAsks(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.gmail.listErr = func(n int) error {
		if n == 1 {
			return failAfter(contract.FailRateLimited, 3*time.Hour)
		}
		return nil
	}
	var during contract.ProcessStatus
	w.env.RegisterDelayedCallback(func() { during = w.status(t) }, 2*time.Hour)
	w.runFor(t, 3*time.Hour+time.Minute, seldom())
	require.Len(t, w.gmail.listed, 2)
	require.Contains(t, during.WaitingFor, "Trying again in 3h0m0s")
}

func TestWatch_DeadLoginIsToldOnceTriedSeldomAndNoticedWhenRenewed(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a"})
	w.gmail.listErr = func(n int) error {
		if n <= 9 {
			return fail(contract.FailAuth)
		}
		return nil
	}
	var during contract.ProcessStatus
	w.env.RegisterDelayedCallback(func() { during = w.status(t) }, time.Hour)
	w.runFor(t, 8*15*time.Minute+time.Minute, seldom())
	require.Len(t, w.gmail.listed, 9)
	require.Len(t, w.desk.laid, 1)
	note := w.desk.laid[0]
	require.Equal(t, contract.NoteNotice, note.Type)
	require.Equal(t, contract.FolderNeedsAction, note.Folder)
	require.Contains(t, strings.Join(note.HowTo, " "), "go run ./starter gmail-login")
	require.Equal(t, contract.StatusWaitingAnswer, during.Status)
	require.Contains(t, during.WaitingFor, "15 minutes")
	require.Empty(t, w.desk.filed)

	again := open(t, []string{"a"})
	again.gmail.listErr = w.gmail.listErr
	again.runFor(t, 9*15*time.Minute+time.Minute, seldom())
	require.Len(t, again.desk.filed, 1)
	require.Equal(t, note.RequestID, again.desk.filed[0].Note.RequestID)
	require.Len(t, *again.started, 1)
}

func TestWatch_PollNowTriesARenewedLoginAtOnce(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.gmail.listErr = func(n int) error {
		if n == 1 {
			return fail(contract.FailAuth)
		}
		return nil
	}
	w.env.RegisterDelayedCallback(func() { w.env.SignalWorkflow(contract.SignalPollNow, nil) }, time.Minute)
	w.runFor(t, 2*time.Minute, seldom())
	require.Len(t, w.gmail.listed, 2)
	require.Len(t, w.desk.filed, 1)
}

func TestWatch_SecondOutageHasItsOwnNotice(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a"}, []string{"b"})
	w.gmail.listErr = func(n int) error {
		if n == 1 || n == 3 {
			return fail(contract.FailAuth)
		}
		return nil
	}
	w.runFor(t, 40*time.Minute, minutely())
	require.Len(t, w.desk.laid, 2)
	require.NotEqual(t, w.desk.laid[0].RequestID, w.desk.laid[1].RequestID)
	require.Len(t, w.desk.filed, 2)
}

func TestWatch_DeadLoginTakesThePlaceOfAnOutage(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.gmail.listErr = func(n int) error {
		if n <= 10 {
			return fail(contract.FailTransient)
		}
		return fail(contract.FailAuth)
	}
	w.runFor(t, 5*time.Hour, minutely())
	require.Len(t, w.desk.laid, 2)
	require.Equal(t, w.desk.laid[0].RequestID, w.desk.laid[1].RequestID)
	require.Equal(t, []int{1, 2}, []int{w.desk.laid[0].Revision, w.desk.laid[1].Revision})
}

func TestWatch_NoticeOfAnEarlierRunIsFiled(t *testing.T) {
	t.Parallel()
	first := open(t)
	first.gmail.listErr = func(int) error { return fail(contract.FailAuth) }
	first.env.SetContinueAsNewSuggested(true)
	in := minutely()
	in.HistoryID = "c0"
	first.env.ExecuteWorkflow(contract.GmailWatch, in)
	next := first.continued(t)
	require.True(t, next.AuthNoticeShown)
	require.Equal(t, 1, next.Failures)
	require.Equal(t, "c0", next.HistoryID)

	second := open(t)
	second.runFor(t, 30*time.Second, next)
	require.Empty(t, second.desk.laid)
	require.Len(t, second.desk.filed, 1)
	require.Equal(t, first.desk.laid[0].RequestID, second.desk.filed[0].Note.RequestID)
}

func TestWatch_LoginDyingBetweenMailsKeepsThePage(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a", "b"})
	dead := true
	w.gmail.fetchErr = func(id string) error {
		if id == "b" && dead {
			dead = false
			return fail(contract.FailAuth)
		}
		return nil
	}
	w.runFor(t, 20*time.Minute, seldom())
	require.Equal(t, []string{"a", "b", "b"}, w.gmail.fetched)
	require.Len(t, *w.started, 2)
}

func TestWatch_DeskThatRefusesTheNoticeDoesNotEndTheWatch(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.desk.err = fail(contract.FailInvalid)
	w.gmail.listErr = func(int) error { return fail(contract.FailAuth) }
	w.runFor(t, time.Hour, minutely())
	require.Len(t, w.gmail.listed, 4)
}

func TestWatch_NotConfiguredWaitsQuietly(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.gmail.listErr = func(int) error { return fail(contract.FailNotConfigured) }
	w.runFor(t, time.Hour, minutely())
	require.Len(t, w.gmail.listed, 4)
	require.Empty(t, w.desk.laid)
}

// seldom looks again only after two hours, so that the pauses after a
// failure can be told from the usual rhythm.
func seldom() contract.GmailWatchInput { return contract.GmailWatchInput{Interval: 2 * time.Hour} }

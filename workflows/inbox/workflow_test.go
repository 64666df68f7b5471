package inbox_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestWatch_EachMailOfEachPageGetsItsProcess(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a", "b"}, []string{"c"}, []string{"d"})
	w.gmail.more[0] = true
	w.runFor(t, 90*time.Second, minutely())
	require.Equal(t, []string{contract.InvoiceID("key-a"), contract.InvoiceID("key-b"), contract.InvoiceID("key-c"), contract.InvoiceID("key-d")}, *w.started)
	require.Equal(t, []string{"", "p1", "c2"}, w.gmail.listed, "two pages at once, then the cursor of the last one")
	require.Equal(t, []string{"a", "b", "c", "d"}, w.gmail.labelled, "a refused label stops nothing")
	require.Len(t, w.records, 8, "an intent and a result for each")
	require.Equal(t, w.records[0].CorrelationID, w.records[1].CorrelationID)
	require.Equal(t, "not_done:auth", w.records[1].Result)
}

func TestWatch_BeginsAtTheCursorItIsGiven(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"old"}, []string{"new"})
	in := minutely()
	in.HistoryID = "c1"
	w.runFor(t, 30*time.Second, in)
	require.Equal(t, []string{contract.InvoiceID("key-new")}, *w.started)
}

func TestWatch_DryRunLeavesNoLabel(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a"})
	in := minutely()
	in.DryRun = true
	w.runFor(t, 30*time.Second, in)
	require.Len(t, *w.started, 1)
	require.Empty(t, w.gmail.labelled)
}

func TestWatch_SameMailTwiceIsOneProcess(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a", "b"}, []string{"a"})
	w.gmail.keyOf = func(string) string { return "same" }
	w.runFor(t, 90*time.Second, minutely())
	require.Equal(t, []string{contract.InvoiceID("same")}, *w.started)
	require.Equal(t, []string{"", "c1"}, w.gmail.listed, "it is no failure")
}

func TestWatch_DeletedMailIsPassedOver(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"gone", "b"})
	w.gmail.fetchErr = func(id string) error {
		if id == "gone" {
			return fail(contract.FailNotFound)
		}
		return nil
	}
	w.runFor(t, 90*time.Second, minutely())
	require.Equal(t, []string{contract.InvoiceID("key-b")}, *w.started)
	require.Equal(t, []string{"", "c1"}, w.gmail.listed)
	require.Empty(t, w.desk.laid)
}

func TestWatch_UndecodableMailIsHandedToTheOwner(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"18f0bad", "b"})
	w.gmail.fetchErr = func(id string) error {
		if id == "18f0bad" {
			return fail(contract.FailInvalid)
		}
		return nil
	}
	w.runFor(t, 90*time.Second, minutely())
	require.Len(t, *w.started, 1)
	require.Len(t, w.desk.laid, 1)
	note := w.desk.laid[0]
	require.Equal(t, contract.NoteNotice, note.Type)
	require.Equal(t, contract.FolderNeedsAction, note.Folder)
	require.Equal(t, "https://mail.google.com/mail/u/0/#all/18f0bad", note.Sections[0].Links[0].Target)
	require.Equal(t, []string{"", "c1"}, w.gmail.listed, "the mail holds nothing up")
}

func TestWatch_FailingMailHoldsUpNeitherTheOthersNorTheCursorForEver(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"slow", "b"})
	w.gmail.fetchErr = func(id string) error {
		if id == "slow" {
			return fail(contract.FailTransient)
		}
		return nil
	}
	w.runFor(t, 2*time.Hour, minutely())
	require.Equal(t, []string{contract.InvoiceID("key-b")}, *w.started)
	require.Equal(t, 1, count(w.gmail.fetched, "b"), "what came through is not fetched again")
	require.Equal(t, 8, count(w.gmail.fetched, "slow"))
	require.Contains(t, w.gmail.listed, "c1")
	require.Equal(t, "A mail in Gmail could not be read", w.desk.laid[0].Title)
}

func TestWatch_LoneFailingMailIsNeverGivenUp(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"only"})
	w.gmail.fetchErr = func(string) error { return fail(contract.FailTransient) }
	w.runFor(t, 24*time.Hour, minutely())
	require.NotContains(t, w.gmail.listed, "c1", "as far as one can tell Gmail itself is broken")
	require.Equal(t, "Gmail has not been read for a while", w.desk.laid[0].Title)
	require.Len(t, w.desk.laid, 1)
}

func TestWatch_PollNowIsAnsweredAtOnceAndRepeatsAreOne(t *testing.T) {
	t.Parallel()
	w := open(t)
	in := contract.GmailWatchInput{Interval: time.Hour}
	for range 3 {
		w.env.RegisterDelayedCallback(func() { w.env.SignalWorkflow(contract.SignalPollNow, nil) }, time.Minute)
	}
	w.runFor(t, 30*time.Minute, in)
	require.LessOrEqual(t, len(w.gmail.listed), 4)
	require.GreaterOrEqual(t, len(w.gmail.listed), 2)
}

func TestWatch_StoppingItLeavesTheInvoicesAlone(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a"})
	w.runFor(t, 30*time.Second, minutely())
	require.Contains(t, w.status(t).WaitingFor, "Stopped")
	require.Len(t, *w.started, 1)
	require.Zero(t, w.stopped)
}

func TestWatch_ContinuesAsNewWithItsCursorAfterAHundredLooks(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a"}, []string{"b"})
	in := minutely()
	in.VaultQueue, in.DryRun = "host", true
	w.env.ExecuteWorkflow(contract.GmailWatch, in)
	next := w.continued(t)
	require.Len(t, w.gmail.listed, 100)
	in.HistoryID = "c2"
	require.Equal(t, in, next)
}

func TestWatch_LongHistoryIsCutBetweenTwoPages(t *testing.T) {
	t.Parallel()
	w := open(t, []string{"a"}, []string{"b"})
	w.gmail.more[0] = true
	w.env.SetContinueAsNewSuggested(true)
	w.env.ExecuteWorkflow(contract.GmailWatch, minutely())
	require.Equal(t, "p1", w.continued(t).HistoryID)
	require.Equal(t, []string{""}, w.gmail.listed)
}

func TestWatch_SignalsAreDrainedBeforeTheHistoryIsCut(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.gmail.listErr = func(n int) error {
		if n == 100 {
			w.env.SignalWorkflow(contract.SignalPollNow, nil)
		}
		return nil
	}
	w.env.ExecuteWorkflow(contract.GmailWatch, minutely())
	require.Equal(t, "c0", w.continued(t).HistoryID)
}

func TestWatch_SaysInWordsWhatItDoesAndWhenItLastSucceeded(t *testing.T) {
	t.Parallel()
	w := open(t)
	var idle contract.ProcessStatus
	w.env.RegisterDelayedCallback(func() { idle = w.status(t) }, 30*time.Second)
	w.runFor(t, 45*time.Second, minutely())
	require.Equal(t, contract.StatusWatching, idle.Status)
	require.Contains(t, idle.WaitingFor, "Waiting for new mail. Last read completely at ")
	require.False(t, idle.Since.IsZero())
}

func TestWatch_IntervalThatWouldPressGmailIsWidened(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.runFor(t, 21*time.Second, contract.GmailWatchInput{Interval: time.Millisecond})
	require.Len(t, w.gmail.listed, 5)
}

func count(all []string, one string) int {
	return strings.Count(" "+strings.Join(all, "  ")+" ", " "+one+" ")
}

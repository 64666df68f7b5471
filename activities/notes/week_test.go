package notes_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// lastWeek is the week before that of the office's clock: 2100-01-01 is a Friday.
func (o *office) lastWeek() contract.WeekSpan {
	o.t.Helper()
	span, err := o.FindWeek(context.Background(), contract.FindWeekInput{At: o.now})
	require.NoError(o.t, err)
	return span
}

func (o *office) listWeek(span contract.WeekSpan) contract.VaultWeek {
	o.t.Helper()
	got, err := o.ListWeek(context.Background(), contract.ListWeekInput{Span: span})
	require.NoError(o.t, err)
	return got
}

func numbered(n int, edit func(*contract.Note)) contract.Note {
	a := approval()
	a.RequestID = fmt.Sprintf("req-%016x-0", n)
	a.WorkflowID = fmt.Sprintf("invoice/%016x", n)
	if edit != nil {
		edit(&a)
	}
	return a
}

func requireInvalid(t *testing.T, err error, words string) {
	t.Helper()
	var app *temporal.ApplicationError
	require.ErrorAs(t, err, &app)
	require.Equal(t, string(contract.FailInvalid), app.Type())
	require.Contains(t, app.Message(), words)
}

func TestFindWeek_IsTheLastWholeOneOrTheOneThatIsNamed(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		require.Equal(t, "2099-W52", o.lastWeek().Week)
		named, err := o.FindWeek(context.Background(), contract.FindWeekInput{Week: "2099-W10", At: o.now})
		require.NoError(t, err)
		require.Equal(t, "2099-03-02", named.From)
		require.Equal(t, "2100-01-01", named.Today)
		_, err = o.FindWeek(context.Background(), contract.FindWeekInput{Week: "2099-W54", At: o.now})
		requireInvalid(t, err, "is not a week")
		_, err = o.FindWeek(context.Background(), contract.FindWeekInput{Week: "2099-W53", At: o.now})
		requireInvalid(t, err, "2099-W53 is not over yet; its pages are made on 2100-01-04, and the last whole week is 2099-W52")
	})
}

func TestListWeek_TellsWhatWaitsWithItsAgeAndWorth(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for i := range 52 {
			o.lay(numbered(i, func(n *contract.Note) { n.Created = n.Created.Add(time.Duration(i) * time.Hour) }))
		}
		o.lay(numbered(90, func(n *contract.Note) { n.Amount, n.Currency = "12000", "JPY" }))
		o.lay(numbered(91, func(n *contract.Note) {
			*n = clarification()
			n.RequestID, n.Amount = "req-000000000000aaaa-0", ""
		}))
		o.lay(notice())
		o.write("Needs_Action/my own.md", "Call the bank.")
		got := o.listWeek(o.lastWeek())
		require.Equal(t, 54, got.Waits, "the notice waits for nothing")
		require.Equal(t, 53, got.Approvals)
		require.Len(t, got.Waiting, 50)
		require.Equal(t, 3, got.NeedsAction)
		require.Equal(t, []contract.WeekMoney{{Currency: "EUR", Amount: "61880.00", Count: 52}, {Currency: "JPY", Amount: "12000", Count: 1}}, got.Worth)
		first := got.Waiting[0]
		require.Equal(t, approval().Created, first.Created)
		require.NotEmpty(t, first.Path)
		require.Equal(t, contract.Decimal("1190.00"), first.Amount)
		require.Equal(t, time.Date(2026, 3, 16, 8, 0, 0, 0, time.UTC), first.Expires)
	})
}

// What is gathered passes through a history, whatever strangers write.
func TestListWeek_StaysShort(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for i := range 60 {
			o.lay(numbered(i, func(n *contract.Note) {
				n.Title, n.Counterparty = strings.Repeat("Ж", 5000), strings.Repeat("界", 5000)
			}))
		}
		o.write("Business_Goals.md", "---\nrevenue_goal_month: "+strings.Repeat("9", 5000)+"\n---\n# Goals\n\n## This quarter\n\n"+strings.Repeat("- "+strings.Repeat("界", 500)+"\n", 30))
		raw, err := json.Marshal(o.listWeek(o.lastWeek()))
		require.NoError(t, err)
		require.Less(t, len(raw), 100<<10)
	})
}

func TestListWeek_CountsWhatEndedInTheWeekAndNothingElse(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		span := o.lastWeek()
		end := func(n int, at time.Time, outcome string, edit func(*contract.FileNoteInput)) {
			note := numbered(n, func(a *contract.Note) { a.Created = at.Add(-3 * time.Hour) })
			o.lay(note)
			o.now = at
			o.open()
			in := filing(note, outcome)
			if edit != nil {
				edit(&in)
			}
			o.file(in)
			file := filepath.Join(o.registerDir(), note.RequestID+".json")
			require.NoError(t, os.Chtimes(file, at, at)) // the disk's clock is the office's
		}
		real := func(in *contract.FileNoteInput) { in.Note.DryRun = false }
		end(1, span.Start, contract.StatusDone, real)
		end(2, span.Start.Add(-time.Second), contract.StatusDone, real)
		end(3, span.End.Add(-time.Second), contract.StatusRejected, nil)
		end(4, span.End, contract.StatusDone, real)
		end(5, span.Start.Add(time.Hour), contract.StatusDone, func(in *contract.FileNoteInput) { in.AutoRule, in.AutoReason = "recurring", "It repeats." })
		end(6, span.Start.Add(time.Hour), contract.StatusExpired, nil)
		end(7, span.Start.Add(time.Hour), contract.StatusDone, func(in *contract.FileNoteInput) { in.Note.Action = "odoo.create_draft_payment" })
		end(8, span.Start.Add(time.Hour), contract.StatusDryRun, func(in *contract.FileNoteInput) { in.Note.DryRun = true })
		want := contract.VaultWeek{
			Automatic: 1, Expired: 1,
			Outcomes: []contract.WeekCount{{Name: "done", Count: 3}, {Name: "dry_run", Count: 1}, {Name: "expired", Count: 1}, {Name: "rejected", Count: 1}},
			Decided:  contract.WeekTimes{Count: 4, Median: 3 * time.Hour, Longest: 3 * time.Hour},
			Drafted:  []contract.WeekMoney{{Currency: "EUR", Amount: "2380.00", Count: 2}},
		}
		for range 2 { // and months later, when the day's list has forgotten them
			got := o.listWeek(span)
			got.ReadAt, want.ReadAt = time.Time{}, time.Time{}
			got.Rates, got.Goals = nil, contract.WeekGoals{}
			require.Equal(t, want, got)
			o.now = o.now.AddDate(0, 3, 0)
			o.open()
			o.DashboardText(nil)
		}
	})
}

func TestListWeek_GoalsAreToldAndABrokenPageIsNoGoalOfZero(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		span := o.lastWeek()
		require.Equal(t, contract.WeekGoals{}, o.listWeek(span).Goals)
		o.write("Business_Goals.md", "---\nrevenue_goal_month: 12000\nrevenue_goal_currency: EUR\nresponse_goal_hours: 24\n---\n# Goals\n\n## This quarter\n\n- Win 3 customers\n")
		require.Equal(t, contract.WeekGoals{RevenueMonth: "12000", Currency: "EUR", ResponseHours: 24, Quarter: []string{"Win 3 customers"}}, o.listWeek(span).Goals)
		o.write("Business_Goals.md", "---\nrevenue_goal_month: 12k\nresponse_goal_hours: 24\n---\n")
		got := o.listWeek(span).Goals
		require.Empty(t, got.RevenueMonth)
		require.Equal(t, 24, got.ResponseHours)
		require.Contains(t, got.Problems[0], "12k")
		o.write("Business_Goals.md", "---\nrevenue_goal_month: [\n---\n")
		got = o.listWeek(span).Goals
		require.Contains(t, got.Unreadable, "Business_Goals.md")
		require.Empty(t, got.RevenueMonth)
		o.remove("Business_Goals.md")
		require.Equal(t, contract.WeekGoals{}, o.listWeek(span).Goals)
	})
}

func TestListWeek_ADamagedRegisterIsSaidAndNotCountedAsNothing(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(approval())
		file := filepath.Join(o.registerDir(), approval().RequestID+".json")
		require.NoError(t, os.WriteFile(file, []byte("{"), 0o600))
		require.NoError(t, os.Chtimes(file, o.now, o.now))
		_, err := o.ListWeek(context.Background(), contract.ListWeekInput{Span: o.lastWeek()})
		require.ErrorContains(t, err, "is damaged; bring it back")
	})
}

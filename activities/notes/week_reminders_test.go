package notes_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// suggesting makes pages that suggest a reminder, and keeps what they were made of.
func suggesting(seen *[]contract.WeekFigures, names *string, can *bool) func(contract.Week, []contract.WeekFigures, func(title, requestID string) string) (contract.Pages, contract.WeekFigures) {
	return func(w contract.Week, past []contract.WeekFigures, name func(title, requestID string) string) (contract.Pages, contract.WeekFigures) {
		*seen, *can = past, w.CanDraft
		made, figures := pages(w, past, name)
		request := contract.SuggestionRequestID(w.Span.Week, "overdue/7")
		*names = name("Payment reminder to Hill "+w.Span.Week, request)
		figures.Suggestions = []contract.WeekSuggestion{
			{Key: "overdue/7", Text: "Remind Hill", Action: contract.ActionReminder, Request: request, PartnerID: 7, Partner: "Hill", Became: "made up"},
			{Key: "decisions", Text: "Decide"},
		}
		return made, figures
	}
}

// reminderNote is the note of a reminder of a week.
func reminderNote(o *office, week string) contract.Note {
	in := contract.ReminderInput{Week: week, Key: "overdue/7", Partner: "Hill"}
	return contract.Note{
		RequestID: contract.SuggestionRequestID(week, "overdue/7"), WorkflowID: contract.SuggestionID(week, "overdue/7"), Revision: 1, Type: contract.NoteApproval,
		Folder: contract.FolderPendingApproval, Title: in.ReminderTitle(), Action: "gmail.create_draft", Created: o.now, Expires: o.now.AddDate(0, 0, 7),
		Amount: "50.00", Currency: "EUR", Fingerprint: "f00d",
	}
}

func TestEnsureWeek_GivesTheSuggestionsThatAreActionsAndTheNameOfTheirNote(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		var seen []contract.WeekFigures
		var name string
		var can bool
		o.compose = suggesting(&seen, &name, &can)
		o.canDraft = true
		o.open()
		got := o.make(o.weekOf("2099-W52", 1))
		require.True(t, can)
		require.Len(t, got.Reminders, 1)
		in := got.Reminders[0]
		require.Equal(t, []any{"2099-W52", "overdue/7", got.Briefing, int64(7), "Hill"}, []any{in.Week, in.Key, in.Briefing, in.PartnerID, in.Partner})
		require.Equal(t, time.Date(2100, 1, 3, 23, 0, 0, 0, time.UTC), in.Expires, "the end of the next week in the owner's zone")
		require.Equal(t, "Pending_Approval/"+name, o.lay(reminderNote(o, "2099-W52")), "the page links to the note by its name")
		require.Equal(t, got, o.make(o.weekOf("2099-W52", 1)), "again the same")
	})
}

func TestEnsureWeek_LaterPagesAreToldWhatBecameOfTheRequests(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		var seen []contract.WeekFigures
		var name string
		var can bool
		o.compose = suggesting(&seen, &name, &can)
		o.open()
		o.make(o.weekOf("2099-W51", 1))
		require.False(t, can)
		became := func() string {
			o.make(o.weekOf("2099-W52", 1))
			require.Empty(t, seen[0].Suggestions[1].Became)
			return seen[0].Suggestions[0].Became
		}
		require.Empty(t, became(), "what stands in the file is not believed")
		n := reminderNote(o, "2099-W51")
		o.lay(n)
		require.Equal(t, contract.StatusWaitingApproval, became())
		o.file(contract.FileNoteInput{Note: n, Folder: contract.FolderCompleted, Status: "completed", Outcome: contract.StatusRejected})
		require.Equal(t, contract.StatusRejected, became())
		require.False(t, seen[0].Suggestions[0].ClosedAt.IsZero())
	})
}

func TestListWeek_LeavesOutWhatItsOwnPageHasLaid(t *testing.T) {
	t.Parallel()
	atBriefing(t, func(t *testing.T, o *office) {
		before := o.listWeek(o.weekOf("2099-W52", 0).Span)
		o.lay(reminderNote(o, "2099-W52"))
		require.Equal(t, before.Waits, o.listWeek(o.weekOf("2099-W52", 0).Span).Waits)
		o.lay(reminderNote(o, "2099-W51"))
		after := o.listWeek(o.weekOf("2099-W52", 0).Span)
		require.Equal(t, before.Waits+1, after.Waits)
		require.Equal(t, []contract.WeekMoney{{Currency: "EUR", Amount: "50.00", Count: 1}}, after.Worth)
	})
}

package notes_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestMailRequests_AreThoseThatWaitAndThoseThatEndedSince(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		seen := time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)
		of := func(n int, kind string) contract.Note {
			return numbered(n, func(a *contract.Note) {
				a.Type, a.Mail = kind, contract.MailRef{Key: strings.Repeat("ab", 31) + string(rune('0'+n)) + "0", SeenAt: seen}
				if kind != contract.NoteApproval {
					a.Folder = contract.FolderNeedsAction
				}
			})
		}
		o.lay(of(1, contract.NoteApproval))
		o.lay(of(2, contract.NoteNotice))
		o.lay(of(3, contract.NoteQuestion))
		gone := of(4, contract.NoteQuotation)
		o.remove(o.lay(gone))
		o.lay(numbered(5, nil)) // of no mail
		for n, outcome := range map[int]string{6: contract.StatusDone, 7: contract.StatusIgnored} {
			note := of(n, contract.NoteApproval)
			o.lay(note)
			o.file(filing(note, outcome))
		}
		o.write("Business_Goals.md", "---\nresponse_goal_hours: 8\n---\n")
		found, goal, err := o.MailRequests(o.now)
		require.NoError(t, err)
		require.Equal(t, 8, goal)
		slices.SortFunc(found, func(a, b notes.MailRequest) int { return strings.Compare(a.MailKey, b.MailKey) })
		var keys []string
		for _, f := range found {
			keys = append(keys, f.MailKey[62:])
		}
		require.Equal(t, []string{"10", "30"}, keys, "what ended has a file of another time here")
		require.Equal(t, "Orchard Tools Ltd", found[0].Customer)
		require.Equal(t, seen, found[0].SeenAt)
		require.Zero(t, found[0].ClosedAt)

		found, _, err = o.MailRequests(time.Now().AddDate(-1, 0, 0))
		require.NoError(t, err)
		require.Len(t, found, 3)
		require.False(t, found[2].ClosedAt.IsZero())
	})
}

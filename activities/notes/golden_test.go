package notes_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
)

// golden compares with a file of testdata; UPDATE_GOLDEN=1 writes it anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden.md")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

func TestNote_ApprovalReadsAsLaidDown(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		golden(t, "approval", o.read(o.lay(approval())))
	})
}

func TestNote_ClarificationReadsAsLaidDown(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		golden(t, "clarification", o.read(o.lay(clarification())))
	})
}

func TestNote_NoticeReadsAsLaidDown(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		golden(t, "notice", o.read(o.lay(notice())))
	})
}

func TestNote_FiledReadsAsLaidDown(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.move(o.lay(approval()), vault.Approved)
		o.edit(name, "due_date: \"2026-03-31\"", "due_date: 2026-04-15 # later, as agreed\npriority: 3\ntags:\n  - fruit")
		o.write(name, o.read(name)+"\nAna called.\n\n- ask for the PO\n- send on Friday\n")
		golden(t, "filed", o.read(o.file(filing(approval(), "done"))))
	})
}

func TestDashboard_ReadsAsLaidDownAndChangesWithTheDayOnly(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(approval())
		question := clarification()
		question.RequestID = "req-fedcba9876543210-0"
		question.Created = question.Created.Add(-time.Hour)
		o.lay(question)
		o.lay(notice())
		systems := []notes.SystemState{{Name: "Odoo", State: "not configured | dry"}, {Name: "Gmail", State: "reads [mail]"}}
		o.now = time.Date(2026, 3, 10, 11, 0, 0, 0, time.UTC)
		text := o.DashboardText(systems)
		golden(t, "dashboard", text)
		o.now = o.now.Add(11 * time.Hour)
		require.Equal(t, text, o.DashboardText(systems))
		o.now = o.now.Add(11 * time.Hour)
		require.NotEqual(t, text, o.DashboardText(systems))
	})
}

func TestDashboard_IsWrittenOnlyWhenSomethingHappened(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		before := o.Version()
		require.NoError(t, o.WriteDashboard(nil))
		first, err := os.Stat(o.path(vault.DashboardPage))
		require.NoError(t, err)
		require.NoError(t, o.WriteDashboard(nil))
		second, err := os.Stat(o.path(vault.DashboardPage))
		require.NoError(t, err)
		require.True(t, os.SameFile(first, second), "an unchanged page was written again")
		require.Equal(t, before, o.Version())
		o.lay(approval())
		require.NotEqual(t, before, o.Version())
		require.NoError(t, o.WriteDashboard(nil))
		require.Contains(t, o.read(vault.DashboardPage), "1190.00 EUR")
	})
}

func TestDashboard_ListsManyAndSaysHowManyMore(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for i := range 103 {
			n := notice()
			n.RequestID = "req-many-" + string(rune('a'+i/26)) + string(rune('a'+i%26))
			require.NoError(t, o.register.Put(notes.Entry{Note: n, Path: "Needs_Action/x.md"}))
		}
		text := o.DashboardText(nil)
		require.Contains(t, text, "… and 3 more")
		require.Less(t, len(text), vault.MaxNoteBytes)
	})
}

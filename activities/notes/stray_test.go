package notes_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
)

func always(string) bool { return true }
func never(string) bool  { return false }

func TestTell_SaysTheSameOnce(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for range 3 {
			require.NoError(t, o.Tell(context.Background(), "Approved/x.md", "A file that cannot count: Approved/x.md", "It is odd."))
		}
		require.NoError(t, o.Tell(context.Background(), "Approved/x.md", "A file that cannot count: Approved/x.md", "It is odd in another way."))
		require.NoError(t, o.Tell(context.Background(), "Approved/y.md", "A file that cannot count: Approved/y.md", "It is odd."))
		names, err := o.vault.List("Needs_Action")
		require.NoError(t, err)
		require.Len(t, names, 3)
		require.Empty(t, o.OpenRequests(), "nobody waits for a notice")
	})
}

func TestTell_ANoticeTheOwnerDeletedIsNotForcedOnHim(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		require.NoError(t, o.Tell(context.Background(), "Approved/x.md", "Odd", "It is odd."))
		o.remove(o.only("Needs_Action"))
		require.NoError(t, o.Tell(context.Background(), "Approved/x.md", "Odd", "It is odd."))
		require.Empty(t, o.files("Needs_Action"))
	})
}

func TestSettle_ClearsWhatIsPutRightAndTellsItAgainWhenItComesBack(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		about := "Approved/a note - with: odd <name>.md"
		require.NoError(t, o.Tell(ctx, about, "Odd", "It is odd."))
		require.NoError(t, o.Settle(ctx, always))
		name := o.only("Needs_Action")
		asked := ""
		require.NoError(t, o.Settle(ctx, func(path string) bool { asked = path; return false }))
		require.Equal(t, about, asked)
		require.Empty(t, o.files("Needs_Action"))
		require.Empty(t, o.files("Completed"), "what has settled buries what was done")
		require.NoError(t, o.Tell(ctx, about, "Odd", "It is odd."))
		require.Equal(t, name, o.only("Needs_Action"))
		require.NoError(t, o.Settle(ctx, never))
		require.NoError(t, o.Settle(ctx, never))
		require.Empty(t, o.files("Needs_Action"))
	})
}

func TestSettle_LeavesRequestsAlone(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		require.NoError(t, o.Settle(context.Background(), never))
		require.FileExists(t, o.path(name))
		require.True(t, o.IsOpen(approval().RequestID))
		require.Equal(t, []string{approval().RequestID}, o.OpenRequests())
	})
}

func TestAbandon_ClosesARequestWhoseProcessIsGone(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		require.NoError(t, o.Abandon("req-unknown-0"))
		require.NoError(t, o.Abandon(approval().RequestID))
		r, found, err := o.Request(approval().RequestID)
		require.NoError(t, err)
		require.True(t, found && r.Closed)
		require.Equal(t, "stopped", r.Outcome)
		require.FileExists(t, o.path(name), "the note is the owner's to move")
	})
}

func TestHandbook_PauseAndProblemsAreSeen(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.move(o.lay(approval()), vault.Approved)
		before := o.decide(approval()).Handbook
		require.False(t, before.Paused)
		require.Equal(t, "2100-01-01", before.Today)
		o.write(vault.PausePage, "")
		o.write(vault.HandbookPage, o.read(vault.HandbookPage)+"\nx\n")
		after := o.decide(approval()).Handbook
		require.True(t, after.Paused)
		require.NotEqual(t, before.Hash, after.Hash)
		require.FileExists(t, o.path(name))
	})
}

// A scan asks about every notice, every half minute: thousands of them must not
// be read each time. A damaged entry is one that reading would stumble over.
func TestSettle_WhatIsStillOddIsNotRead(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		tell := func(i int) error {
			name := fmt.Sprintf("Pending_Approval/%d.md", i)
			return o.Tell(ctx, name, "Odd", name+" is odd.")
		}
		const files = 50
		for i := range files {
			require.NoError(t, tell(i))
		}
		entries, err := filepath.Glob(filepath.Join(o.registerDir(), "req-stray-*.json"))
		require.NoError(t, err)
		require.Len(t, entries, files)
		for _, e := range entries {
			require.NoError(t, os.WriteFile(e, []byte("{"), 0o600))
		}

		for i := range files {
			require.NoError(t, tell(i))
		}
		require.NoError(t, o.Settle(ctx, always))
		require.Error(t, o.Settle(ctx, never), "what is taken away is read")
	})
}

func TestTellMany_IsOneNoticeAboutAFolder(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		ctx := context.Background()
		var files []notes.Odd
		for i := range 40 {
			files = append(files, notes.Odd{Path: fmt.Sprintf("Pending_Approval/mine %02d.md", i), Problem: "it is *odd*"})
		}
		for range 2 {
			require.NoError(t, o.TellMany(ctx, "Pending_Approval/", files))
		}
		text := o.read(o.only("Needs_Action"))
		require.Contains(t, text, "There are 40 files in Pending_Approval/")
		require.Contains(t, text, "mine 09.md")
		require.NotContains(t, text, "mine 10.md")
		require.NotContains(t, text, "it is *odd*", "names and texts are data")

		require.NoError(t, o.TellMany(ctx, "Pending_Approval/", files[1:]))
		text = o.read(o.only("Needs_Action"))
		require.Contains(t, text, "There are 39 files in Pending_Approval/")
		require.NotContains(t, text, "mine 00.md")

		require.NoError(t, o.Settle(ctx, func(about string) bool { return about != "Pending_Approval/" }))
		require.Empty(t, o.files("Needs_Action"))
		require.Empty(t, o.files("Completed"))
	})
}

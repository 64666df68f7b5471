package notes_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

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

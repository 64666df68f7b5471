package notes_test

import (
	"context"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestEnsureNote_RetryAfterTheOwnerMovedItLaysNoSecond(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(approval())
		moved := o.move(name, vault.Approved)
		require.Equal(t, name, o.lay(approval()))
		require.Equal(t, []string{moved}, o.about(approval().RequestID))
	})
}

func TestEnsureNote_RetryAfterTheOwnerDeletedItDoesNotBringItBack(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.remove(o.lay(approval()))
		o.lay(approval())
		require.Empty(t, o.about(approval().RequestID))
	})
}

func TestEnsureNote_SameTitleForTwoRequestsGivesTwoNotes(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		other := approval()
		other.RequestID, other.WorkflowID = "req-fedcba9876543210-0", "invoice/fedcba9876543210"
		one, two := o.lay(approval()), o.lay(other)
		require.NotEqual(t, one, two)
		o.move(two, vault.Approved)
		require.Equal(t, contract.VerdictPending, o.decide(approval()).Verdict)
		require.Equal(t, contract.VerdictApproved, o.decide(other).Verdict)
	})
}

func TestEnsureNote_ClosedOrNewerRequestIsLeftAlone(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		second := approval()
		second.Revision = 2
		name := o.lay(second)
		require.Equal(t, name, o.lay(approval()), "an old attempt replaced a newer note")
		require.Contains(t, o.read(name), "revision: \"2\"")
		filed := o.file(filing(second, "done"))
		second.Revision = 3
		require.Equal(t, filed, o.lay(second))
		require.Equal(t, []string{filed}, o.about(second.RequestID))
	})
}

func TestEnsureNote_RevisionReplacesTheNoteWhereverItLies(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.move(o.lay(approval()), vault.Approved)
		second := approval()
		second.Revision, second.Lead = 2, []string{"Odoo refused it the first time."}
		name := o.lay(second)
		require.Equal(t, []string{name}, o.about(second.RequestID))
		require.True(t, strings.HasPrefix(name, "Pending_Approval/"))
		require.NotContains(t, o.read(name), "Your notes")
	})
}

func TestEnsureNote_OwnersTextSurvivesThreeRevisionsAsItWas(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		note := approval()
		name := o.lay(note)
		own := "First thought.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nSecond thought."
		o.write(name, o.read(name)+"\n"+own+"\n")
		for r := 2; r <= 3; r++ {
			note.Revision, note.Title = r, note.Title+" again"
			name = o.lay(note)
		}
		require.Contains(t, o.read(name), "\n## Your notes\n\n"+own+"\n")
		require.Equal(t, 1, strings.Count(o.read(name), "## Your notes"))
	})
}

func TestEnsureNote_ATooLongTextOfTheOwnerIsKeptBesideIt(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		note := approval()
		name := o.lay(note)
		o.write(name, o.read(name)+strings.Repeat("A line of mine.\n", 2000))
		note.Revision = 2
		name = o.lay(note)
		require.NotContains(t, o.read(name), "A line of mine.")
		require.Contains(t, o.read("Completed/Invoice Orchard Tools Ltd 1190.00 EUR (340bc0) (your version).md"), "A line of mine.")
		o.move(name, vault.Approved)
		require.Equal(t, contract.VerdictApproved, o.decide(note).Verdict)
	})
}

func TestEnsureNote_BadRequestIDIsRefusedForGood(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		for _, id := range []string{"", "../../etc", "req-", "req-ÄÖ", "req-" + strings.Repeat("a", 90), "Req-0"} {
			n := approval()
			n.RequestID = id
			_, err := o.EnsureNote(context.Background(), n)
			var app *temporal.ApplicationError
			require.ErrorAs(t, err, &app)
			require.True(t, app.NonRetryable())
			_, err = o.EnsureFiled(context.Background(), filing(n, "done"))
			require.ErrorAs(t, err, &app)
			require.True(t, app.NonRetryable())
		}
	})
}

func TestNew_NeedsEverything(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		_, err := notes.New(nil, finder{o.watcher}, o.register, notes.Options{})
		require.Error(t, err)
		_, err = notes.New(o.vault, nil, o.register, notes.Options{})
		require.Error(t, err)
		_, err = notes.New(o.vault, finder{o.watcher}, nil, notes.Options{})
		require.Error(t, err)
		_, err = notes.New(o.vault, finder{o.watcher}, o.register, notes.Options{Grace: -1})
		require.Error(t, err)
		_, err = notes.New(o.vault, finder{o.watcher}, o.register, notes.Options{})
		require.NoError(t, err)
	})
}

func TestDesk_ManyAttemptsAtOnceMakeOneNote(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		var attempts sync.WaitGroup
		for range 8 {
			attempts.Go(func() { _, err := o.EnsureNote(context.Background(), approval()); require.NoError(t, err) })
		}
		attempts.Wait()
		require.Len(t, o.about(approval().RequestID), 1)
		for range 8 {
			attempts.Go(func() {
				_, err := o.EnsureFiled(context.Background(), filing(approval(), "done"))
				require.NoError(t, err)
			})
		}
		attempts.Wait()
		require.Len(t, o.about(approval().RequestID), 1)
	})
}

// A note that lies where it was laid is written over in one step: it is never
// there twice, and whoever has it open in Obsidian keeps it open.
func TestEnsure_RevisedNoteIsWrittenOverWhereItLies(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		laid := o.lay(n)
		desk, err := notes.New(eager{o.vault, map[string]func(){"laid": func() { t.Error("a note is there beside the one it replaces") }}}, finder{o.watcher}, o.register, o.options())
		require.NoError(t, err)

		n.Revision++
		ref, err := desk.EnsureNote(context.Background(), n)

		require.NoError(t, err)
		require.Equal(t, laid, ref.Path)
		note, err := o.vault.ReadNote(laid)
		require.NoError(t, err)
		revision, _ := note.Get("revision")
		require.Equal(t, strconv.Itoa(n.Revision), revision)
	})
}

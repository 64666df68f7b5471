package notes_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func settled(n contract.Note) contract.FileNoteInput {
	in := filing(n, contract.OutcomeSettled)
	in.Result = []contract.Section{{Heading: "Settled", Text: []string{"The request has been decided since."}}}
	return in
}

func requireForgotten(o *office, id string) {
	o.t.Helper()
	require.Empty(o.t, o.about(id))
	_, found, err := o.Request(id)
	require.NoError(o.t, err)
	require.False(o.t, found)
	require.False(o.t, o.IsOpen(id))
}

func TestSettled_UntouchedNoticeIsGoneAndCanBeToldAgain(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		name := o.lay(notice())
		before := o.Version()
		require.Empty(t, o.file(settled(notice())))
		requireForgotten(o, notice().RequestID)
		require.NotEqual(t, before, o.Version(), "the dashboard still lists it")
		require.NotContains(t, o.DashboardText(nil), notice().Title)
		require.Empty(t, o.file(settled(notice())), "settling again did something")
		requireForgotten(o, notice().RequestID)
		require.Equal(t, name, o.lay(notice()))
		require.FileExists(t, o.path(name))
	})
}

func TestSettled_NoticeThatIsGoneOrWasMovedIsTakenAway(t *testing.T) {
	t.Parallel()
	for name, do := range map[string]func(o *office, name string){
		"deleted":          func(o *office, name string) { o.remove(name) },
		"moved":            func(o *office, name string) { o.move(name, vault.Rejected) },
		"copied":           func(o *office, name string) { o.write("Approved/copy.md", o.read(name)) },
		"renamed":          func(o *office, name string) { require.NoError(o.t, os.Rename(o.path(name), o.path(name+".md"))) },
		"after a restart":  func(o *office, _ string) { o.open() },
		"of two revisions": func(o *office, _ string) { n := notice(); n.Revision = 2; o.lay(n) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				do(o, o.lay(notice()))
				require.Empty(t, o.file(settled(notice())))
				requireForgotten(o, notice().RequestID)
				require.Empty(t, o.files("Completed"))
			})
		})
	}
}

func TestSettled_NoticeWithTheOwnersWordsIsFiled(t *testing.T) {
	t.Parallel()
	for name, write := range map[string]func(string) string{
		"text":         func(s string) string { return s + "\nI have called Ana.\n" },
		"property":     func(s string) string { return strings.Replace(s, "dry_run:", "called: Ana\ndry_run:", 1) },
		"broken YAML":  func(s string) string { return strings.Replace(s, "dry_run: false", "dry_run: [ Ana", 1) },
		"no more ours": func(string) string { return "req-0123456789abcdef-0-problem\nAna\n" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				notice := notice()
				laid := o.lay(notice)
				o.write(laid, write(o.read(laid)))
				filed := o.file(settled(notice))
				require.True(t, strings.HasPrefix(filed, "Completed/"))
				require.NoFileExists(t, o.path(laid))
				all := ""
				for _, f := range o.files("Completed") {
					all += o.read(f)
				}
				require.Contains(t, all, "Ana")
				require.Contains(t, o.read(filed), "outcome: \"settled\"")
				require.Equal(t, filed, o.file(settled(notice)), "filing again made another note")
			})
		})
	}
}

func TestSettled_CopyWithTheOwnersWordsKeepsTheNotice(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.write("Rejected/copy.md", o.read(o.lay(notice()))+"\nFrom the copy.\n")
		filed := o.file(settled(notice()))
		require.Equal(t, []string{filed}, o.about(notice().RequestID))
		require.Contains(t, o.read(filed), "From the copy.")
	})
}

func TestSettled_UnknownNoticeLeavesWhatLiesThere(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		text := o.read(o.lay(notice()))
		o.file(settled(notice()))
		o.write("Approved/from a backup.md", text+"\nMy words.\n")
		require.Empty(t, o.file(settled(notice())))
		require.Contains(t, o.read("Approved/from a backup.md"), "My words.")
		require.Empty(t, o.files("Completed"))
	})
}

func TestSettled_OtherOutcomesStillFile(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		o.lay(notice())
		require.NotEmpty(t, o.file(filing(notice(), "ignored")))
		require.NotEmpty(t, o.file(settled(notice())), "a closed notice stays filed")
	})
}

func TestSettled_LateAttemptDoesNothing(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		late, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := o.EnsureNote(late, notice())
		require.ErrorIs(t, err, context.Canceled)
		require.Empty(t, o.files("Needs_Action"))
		name := o.lay(notice())
		_, err = o.EnsureFiled(late, settled(notice()))
		require.ErrorIs(t, err, context.Canceled)
		require.FileExists(t, o.path(name))
	})
}

func TestSettled_TakingAwayCutOffAnywhereEndsAndCanBeToldAgain(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		name := o.lay(notice())
		o.write("Rejected/copy.md", o.read(name))
		crash(func(d *notes.Desk) error {
			_, err := d.EnsureFiled(context.Background(), settled(notice()))
			return err
		})
		require.Empty(t, o.file(settled(notice())))
		requireForgotten(o, notice().RequestID)
		require.Empty(t, o.files("Completed"))
		require.Equal(t, name, o.lay(notice()))
	})
}

func TestSettled_NoticeToldAgainAfterACutOffTakingAwayIsThereOnce(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		tell := func() error { return o.Tell(context.Background(), "Approved/x.md", "Odd", "It is odd.") }
		require.NoError(t, tell())
		died := crash(func(d *notes.Desk) error { return d.Settle(context.Background(), never) })
		time.Sleep(time.Minute)
		require.NoError(t, tell())
		require.Len(t, o.files("Needs_Action"), 1, "after a crash: %t", died)
		require.NoError(t, tell())
		require.Len(t, o.files("Needs_Action"), 1)
		require.NoError(t, o.Settle(context.Background(), never))
		require.Empty(t, o.files("Needs_Action"))
		require.Empty(t, o.files("Completed"), "our own note was taken for the owner's")
	})
}

func TestTell_CutOffAnywhereIsToldOnceAndTakenAway(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		tell := func(d *notes.Desk) error { return d.Tell(context.Background(), "Approved/x.md", "Odd", "It is odd.") }
		crash(tell)
		time.Sleep(time.Minute)
		require.NoError(t, tell(o.Desk))
		o.only("Needs_Action")
		require.NoError(t, o.Settle(context.Background(), never))
		require.Empty(t, o.files("Needs_Action"))
		require.Empty(t, o.files("Completed"), "our own note was taken for the owner's")
	})
}

func TestSettled_FilingTheOwnersWordsCutOffAnywhereKeepsAllOfThem(t *testing.T) {
	t.Parallel()
	atEveryCrash(t, func(t *testing.T, o *office, crash crasher) {
		name := o.lay(notice())
		o.write("Approved/copy.md", o.read(name)+"\nFrom the copy.\n")
		o.write(name, o.read(name)+"\nFrom the note.\n")
		crash(func(d *notes.Desk) error {
			_, err := d.EnsureFiled(context.Background(), settled(notice()))
			return err
		})
		filed := o.file(settled(notice()))
		require.Equal(t, []string{filed}, o.about(notice().RequestID))
		require.Equal(t, 1, strings.Count(o.read(filed), "From the copy."))
		require.Equal(t, 1, strings.Count(o.read(filed), "From the note."))
		require.False(t, o.IsOpen(notice().RequestID))
	})
}

func TestSettled_EveryFilingOfANoticeThatComesBackIsKept(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		words := []string{"First.", "Second.", "Third.", "Fourth."}
		for _, w := range words {
			require.NoError(t, o.Tell(context.Background(), "Approved/x.md", "Odd", "It is odd."))
			name := o.only("Needs_Action")
			o.write(name, o.read(name)+"\n"+w+"\n")
			require.NoError(t, o.Settle(context.Background(), never))
		}
		all := ""
		for _, f := range o.files("Completed") {
			all += o.read(f)
		}
		for _, w := range words {
			require.Contains(t, all, w)
		}
	})
}

func TestSettled_NoticeThatCannotBeRemovedIsTriedAgain(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		require.NoError(t, o.Tell(context.Background(), "Approved/x.md", "Odd", "It is odd."))
		stuck, err := notes.New(stubborn{o.vault}, finder{o.watcher}, o.register, o.options())
		require.NoError(t, err)
		require.ErrorIs(t, stuck.Settle(context.Background(), never), errStuck)
		o.only("Needs_Action")
		require.NoError(t, o.Settle(context.Background(), never))
		require.Empty(t, o.files("Needs_Action"))
	})
}

var errStuck = errors.New("another program holds the file")

// stubborn is a vault whose files cannot be removed just now.
type stubborn struct{ *vault.Vault }

func (stubborn) Remove(string) error { return errStuck }

package notes_test

import (
	"context"
	"os"
	"path"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// The owner takes the note back and then lifts the pause, while the note is
// being read. The reading must not say approved and not paused.
func TestDecision_TakenBackBeforeThePauseIsLiftedIsNotOvertaken(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		o.move(o.lay(n), vault.Approved)
		o.write(vault.PausePage, "holiday\n")
		require.NoError(t, o.watcher.Rescan(context.Background()))
		desk, err := notes.New(hurried{o.vault, func(name string) {
			o.move(name, vault.PendingApproval)
			require.NoError(t, os.Remove(o.path(vault.PausePage)))
		}}, finder{o.watcher}, o.register, o.options())
		require.NoError(t, err)

		d, err := desk.FetchDecision(context.Background(), contract.FetchDecisionInput{
			RequestID: n.RequestID, WorkflowID: n.WorkflowID, Revision: n.Revision, Fingerprint: n.Fingerprint,
		})

		require.NoError(t, err)
		require.False(t, d.Verdict == contract.VerdictApproved && !d.Handbook.Paused, "approved and not paused")
		require.Equal(t, contract.VerdictPending, o.decide(n).Verdict)
	})
}

// hurried is a vault whose owner acts as soon as a note has been read.
type hurried struct {
	*vault.Vault
	then func(name string)
}

func (h hurried) ReadSettled(name string) (*vault.Note, vault.FileInfo, error) {
	n, info, err := h.Vault.ReadSettled(name)
	h.then(name)
	return n, info, err
}

// The owner approves the revised note the moment it appears, onto the one it
// replaces, which had the same name in Approved/: at whichever moment that is,
// his yes stays.
func TestEnsure_RevisedNoteThatIsMovedOntoTheOldOneAtOnceStays(t *testing.T) {
	t.Parallel()
	for _, moment := range []string{"laid", "written", "removing"} {
		t.Run(moment, func(t *testing.T) {
			t.Parallel()
			atDesk(t, func(t *testing.T, o *office) {
				n := approval()
				laid := o.lay(n)
				o.move(laid, vault.Approved)
				require.NoError(t, o.watcher.Rescan(context.Background()))
				approve := func() { require.NoError(t, os.Rename(o.path(laid), o.path("Approved/"+path.Base(laid)))) }
				acts := sync.OnceFunc(approve)
				desk, err := notes.New(eager{o.vault, map[string]func(){moment: acts}}, finder{o.watcher}, o.register, o.options())
				require.NoError(t, err)

				n.Revision++
				_, err = desk.EnsureNote(context.Background(), n)
				acts() // where the moment never comes, he approves afterwards

				require.NoError(t, err)
				note, err := o.vault.ReadNote(string(vault.Approved) + "/" + path.Base(laid))
				require.NoError(t, err, "the approval must not be removed with the note it replaced")
				revision, _ := note.Get("revision")
				require.Equal(t, strconv.Itoa(n.Revision), revision)
			})
		})
	}
}

// eager is a vault whose owner acts at a moment: a note is laid as a new file,
// is about to be written anew, was written anew, or is about to be removed.
type eager struct {
	*vault.Vault
	acts map[string]func()
}

func (e eager) at(moment string) {
	if act := e.acts[moment]; act != nil {
		act()
	}
}

func (e eager) WriteNewNote(name string, n *vault.Note) (string, error) {
	defer e.at("laid")
	return e.Vault.WriteNewNote(name, n)
}

func (e eager) Rewrite(name string, edit func([]byte) ([]byte, error)) error {
	defer e.at("written")
	return e.Vault.Rewrite(name, func(was []byte) ([]byte, error) {
		e.at("writing")
		return edit(was)
	})
}

func (e eager) Remove(name string) error {
	e.at("removing")
	return e.Vault.Remove(name)
}

// What the owner saves in the moment in which his note is replaced goes over to
// the new one.
func TestEnsure_WordsSavedWhileTheNoteIsReplacedAreKept(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		laid := o.lay(n)
		save := sync.OnceFunc(func() { o.write(laid, o.read(laid)+"\nAsk Jo first.\n") })
		desk, err := notes.New(eager{o.vault, map[string]func(){"writing": save}}, finder{o.watcher}, o.register, o.options())
		require.NoError(t, err)

		n.Revision++
		ref, err := desk.EnsureNote(context.Background(), n)

		require.NoError(t, err)
		require.Equal(t, laid, ref.Path)
		text := o.read(laid)
		require.Contains(t, text, "Ask Jo first.")
		require.Contains(t, text, "\nrevision: \""+strconv.Itoa(n.Revision)+"\"\n")
	})
}

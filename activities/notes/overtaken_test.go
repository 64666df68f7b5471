package notes_test

import (
	"context"
	"os"
	"path"
	"strconv"
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

// The owner approves the revised note the moment it appears, while the one it
// replaces still lies in Approved/ under the same name.
func TestEnsure_RevisedNoteThatIsMovedOntoTheOldOneAtOnceStays(t *testing.T) {
	t.Parallel()
	atDesk(t, func(t *testing.T, o *office) {
		n := approval()
		laid := o.lay(n)
		o.move(laid, vault.Approved)
		require.NoError(t, o.watcher.Rescan(context.Background()))
		desk, err := notes.New(eager{o.vault, func(name string) { o.move(name, vault.Approved) }}, finder{o.watcher}, o.register, o.options())
		require.NoError(t, err)

		n.Revision++
		_, err = desk.EnsureNote(context.Background(), n)

		require.NoError(t, err)
		note, err := o.vault.ReadNote(string(vault.Approved) + "/" + path.Base(laid))
		require.NoError(t, err, "the approval must not be removed with the note it replaced")
		revision, _ := note.Get("revision")
		require.Equal(t, strconv.Itoa(n.Revision), revision)
	})
}

// eager is a vault whose owner acts as soon as a note has been written.
type eager struct {
	*vault.Vault
	then func(name string)
}

func (e eager) WriteNewNote(name string, n *vault.Note) (string, error) {
	laid, err := e.Vault.WriteNewNote(name, n)
	e.then(laid)
	return laid, err
}

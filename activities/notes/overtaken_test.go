package notes_test

import (
	"context"
	"os"
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

package bridge_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestReconcile_UnknownAndBrokenNotesGetOneNoticeThatIsCleared(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"unknown request": "---\nrequest_id: \"req-ffffffffffffffff-0\"\n---\n",
		"no request":      "# Just a text\n",
		"broken YAML":     "---\nrequest_id: [\n---\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				h.write("Approved/odd.md", text)
				h.later(3 * scan)
				require.Len(t, h.files("Needs_Action"), 1)
				require.Contains(t, h.read(h.files("Needs_Action")[0]), "Approved/odd.md")
				h.restart()
				require.Len(t, h.files("Needs_Action"), 1, "told again after a restart")
				h.move("Approved/odd.md", vault.Plans)
				h.later(2 * scan)
				require.Empty(t, h.files("Needs_Action"))
				require.Empty(t, h.files("Completed"), "a notice nobody wrote into was kept")
				require.Empty(t, h.temporal.sent())
			})
		})
	}
}

func TestReconcile_SettledNoticeWithTheOwnersWordsIsFiled(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.write("Approved/odd.md", "# Just a text\n")
		h.later(3 * scan)
		told := h.files("Needs_Action")
		require.Len(t, told, 1)
		h.write(told[0], h.read(told[0])+"\nAsk Ana what this is.\n")
		h.move("Approved/odd.md", vault.Plans)
		h.later(3 * scan)
		require.Empty(t, h.files("Needs_Action"))
		kept := h.files("Completed")
		require.Len(t, kept, 1)
		require.Contains(t, h.read(kept[0]), "Ask Ana what this is.")
	})
}

func TestReconcile_NoticeWhoseReasonComesAndGoesLeavesNothing(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		for range 3 {
			h.write("Approved/odd.md", "# Just a text\n")
			h.later(3 * scan)
			require.Len(t, h.files("Needs_Action"), 1)
			h.move("Approved/odd.md", vault.Plans)
			h.later(2 * scan)
			require.Empty(t, h.files("Needs_Action"))
			require.Empty(t, h.files("Completed"))
			h.restart()
		}
	})
}

func TestReconcile_ClosedRequestInPendingIsAskedAgainWithItsAnswers(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.move(h.closed(request(), contract.StatusRejected), vault.PendingApproval)
		h.edit(name, "2026-03-31", "2026-06-30")
		h.temporal.watchStarts(func() { assert.FileExists(t, h.path(name)) })
		h.later(3 * scan)
		starts := h.temporal.started()
		require.Len(t, starts, 1)
		require.Equal(t, process, starts[0].options.ID)
		require.Equal(t, enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE, starts[0].options.WorkflowIDReusePolicy)
		require.Equal(t, 1, starts[0].in.Reissue)
		require.Equal(t, "2026-06-30", starts[0].in.Answers["due_date"])
		require.NoFileExists(t, h.path(name))
		r, _, err := h.desk.Request(requestID)
		require.NoError(t, err)
		require.FileExists(t, h.path(r.Path))
	})
}

func TestReconcile_ReissueWaitsForTheProcessThatIsJustEnding(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.temporal.failNext(nil, []error{alreadyStarted(), errDown, alreadyStarted()})
		name := h.move(h.closed(request(), contract.StatusDryRun), vault.PendingApproval)
		h.temporal.watchStarts(func() { assert.FileExists(t, h.path(name), "the owner's wish was put away before it was heard") })
		h.later(6 * scan)
		require.Len(t, h.temporal.started(), 1)
		require.NoFileExists(t, h.path(name))
	})
}

func TestReconcile_ReissueThatIsWaitingAlreadyIsNotStartedTwice(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.closed(request(), contract.StatusExpired)
		again := request()
		again.RequestID, again.Title = contract.RequestID(mailKey, 1), "Invoice Orchard, again"
		waits := h.lay(again)
		h.move(name, vault.PendingApproval)
		h.later(3 * scan)
		require.Empty(t, h.temporal.started())
		require.Equal(t, []string{waits}, h.files("Pending_Approval"))
	})
}

func TestReconcile_CrashAfterTheReissueDoesNotAskTwice(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.closed(request(), contract.StatusRejected)
		h.stop()
		name = h.move(name, vault.PendingApproval)
		require.NoError(t, os.Rename(h.path("Completed"), h.path("Completed.off")))
		h.write("Completed", "in the way")
		running := alreadyStarted()
		h.temporal.failNext(nil, []error{nil, running, running, running, running, running, running})
		h.start()
		require.Len(t, h.temporal.started(), 1)
		require.FileExists(t, h.path(name), "the note could not be put back")
		h.stop()
		require.NoError(t, os.Remove(h.path("Completed")))
		require.NoError(t, os.Rename(h.path("Completed.off"), h.path("Completed")))
		again := h.temporal.started()[0].in
		n := request()
		n.RequestID, n.Title = contract.RequestID(again.Mail.Key, again.Reissue), "Invoice Orchard, again"
		_, err := h.desk.EnsureFiled(t.Context(), contract.FileNoteInput{Note: n, Folder: contract.FolderCompleted, Status: "completed", Outcome: contract.StatusDryRun})
		require.NoError(t, err)
		h.temporal.failNext(nil, nil)
		h.start()
		h.later(3 * scan)
		require.Len(t, h.temporal.started(), 1, "one wish of the owner was heard twice")
		require.NoFileExists(t, h.path(name))
		r, _, err := h.desk.Request(requestID)
		require.NoError(t, err)
		h.move(r.Path, vault.PendingApproval)
		h.later(2 * scan)
		require.Len(t, h.temporal.started(), 2, "a second wish was not heard")
		require.Equal(t, 2, h.temporal.started()[1].in.Reissue)
	})
}

func TestReconcile_DamagedNoteOfAClosedRequestIsTold(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.closed(request(), contract.StatusRejected)
		h.edit(name, "dry_run: false", "dry_run: [")
		h.move(name, vault.PendingApproval)
		h.later(3 * scan)
		require.Empty(t, h.temporal.started())
		require.Len(t, h.files("Needs_Action"), 1)
	})
}

func TestReconcile_DoneRequestIsNeverAskedAgain(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.move(h.closed(request(), contract.StatusDone), vault.PendingApproval)
		h.later(3 * scan)
		require.Empty(t, h.temporal.started())
		require.Len(t, h.files("Needs_Action"), 1)
	})
}

func TestReconcile_OldCopyOfADecidedRequestInApprovedDoesNothing(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		text := h.read(h.lay(request()))
		h.closed(request(), contract.StatusRejected)
		h.write("Approved/from a backup.md", text)
		h.later(3 * scan)
		require.Empty(t, h.temporal.sent())
		require.Empty(t, h.temporal.started())
		require.Len(t, h.files("Needs_Action"), 1)
	})
}

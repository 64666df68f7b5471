package bridge_test

import (
	"errors"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/bridge"
	"github.com/autonomous-employee/employee/workflows/contract"
)

var errDown = errors.New("connection refused")

func TestBridge_EachDecisionReachesItsProcessOnceAndNotOnEveryScan(t *testing.T) {
	t.Parallel()
	for _, folder := range []vault.Folder{vault.Approved, vault.Rejected} {
		t.Run(string(folder), func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				name := h.lay(request())
				require.Empty(t, h.temporal.sent(), "a note that waits is no decision")
				name = h.move(name, folder)
				h.scan()
				sent := h.temporal.sent()
				require.Len(t, sent, 1)
				require.Equal(t, process, sent[0].workflow)
				require.Equal(t, requestID, sent[0].signal.RequestID)
				require.Equal(t, name, sent[0].signal.Path)
				h.later(20 * scan)
				require.Len(t, h.temporal.sent(), 1, "a scan filled the history with repeats")
			})
		})
	}
}

func TestBridge_ADecisionIsToldAsAnUpdateAndToADeafProcessAsASignal(t *testing.T) {
	t.Parallel()
	for _, deaf := range []bool{false, true} {
		inHouse(t, func(t *testing.T, h *house) {
			h.temporal.deaf = deaf
			h.move(h.lay(request()), vault.Approved)
			h.scan()
			require.Len(t, h.temporal.updates, 1)
			require.Equal(t, process, h.temporal.updates[0].WorkflowID)
			require.Equal(t, contract.UpdateDecision, h.temporal.updates[0].UpdateName)
			require.Len(t, h.temporal.sent(), 1, "told once, one way or the other")
		})
	}
}

func TestBridge_DecisionMadeWhileOffReachesItsProcess(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		h.stop()
		h.move(name, vault.Approved)
		h.start()
		require.Len(t, h.temporal.sent(), 1)
		h.restart()
		require.Len(t, h.temporal.sent(), 2, "after a restart nobody knows whether the signal arrived")
	})
}

func TestBridge_FailedSignalIsSentAgainAtTheNextScan(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		h.temporal.failNext([]error{errDown, serviceerror.NewUnavailable("starting"), serviceerror.NewDeadlineExceeded("slow")}, nil)
		h.move(name, vault.Approved)
		h.later(5 * scan)
		require.Len(t, h.temporal.sent(), 1)
		require.True(t, h.desk.IsOpen(requestID))
	})
}

func TestBridge_DecisionTakenBackAndMadeAgainIsToldAgain(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		for range 3 {
			name = h.move(name, vault.Approved)
			h.scan()
			name = h.move(name, vault.PendingApproval)
			h.scan()
		}
		require.Len(t, h.temporal.sent(), 3)
	})
}

func TestBridge_EditAfterTheMoveIsTold(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.move(h.lay(request()), vault.Approved)
		h.scan()
		h.edit(name, "2026-03-31", "2026-04-30")
		h.scan()
		require.Len(t, h.temporal.sent(), 2)
	})
}

func TestBridge_CopyInTwoFoldersIsToldToTheProcess(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		h.write("Approved/copy.md", h.read(name))
		h.scan()
		require.Len(t, h.temporal.sent(), 1)
	})
}

func TestBridge_QuestionIsToldWhenTicked(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		n := request()
		n.Type, n.Folder, n.Fields = contract.NoteClarification, contract.FolderNeedsAction, append(n.Fields, contract.Field{Key: "answered", Value: "false", Check: true})
		name := h.lay(n)
		h.edit(name, "2026-03-31", "2026-04-30")
		h.scan()
		require.Empty(t, h.temporal.sent(), "half an answer is none")
		h.edit(name, "answered: false", "answered: true")
		h.later(5 * scan)
		require.Len(t, h.temporal.sent(), 1)
	})
}

func TestBridge_DeletedNoteIsToldAfterTheGraceAndOnce(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		require.NoError(t, os.Remove(h.path(name)))
		h.later(grace - 2*scan)
		require.Empty(t, h.temporal.sent())
		h.temporal.failNext([]error{errDown}, nil)
		h.later(4 * scan)
		require.Len(t, h.temporal.sent(), 1)
		require.Empty(t, h.temporal.sent()[0].signal.Path)
		h.later(4 * grace)
		require.Len(t, h.temporal.sent(), 1, "a scan filled the history with repeats")
	})
}

func TestBridge_NoteThatASyncToolBringsBackInTimeWasNeverDeleted(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		text := h.read(name)
		require.NoError(t, os.Remove(h.path(name)))
		h.later(grace / 2)
		h.write(name, text)
		h.later(2 * grace)
		require.Empty(t, h.temporal.sent())
		require.NoError(t, os.Remove(h.path(name)))
		h.later(grace / 2)
		require.Empty(t, h.temporal.sent(), "the grace did not begin anew")
		h.later(grace)
		require.Len(t, h.temporal.sent(), 1)
	})
}

func TestBridge_DeletedWhileOffIsTold(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		h.stop()
		require.NoError(t, os.Remove(h.path(name)))
		h.start()
		h.later(grace + 2*scan)
		require.Len(t, h.temporal.sent(), 1)
	})
}

func TestBridge_BrokenNoteInPendingIsNotADeletedOne(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		h.edit(name, "dry_run: false", "dry_run: [")
		h.later(3 * grace)
		require.Empty(t, h.temporal.sent())
	})
}

func TestBridge_ForgedNotesSignalNobodyElse(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		forged := "---\nrequest_id: \"%ID\"\nworkflow_id: \"invoice/victim\"\n---\nYes.\n"
		for i, id := range []string{"req-ffffffffffffffff-0", "../../etc/passwd", "req-stray-00", "invoice/victim", "REQ-0123456789ABCDEF-0"} {
			h.write("Approved/forged "+string(rune('a'+i))+".md", replaceID(forged, id))
		}
		h.later(3 * scan)
		require.Empty(t, h.temporal.sent())
		require.Len(t, h.files("Needs_Action"), 5, "each is told once")
		h.edit(name, "workflow_id: \""+process, "workflow_id: \"invoice/victim")
		h.move(name, vault.Approved)
		h.scan()
		require.Len(t, h.temporal.sent(), 1)
		require.Equal(t, process, h.temporal.sent()[0].workflow, "the note chose the process")
	})
}

func TestBridge_ProcessThatIsGoneClosesItsRequestAndSaysSo(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		name := h.lay(request())
		h.temporal.failNext([]error{serviceerror.NewNotFound("workflow execution already completed")}, nil)
		moved := h.move(name, vault.Approved)
		h.later(3 * scan)
		r, found, err := h.desk.Request(requestID)
		require.NoError(t, err)
		require.True(t, found && r.Closed)
		require.Equal(t, "stopped", r.Outcome)
		told := h.files("Needs_Action")
		require.Len(t, told, 1)
		require.Contains(t, h.read(told[0]), "stopped")
		require.Empty(t, h.temporal.sent())
		require.FileExists(t, h.path(moved))
	})
}

func TestBridge_OwnNoteAmongTheQuestionsIsHisBusiness(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.write("Needs_Action/my list.md", "- milk\n")
		h.write("Needs_Action/odd.md", "---\na: [\n---\n")
		h.later(3 * scan)
		require.Len(t, h.files("Needs_Action"), 2)
	})
}

func TestNew_NeedsEverything(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		_, err := bridge.New(nil, h.watcher, h.desk, h.temporal, taker{}, bridge.Options{})
		require.Error(t, err)
		_, err = bridge.New(h.vault, nil, h.desk, h.temporal, taker{}, bridge.Options{})
		require.Error(t, err)
		_, err = bridge.New(h.vault, h.watcher, nil, h.temporal, taker{}, bridge.Options{})
		require.Error(t, err)
		_, err = bridge.New(h.vault, h.watcher, h.desk, nil, taker{}, bridge.Options{})
		require.Error(t, err)
		_, err = bridge.New(h.vault, h.watcher, h.desk, h.temporal, nil, bridge.Options{})
		require.Error(t, err)
		_, err = bridge.New(h.vault, h.watcher, h.desk, h.temporal, taker{}, bridge.Options{Grace: -1})
		require.Error(t, err)
		_, err = bridge.New(h.vault, h.watcher, h.desk, h.temporal, taker{}, bridge.Options{})
		require.NoError(t, err)
	})
}

package bridge_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// taker takes nothing.
type taker struct{}

func (taker) Take(string) (contract.MailRef, error) {
	return contract.MailRef{}, errors.New("nothing is taken here")
}

const eml = "From: Ana <ana@orchard.example>\r\nTo: me@shop.example\r\nMessage-ID: <1@orchard.example>\r\nSubject: Invoice\r\nDate: Mon, 2 Mar 2026 08:00:00 +0000\r\n\r\nPlease invoice us.\r\n"

func alreadyStarted() error {
	return serviceerror.NewWorkflowExecutionAlreadyStarted("already started", "", "")
}

func replaceID(text, id string) string { return strings.ReplaceAll(text, "%ID", id) }

func TestIntake_DroppedMailBeginsItsProcessAndIsMovedAside(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.opts.VaultQueue = "queue of this host"
		h.restart()
		h.temporal.watchStarts(func() {
			assert.FileExists(t, h.path("Inbox/Please pay! (new).eml"), "the file went before Temporal had the word")
		})
		h.write("Inbox/Please pay! (new).eml", eml)
		h.scan()
		starts := h.temporal.started()
		require.Len(t, starts, 1)
		s := starts[0]
		require.Equal(t, contract.InvoiceID(s.in.Mail.Key), s.options.ID)
		require.Equal(t, contract.TaskQueue, s.options.TaskQueue)
		require.Equal(t, enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE_FAILED_ONLY, s.options.WorkflowIDReusePolicy)
		require.Equal(t, "queue of this host", s.in.VaultQueue)
		require.Equal(t, "Inbox/Please pay! (new).eml", s.in.Mail.DroppedPath)
		require.NoFileExists(t, h.path("Inbox/Please pay! (new).eml"))
		require.Equal(t, eml, h.read(s.in.Mail.TakenPath), "the note links to a place where the mail is not")
		h.later(5 * scan)
		require.Len(t, h.temporal.started(), 1)
	})
}

func TestIntake_AMailThatAnAssistantBringsIsMarkedAsSuch(t *testing.T) {
	t.Parallel()
	for name, dry := range map[string]bool{contract.AssistantName("x", true): true, contract.AssistantName("x", false): false, "X.Assistant.EML": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				h.write("Inbox/"+name, eml)
				h.scan()
				starts := h.temporal.started()
				require.Len(t, starts, 1)
				require.Equal(t, contract.SourceAssistant, starts[0].in.Mail.Source)
				require.Equal(t, dry, starts[0].in.DryRun)
			})
		})
	}
}

func TestIntake_FailedStartLeavesTheFileAndIsTriedAgain(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.temporal.failNext(nil, []error{errDown, serviceerror.NewUnavailable("starting")})
		h.write("Inbox/a.eml", eml)
		h.stop()
		require.FileExists(t, h.path("Inbox/a.eml"))
		h.start()
		h.later(4 * scan)
		require.Len(t, h.temporal.started(), 1)
		require.NoFileExists(t, h.path("Inbox/a.eml"))
	})
}

func TestIntake_TheSameMailAgainOnlyMoves(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.write("Inbox/a.eml", eml)
		h.scan()
		h.temporal.failNext(nil, []error{alreadyStarted()})
		h.write("Inbox/b.eml", eml)
		h.scan()
		require.Len(t, h.temporal.started(), 1, "the process is there: that is a success")
		require.NoFileExists(t, h.path("Inbox/b.eml"))

		n := request()
		key := h.temporal.started()[0].in.Mail.Key
		n.RequestID, n.WorkflowID = contract.RequestID(key, 0), contract.InvoiceID(key)
		h.closed(n, contract.StatusDone)
		h.write("Inbox/c.eml", eml)
		h.scan()
		require.Len(t, h.temporal.started(), 1, "a mail that had its process got another, though Temporal may have forgotten it")
		require.NoFileExists(t, h.path("Inbox/c.eml"))
		require.Len(t, h.files("Completed/Mails"), 3, "no copy was thrown away")
	})
}

func TestIntake_SameFileNameOfOtherMailsKeepsBoth(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		for i := range 3 {
			h.write("Inbox/mail.eml", strings.Replace(eml, "<1@", "<"+string(rune('2'+i))+"@", 1))
			h.scan()
		}
		require.Len(t, h.temporal.started(), 3)
		require.Len(t, h.files("Completed/Mails"), 3)
	})
}

func TestIntake_FileThatCannotBeTakenIsToldOnceAndCleared(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		outside := filepath.Join(h.dir, "outside.eml")
		require.NoError(t, os.WriteFile(outside, []byte(eml), 0o600))
		require.NoError(t, os.Link(outside, h.path("Inbox/link.eml")))
		h.later(4 * scan)
		require.Empty(t, h.temporal.started())
		require.FileExists(t, h.path("Inbox/link.eml"))
		require.Len(t, h.files("Needs_Action"), 1)
		require.NoError(t, os.Remove(h.path("Inbox/link.eml")))
		h.later(2 * scan)
		require.Empty(t, h.files("Needs_Action"), "the reason is gone and the notice stays")
	})
}

func TestIntake_AMailNamedForADryRunIsOnlyDescribed(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.write("Inbox/a.Dry-Run.eml", eml)
		h.scan()
		require.True(t, h.temporal.started()[0].in.DryRun)
		h.write("Inbox/b.eml", strings.Replace(eml, "<1@", "<2@", 1))
		h.scan()
		require.False(t, h.temporal.started()[1].in.DryRun)
	})
}

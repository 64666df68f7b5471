package bridge_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/hostile"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Each case lies alone in the vault, so that nothing else keeps it from being
// taken for the owner's word; then it is cleared away, and the honest note counts.
func TestHostile_NothingButTheOwnersOwnNoteDecides(t *testing.T) {
	t.Parallel()
	for _, c := range hostile.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				honest, desk := h.layForHostile()
				if !c.Beside {
					require.NoError(t, os.Remove(h.path(honest)))
				}
				made, err := c.Lay(desk)
				require.NoError(t, err)
				h.later(3 * scan)

				h.requireOutcome(c, made.Files)

				require.NoError(t, made.Clear())
				h.write(honest, desk.Text)
				h.later(3 * scan)
				require.Equal(t, contract.VerdictPending, h.verdict(requestID).Verdict)
				require.Empty(t, h.files("Needs_Action"), "a notice whose reason has gone")
				before := len(h.temporal.sent())
				h.move(honest, vault.Approved)
				h.scan()
				require.Len(t, h.temporal.sent(), before+1)
				h.requireUnchanged(h.verdict(requestID))
			})
		})
	}
}

// requireOutcome looks at what the desk and the processes make of a case.
func (h *house) requireOutcome(c hostile.Case, made []string) {
	h.t.Helper()
	for _, s := range h.temporal.sent() {
		require.Contains(h.t, []string{process, otherProcess}, s.workflow)
	}
	require.Empty(h.t, h.temporal.started())
	own, other := h.verdict(requestID), h.verdict(otherID)
	require.NotEqual(h.t, contract.VerdictApproved, other.Verdict, "another request was approved")
	if c.Want == hostile.Same {
		require.NotEmpty(h.t, h.temporal.sent(), "nobody was told of a decision")
		h.requireUnchanged(own)
		require.Empty(h.t, h.files("Needs_Action"))
		return
	}
	require.NotEqual(h.t, contract.VerdictApproved, own.Verdict)
	require.NotEqual(h.t, contract.VerdictWithdrawn, own.Verdict)
	told := h.told(own, other)
	if c.Want == hostile.Silent {
		require.Empty(h.t, told)
		require.NotEmpty(h.t, c.Why)
		return
	}
	require.NotEmpty(h.t, told, "nobody is told")
	named := false
	for _, m := range made {
		for _, part := range strings.FieldsFunc(m, func(r rune) bool { return r == '/' }) {
			named = named || strings.Contains(told, part) // by its name, or that of its folder
		}
	}
	require.True(h.t, named || own.Verdict == contract.VerdictAnswered || own.Verdict == contract.VerdictProblem || other.Verdict == contract.VerdictProblem, "it is not named in %q", told)
}

// told is what the owner gets to read: notices of the bridge, and what the
// processes that were told of their notes find there.
func (h *house) told(decisions ...contract.Decision) string {
	h.t.Helper()
	told := ""
	for _, name := range h.files("Needs_Action") {
		if text := h.read(name); strings.Contains(text, `type: "notice"`) {
			told += text
		}
	}
	signalled := map[string]bool{}
	for _, s := range h.temporal.sent() {
		signalled[s.signal.RequestID] = true
	}
	for _, d := range decisions {
		switch {
		case !signalled[d.RequestID]:
		case d.Verdict == contract.VerdictProblem:
			require.NotEmpty(h.t, d.Problems)
			told += strings.Join(d.Problems, "\n")
		case d.Verdict == contract.VerdictAnswered:
			told += "the request comes back with the reason"
		}
	}
	return told
}

const (
	otherKey     = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
	otherID      = "req-fedcba9876543210-0"
	otherProcess = "invoice/" + otherKey
	closedKey    = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
)

// full is a request with everything that an approval shows.
func full(key string) contract.Note {
	n := request()
	n.RequestID, n.WorkflowID, n.Mail.Key = contract.RequestID(key, 0), "invoice/"+key, key
	n.Action, n.Expires = "odoo.create_draft_invoice", time.Date(2099, 3, 16, 8, 0, 0, 0, time.UTC)
	n.Amount, n.Currency, n.Counterparty, n.Fingerprint = "2020.00", "EUR", "Berger Design GmbH", key
	n.Title = "Invoice Berger Design GmbH " + key[:4]
	n.Lead = []string{"A draft invoice of 2020.00 EUR for Berger Design GmbH will be made in Odoo."}
	n.Fields = append(n.Fields, contract.Field{Key: "customer", Value: "Berger Design GmbH"})
	return n
}

func (h *house) layForHostile() (honest string, desk hostile.Desk) {
	h.t.Helper()
	closed := full(closedKey)
	old := h.read(h.lay(closed))
	_, err := h.desk.EnsureFiled(h.t.Context(), contract.FileNoteInput{Note: closed, Folder: contract.FolderCompleted, Status: "completed", Outcome: contract.StatusDone})
	require.NoError(h.t, err)
	other := h.read(h.lay(full(otherKey)))
	honest = h.lay(full(mailKey))
	require.Empty(h.t, h.temporal.sent())
	return honest, hostile.Desk{Dir: h.vault.Dir(), Note: strings.TrimPrefix(honest, "Pending_Approval/"), Text: h.read(honest), Other: other, Closed: old}
}

func (h *house) verdict(id string) contract.Decision {
	h.t.Helper()
	n := full(mailKey)
	if id == otherID {
		n = full(otherKey)
	}
	d, err := h.desk.FetchDecision(h.t.Context(), contract.FetchDecisionInput{
		RequestID: n.RequestID, WorkflowID: n.WorkflowID, Revision: n.Revision, Fingerprint: n.Fingerprint,
	})
	require.NoError(h.t, err)
	return d
}

func (h *house) requireUnchanged(d contract.Decision) {
	h.t.Helper()
	require.Equal(h.t, contract.VerdictApproved, d.Verdict, "%v", d.Problems)
	require.Equal(h.t, map[string]string{"due_date": "2026-03-31", "customer": "Berger Design GmbH"}, d.Fields)
}

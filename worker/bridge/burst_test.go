package bridge_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/test/corpora"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// quickDir is a folder in memory where there is one: thousands of notes are
// laid, and each write waits for the disk.
func quickDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "bridge-*")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(dir)) })
	return dir
}

// numbered is one of many requests.
func numbered(i int) contract.Note {
	n := full(fmt.Sprintf("%016x%048x", i, i))
	n.Title = fmt.Sprintf("Invoice %05d", i)
	return n
}

// layMany lays many requests, some at a time, as their processes would.
func (h *house) layMany(count int) {
	h.t.Helper()
	var group errgroup.Group
	group.SetLimit(16)
	for i := range count {
		group.Go(func() error {
			_, err := h.desk.EnsureNote(context.Background(), numbered(i))
			return err
		})
	}
	require.NoError(h.t, group.Wait())
	h.scan()
}

// dieAfter has the next signals fail from the nth on, and tells when it is reached.
func (f *temporal) dieAfter(n int) <-chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	dead, from := make(chan struct{}), f.tried
	f.onSignal = func(tried int) error {
		switch {
		case tried-from < n:
			return nil
		case tried-from == n:
			close(dead)
		}
		return errDown
	}
	return dead
}

// carryOut does what the processes do with the signals that reached them, and
// counts what each of them decided.
func (h *house) carryOut() map[string]int {
	h.t.Helper()
	decided := map[string]int{}
	for _, s := range h.temporal.sent() {
		r, found, err := h.desk.Request(s.signal.RequestID)
		require.NoError(h.t, err)
		require.True(h.t, found)
		require.Equal(h.t, r.Note.WorkflowID, s.workflow)
		d, err := h.desk.FetchDecision(h.t.Context(), contract.FetchDecisionInput{
			RequestID: r.Note.RequestID, WorkflowID: s.workflow, Revision: 1, Fingerprint: r.Note.Fingerprint,
		})
		require.NoError(h.t, err)
		if d.Verdict != contract.VerdictApproved {
			require.Equal(h.t, contract.VerdictPending, d.Verdict, "%v", d.Problems)
			require.Positive(h.t, decided[s.signal.RequestID], "a hint that came to nothing")
			continue
		}
		decided[s.signal.RequestID]++
		_, err = h.desk.EnsureFiled(h.t.Context(), contract.FileNoteInput{Note: r.Note, Folder: contract.FolderCompleted, Status: "completed", Outcome: contract.StatusDone})
		require.NoError(h.t, err)
	}
	return decided
}

func TestBurst_KilledInBetweenEveryApprovalIsDecidedOnce(t *testing.T) {
	t.Parallel()
	if testing.Short() || corpora.Race {
		t.Skip("thousands of notes")
	}
	inHouseAt(t, quickDir(t), func(t *testing.T, h *house) {
		const count = 3_000
		h.layMany(count)
		dead := h.temporal.dieAfter(700)
		notes := h.files("Pending_Approval")
		require.Len(t, notes, count)
		for _, name := range notes[:2*count/3] {
			h.move(name, vault.Approved)
		}
		for range 3 {
			<-dead
			h.stop()
			dead = h.temporal.dieAfter(900)
			h.start()
		}
		h.stop()
		for _, name := range notes[2*count/3:] {
			h.move(name, vault.Approved)
		}
		h.temporal.onSignal = nil
		h.start()
		h.later(2 * scan)

		decided := h.carryOut()

		require.Len(t, decided, count)
		for id, times := range decided {
			require.Equal(t, 1, times, id)
		}
		h.later(2 * scan)
		sent := len(h.temporal.sent())
		h.restart()
		require.Len(t, h.temporal.sent(), sent, "what is decided is told to nobody")
		require.Empty(t, h.files("Approved"))
		require.Len(t, h.files("Completed"), count)
		require.Empty(t, h.files("Needs_Action"))
		require.Empty(t, h.temporal.started())
	})
}

func TestBurst_TenThousandNotesAreGoneThroughAfterARestart(t *testing.T) {
	t.Parallel()
	if testing.Short() || corpora.Race {
		t.Skip("thousands of notes")
	}
	inHouseAt(t, quickDir(t), func(t *testing.T, h *house) {
		const count, approved, rejected, deleted, damaged = 10_000, 500, 100, 10, 5
		h.layMany(count)
		h.stop()
		notes := h.files("Pending_Approval")
		require.NoError(t, os.MkdirAll(h.path("Approved/at once"), 0o755))
		for i, name := range notes[:approved+rejected+deleted+damaged] {
			switch {
			case i < approved:
				require.NoError(t, os.Rename(h.path(name), h.path("Approved/at once/"+filepath.Base(name))))
			case i < approved+rejected:
				h.move(name, vault.Rejected)
			case i < approved+rejected+deleted:
				require.NoError(t, os.Remove(h.path(name)))
			default:
				h.write(h.move(name, vault.Approved), "---\nrequest_id: [\n---\n")
			}
		}
		h.start()
		h.later(grace + 3*scan)

		told := map[string]int{}
		for _, s := range h.temporal.sent() {
			told[s.signal.RequestID]++
		}
		for id, times := range told {
			require.Equal(t, 1, times, id)
		}
		verdicts := map[contract.Verdict]int{}
		for id := range told {
			r, _, err := h.desk.Request(id)
			require.NoError(t, err)
			d, err := h.desk.FetchDecision(t.Context(), contract.FetchDecisionInput{
				RequestID: id, WorkflowID: r.Note.WorkflowID, Revision: 1, Fingerprint: r.Note.Fingerprint,
			})
			require.NoError(t, err)
			verdicts[d.Verdict]++
		}
		require.Equal(t, map[contract.Verdict]int{
			contract.VerdictApproved: approved, contract.VerdictRejected: rejected, contract.VerdictWithdrawn: deleted, contract.VerdictProblem: damaged,
		}, verdicts)
		require.Len(t, h.desk.OpenRequests(), count)
	})
}

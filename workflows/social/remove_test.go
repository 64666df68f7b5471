package social_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/social"
)

// takenDown is a world with a thread on X that is out, and what its deletions
// come to; nil = done.
func takenDown(t *testing.T, faults ...error) (w *world, deleted *[]string) {
	t.Helper()
	w = open(t)
	deleted = &[]string{}
	w.env.SetStartWorkflowOptions(client.StartWorkflowOptions{ID: contract.RemovalWorkflowID(postID)})
	w.env.RegisterWorkflowWithOptions(social.Remove, workflow.RegisterOptions{Name: contract.RemoveSocialPost})
	post := contract.PlatformPost{BusinessKey: "AS-1", Platform: contract.X, Text: "We are open on Sunday."}
	register(w, contract.PostsFindPublished, func(contract.FindPublishedInput) (contract.PublishedPosts, error) {
		return contract.PublishedPosts{Title: "sunday", Posts: []contract.PublishedPost{{Slot: w.began.Add(-time.Hour), Post: post, Result: contract.PlatformResult{
			Platform: contract.X, Status: contract.StatusDone, Outcome: contract.PostOutcome{ID: "x-1", URL: "https://x.example/x-1"}, Rest: []string{"x-2"},
		}}}}, nil
	})
	register(w, contract.NotesFetchHandbook, func(contract.Nothing) (contract.Handbook, error) {
		return contract.Handbook{DryRun: w.note.dryRun}, nil
	})
	register(w, contract.XDeletePost, func(in contract.DeletePostInput) (contract.Nothing, error) {
		if len(faults) > 0 {
			err := faults[0]
			faults = faults[1:]
			if err != nil {
				return contract.Nothing{}, err
			}
		}
		if !in.DryRun {
			*deleted = append(*deleted, in.ID)
		}
		return contract.Nothing{}, nil
	})
	return w, deleted
}

func (w *world) remove(t *testing.T) contract.ScheduledPostResult {
	t.Helper()
	w.env.ExecuteWorkflow(contract.RemoveSocialPost, contract.RemovePostInput{PostID: postID})
	require.NoError(t, w.env.GetWorkflowError())
	var result contract.ScheduledPostResult
	require.NoError(t, w.env.GetWorkflowResult(&result))
	w.holds(t)
	return result
}

func TestRemove_ApprovedItIsTakenDownLastPartFirst(t *testing.T) {
	t.Parallel()
	w, deleted := takenDown(t)
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusRemoved, w.remove(t).Status)

	require.Equal(t, []string{"x-2", "x-1"}, *deleted)
	require.Contains(t, words(t, w.desk.requests()[0]), "We are open on Sunday.")
	require.Equal(t, contract.StatusRemoved, w.books[0].Result.Status)
	note, _ := w.final(t)
	require.Equal(t, contract.FolderCompleted, note.Folder)
	require.Equal(t, []string{"done", "done"}, w.results("x.delete_post"))
}

func TestRemove_WithoutAYesNothingIsDeleted(t *testing.T) {
	t.Parallel()
	for _, verdict := range []contract.Verdict{contract.VerdictRejected, contract.VerdictWithdrawn, contract.VerdictPending} {
		t.Run(string(verdict), func(t *testing.T) {
			t.Parallel()
			w, deleted := takenDown(t)
			w.owner(time.Hour, verdict)
			w.remove(t)
			require.Empty(t, *deleted)
			note, _ := w.final(t)
			require.Equal(t, contract.StatusDone, note.Outcome, "it is still out")
		})
	}
}

func TestRemove_ALostAnswerIsTriedAgainAndARefusalIsTold(t *testing.T) {
	t.Parallel()
	w, deleted := takenDown(t, fail(contract.FailOutcomeUnknown, "The connection broke."))
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusRemoved, w.remove(t).Status)
	require.Equal(t, []string{"x-2", "x-1"}, *deleted)

	w, deleted = takenDown(t, fail(contract.FailInvalid, "X refuses."))
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusPartly, w.remove(t).Status)
	require.Empty(t, *deleted)
	note, text := w.final(t)
	require.Equal(t, contract.FolderNeedsAction, note.Folder)
	require.Contains(t, text, "X refuses.")
}

func TestRemove_DryRunDeletesNothing(t *testing.T) {
	t.Parallel()
	w, deleted := takenDown(t)
	w.note.dryRun = true
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDryRun, w.remove(t).Status)

	require.Empty(t, *deleted)
	require.Empty(t, w.books)
}

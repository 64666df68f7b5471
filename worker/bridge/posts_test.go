package bridge_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	postNote  = "Social_Posts/sunday.md"
	readyPost = "---\ntype: social_post\nready: true\nplatforms: [x]\npublish_at: 2100-12-01T09:00\n---\nWe are open on Sunday.\n"
)

// post lays a ready note and gives the ID that it got.
func (h *house) post(name string) string {
	h.t.Helper()
	h.write(name, readyPost)
	h.scan()
	posts := h.temporal.taken()
	require.NotEmpty(h.t, posts)
	return posts[len(posts)-1].in.PostID
}

func (f *temporal) taken() []postStart {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]postStart(nil), f.posts...)
}

func (f *temporal) hinted() []contract.PostSignal {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]contract.PostSignal(nil), f.hints...)
}

func TestPosts_AReadyNoteIsTakenUpAndNamed(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		id := h.post(postNote)

		require.Contains(t, h.read(postNote), `post_id: "`+id)
		for _, p := range h.temporal.taken() {
			require.Equal(t, id, p.in.PostID, "the ID that we write is news about the same post")
		}
		before := len(h.temporal.taken())
		h.scan()
		h.scan()
		require.Len(t, h.temporal.taken(), before, "a note at rest is no news")
	})
}

func TestPosts_InASubfolderCountsToo(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		require.NoError(t, os.MkdirAll(h.path("Social_Posts/December"), 0o755))
		require.NotEmpty(t, h.post("Social_Posts/December/sunday.md"))
	})
}

func TestPosts_ADraftIsLeftAlone(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		draft := strings.Replace(readyPost, "ready: true", "ready: false", 1)
		h.write(postNote, draft)
		h.scan()

		require.Empty(t, h.temporal.taken())
		require.Equal(t, draft, h.read(postNote))
	})
}

func TestPosts_AnEditIsTold(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		id := h.post(postNote)
		begun, told := len(h.temporal.taken()), len(h.temporal.hinted())

		h.edit(postNote, "on Sunday", "on Monday")
		h.scan()

		require.Len(t, h.temporal.taken(), begun)
		hints := h.temporal.hinted()
		require.Len(t, hints, told+1)
		require.Equal(t, id, hints[told].PostID)
	})
}

func TestPosts_UntickedTellsAndStartsNothing(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		id := h.post(postNote)
		before, told := len(h.temporal.taken()), len(h.temporal.hinted())

		h.edit(postNote, "ready: true", "ready: false")
		h.scan()

		require.Len(t, h.temporal.taken(), before)
		require.Len(t, h.temporal.hinted(), told+1)
		require.Equal(t, id, h.temporal.hinted()[told].PostID)
	})
}

func TestPosts_MovedOrDeletedIsTold(t *testing.T) {
	t.Parallel()
	for name, act := range map[string]func(*house){
		"rejected":    func(h *house) { h.move(postNote, vault.Rejected) },
		"moved away":  func(h *house) { h.move(postNote, vault.Completed) },
		"deleted":     func(h *house) { require.NoError(h.t, os.Remove(h.path(postNote))) },
		"other place": func(h *house) { h.move(postNote, vault.NeedsAction) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inHouse(t, func(t *testing.T, h *house) {
				id := h.post(postNote)
				told := len(h.temporal.hinted())

				act(h)
				h.later(grace)

				require.Greater(t, len(h.temporal.hinted()), told)
				require.Equal(t, id, h.temporal.hinted()[told].PostID)
			})
		})
	}
}

func TestPosts_ChangesWhileTheProgramWasOffCount(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		first, second := h.post(postNote), h.post("Social_Posts/monday.md")
		h.temporal.process(contract.PostWorkflowID(first), contract.StatusScheduled, time.Now())
		h.temporal.process(contract.PostWorkflowID(second), contract.StatusScheduled, time.Now())
		h.stop()
		h.edit(postNote, "on Sunday", "on Monday")
		require.NoError(t, os.Remove(h.path("Social_Posts/monday.md")))
		before := len(h.temporal.hinted())

		h.start()
		h.scan()

		var told []string
		for _, hint := range h.temporal.hinted()[before:] {
			told = append(told, hint.PostID)
		}
		require.Contains(t, told, first)
		require.Contains(t, told, second)
	})
}

func TestPosts_WhatFailsIsTriedAgainAtTheNextScan(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.temporal.failNext(nil, []error{errors.New("the server is away"), errors.New("the server is away")})
		require.NotEmpty(t, func() string { h.write(postNote, readyPost); h.later(4 * scan); return h.temporal.taken()[0].in.PostID }())
	})
}

func TestPosts_WithoutAProcessANoteAtRestNeedsNone(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.post(postNote)
		h.temporal.failNext([]error{serviceerror.NewNotFound("gone")}, nil)
		h.edit(postNote, "ready: true", "ready: false")
		h.scan()
		require.NotContains(t, strings.Join(h.files(string(vault.NeedsAction)), " "), "sunday")
	})
}

// The note changes a last time just before it is filed, and the process ends
// while the bridge is on its way to tell it of that.
func TestPosts_AProcessThatHasJustFiledItsNoteIsNotBegunAnew(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		h.post(postNote)
		before := len(h.temporal.taken())
		h.temporal.onHint = func() error {
			_ = os.Rename(h.path(postNote), h.path("Completed/sunday.md")) // it is gone the second time
			return serviceerror.NewNotFound("the process has ended")
		}
		h.edit(postNote, "We are open", "We are really open")
		h.scan()
		require.Len(t, h.temporal.taken(), before)

		h.temporal.onHint = func() error { return serviceerror.NewNotFound("the process has ended") }
		require.NoError(t, os.Rename(h.path("Completed/sunday.md"), h.path(postNote)))
		h.edit(postNote, "We are really open", "We are open again")
		h.scan()
		require.Len(t, h.temporal.taken(), before+1, "laid back by the owner it is")
	})
}

func TestPosts_ARequestOfAPostThatIsOverIsNeverAskedAgainByItself(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		n := request()
		n.WorkflowID, n.Mail, n.Title = contract.PostWorkflowID("post-0123456789abcdef"), contract.MailRef{}, "Reply sunday"
		path := h.closed(n, contract.StatusExpired)
		h.move(path, vault.PendingApproval)
		h.scan()

		require.Empty(t, h.temporal.starts)
		require.Contains(t, strings.Join(h.files(string(vault.NeedsAction)), " "), "A request about a post")
	})
}

func TestPosts_APublishedOneThatIsRejectedIsToBeTakenDown(t *testing.T) {
	t.Parallel()
	inHouse(t, func(t *testing.T, h *house) {
		id := h.post(postNote)
		path := h.move(postNote, vault.Rejected)
		h.later(grace)
		require.Empty(t, h.temporal.removed, "what was never published only ends")

		h.edit(path, "ready: true", "ready: false\noutcome: done")
		h.later(grace)

		require.Equal(t, id, h.temporal.removed[0])
	})
}

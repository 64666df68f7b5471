package bridge

import (
	"context"
	"errors"
	"fmt"
	"time"

	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Posts knows which note in Social_Posts/ is which post.
type Posts interface {
	// Adopt gives the ID of a note's post; a note that is ready for the first time gets its ID now. Empty means that there is
	// nothing to start or to tell.
	Adopt(ctx context.Context, path string) (postID string, isNew bool, err error)
}

// signalStarter is what the bridge needs of a Temporal client to tell a process
// that may have to be begun first.
type signalStarter interface {
	SignalWithStartWorkflow(ctx context.Context, workflowID, signalName string, signalArg any, options client.StartWorkflowOptions, workflow any, workflowArgs ...any) (client.WorkflowRun, error)
}

// aboutPost is true for a change that a post's process may have to know of.
func (b *Bridge) aboutPost(c vault.Change) bool {
	return b.opts.Posts != nil && (c.Folder == vault.SocialPosts || c.PostID != "")
}

// followPost passes on what happened to the note of a post.
func (b *Bridge) followPost(ctx context.Context, c vault.Change) error {
	if c.Folder == vault.SocialPosts && c.Kind != vault.Gone {
		if s, there := b.watcher.Index().At(c.Path); there {
			return b.takePost(ctx, s)
		}
		return nil
	}
	var reported error
	if c.Kind == vault.Broken {
		reported = b.reportBroken(ctx, c.Folder, c.Path, c.Problem)
	}
	if c.PostID == "" {
		return reported
	}
	if c.Folder == vault.Rejected && c.Kind != vault.Gone && c.Kind != vault.Broken {
		return errors.Join(b.hintPost(ctx, c.PostID, c.Path), b.removePost(ctx, c))
	}
	return errors.Join(reported, b.hintPost(ctx, c.PostID, c.Path))
}

// removePost begins the process that takes a published post down, when the
// owner has moved its note among the rejected ones. It asks before it acts.
func (b *Bridge) removePost(ctx context.Context, c vault.Change) error {
	note, err := b.vault.ReadNote(c.Path)
	if err != nil {
		return nil //nolint:nilerr // it was moved again since; that is told as well
	}
	outcome, _ := note.Get("outcome")
	if outcome != contract.StatusDone && outcome != contract.StatusPartly && outcome != contract.StatusUnknown {
		return nil
	}
	_, err = b.engine.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID: contract.RemovalWorkflowID(c.PostID), TaskQueue: contract.TaskQueue, WorkflowTaskTimeout: contract.WorkflowTaskTimeout,
		StaticSummary: "Takes a published post down", WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
		WorkflowExecutionErrorWhenAlreadyStarted: true,
	}, contract.RemoveSocialPost, contract.RemovePostInput{PostID: c.PostID, VaultQueue: b.opts.VaultQueue})
	if err != nil && !temporal.IsWorkflowExecutionAlreadyStartedError(err) {
		return fmt.Errorf("starting to take down post %s: %w", c.PostID, err)
	}
	return nil
}

// takePost begins the process of a note that is ready, or tells the one there
// is that the note may have changed. A note that lies as it did when it was
// last looked at costs nothing.
func (b *Bridge) takePost(ctx context.Context, s vault.Sighting) error {
	key := "note " + s.Path
	return b.inTurn(key, func() error {
		if !b.news(key, stateOf([]vault.Sighting{s})) {
			return nil
		}
		id, isNew, err := b.opts.Posts.Adopt(ctx, s.Path)
		if err == nil && id != "" {
			err = b.tellPost(ctx, id, s.Path, isNew)
		}
		if err != nil {
			b.forget(key)
			return fmt.Errorf("the post %s is looked at again at the next scan: %w", s.Path, err)
		}
		return nil
	})
}

// tellPost tells the process of a note, and begins one where none runs and the
// note is ready. The order matters: a process files its note before it ends, so
// a note that is still there and ready when nothing runs is not one that was
// just carried out.
func (b *Bridge) tellPost(ctx context.Context, id, path string, isNew bool) error {
	if !isNew {
		if runs, err := b.signalPost(ctx, id, path); err != nil || runs || !b.isReady(path) {
			return err
		}
	}
	_, err := b.engine.SignalWithStartWorkflow(ctx, contract.PostWorkflowID(id), contract.SignalPostChanged, postHint(id, path), client.StartWorkflowOptions{
		TaskQueue: contract.TaskQueue, WorkflowTaskTimeout: contract.WorkflowTaskTimeout, StaticSummary: "Post from a note in Social_Posts",
		WorkflowIDReusePolicy: enumspb.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE,
	}, contract.ScheduledSocialPost, contract.ScheduledPostInput{PostID: id, VaultQueue: b.opts.VaultQueue})
	if err != nil {
		return fmt.Errorf("starting the process of post %s: %w", id, err)
	}
	if isNew {
		b.log.Info("took up a post", zap.String("note", path), zap.String("workflow_id", contract.PostWorkflowID(id)))
	}
	return nil
}

// isReady tells whether the owner has ticked the note. The process looks for
// itself; this only keeps one from being begun for a note at rest.
func (b *Bridge) isReady(path string) bool {
	note, err := b.vault.ReadNote(path)
	if err != nil {
		return false
	}
	ready, _ := note.GetBool("ready")
	return ready
}

// hintPost tells the process of a post to look at its note; without one there
// is nothing to tell.
func (b *Bridge) hintPost(ctx context.Context, id, path string) error {
	_, err := b.signalPost(ctx, id, path)
	return err
}

func (b *Bridge) signalPost(ctx context.Context, id, path string) (runs bool, err error) {
	err = b.engine.SignalWorkflow(ctx, contract.PostWorkflowID(id), "", contract.SignalPostChanged, postHint(id, path))
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		return false, nil
	}
	return err == nil, err
}

func postHint(id, path string) contract.PostSignal {
	return contract.PostSignal{PostID: id, Path: path, SeenAt: time.Now().UTC()}
}

// reconcilePosts looks at every note in Social_Posts/ that was not looked at as
// it lies now.
func (b *Bridge) reconcilePosts(ctx context.Context) error {
	if b.opts.Posts == nil {
		return nil
	}
	var errs []error
	for _, s := range b.watcher.Index().All(vault.SocialPosts) {
		errs = append(errs, alone(func() error { return b.takePost(ctx, s) }))
	}
	return errors.Join(errs...)
}

// comparePosts holds the notes of posts against the processes that run: a note
// whose process has ended without having put it away is looked at anew, and a
// process whose note lies elsewhere or is gone is told.
func (b *Bridge) comparePosts(ctx context.Context, running map[string]bool) error {
	if b.opts.Posts == nil {
		return nil
	}
	index := b.watcher.Index()
	for _, s := range index.All(vault.SocialPosts) {
		if s.PostID != "" && !running[contract.PostWorkflowID(s.PostID)] {
			b.forget("note " + s.Path)
		}
	}
	var errs []error
	for process := range running {
		id, ok := contract.PostIDOf(process)
		if !ok {
			continue
		}
		seen := index.FindPost(id)
		if len(seen) == 1 && seen[0].Folder == vault.SocialPosts {
			continue
		}
		errs = append(errs, b.hintPost(ctx, id, ""))
	}
	return errors.Join(errs...)
}

// strayPostRequest tells of a request about a post that is over. It is asked
// again by way of the post's own note.
func (b *Bridge) strayPostRequest(ctx context.Context, outcome string, s vault.Sighting) error {
	if s.Folder != vault.Approved && s.Folder != vault.Rejected && s.Folder != vault.PendingApproval {
		return nil
	}
	if there, err := b.vault.Exists(s.Path); err == nil && !there {
		return nil // put away since it was seen: a request is closed when its notes are gone
	}
	return b.desk.Tell(ctx, s.Path, "A request about a post that is over: "+s.Path,
		s.Path+" is about a request that ended before ("+outcome+"). It decides nothing any more; move it to Completed/. "+
			"To have the post asked about again, move the post's own note to "+contract.FolderSocialPosts+"/ and tick ready.")
}

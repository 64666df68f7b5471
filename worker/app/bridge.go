package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// parallel bounds how many signals and starts are under way at once.
const parallel = 16

// signaler is what the bridge needs of a Temporal client to pass a hint on.
type signaler interface {
	SignalWorkflow(ctx context.Context, workflowID, runID, name string, arg any) error
}

// bridge turns what happens in the vault into signals and new processes. It
// remembers nothing that matters: after a restart the first scan tells
// everything again, and every signal may come twice.
type bridge struct {
	vault   *vault.Vault
	watcher *vault.Watcher
	desk    *notes.Desk
	engine
	intake intake
	// vaultQueue is the task queue of this host when the cluster is an outside one, else empty.
	vaultQueue string
	grace      time.Duration
	log        *zap.Logger

	mu   sync.Mutex
	told map[string]string // request -> the state of its notes when last looked at
	// later holds requests to look at again when their note has been missing for the grace period.
	later map[string]*time.Timer
	again chan string
	// taking holds the dropped files that are being taken.
	taking sync.Map
}

// engine is what the bridge needs of Temporal.
type engine interface {
	signaler
	starter
}

// Run follows the watcher until its changes end or ctx does.
func (b *bridge) Run(ctx context.Context) error {
	b.told, b.later, b.again = map[string]string{}, map[string]*time.Timer{}, make(chan string)
	defer b.forgetTimers()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallel)
	defer func() { _ = group.Wait() }()
	do := func(what string, f func(context.Context) error) {
		group.Go(func() error {
			if err := f(ctx); err != nil && ctx.Err() == nil {
				// The next scan brings it again, so nothing is lost by going on.
				b.log.Warn(what, zap.Error(err))
			}
			return nil
		})
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case id := <-b.again:
			do("look at a missing note", func(ctx context.Context) error { return b.consider(ctx, id, true) })
		case change, ok := <-b.watcher.Changes():
			if !ok {
				return nil
			}
			b.follow(do, change)
		}
	}
}

func (b *bridge) follow(do func(string, func(context.Context) error), c vault.Change) {
	switch {
	case c.Kind == vault.ScanDone:
		do("reconcile the vault", func(ctx context.Context) error { return b.reconcile(ctx, c.Unsettled) })
	case c.Kind == vault.Mail:
		do("take a dropped mail", func(ctx context.Context) error { return b.takeMail(ctx, c.Path) })
	case c.RequestID != "":
		do("pass a decision on", func(ctx context.Context) error { return b.consider(ctx, c.RequestID, false) })
	case c.Kind == vault.Broken:
		do("report a file", func(ctx context.Context) error { return b.reportBroken(ctx, c.Folder, c.Path, c.Problem) })
	}
}

// consider looks at where the notes about a request lie and tells its process
// when that may be a decision. due is true when the wait for a missing note is
// over.
func (b *bridge) consider(ctx context.Context, id string, due bool) error {
	request, found, err := b.desk.Request(id)
	if err != nil {
		return err
	}
	seen := b.watcher.Index().Find(id)
	switch {
	case found && request.Note.Type == contract.NoteNotice:
		return nil
	case !found || request.Closed:
		return b.stray(ctx, id, request, found, seen)
	case len(seen) == 0:
		return b.missing(ctx, id, request, due)
	}
	b.desk.Missing(id, false)
	if !b.news(id, seen) {
		return nil
	}
	if !b.decided(seen) {
		return nil
	}
	return b.hint(ctx, id, request, seen[0].Path)
}

// decided reports whether the notes may hold a decision, or lie so that one
// must be asked about.
func (b *bridge) decided(seen []vault.Sighting) bool {
	if len(seen) > 1 {
		return true
	}
	switch seen[0].Folder {
	case vault.Approved, vault.Rejected:
		return true
	case vault.NeedsAction:
		return b.desk.Answered(seen[0].Path)
	default:
		return false
	}
}

// news is false when the notes lie exactly as at the last look, so that a scan
// does not fill a process's history with the same hint.
func (b *bridge) news(id string, seen []vault.Sighting) bool {
	state := ""
	for _, s := range seen {
		state += fmt.Sprintf("%s|%d|%d|%d\n", s.Path, s.Size, s.ModTime.UnixNano(), s.Inode)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.told[id] == state {
		return false
	}
	b.told[id] = state
	return true
}

func (b *bridge) forget(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.told, id)
}

func (b *bridge) hint(ctx context.Context, id string, r notes.Request, path string) error {
	// The workflow ID comes from our register, never from the note: a forged one cannot reach another process.
	err := b.SignalWorkflow(ctx, r.Note.WorkflowID, "", contract.SignalDecision, contract.DecisionSignal{
		RequestID: id, Path: path, SeenAt: time.Now().UTC(),
	})
	var gone *serviceerror.NotFound
	if errors.As(err, &gone) {
		b.log.Warn("the process of a request is gone", zap.String("request_id", id))
		if err := b.desk.Abandon(id); err != nil {
			return err
		}
		return b.consider(ctx, id, false)
	}
	if err != nil {
		b.forget(id)
	}
	return err
}

// missing waits for the grace period before a deletion is believed: sync tools
// and editors delete and create where a person sees a move.
func (b *bridge) missing(ctx context.Context, id string, r notes.Request, due bool) error {
	b.forget(id)
	since := b.desk.Missing(id, true)
	if due || time.Since(since) >= b.grace {
		return b.hint(ctx, id, r, "")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.later[id] == nil {
		b.later[id] = time.AfterFunc(b.grace-time.Since(since)+50*time.Millisecond, func() { b.wake(ctx, id) })
	}
	return nil
}

func (b *bridge) wake(ctx context.Context, id string) {
	b.mu.Lock()
	delete(b.later, id)
	b.mu.Unlock()
	select {
	case b.again <- id:
	case <-ctx.Done():
	}
}

func (b *bridge) forgetTimers() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, t := range b.later {
		t.Stop()
	}
}

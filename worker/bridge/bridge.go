package bridge

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.uber.org/zap"
	"golang.org/x/sync/errgroup"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/supervise"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// parallel bounds how many hints and starts are under way at once.
	parallel = 16
	// answerPatience is how long a process may take to say that it has a hint; a workflow task that a crash has cut off takes three seconds.
	answerPatience = 5 * time.Second
)

// signaler is what the bridge needs of a Temporal client to pass a hint on.
type signaler interface {
	SignalWorkflow(ctx context.Context, workflowID, runID, name string, arg any) error
	UpdateWorkflow(ctx context.Context, options client.UpdateWorkflowOptions) (client.WorkflowUpdateHandle, error)
}

// Bridge turns what happens in the vault into signals and new processes. It
// remembers nothing that matters: after a restart the first scan tells
// everything again, and every signal may come twice.
type Bridge struct {
	vault   *vault.Vault
	watcher *vault.Watcher
	desk    *notes.Desk
	engine  Engine
	intake  Intake
	opts    Options
	log     *zap.Logger

	mu   sync.Mutex
	told map[string]string // request -> the state of its notes when last looked at
	// later holds requests to look at again when their note has been missing for the grace period.
	later map[string]*time.Timer
	again chan string
	// busy holds the paths of mails and closed notes for which a process is being started.
	busy sync.Map
	// reconciled is when the vault was last gone through without an error; at first when the bridge was made.
	reconciled atomic.Pointer[time.Time]
	// turns holds a lock for every request that was looked at.
	turns sync.Map
	// odd are the files that cannot count.
	odd oddFiles
	// logged are the differences that have been named and are still there.
	logged differences
	// compared is when the requests were last held against Temporal's processes; comparing is held meanwhile.
	compared  time.Time
	comparing sync.Mutex
}

// Engine is what the bridge needs of Temporal.
type Engine interface {
	signaler
	starter
	signalStarter
	lister
}

// Options of a Bridge.
type Options struct {
	// VaultQueue is the task queue of this host when the cluster is an outside one, else empty.
	VaultQueue string
	// Grace is how long a note must be missing before its process is told.
	Grace time.Duration
	// Posts has the notes in Social_Posts/ taken up; nil leaves them alone.
	Posts Posts
	// Log is told what was done and what has to be tried again; nil = nowhere.
	Log *zap.Logger
}

// New joins the vault, its watcher and its desk with Temporal. The watcher must
// be run by the caller. New starts nothing.
func New(v *vault.Vault, w *vault.Watcher, desk *notes.Desk, temporal Engine, mails Intake, opts Options) (*Bridge, error) {
	if v == nil || w == nil || desk == nil || temporal == nil || mails == nil {
		return nil, errors.New("the bridge needs a vault, its watcher, a desk, Temporal and a mail intake")
	}
	if opts.Grace < 0 {
		return nil, errors.New("the bridge's grace period must not be negative")
	}
	if opts.Log == nil {
		opts.Log = zap.NewNop()
	}
	b := &Bridge{
		vault: v, watcher: w, desk: desk, engine: temporal, intake: mails, opts: opts, log: opts.Log,
		told: map[string]string{}, later: map[string]*time.Timer{}, again: make(chan string),
		odd: oddFiles{last: map[vault.Folder]int{}, since: map[vault.Folder]int{}},
	}
	b.beat()
	return b, nil
}

// Progress tells when the vault was last gone through without an error, at
// first when the bridge was made.
func (b *Bridge) Progress() time.Time { return *b.reconciled.Load() }

func (b *Bridge) beat() {
	now := time.Now()
	b.reconciled.Store(&now)
}

// Run follows the watcher until ctx ends. It may run again after it has ended.
func (b *Bridge) Run(ctx context.Context) error {
	defer b.forgetTimers()
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallel)
	defer func() { _ = group.Wait() }()
	do := func(what string, f func(context.Context) error) {
		group.Go(func() error {
			// One note or mail that brings the program down must not take all the others with it.
			if err := supervise.Guard(func() error { return f(ctx) }); err != nil && ctx.Err() == nil {
				// The next scan brings it again, so nothing is lost by going on.
				b.log.Warn(what, supervise.Fields(err)...)
			}
			return nil
		})
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case id := <-b.again:
			do("look at a missing note", func(ctx context.Context) error { return b.consider(ctx, id) })
		case change := <-b.watcher.Changes():
			b.follow(do, change)
		}
	}
}

func (b *Bridge) follow(do func(string, func(context.Context) error), c vault.Change) {
	switch {
	case c.Kind == vault.ScanDone:
		do("reconcile the vault", func(ctx context.Context) error { return b.reconcile(ctx, c.Unsettled) })
	case c.Kind == vault.Mail:
		do("take a dropped mail", func(ctx context.Context) error { return b.takeMail(ctx, c.Path) })
	case c.RequestID != "":
		do("pass a decision on", func(ctx context.Context) error { return b.consider(ctx, c.RequestID) })
	case b.aboutPost(c):
		do("follow a post", func(ctx context.Context) error { return b.followPost(ctx, c) })
	case c.Kind == vault.Broken:
		if c.Refused == vault.Away && c.Folder == vault.PendingApproval {
			return // it waits wherever it is kept, and iCloud may put all of them away at once
		}
		do("report a file", func(ctx context.Context) error { return b.reportBroken(ctx, c.Folder, c.Path, c.Problem) })
	}
}

// consider looks at where the notes about a request lie and tells its process
// when that may be a decision. An event and a scan that tell of the same
// request take turns.
func (b *Bridge) consider(ctx context.Context, id string) error {
	return b.inTurn(id, func() error { return b.look(ctx, id) })
}

func (b *Bridge) inTurn(id string, do func() error) error {
	turn, _ := b.turns.LoadOrStore(id, &sync.Mutex{})
	if m, ok := turn.(*sync.Mutex); ok {
		m.Lock()
		defer m.Unlock()
	}
	return do()
}

func (b *Bridge) look(ctx context.Context, id string) error {
	if seen := b.watcher.Index().Find(id); len(seen) == 1 && seen[0].Folder == vault.PendingApproval && b.desk.IsOpen(id) {
		b.waits(id, seen[0]) // without reading what was asked: there may be thousands after a restart
		return nil
	}
	request, found, err := b.desk.Request(id)
	if err != nil {
		return err
	}
	seen := b.watcher.Index().Find(id)
	switch {
	case found && request.Note.Informs():
		return nil
	case !found || request.Closed:
		b.forget(id)
		return b.stray(ctx, id, request, found, seen)
	case len(seen) == 0:
		return b.missing(ctx, id, request)
	}
	if !b.decided(seen) {
		b.waits(id, seen[0])
		return nil
	}
	b.present(id, seen[0])
	if !b.news(id, stateOf(seen)) {
		return nil
	}
	return b.hint(ctx, id, request, seen[0].Path)
}

// waits takes note of a request that is there and undecided.
func (b *Bridge) waits(id string, seen vault.Sighting) {
	b.present(id, seen)
	b.forget(id) // a decision that was taken back and is made again is news
}

func (b *Bridge) present(id string, seen vault.Sighting) {
	if b.logged.forget(id, noteMissing) {
		b.log.Info("a note that was missing is back", zap.String("request_id", id), zap.String("note", seen.Path))
	}
	b.desk.Missing(id, false)
	b.desk.NoteSnooze(id, seen.Path)
}

// decided reports whether the notes may hold a decision, or lie so that one
// must be asked about.
func (b *Bridge) decided(seen []vault.Sighting) bool {
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

// stateOf changes whenever a note was moved or written. The time at which the
// watcher met it tells a note that was away in between from one that stayed.
func stateOf(seen []vault.Sighting) string {
	state := ""
	for _, s := range seen {
		state += fmt.Sprintf("%s|%d|%d|%d|%d\n", s.Path, s.Size, s.ModTime.UnixNano(), s.Inode, s.SeenAt.UnixNano())
	}
	return state
}

// news is false when the process was told of the same state before, so that a
// scan does not fill its history with the same hint.
func (b *Bridge) news(id, state string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.told[id] == state {
		return false
	}
	b.told[id] = state
	return true
}

// delivered is true when the process of an open request was told of its notes as
// they lie now. It reads nothing, so that a scan costs little however many
// decided notes still lie about.
func (b *Bridge) delivered(id string) bool {
	seen := b.watcher.Index().Find(id)
	b.mu.Lock()
	told := b.told[id]
	b.mu.Unlock()
	return len(seen) > 0 && told == stateOf(seen) && b.desk.IsOpen(id)
}

func (b *Bridge) forget(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.told, id)
}

func (b *Bridge) hint(ctx context.Context, id string, r notes.Request, path string) error {
	// The workflow ID comes from our register, never from the note: a forged one cannot reach another process.
	err := b.deliver(ctx, r.Note.WorkflowID, contract.DecisionSignal{RequestID: id, Path: path, SeenAt: time.Now().UTC()})
	var gone *serviceerror.NotFound
	where := zap.String("note", path)
	if path == "" {
		where = zap.String("note", "gone")
	}
	switch {
	case errors.As(err, &gone):
		return b.abandon(ctx, id)
	case err != nil:
		b.forget(id)
		return fmt.Errorf("the decision of request %s (%s) is not delivered and is sent again at the next scan: %w", id, where.String, err)
	}
	b.log.Info("told a process of its note", zap.String("request_id", id), where)
	return nil
}

// deliver gives a hint to a process: as an update, which the server does not
// write down before the process has it, and as a signal when the process does
// not answer. Both together do no harm.
func (b *Bridge) deliver(ctx context.Context, process string, hint contract.DecisionSignal) error {
	soon, cancel := context.WithTimeout(ctx, answerPatience)
	defer cancel()
	answer, err := b.engine.UpdateWorkflow(soon, client.UpdateWorkflowOptions{
		WorkflowID: process, UpdateName: contract.UpdateDecision, Args: []any{hint}, WaitForStage: client.WorkflowUpdateStageCompleted,
	})
	if err == nil {
		err = answer.Get(soon, nil)
	}
	if err == nil {
		return nil
	}
	return b.engine.SignalWorkflow(ctx, process, "", contract.SignalDecision, hint)
}

// abandon closes a request whose process is gone. What that means for its note
// is the business of look: one that waits is asked again, one that was decided
// is told.
func (b *Bridge) abandon(ctx context.Context, id string) error {
	b.log.Warn("a note without a process: the request is closed as stopped", zap.String("request_id", id))
	if err := b.desk.Abandon(id); err != nil {
		return err
	}
	return b.look(ctx, id)
}

package supervise

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/thejerf/suture/v4"
	"go.uber.org/zap"
)

// Limits of the restarts of one part: a part that failed is back at once, and
// one that fails again and again is tried five times a second apart from Pause.
const (
	// quickRestarts are made without a pause; the count halves every decay.
	quickRestarts = 4
	decay         = 30 * time.Second
	// Pause is the time between two tries of a part that keeps failing, give or take a half.
	Pause = 15 * time.Second
	// breath is the least time between the failure of a part and its next start.
	breath = 200 * time.Millisecond
	// Calm is how long a part has to run before its failures are over.
	Calm = time.Minute
)

// Options of a Tree.
type Options struct {
	// Log is told of each failure; nil = nowhere.
	Log *zap.Logger
	// Redact takes the secrets out of the reason of a failure before a person reads it; nil = leaves it.
	Redact func(string) string
	// Patience is how long a part may take to end when the tree does; 0 = 10 s.
	Patience time.Duration
}

// Tree is the parts of one worker. It is served once.
type Tree struct {
	opts Options
	root *suture.Supervisor

	mu    sync.Mutex
	parts []*part
	fatal error
}

// New makes a tree without parts and starts nothing.
func New(opts Options) *Tree {
	if opts.Log == nil {
		opts.Log = zap.NewNop()
	}
	if opts.Redact == nil {
		opts.Redact = func(s string) string { return s }
	}
	if opts.Patience == 0 {
		opts.Patience = 10 * time.Second
	}
	// The root itself never has to pause: each part has a supervisor of its own, which never fails.
	return &Tree{opts: opts, root: suture.New("worker", suture.Spec{Timeout: opts.Patience, EventHook: func(suture.Event) {}})}
}

// Add gives the tree a part. run works until ctx ends; whatever it returns
// before is a failure, nil too, after which it is called again. Its error that
// is a Fatal ends the tree. Add before Serve.
func (t *Tree) Add(name string, run func(ctx context.Context) error) {
	p := &part{name: name, run: run, tree: t}
	own := suture.New(name, suture.Spec{
		FailureThreshold: quickRestarts, FailureDecay: decay.Seconds(), FailureBackoff: Pause, Timeout: t.opts.Patience, EventHook: p.heard,
	})
	own.Add(p)
	t.root.Add(service(own.Serve))
	t.mu.Lock()
	defer t.mu.Unlock()
	t.parts = append(t.parts, p)
}

// service hides from the root that it serves a supervisor, which would take the part's event hook away.
type service func(context.Context) error

// Serve implements suture.Service.
func (s service) Serve(ctx context.Context) error { return s(ctx) }

// Serve runs the parts until ctx ends, which is no error, or one of them has
// met something Fatal, which is returned.
func (t *Tree) Serve(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	err := t.root.Serve(ctx)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fatal != nil {
		return t.fatal
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// States tells how each part stands, in the order in which they were added.
func (t *Tree) States() []State {
	t.mu.Lock()
	parts := t.parts
	t.mu.Unlock()
	out := make([]State, len(parts))
	for i, p := range parts {
		out[i] = p.State()
	}
	return out
}

// Fatal is an error after which only another process can go on.
type Fatal struct{ Err error }

// Error is that of Err.
func (f Fatal) Error() string { return f.Err.Error() }

// Unwrap gives Err.
func (f Fatal) Unwrap() error { return f.Err }

// end takes the first fatal error and gives what ends the tree.
func (t *Tree) end(f Fatal) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fatal = errors.Join(t.fatal, f.Err)
	return suture.ErrTerminateSupervisorTree
}

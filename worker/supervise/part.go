package supervise

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/thejerf/suture/v4"
	"go.uber.org/zap"
)

// errEnded is a part that has stopped without a reason.
var errEnded = errors.New("it ended by itself")

// PanicError is a fault of the program that was caught.
type PanicError struct {
	Value any
	Stack []byte
}

// Error says where it was caught; the value may be anything, so that only the
// log has it.
func (e *PanicError) Error() string { return "a fault of the program (panic); the log has the place" }

// Guard makes a panic an error, which is a *PanicError.
func Guard(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{Value: r, Stack: debug.Stack()}
		}
	}()
	return do()
}

// Fields describe an error for the log, with the place of a panic.
func Fields(err error) []zap.Field {
	fields := []zap.Field{zap.Error(err)}
	if p, ok := errors.AsType[*PanicError](err); ok {
		fields = append(fields, zap.String("panic", fmt.Sprint(p.Value)), zap.ByteString("stack", p.Stack))
	}
	return fields
}

// State is how a part stands.
type State struct {
	Name string
	// Failures in a row without Calm between them, and Since of the first; 0 = it runs as it should.
	Failures int
	Since    time.Time
	// Reason is the last failure in a few words without secrets, and Last when that was; they stay when it is over.
	Reason string
	Last   time.Time
	// Paused is true while the next start is put off, for about Pause.
	Paused bool
	// Restarts are all since the process began.
	Restarts int
}

// Failing tells that the part has failed of late.
func (s State) Failing() bool { return s.Failures > 0 }

// part is one service of a supervisor of its own.
type part struct {
	name string
	run  func(context.Context) error
	tree *Tree

	mu      sync.Mutex
	state   State
	started time.Time
	running bool
}

// String is the name in suture's events.
func (p *part) String() string { return p.name }

// Serve implements suture.Service: one life of the part.
func (p *part) Serve(ctx context.Context) error {
	p.begin()
	err := Guard(func() error { return p.run(ctx) })
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		err = errEnded
	}
	p.failed(err)
	p.tree.opts.Log.Error("a part has failed and is begun again", append(Fields(err), zap.String("part", p.name))...)
	if f, ok := errors.AsType[Fatal](err); ok {
		return p.tree.end(f)
	}
	// Suture's first restarts know no pause at all: a part that fails at once would take its five within a millisecond.
	select {
	case <-ctx.Done():
	case <-time.After(breath):
	}
	return err
}

func (p *part) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.started, p.running, p.state.Paused = time.Now(), true, false
}

func (p *part) failed(err error) {
	reason := shorten(p.tree.opts.Redact(err.Error()))
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.state.Failures == 0 || now.Sub(p.started) >= Calm {
		p.state.Since, p.state.Failures = now, 0
	}
	p.running = false
	p.state.Failures++
	p.state.Restarts++
	p.state.Reason, p.state.Last = reason, now
}

// heard takes what suture tells and is not known here.
func (p *part) heard(e suture.Event) {
	switch e.Type() {
	case suture.EventTypeBackoff:
		p.mu.Lock()
		defer p.mu.Unlock()
		p.state.Paused = true
	case suture.EventTypeStopTimeout:
		p.tree.opts.Log.Warn("a part did not end in time; going on without it", zap.String("part", p.name))
	}
}

// State tells how the part stands now.
func (p *part) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.state
	s.Name = p.name
	if p.running && time.Since(p.started) >= Calm {
		s.Failures, s.Since = 0, time.Time{}
	}
	return s
}

// maxReason is what of a failure stands on the dashboard.
const maxReason = 160 // bytes

// shorten keeps the first line of a reason.
func shorten(reason string) string {
	reason, _, _ = strings.Cut(strings.TrimSpace(reason), "\n")
	if len(reason) <= maxReason {
		return reason
	}
	return strings.ToValidUTF8(reason[:maxReason], "") + "…"
}

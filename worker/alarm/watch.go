package alarm

import (
	"context"
	"errors"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

const (
	// MostPerHour bounds the messages, ends among them. What does not go out then is looked at again when it may.
	MostPerHour = 6
	// DefaultAfter is how long a system may be down without a call: one that is started anew is back by then.
	DefaultAfter = 5 * time.Minute
)

// Log is the audit log.
type Log interface {
	AppendAll(...auditlog.Record) (written []bool, err error)
}

// Options of a Watch.
type Options struct {
	// File keeps what was told, over restarts.
	File string
	// Ways are where messages go; without any nothing is told.
	Ways []Way
	// After is how long a system has to be down before somebody is called, and what was told of has to be well before its end is
	// told, so that a system which comes and goes is one alarm; 0 = DefaultAfter.
	After time.Duration
	// DryRun has messages logged and not sent.
	DryRun bool
	// Paused holds everything back while it is true; nil = never.
	Paused func() bool
	// Audit is told before and after each message; Log of what goes wrong.
	Audit Log
	Log   *zap.Logger
}

// Watch decides when somebody is called, and calls.
type Watch struct {
	opts Options

	mu   sync.Mutex
	told book
	well map[string]time.Time // since when what was told of is well
	wake chan struct{}
}

// Open reads what was told before. It sends nothing.
func Open(opts Options) (*Watch, error) {
	if opts.Audit == nil || opts.File == "" {
		return nil, errors.New("alarms need a log and a file")
	}
	if opts.Log == nil {
		opts.Log = zap.NewNop()
	}
	if opts.After == 0 {
		opts.After = DefaultAfter
	}
	told, err := readBook(opts.File)
	if err != nil {
		return nil, err
	}
	return &Watch{opts: opts, told: told, well: map[string]time.Time{}, wake: make(chan struct{}, 1)}, nil
}

// See takes how everything stands now. It is quick, and called again and again.
func (w *Watch) See(now time.Time, states []State) {
	if len(w.opts.Ways) == 0 || w.paused() {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.told.Waiting) > 0 { // it may have been held back by a pause
		w.rouse()
	}
	for _, s := range states {
		open, told := w.told.Open[s.key()]
		switch {
		case !s.Since.IsZero():
			delete(w.well, s.key())
			if !told && now.Sub(s.Since) >= s.settle(w.opts.After) {
				w.tell(s, raised, now)
			}
		case told && w.well[s.key()].IsZero():
			w.well[s.key()] = now
		case told && now.Sub(w.well[s.key()]) >= w.opts.After:
			w.tell(open, over, w.well[s.key()])
		}
	}
}

// tell puts a message into the book, from where it is sent, unless there were
// too many; then the next round asks again. The lock is held.
func (w *Watch) tell(s State, event string, at time.Time) {
	now := time.Now()
	w.told.forget(now.Add(-time.Hour))
	if len(w.told.Sent) >= MostPerHour {
		return
	}
	w.told.Sent = append(w.told.Sent, now.UTC())
	w.told.Waiting = append(w.told.Waiting, message(s, event, at))
	if event == raised {
		w.told.Open[s.key()] = s
	} else {
		delete(w.told.Open, s.key())
		delete(w.well, s.key())
	}
	w.keep()
	w.rouse()
}

func (w *Watch) rouse() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

func (w *Watch) paused() bool { return w.opts.Paused != nil && w.opts.Paused() }

// keep writes the book; what cannot be written is told once more after a restart.
func (w *Watch) keep() {
	if err := w.told.write(w.opts.File); err != nil {
		w.opts.Log.Warn("which alarms were told cannot be kept", zap.Error(err))
	}
}

// Run sends what waits, also from before a restart, until ctx ends.
func (w *Watch) Run(ctx context.Context) error {
	for {
		m, ok := w.next()
		if !ok {
			select {
			case <-ctx.Done():
				return nil
			case <-w.wake:
			}
			continue
		}
		if err := w.send(ctx, m); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return nil //nolint:nilerr // a stop; it is sent after the next start
		}
		w.sent(m)
	}
}

func (w *Watch) next() (Message, bool) {
	if w.paused() {
		return Message{}, false
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.told.Waiting) == 0 {
		return Message{}, false
	}
	return w.told.Waiting[0], true
}

func (w *Watch) sent(m Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.told.Waiting) > 0 && w.told.Waiting[0].ID == m.ID {
		w.told.Waiting = w.told.Waiting[1:]
	}
	w.keep()
}

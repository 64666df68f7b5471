package breaker

import (
	"sync"
	"time"
)

// Defaults of Options.
const (
	DefaultFailures = 5
	DefaultWindow   = time.Minute
	// DefaultPause bounds how long a system that is back can be taken for down.
	// A process whose try falls into it waits for its next one.
	DefaultPause = 30 * time.Second
)

// Verdict is what a call says about the system.
type Verdict int

// The verdicts.
const (
	// NoWord is a call that says nothing about it, such as one that was given up.
	NoWord Verdict = iota
	// Answered is an answer of the system itself, a refusal among them.
	Answered
	// Failed is a call that the system did not do its part for.
	Failed
)

// Outcome is what became of a call.
type Outcome struct {
	Verdict Verdict
	// Reason is a failure in a few words for a person, such as "connection refused".
	Reason string
	// Wait is how long the system asks to be left alone, 0 = not said.
	Wait time.Duration
}

// Options of a Breaker; zero values mean the defaults.
type Options struct {
	Failures int           // in a row that open it
	Window   time.Duration // within which they fall
	Pause    time.Duration // before a call is let through again
	Clock    func() time.Time
}

// Breaker is safe for concurrent use, starts nothing and needs no closing.
type Breaker struct {
	opts Options

	mu         sync.Mutex
	recent     []time.Time // the last failures in a row, oldest first
	open       bool
	probe      int // number of the call that was let through, 0 = none
	probes     int
	since      time.Time // of the first failure after the last answer
	again      time.Time
	reason     string
	lastAnswer time.Time
}

// New makes a closed breaker.
func New(opts Options) *Breaker {
	if opts.Failures <= 0 {
		opts.Failures = DefaultFailures
	}
	if opts.Window <= 0 {
		opts.Window = DefaultWindow
	}
	if opts.Pause <= 0 {
		opts.Pause = DefaultPause
	}
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	return &Breaker{opts: opts}
}

// Through makes the call, or fails with a *DownError in its place. judge tells
// what the call's error, nil too, says about the system.
func Through[T any](b *Breaker, judge func(error) Outcome, call func() (T, error)) (T, error) {
	leave, err := b.Enter()
	if err != nil {
		var none T
		return none, err
	}
	outcome := Outcome{} // of a call that panics
	defer func() { leave(outcome) }()
	got, err := call()
	outcome = judge(err)
	return got, err
}

// Enter asks leave for one call. It returns a *DownError when the system is
// down; otherwise leave must be called with what became of the call.
func (b *Breaker) Enter() (leave func(Outcome), err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.open {
		return func(o Outcome) { b.settle(0, o) }, nil
	}
	wait := b.again.Sub(b.opts.Clock())
	if b.probe != 0 || wait > 0 {
		return nil, &DownError{Status: b.status(), Wait: max(wait, 0)}
	}
	b.probes++
	b.probe = b.probes
	number := b.probe
	return func(o Outcome) { b.settle(number, o) }, nil
}

// settle takes the outcome of a call; probe is its number when it was let
// through an open breaker.
func (b *Breaker) settle(probe int, o Outcome) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.opts.Clock()
	current := probe != 0 && probe == b.probe
	if current {
		b.probe = 0
	}
	switch {
	case o.Verdict == Answered:
		// Whatever call it is the answer to: a system that answers is not down.
		b.lastAnswer = now
		b.recent, b.open, b.probe = nil, false, 0
		b.since, b.again, b.reason = time.Time{}, time.Time{}, ""
	case o.Verdict == Failed && (current || !b.open):
		b.failed(now, o)
	}
}

// failed notes a failure. Those of calls that began before the breaker opened
// do not come here: they would put the probe off.
func (b *Breaker) failed(now time.Time, o Outcome) {
	if b.since.IsZero() {
		b.since = now
	}
	b.reason = o.Reason
	b.again = now.Add(max(b.opts.Pause, o.Wait))
	for len(b.recent) > 0 && now.Sub(b.recent[0]) > b.opts.Window {
		b.recent = b.recent[1:]
	}
	b.recent = append(b.recent, now)
	b.open = b.open || len(b.recent) >= b.opts.Failures
}

// Status is how the system stands now.
func (b *Breaker) Status() Status {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.status()
}

func (b *Breaker) status() Status {
	return Status{Open: b.open, Since: b.since, Reason: b.reason, Again: b.again, LastAnswer: b.lastAnswer}
}

package standing

import (
	"context"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/worker/alarm"
	"github.com/autonomous-employee/employee/worker/supervise"
)

const (
	// lag is how far the page may be behind, beside the time that counting takes.
	lag = 3 * time.Second
	// anyway rewrites the page also when nothing here has changed, and has the handbook's examples tried. Not sooner: while the
	// owner types, half a line is no mistake to be told.
	anyway = time.Minute
)

// Desk is where the page is written.
type Desk interface {
	// WriteDashboard writes the page when it would differ.
	WriteDashboard(systems []notes.SystemState) error
	// Version changes whenever what waits may have changed.
	Version() int
	// CheckHandbook has the owner told of what is wrong with the handbook, and gives it.
	CheckHandbook(ctx context.Context) (wrong []string, err error)
}

// Board keeps Dashboard.md true. It is the only one that writes it.
type Board struct {
	Desk    Desk
	Systems []System
	// Parts tells how the parts of the worker stand; nil = none are told.
	Parts func() []supervise.State
	// Clock tells from which time the clock of this machine was set back, zero while it goes on; nil = that does not matter here.
	Clock func(now time.Time) (back time.Time)
	// Moves remembers when each system last moved something; nil = nothing is remembered.
	Moves *Moves
	// Told are told of the health of everything, each round; they must be quick.
	Told []func(now time.Time, states []alarm.State)
	// Also changes whenever something else that the page shows may have changed, such as what is scheduled; nil for nothing.
	Also func() int
	Zone *time.Location // the owner's
	Log  *zap.Logger

	clock alarm.State
}

// Run keeps the page true and tries systems that are down again, until ctx ends.
func (b *Board) Run(ctx context.Context) error {
	stop := keepTrying(ctx, b.Systems, b.Log)
	defer stop()
	tick := time.NewTicker(lag)
	defer tick.Stop()
	version, shown, written := -1, []notes.SystemState(nil), time.Time{}
	checked, wrong := time.Time{}, []string(nil)
	for {
		if time.Since(checked) >= anyway {
			wrong, checked = b.checkHandbook(ctx, wrong), time.Now()
		}
		b.lookAtClock(time.Now())
		v, states := b.version(), b.states(ctx)
		if v != version || !slices.Equal(states, shown) || time.Since(written) >= anyway {
			if err := b.Desk.WriteDashboard(states); err != nil {
				b.Log.Warn("write the dashboard", zap.Error(err))
			} else {
				version, shown, written = v, states, time.Now()
			}
		}
		b.tell(time.Now())
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// lookAtClock keeps how the clock of this machine stands.
func (b *Board) lookAtClock(now time.Time) {
	if b.Clock == nil {
		return
	}
	back := b.Clock(now)
	switch {
	case back.IsZero():
		b.clock.Since = time.Time{}
	case b.clock.Since.IsZero() || !b.clock.Back.Equal(back):
		b.clock.Since, b.clock.Back = now, back.In(b.Zone)
		b.Log.Warn("the clock of this machine was set back", zap.Time("has_shown", back))
	}
	b.clock.Kind, b.clock.Name = alarm.SetBack, "clock"
}

// version is a sum of counters that only grow: it changes when either does.
func (b *Board) version() int {
	if b.Also == nil {
		return b.Desk.Version()
	}
	return b.Desk.Version() + b.Also()
}

func (b *Board) states(ctx context.Context) []notes.SystemState {
	now := time.Now()
	out := make([]notes.SystemState, 0, len(b.Systems))
	for _, s := range b.Systems {
		out = append(out, s.line(ctx, now, b.moved(s), b.Zone))
	}
	if !b.clock.Since.IsZero() {
		what, do := b.clock.Sentences()
		out = append(out, notes.SystemState{Name: b.clock.Name, State: what + " " + do})
	}
	if b.Parts == nil {
		return out
	}
	for _, s := range b.Parts() {
		if words, ok := ofPart(s, now, b.Zone); ok {
			out = append(out, notes.SystemState{Name: "part: " + s.Name, State: words})
		}
	}
	return out
}

// moved takes down what has moved since the last round, and gives when it did.
func (b *Board) moved(s System) time.Time {
	if s.Moved == nil {
		return time.Time{}
	}
	at := s.Moved()
	if b.Moves == nil {
		return at
	}
	if !at.IsZero() {
		b.Moves.At(s.Name, at)
	}
	return b.Moves.Last(s.Name)
}

// tell passes on how everything stands.
func (b *Board) tell(now time.Time) {
	if b.Moves != nil {
		if err := b.Moves.keep(); err != nil {
			b.Log.Warn("when things last moved cannot be kept", zap.Error(err))
		}
	}
	var states []alarm.State
	for _, s := range b.Systems {
		states = append(states, s.health(now)...)
	}
	if b.Clock != nil {
		states = append(states, b.clock)
	}
	if b.Parts != nil {
		for _, s := range b.Parts() {
			if state, known := partHealth(s); known {
				states = append(states, state)
			}
		}
	}
	for _, told := range b.Told {
		told(now, states)
	}
}

// checkHandbook gives what is wrong with the handbook now. The decisions do not
// depend on it: they read the handbook themselves.
func (b *Board) checkHandbook(ctx context.Context, before []string) []string {
	wrong, err := b.Desk.CheckHandbook(ctx)
	if err != nil && ctx.Err() == nil {
		b.Log.Warn("check the handbook", zap.Error(err))
	}
	if len(wrong) > 0 && !slices.Equal(wrong, before) {
		b.Log.Warn("the handbook has to be put right; until then every invoice asks", zap.Strings("wrong", wrong))
	}
	return wrong
}

package bridge

import (
	"context"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/activities/notes"
)

// missing waits for the grace period before a deletion is believed: sync tools
// and editors delete and create where a person sees a move.
func (b *Bridge) missing(ctx context.Context, id string, r notes.Request) error {
	since := b.desk.Missing(id, true)
	b.name(noteMissing, id, "", "a request without a note: its process is told if it stays away", zap.Time("since", since))
	if time.Since(since) >= b.opts.Grace {
		if !b.news(id, "missing since "+since.String()) {
			return nil
		}
		return b.hint(ctx, id, r, "")
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.later[id] == nil {
		b.later[id] = time.AfterFunc(b.opts.Grace-time.Since(since)+50*time.Millisecond, func() { b.wake(ctx, id) })
	}
	return nil
}

func (b *Bridge) wake(ctx context.Context, id string) {
	b.mu.Lock()
	delete(b.later, id)
	b.mu.Unlock()
	select {
	case b.again <- id:
	case <-ctx.Done():
	}
}

func (b *Bridge) forgetTimers() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, t := range b.later {
		t.Stop()
	}
	clear(b.later)
}

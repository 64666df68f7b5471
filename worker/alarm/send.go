package alarm

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/vault/auditlog"
)

const (
	// attempts of one message on one way, with pauses of 2, 8, 32 and 128 s between them.
	attempts   = 5
	firstPause = 2 * time.Second
	// rule is the one that lets an alarm out: see docs/threat-model.md.
	rule  = "alarm.owners_own_address"
	actor = "employee"
)

// Way is where a message goes.
type Way interface {
	// Name is a word for the log: webhook, desktop.
	Name() string
	// Send sends once. An error that is ErrRefused is not tried again.
	Send(ctx context.Context, m Message) error
}

// ErrRefused is a message that the other side does not want, now or later.
var ErrRefused = errors.New("refused")

// send logs, sends on every way and logs. Its error is that of the log, without
// which nothing is sent.
func (w *Watch) send(ctx context.Context, m Message) error {
	for _, way := range w.opts.Ways {
		record := w.record(way, m)
		record.Phase, record.RecordID = auditlog.Intent, auditlog.NewID(m.ID, way.Name(), "intent")
		if _, err := w.opts.Audit.AppendAll(record); err != nil {
			return fmt.Errorf("an alarm is not sent, because it cannot be logged: %w", err)
		}
		began := time.Now()
		result := "dry_run"
		if !w.opts.DryRun {
			result = w.attempt(ctx, way, m)
			if result == "" {
				return nil // stopped: it is sent after the next start, under the same ID
			}
		}
		record.Phase, record.RecordID = auditlog.Result, auditlog.NewID(m.ID, way.Name(), "result")
		record.Result, record.Duration = result, time.Since(began)
		if _, err := w.opts.Audit.AppendAll(record); err != nil {
			return fmt.Errorf("what came of an alarm cannot be logged: %w", err)
		}
	}
	return nil
}

func (w *Watch) record(way Way, m Message) auditlog.Record {
	return auditlog.Record{
		Action: "alarm." + way.Name(), Actor: actor, ApprovalStatus: "not_needed", PolicyRule: rule, DryRun: w.opts.DryRun,
		CorrelationID: "alarm/" + m.ID + "/" + way.Name(),
		Parameters:    map[string]any{"event": m.Event, "kind": string(m.Kind), "name": m.Name, "what": m.What, "since": m.Since.Format(time.RFC3339)},
	}
}

// attempt gives the result in a word or two, "" when ctx ended in between.
func (w *Watch) attempt(ctx context.Context, way Way, m Message) string {
	pause := firstPause
	for n := 1; ; n++ {
		err := way.Send(ctx, m)
		switch {
		case err == nil:
			return "done"
		case ctx.Err() != nil:
			return ""
		}
		// The error may hold the address, which is a secret; the log redacts it, the audit log has no need of it.
		w.opts.Log.Warn("an alarm did not go out", zap.String("way", way.Name()), zap.Int("attempt", n), zap.Error(err))
		if errors.Is(err, ErrRefused) {
			return "not_done: refused"
		}
		if n == attempts {
			return "not_done: no answer"
		}
		select {
		case <-ctx.Done():
			return ""
		case <-time.After(pause):
		}
		pause *= 4
	}
}

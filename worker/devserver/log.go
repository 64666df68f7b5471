package devserver

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	temporallog "go.temporal.io/server/common/log"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// noHTTPAPI is the server's warning that it has no HTTP listener, which is what this
// package wants.
const noHTTPAPI = "HTTP API port has not been set"

// serverLogger turns the caller's logger into the server's: warnings and worse
// only, no stack traces, and a fatal message ends the server, never the process.
// Once closing is true nothing is logged any more: its services report each other's
// end as errors.
func serverLogger(logger *zap.Logger, closing *atomic.Bool, onFatal func(error)) temporallog.Logger {
	quiet := zap.WrapCore(func(core zapcore.Core) zapcore.Core { return quietCore{Core: core, closing: closing} })
	return temporallog.NewZapLogger(logger.Named("temporal").WithOptions(
		quiet,
		zap.WithCaller(false),
		zap.AddStacktrace(zapcore.InvalidLevel),
		zap.WithFatalHook(&fatalHook{report: onFatal}),
	))
}

// quietCore keeps the server's chatter and its stack dumps off the terminal.
type quietCore struct {
	zapcore.Core
	closing *atomic.Bool
	// with is what With was given. It goes on with an entry that is written, and the server writes hardly any: redacting the
	// fields of its thousands of derived loggers would cost more than all that the employee does itself.
	with []zapcore.Field
}

// Enabled lets warnings and worse through, as far as the inner core wants them. Fatal
// is always enabled: the server asks before it logs, and would otherwise go on after
// a failure it takes for the end.
func (c quietCore) Enabled(level zapcore.Level) bool {
	if level == zapcore.FatalLevel {
		return true
	}
	return level >= zapcore.WarnLevel && !c.closing.Load() && c.Core.Enabled(level)
}

// With drops stack fields and keeps the filter around the derived core.
func (c quietCore) With(fields []zapcore.Field) zapcore.Core {
	return quietCore{Core: c.Core, closing: c.closing, with: append(slices.Clip(c.with), withoutStacks(fields)...)}
}

// Check adds this core, not the inner one, so that Write sees the fields.
func (c quietCore) Check(entry zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if !c.Enabled(entry.Level) || strings.HasPrefix(entry.Message, noHTTPAPI) {
		return checked
	}
	return checked.AddCore(entry, c)
}

// Write hands the entry on without stack and source fields, unless it only tells that
// a caller, such as a worker that stops, no longer waits for its answer.
func (c quietCore) Write(entry zapcore.Entry, fields []zapcore.Field) error {
	if c.closing.Load() || !c.Core.Enabled(entry.Level) || callerLeft(fields) {
		return nil
	}
	entry.Stack = ""
	return c.Core.Write(entry, append(slices.Clip(c.with), withoutStacks(fields)...))
}

func callerLeft(fields []zapcore.Field) bool {
	return slices.ContainsFunc(fields, func(f zapcore.Field) bool {
		if f.Key != "error" {
			return false
		}
		if err, ok := f.Interface.(error); ok {
			return strings.HasSuffix(err.Error(), context.Canceled.Error())
		}
		return strings.HasSuffix(f.String, context.Canceled.Error())
	})
}

func withoutStacks(fields []zapcore.Field) []zapcore.Field {
	kept := make([]zapcore.Field, 0, len(fields))
	for _, f := range fields {
		switch f.Key {
		case "sys-stack-trace", "stacktrace", "logging-call-at":
			continue
		}
		kept = append(kept, f)
	}
	return kept
}

// fatalHook reports the server's fatal message and ends only the goroutine that
// logged it; zap would otherwise call os.Exit in the middle of the owner's work.
type fatalHook struct {
	once   sync.Once
	report func(error)
}

// OnWrite implements zapcore.CheckWriteHook.
func (h *fatalHook) OnWrite(entry *zapcore.CheckedEntry, fields []zapcore.Field) {
	encoder := zapcore.NewMapObjectEncoder()
	for _, f := range fields {
		f.AddTo(encoder)
	}
	err := fmt.Errorf("temporal server: %s", entry.Message)
	if cause, ok := encoder.Fields["error"]; ok {
		err = fmt.Errorf("%w: %v", err, cause)
	}
	h.once.Do(func() { h.report(err) })
	zapcore.WriteThenGoexit.OnWrite(entry, fields)
}

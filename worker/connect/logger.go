package connect

import (
	"fmt"
	"strings"
	"unicode"

	"go.temporal.io/sdk/log"
	"go.uber.org/zap"
)

// Logger makes a zap logger the SDK's logger. Keys become snake_case (WorkflowID is workflow_id), as everywhere in our logs.
func Logger(logger *zap.Logger) log.Logger {
	return &adapter{zap: logger.WithOptions(zap.AddCallerSkip(1))}
}

type adapter struct{ zap *zap.Logger }

var (
	_ log.Logger          = (*adapter)(nil)
	_ log.WithLogger      = (*adapter)(nil)
	_ log.WithSkipCallers = (*adapter)(nil)
)

// Debug implements log.Logger.
func (a *adapter) Debug(msg string, keyvals ...any) { a.zap.Debug(msg, fields(keyvals)...) }

// Info implements log.Logger.
func (a *adapter) Info(msg string, keyvals ...any) { a.zap.Info(msg, fields(keyvals)...) }

// Warn implements log.Logger.
func (a *adapter) Warn(msg string, keyvals ...any) { a.zap.Warn(msg, fields(keyvals)...) }

// Error implements log.Logger.
func (a *adapter) Error(msg string, keyvals ...any) { a.zap.Error(msg, fields(keyvals)...) }

// With implements log.WithLogger.
func (a *adapter) With(keyvals ...any) log.Logger {
	return &adapter{zap: a.zap.With(fields(keyvals)...)}
}

// WithCallerSkip implements log.WithSkipCallers.
func (a *adapter) WithCallerSkip(depth int) log.Logger {
	return &adapter{zap: a.zap.WithOptions(zap.AddCallerSkip(depth))}
}

// fields pairs keys and values; a value without a key is kept under "extra" rather than lost.
func fields(keyvals []any) []zap.Field {
	out := make([]zap.Field, 0, (len(keyvals)+1)/2)
	for i := 0; i < len(keyvals); i += 2 {
		if i+1 == len(keyvals) {
			return append(out, zap.Any("extra", keyvals[i]))
		}
		key := snake(fmt.Sprint(keyvals[i]))
		if err, ok := keyvals[i+1].(error); ok {
			out = append(out, zap.NamedError(key, err))
			continue
		}
		out = append(out, zap.Any(key, keyvals[i+1]))
	}
	return out
}

// snake turns WorkflowID, TaskQueue and ActivityType into workflow_id, task_queue and activity_type.
func snake(key string) string {
	var b strings.Builder
	runes := []rune(key)
	for i, r := range runes {
		switch {
		case r == ' ' || r == '-' || r == '.':
			b.WriteByte('_')
			continue
		case unicode.IsUpper(r) && i > 0:
			afterLower := unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1])
			beforeLower := unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])
			if afterLower || beforeLower {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

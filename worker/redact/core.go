package redact

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

var secretKey = regexp.MustCompile(`(?i)^(?:[a-z0-9]+[_-])*(?:password|passwd|secret|token|api_?key|authorization|credentials?|cookie)$`)

// Core wraps a zap core so that neither messages, stacks nor fields carry a secret to it.
func (r *Redactor) Core(next zapcore.Core) zapcore.Core {
	return &core{Core: next, redactor: r}
}

type core struct {
	zapcore.Core
	redactor *Redactor
}

// With implements zapcore.Core.
func (c *core) With(fields []zapcore.Field) zapcore.Core {
	return &core{Core: c.Core.With(c.redactor.fields(fields)), redactor: c.redactor}
}

// Check implements zapcore.Core. It must add itself, not the wrapped core, or Write would be passed by.
func (c *core) Check(entry zapcore.Entry, checked *zapcore.CheckedEntry) *zapcore.CheckedEntry {
	if c.Enabled(entry.Level) {
		return checked.AddCore(entry, c)
	}
	return checked
}

// Write implements zapcore.Core.
func (c *core) Write(entry zapcore.Entry, fields []zapcore.Field) error {
	entry.Message = c.redactor.String(entry.Message)
	entry.Stack = c.redactor.String(entry.Stack)
	if err := c.Core.Write(entry, c.redactor.fields(fields)); err != nil {
		return fmt.Errorf("write log entry: %w", err)
	}
	return nil
}

func (r *Redactor) fields(fields []zapcore.Field) []zapcore.Field {
	out := make([]zapcore.Field, 0, len(fields))
	for _, f := range fields {
		out = append(out, r.field(f)...)
	}
	return out
}

// field turns everything that can hold text into plain redacted values. Numbers, times and flags pass.
func (r *Redactor) field(f zapcore.Field) []zapcore.Field {
	switch f.Type {
	case zapcore.StringType:
		return []zapcore.Field{zap.String(f.Key, r.keyed(f.Key, f.String))}
	case zapcore.ByteStringType, zapcore.BinaryType:
		raw, _ := f.Interface.([]byte)
		return []zapcore.Field{zap.String(f.Key, r.keyed(f.Key, string(raw)))}
	case zapcore.ErrorType, zapcore.StringerType:
		return []zapcore.Field{zap.String(f.Key, r.keyed(f.Key, textOf(f.Interface)))}
	case zapcore.ReflectType, zapcore.ArrayMarshalerType, zapcore.ObjectMarshalerType, zapcore.InlineMarshalerType:
		return r.structured(f)
	}
	return []zapcore.Field{f}
}

// structured lets zap encode the value into plain maps first, and walks those.
func (r *Redactor) structured(f zapcore.Field) []zapcore.Field {
	enc := zapcore.NewMapObjectEncoder()
	f.AddTo(enc)
	out := make([]zapcore.Field, 0, len(enc.Fields))
	for key, value := range enc.Fields {
		out = append(out, zap.Any(key, r.walk(key, plain(value))))
	}
	return out
}

// plain reduces any value to what JSON can hold, so that no type with its own idea of printing passes unseen.
func plain(value any) any {
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprintf("%+v", value)
	}
	var out any
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.UseNumber()
	if err := dec.Decode(&out); err != nil {
		return string(raw)
	}
	return out
}

func (r *Redactor) walk(key string, value any) any {
	switch v := value.(type) {
	case string:
		return r.keyed(key, v)
	case []any:
		for i := range v {
			v[i] = r.walk(key, v[i])
		}
		return v
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, inner := range v {
			out[r.String(k)] = r.walk(k, inner)
		}
		return out
	}
	return value
}

// keyed redacts the whole value when the key says that it is a secret.
func (r *Redactor) keyed(key, value string) string {
	if value != "" && secretKey.MatchString(key) {
		return Mark
	}
	return r.String(value)
}

// textOf survives typed nil pointers, as zap itself does.
func textOf(value any) (text string) {
	defer func() {
		if recover() != nil {
			text = "<nil>"
		}
	}()
	switch v := value.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	}
	return fmt.Sprint(value)
}

package redact_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"

	"github.com/autonomous-employee/employee/worker/redact"
)

func logger(out *bytes.Buffer, level zapcore.Level) *zap.Logger {
	encoder := zapcore.NewJSONEncoder(zap.NewProductionEncoderConfig())
	return zap.New(redact.New(plain, token).Core(zapcore.NewCore(encoder, zapcore.AddSync(out), level)), zap.AddStacktrace(zap.ErrorLevel))
}

type person struct{ Name, Password string }

// MarshalLogObject implements zapcore.ObjectMarshaler.
func (p person) MarshalLogObject(enc zapcore.ObjectEncoder) error {
	enc.AddString("name", p.Name)
	enc.AddString("password", p.Password)
	return nil
}

func TestCore_NoFieldOfAnyKindCarriesASecret(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := logger(&out, zap.DebugLevel)
	address, err := url.Parse("https://bob:" + plain + "@odoo.example.com")
	require.NoError(t, err)
	log = log.With(zap.String("with", plain), zap.Any("with_map", map[string]string{plain: token}))
	log.Error("message "+plain,
		zap.String("string", "x "+plain),
		zap.Strings("strings", []string{plain, "keep"}),
		zap.Error(fmt.Errorf("outer: %w", errors.New(token))),
		zap.Errors("errors", []error{errors.New(plain)}),
		zap.Stringer("url", address),
		zap.ByteString("bytes", []byte(plain)),
		zap.Binary("binary", []byte(plain)),
		zap.Any("header", http.Header{"Authorization": {"Bearer abcdef123456"}, "Accept": {"text/xml"}}),
		zap.Object("object", person{"bob", "short"}),
		zap.Inline(person{"anna", "other"}),
		zap.Dict("dict", zap.String("inner", token)),
		zap.Reflect("struct", struct{ A []any }{[]any{1, plain}}),
		zap.Reflect("channel", make(chan int)),
		zap.String("api_key", "tiny"),
		zap.Any("nested", map[string]any{"token": "tiny", "list": []any{map[string]any{"secret": "tiny"}}}),
	)
	require.NoError(t, log.Sync())
	text := out.String()
	for _, secret := range []string{plain, `p&ss`, "p\\u0026ss", "abcdef123456", `"short"`, `"other"`, "tiny", "aHVudGVyMmh1bnRlcjI"} {
		assert.NotContains(t, text, secret)
	}
	var line map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &line), text)
	assert.Equal(t, "message [redacted]", line["msg"])
	assert.Equal(t, "outer: [redacted]", line["error"])
	assert.Equal(t, "https://[redacted]@odoo.example.com", line["url"])
	assert.Equal(t, []any{"[redacted]", "keep"}, line["strings"])
	assert.Equal(t, map[string]any{"name": "bob", "password": "[redacted]"}, line["object"])
	assert.Equal(t, "anna", line["name"])
	assert.Equal(t, "[redacted]", line["with"])
	assert.NotContains(t, line, "errorVerbose")
}

func TestCore_HarmlessFieldsPassUnchanged(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	logger(&out, zap.DebugLevel).Info("done", zap.Int("lines", 3), zap.Bool("dry_run", true), zap.Duration("took", time.Second), zap.String("workflow_id", "invoice/1"),
		zap.Any("amounts", map[string]json.Number{"total": "1234.10"}), zap.Namespace("deep"), zap.Int("n", 1))
	assert.Contains(t, out.String(), `"lines":3,"dry_run":true,"took":1,"workflow_id":"invoice/1","amounts":{"total":1234.10},"deep":{"n":1}`)
}

func TestCore_TypedNilsDoNotPanic(t *testing.T) {
	t.Parallel()
	var (
		out     bytes.Buffer
		address *url.URL
		failure *url.Error
	)
	logger(&out, zap.DebugLevel).Info("nil", zap.Stringer("address", address), zap.Error(failure), zap.Error(nil), zap.Any("any", nil), zap.Stringp("p", nil))
	assert.Contains(t, out.String(), `"address":"<nil>"`)
}

func TestCore_KeepsTheLevelOfTheWrappedOne(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := logger(&out, zap.WarnLevel)
	log.Info("quiet")
	assert.Empty(t, out.String())
	log.Warn("loud")
	assert.Contains(t, out.String(), "loud")
}

package connect_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/log"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/autonomous-employee/employee/worker/connect"
)

func TestLogger_LevelsAndFieldsReachZap(t *testing.T) {
	t.Parallel()
	core, logs := observer.New(zap.DebugLevel)
	l := connect.Logger(zap.New(core))
	l.Debug("one")
	l.Info("two", "WorkflowID", "invoice/1", "TaskQueue", "vault", "Attempt", 2, "HTTPStatus", 200, "runID", "r", "already_snake", true, "Two Words", 1)
	l.Warn("three", "Error", errors.New("broken"))
	l.Error("four", 5, "numeric key", "lonely")
	entries := logs.All()
	require.Len(t, entries, 4)
	for i, level := range []zapcore.Level{zap.DebugLevel, zap.InfoLevel, zap.WarnLevel, zap.ErrorLevel} {
		assert.Equal(t, level, entries[i].Level)
	}
	assert.Equal(t, map[string]any{
		"workflow_id": "invoice/1", "task_queue": "vault", "attempt": int64(2), "http_status": int64(200), "run_id": "r", "already_snake": true, "two_words": int64(1),
	}, entries[1].ContextMap())
	assert.Equal(t, map[string]any{"error": "broken"}, entries[2].ContextMap())
	assert.Equal(t, map[string]any{"5": "numeric key", "extra": "lonely"}, entries[3].ContextMap())
}

func TestLogger_WithKeepsFieldsAndTheCallerIsTheOneWhoLogged(t *testing.T) {
	t.Parallel()
	core, logs := observer.New(zap.DebugLevel)
	l := log.With(connect.Logger(zap.New(core, zap.AddCaller())), "Namespace", "default")
	l.Info("here")
	log.Skip(l, 0).Info("and here")
	for _, entry := range logs.All() {
		assert.Equal(t, "default", entry.ContextMap()["namespace"])
		assert.True(t, strings.HasSuffix(entry.Caller.File, "logger_test.go"), entry.Caller.File)
	}
	assert.Equal(t, 2, logs.Len())
}

package devserver_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/server/common/log"
	"go.temporal.io/server/common/log/tag"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/autonomous-employee/employee/worker/devserver"
)

func TestLog_KeepsWarningsAndDropsChatterAndStacks(t *testing.T) {
	t.Parallel()
	core, seen := observer.New(zap.DebugLevel)
	logger := devserver.ServerLogger(zap.New(core, zap.AddStacktrace(zapcore.DebugLevel)), &atomic.Bool{}, nil)

	logger.Debug("chatter")
	logger.Info("chatter")
	logger.Warn("worth knowing")
	logger.Error("worse", tag.Error(errors.New("disk gone")), tag.SysStackTrace("goroutine 1 [running]"))

	entries := seen.All()
	require.Len(t, entries, 2)
	require.Equal(t, "worth knowing", entries[0].Message)
	require.Equal(t, "temporal", entries[1].LoggerName)
	require.Equal(t, map[string]any{"error": "disk gone"}, entries[1].ContextMap())
	for _, entry := range entries {
		require.Empty(t, entry.Stack)
	}
}

func TestLog_AnEntryHasTheFieldsOfEveryLoggerItWasDerivedFrom(t *testing.T) {
	t.Parallel()
	core, seen := observer.New(zap.DebugLevel)
	logger := log.With(devserver.ServerLogger(zap.New(core), &atomic.Bool{}, nil), tag.WorkflowID("one"), tag.SysStackTrace("goroutine 1 [running]"))

	first := log.With(logger, tag.WorkflowRunID("first"))
	second := log.With(logger, tag.WorkflowRunID("second"))
	first.Warn("worth knowing")
	second.Warn("worth knowing too", tag.Error(errors.New("disk gone")))

	entries := seen.All()
	require.Len(t, entries, 2)
	require.Equal(t, map[string]any{"wf-id": "one", "wf-run-id": "first"}, entries[0].ContextMap())
	require.Equal(t, map[string]any{"wf-id": "one", "wf-run-id": "second", "error": "disk gone"}, entries[1].ContextMap())
}

func TestLog_SaysNothingWhileClosing(t *testing.T) {
	t.Parallel()
	core, seen := observer.New(zap.DebugLevel)
	var closing atomic.Bool
	logger := devserver.ServerLogger(zap.New(core), &closing, nil)

	closing.Store(true)
	logger.Error("a service lost its neighbour")

	require.Empty(t, seen.All())
}

func TestLog_DropsCallersThatStoppedWaiting(t *testing.T) {
	t.Parallel()
	core, seen := observer.New(zap.DebugLevel)
	logger := devserver.ServerLogger(zap.New(core), &atomic.Bool{}, nil)

	logger.Error("Operation failed", tag.Error(fmt.Errorf("read the queue: %w", context.Canceled)))
	logger.Error("Operation failed", tag.Error(context.DeadlineExceeded))

	require.Len(t, seen.All(), 1)
}

func TestLog_RespectsTheCallersLevel(t *testing.T) {
	t.Parallel()
	core, seen := observer.New(zap.ErrorLevel)
	logger := devserver.ServerLogger(zap.New(core), &atomic.Bool{}, nil)

	logger.Warn("not asked for")

	require.Empty(t, seen.All())
}

func TestLog_AFatalMessageEndsItsGoroutineAndIsReported(t *testing.T) {
	t.Parallel()
	reported := make(chan error, 1)
	logger := devserver.ServerLogger(zap.NewNop(), &atomic.Bool{}, func(err error) { reported <- err })
	ended := make(chan bool, 1)

	go func() {
		survived := false
		defer func() { ended <- survived }()
		logger.Fatal("cannot listen", tag.Error(errors.New("address already in use")))
		survived = true
	}()

	require.False(t, <-ended, "nothing after a fatal message runs")
	require.EqualError(t, <-reported, "temporal server: cannot listen: address already in use")
}

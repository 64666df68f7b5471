package app_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/app"
)

var errDiskGone = errors.New("disk I/O error")

func TestRun_ADeadServerEndsTheWorkAndSaysWhatToDo(t *testing.T) {
	t.Parallel()
	failed := make(chan error, 1)
	failed <- errDiskGone

	err := app.ServerDeath(t.Context(), failed)

	require.ErrorIs(t, err, errDiskGone)
	require.Contains(t, err.Error(), "DATA_DIR")
	require.Contains(t, err.Error(), "start the worker again")
}

func TestRun_AStopIsNoDeath(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()

	require.NoError(t, app.ServerDeath(ctx, make(chan error)))
}

func TestRun_BesideAnOutsideClusterNoServerCanDie(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- app.ServerDeath(ctx, nil) }()
	cancel()

	require.NoError(t, <-ended)
}

package connect_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.uber.org/zap"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/connect"
	"github.com/autonomous-employee/employee/worker/ready"
)

func dial(t *testing.T, cfg *config.Config, opts ...connect.Option) (connect.Target, error) {
	t.Helper()
	c, target, err := connect.Dial(t.Context(), cfg, zap.NewNop(), opts...)
	if err == nil {
		t.Cleanup(c.Close)
	}
	return target, err
}

func failed(t *testing.T, err error, kind connect.Kind) string {
	t.Helper()
	var e *connect.Error
	require.ErrorAs(t, err, &e)
	assert.Equal(t, kind, e.Kind, e.Err)
	return err.Error()
}

func TestDial_FindsTheWorkerOfThisMachine(t *testing.T) {
	t.Parallel()
	cfg := load(t)
	address := serve(t, &frontend{namespace: "default"})
	announce(t, cfg.DataDir, ready.Info{TemporalAddress: address, UIURL: "http://127.0.0.1:8233", VaultDir: "/vault", LogDir: "/log"})
	target, err := dial(t, cfg)
	require.NoError(t, err)
	assert.Equal(t, connect.Target{
		Address: address, Namespace: "default", Embedded: true, UIURL: "http://127.0.0.1:8233", VaultDir: "/vault", LogDir: "/log", PID: os.Getpid(),
	}, target)
}

func TestDial_SaysPlainlyWhenNoWorkerRuns(t *testing.T) {
	t.Parallel()
	_, err := dial(t, load(t))
	text := failed(t, err, connect.NotRunning)
	assert.ErrorIs(t, err, ready.ErrNoWorker)
	assert.Contains(t, text, "go run ./worker")
}

func TestDial_DoesNotWaitForAWorkerThatDoesNotAnswer(t *testing.T) {
	t.Parallel()
	cfg := load(t)
	announce(t, cfg.DataDir, ready.Info{TemporalAddress: deadAddress(t)})
	begin := time.Now()
	_, err := dial(t, cfg)
	assert.Contains(t, failed(t, err, connect.Unreachable), "start it again with: go run ./worker")
	assert.Less(t, time.Since(begin), 3*time.Second)
}

func TestDial_GoesToTheOutsideClusterWithTheSDKsSettings(t *testing.T) {
	t.Parallel()
	f := &frontend{namespace: "shop"}
	address := serve(t, f)
	cfg := load(t, "TEMPORAL_ADDRESS="+address, "TEMPORAL_NAMESPACE=shop", "TEMPORAL_API_KEY=the-key", "TEMPORAL_TLS=false", "TEMPORAL_GRPC_META_X_TENANT=one")
	target, err := dial(t, cfg)
	require.NoError(t, err)
	assert.Equal(t, connect.Target{Address: address, Namespace: "shop"}, target)
	assert.Equal(t, []string{"Bearer the-key"}, f.header("authorization"))
	assert.Equal(t, []string{"one"}, f.header("x-tenant"))
}

func TestDial_OptionsOfTheCallerAreApplied(t *testing.T) {
	t.Parallel()
	f := &frontend{namespace: "default"}
	seen := ""
	_, err := dial(t, load(t, "TEMPORAL_ADDRESS="+serve(t, f)), func(o *client.Options) { seen, o.Identity = o.HostPort, "starter" })
	require.NoError(t, err)
	assert.NotEmpty(t, seen)
}

func TestDial_NamesAMissingNamespace(t *testing.T) {
	t.Parallel()
	_, err := dial(t, load(t, "TEMPORAL_ADDRESS="+serve(t, &frontend{namespace: "shop"}), "TEMPORAL_NAMESPACE=shpo"))
	assert.Contains(t, failed(t, err, connect.NoNamespace), `has no namespace "shpo"; create it`)
}

func TestDial_SaysWhenTheClusterDoesNotLetUsIn(t *testing.T) {
	t.Parallel()
	f := &frontend{namespace: "default", refuse: serviceerror.NewPermissionDenied("Request unauthorized.", "")}
	_, err := dial(t, load(t, "TEMPORAL_ADDRESS="+serve(t, f), "TEMPORAL_API_KEY=the-key", "TEMPORAL_TLS=false"))
	text := failed(t, err, connect.Refused)
	assert.Contains(t, text, "check TEMPORAL_API_KEY")
	assert.NotContains(t, text, "the-key")
}

func TestDial_SaysWhenNothingAnswersOutside(t *testing.T) {
	t.Parallel()
	address := deadAddress(t)
	begin := time.Now()
	_, err := dial(t, load(t, "TEMPORAL_ADDRESS="+address))
	text := failed(t, err, connect.Unreachable)
	assert.Contains(t, text, "no Temporal server answers at "+address)
	assert.Contains(t, text, "or remove TEMPORAL_ADDRESS to use the embedded server")
	assert.Less(t, time.Since(begin), connect.Patience+3*time.Second)
}

func TestDial_NamesTLSSettingsThatDoNotFit(t *testing.T) {
	t.Parallel()
	_, err := dial(t, load(t, "TEMPORAL_ADDRESS=127.0.0.1:7233", "TEMPORAL_TLS_CLIENT_CERT_PATH=/none/cert.pem"))
	assert.Contains(t, failed(t, err, connect.Misconfigured), "client cert or key path")
	_, err = dial(t, load(t, "TEMPORAL_ADDRESS=127.0.0.1:7233", "TEMPORAL_PROFILE=absent"))
	assert.Contains(t, failed(t, err, connect.Misconfigured), "absent")
}

func TestDial_StopsWhenTheCallerGivesUp(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, _, err := connect.Dial(ctx, load(t, "TEMPORAL_ADDRESS="+deadAddress(t)), nil)
	assert.Contains(t, failed(t, err, connect.Stopped), "stopped")
}

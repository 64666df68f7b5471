package connect_test

import (
	"context"
	"net"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"

	"github.com/autonomous-employee/employee/worker/config"
	"github.com/autonomous-employee/employee/worker/ready"
)

// frontend is a Temporal frontend which knows one namespace and refuses what a connection does not need.
type frontend struct {
	workflowservice.UnimplementedWorkflowServiceServer
	namespace string
	refuse    error

	mu   sync.Mutex
	seen metadata.MD
}

func (f *frontend) GetSystemInfo(ctx context.Context, _ *workflowservice.GetSystemInfoRequest) (*workflowservice.GetSystemInfoResponse, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen, _ = metadata.FromIncomingContext(ctx)
	if f.refuse != nil {
		return nil, serviceerror.ToStatus(f.refuse).Err()
	}
	return &workflowservice.GetSystemInfoResponse{Capabilities: &workflowservice.GetSystemInfoResponse_Capabilities{}}, nil
}

func (f *frontend) DescribeNamespace(_ context.Context, in *workflowservice.DescribeNamespaceRequest) (*workflowservice.DescribeNamespaceResponse, error) {
	if in.GetNamespace() != f.namespace {
		return nil, serviceerror.ToStatus(serviceerror.NewNamespaceNotFound(in.GetNamespace())).Err()
	}
	return &workflowservice.DescribeNamespaceResponse{}, nil
}

func (f *frontend) header(key string) []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.seen.Get(key)
}

// serve starts the frontend on a free port of this machine.
func serve(t *testing.T, f *frontend, options ...grpc.ServerOption) (address string) {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer(options...)
	workflowservice.RegisterWorkflowServiceServer(server, f)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(listener)
	}()
	t.Cleanup(func() {
		server.Stop()
		<-done
	})
	return listener.Addr().String()
}

// deadAddress is a port of this machine on which nothing listens.
func deadAddress(t *testing.T) string {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	return listener.Addr().String()
}

// load keeps the developer's own Temporal profile out of the tests.
func load(t *testing.T, environ ...string) *config.Config {
	t.Helper()
	dir := t.TempDir()
	cfg, err := config.Load(append([]string{"OWNER_TIMEZONE=UTC", "TEMPORAL_CONFIG_FILE=" + filepath.Join(dir, "none.toml")}, environ...), dir)
	require.NoError(t, err)
	return cfg
}

// announce plays a worker which is running on the data folder.
func announce(t *testing.T, dataDir string, info ready.Info) {
	t.Helper()
	lock, err := ready.Acquire(dataDir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, lock.Release()) })
	require.NoError(t, lock.Announce(info))
}

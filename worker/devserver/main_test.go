package devserver_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"

	"github.com/autonomous-employee/employee/worker/devserver"
)

// writerDirVariable makes a copy of the test program start a server on that directory
// and start processes in it, one line of output each, until it is killed.
const writerDirVariable = "DEVSERVER_TEST_WRITER_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerDirVariable); dir != "" {
		if err := writeUntilKilled(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

func writeUntilKilled(dir string) error {
	server, err := devserver.New(devserver.Options{DataDir: dir, UIPort: devserver.NoUI, Logger: zap.NewNop()})
	if err != nil {
		return err
	}
	if err := server.Start(context.Background()); err != nil {
		return err
	}
	c, err := dial(server)
	if err != nil {
		return err
	}
	for n := 0; ; n++ {
		id := fmt.Sprintf("written/%d", n)
		if _, err := c.ExecuteWorkflow(context.Background(), client.StartWorkflowOptions{ID: id, TaskQueue: "nobody"}, "Waits"); err != nil {
			return err
		}
		fmt.Println(id)
	}
}

func dial(server *devserver.Server) (client.Client, error) {
	return client.NewLazyClient(client.Options{
		HostPort:  server.Address(),
		Namespace: server.Namespace(),
		Logger:    sdklog.NewStructuredLogger(slog.New(slog.DiscardHandler)),
	})
}

// start runs a server for the length of the test; change adjusts its options.
func start(t *testing.T, dir string, change func(*devserver.Options)) *devserver.Server {
	t.Helper()
	server, err := tryStart(t, dir, change)
	require.NoError(t, err)
	return server
}

func tryStart(t *testing.T, dir string, change func(*devserver.Options)) (*devserver.Server, error) {
	t.Helper()
	opts := devserver.Options{
		DataDir: dir,
		UIPort:  devserver.NoUI,
		Logger:  zaptest.NewLogger(t, zaptest.Level(zap.WarnLevel)),
	}
	if change != nil {
		change(&opts)
	}
	server, err := devserver.New(opts)
	require.NoError(t, err)
	t.Cleanup(server.Stop)
	return server, server.Start(t.Context())
}

func connect(t *testing.T, server *devserver.Server) client.Client {
	t.Helper()
	c, err := dial(server)
	require.NoError(t, err)
	t.Cleanup(c.Close)
	return c
}

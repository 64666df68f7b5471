package devserver_test

import (
	"context"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/autonomous-employee/employee/worker/devserver"
)

func TestNew_StartsNothing(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")

	server, err := devserver.New(devserver.Options{DataDir: dir, Logger: zap.NewNop()})

	require.NoError(t, err)
	require.NoDirExists(t, dir)
	server.Stop() // stopping what never ran is harmless
}

func TestNew_ReportsEveryProblemTogether(t *testing.T) {
	t.Parallel()
	_, err := devserver.New(devserver.Options{
		Port:             70000,
		UIPort:           -2,
		Namespace:        "no spaces please",
		Retention:        time.Hour,
		SearchAttributes: map[string]enumspb.IndexedValueType{"EmployeeStatus": 0},
	})

	for _, part := range []string{"DATA_DIR", "logger", "TEMPORAL_PORT", "TEMPORAL_UI_PORT", "no spaces please", "retention", "EmployeeStatus"} {
		require.ErrorContains(t, err, part)
	}
}

func TestNew_RefusesOnePortForBoth(t *testing.T) {
	t.Parallel()
	_, err := devserver.New(devserver.Options{DataDir: t.TempDir(), Logger: zap.NewNop(), Port: 7233, UIPort: 7233})

	require.ErrorContains(t, err, "both 7233")
}

func TestStart_AnswersWithTheNamespaceAndItsRetention(t *testing.T) {
	t.Parallel()
	server := start(t, t.TempDir(), func(o *devserver.Options) { o.Namespace = "owner" })

	got, err := connect(t, server).WorkflowService().DescribeNamespace(t.Context(),
		&workflowservice.DescribeNamespaceRequest{Namespace: "owner"})

	require.NoError(t, err)
	require.Equal(t, devserver.DefaultRetention, got.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration())
	require.Empty(t, server.UIURL())
}

func TestStart_ChangesTheRetentionOfAnOlderDatabase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, dir, nil).Stop()

	server := start(t, dir, func(o *devserver.Options) { o.Retention = 48 * time.Hour })

	got, err := connect(t, server).WorkflowService().DescribeNamespace(t.Context(),
		&workflowservice.DescribeNamespaceRequest{Namespace: devserver.DefaultNamespace})
	require.NoError(t, err)
	require.Equal(t, 48*time.Hour, got.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration())
}

func TestStart_IsQuietOnceAndSaysSoTheSecondTime(t *testing.T) {
	t.Parallel()
	core, logs := observer.New(zap.DebugLevel)
	server := start(t, t.TempDir(), func(o *devserver.Options) { o.Logger = zap.New(core) })

	err := server.Start(t.Context())
	server.Stop()

	require.ErrorContains(t, err, "started before")
	require.Empty(t, logs.All(), "a start and a stop without trouble say nothing")
}

func TestStart_NamesThePortThatIsTaken(t *testing.T) {
	t.Parallel()
	taken := anyListener(t)
	t.Cleanup(func() { _ = taken.Close() })
	port := taken.Addr().(*net.TCPAddr).Port
	for variable, change := range map[string]func(*devserver.Options){
		"TEMPORAL_PORT":    func(o *devserver.Options) { o.Port = port },
		"TEMPORAL_UI_PORT": func(o *devserver.Options) { o.UIPort = port },
	} {
		t.Run(variable, func(t *testing.T) {
			t.Parallel()
			_, err := tryStart(t, t.TempDir(), change)

			var conflict *devserver.PortTakenError
			require.ErrorAs(t, err, &conflict)
			require.Equal(t, port, conflict.Port)
			require.ErrorContains(t, err, "port "+strconv.Itoa(port))
			require.ErrorContains(t, err, "set "+variable+" to another port")
		})
	}
}

func TestStart_ListensOnTheWantedPorts(t *testing.T) {
	t.Parallel()
	port, uiPort := freePort(t), freePort(t)

	server := start(t, t.TempDir(), func(o *devserver.Options) { o.Port, o.UIPort = port, uiPort })

	require.Equal(t, net.JoinHostPort("127.0.0.1", strconv.Itoa(port)), server.Address())
	require.Equal(t, "http://127.0.0.1:"+strconv.Itoa(uiPort), server.UIURL())
}

func freePort(t *testing.T) int {
	t.Helper()
	l := anyListener(t)
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port
}

func anyListener(t *testing.T) net.Listener {
	t.Helper()
	var config net.ListenConfig
	l, err := config.Listen(t.Context(), "tcp4", "127.0.0.1:0")
	require.NoError(t, err)
	return l
}

func TestStart_GivesUpWithItsContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	server, err := devserver.New(devserver.Options{DataDir: t.TempDir(), UIPort: devserver.NoUI, Logger: zap.NewNop()})
	require.NoError(t, err)

	require.ErrorIs(t, server.Start(ctx), context.Canceled)
	server.Stop()
}

func TestStart_ExplainsADataDirectoryThatIsAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.WriteFile(path, nil, 0o600))

	_, err := tryStart(t, path, nil)

	require.ErrorContains(t, err, "create the data directory")
}

func TestStop_IsBoundedAndMayBeCalledAgain(t *testing.T) {
	t.Parallel()
	server := start(t, t.TempDir(), func(o *devserver.Options) { o.UIPort = 0 })
	begin := time.Now()

	server.Stop()
	server.Stop()

	require.Less(t, time.Since(begin), 10*time.Second)
	var dialer net.Dialer
	_, err := dialer.DialContext(t.Context(), "tcp4", server.Address())
	require.Error(t, err, "nothing listens any more")
}

func TestStop_LeavesADatabaseThatIsCompleteInOneFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, dir, nil).Stop()

	info, err := os.Stat(filepath.Join(dir, devserver.DatabaseName+"-wal"))

	if err == nil {
		require.Zero(t, info.Size(), "the write-ahead file is folded in")
	} else {
		require.ErrorIs(t, err, os.ErrNotExist)
	}
}

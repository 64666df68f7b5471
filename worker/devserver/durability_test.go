package devserver_test

import (
	"bufio"
	"database/sql"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	enumspb "go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/worker/devserver"
)

const (
	queue = "owner"

	waitLimit = 15 * time.Second
	waitStep  = 20 * time.Millisecond
)

// waitsForYes is a process that waits for the owner's answer.
func waitsForYes(ctx workflow.Context) (string, error) {
	var answer string
	workflow.GetSignalChannel(ctx, "decision").Receive(ctx, &answer)
	return answer, nil
}

func runWorker(t *testing.T, c client.Client) worker.Worker {
	t.Helper()
	w := worker.New(c, queue, worker.Options{})
	w.RegisterWorkflowWithOptions(waitsForYes, workflow.RegisterOptions{Name: "WaitsForYes"})
	require.NoError(t, w.Start())
	return w
}

func TestServer_AProcessGoesOnAfterARestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := start(t, dir, nil)
	c := connect(t, first)
	w := runWorker(t, c)
	started, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "invoice/1", TaskQueue: queue}, "WaitsForYes")
	require.NoError(t, err)
	w.Stop()
	c.Close()
	first.Stop()

	second := start(t, dir, nil)
	c = connect(t, second)
	w = runWorker(t, c)
	t.Cleanup(w.Stop)
	require.NoError(t, c.SignalWorkflow(t.Context(), started.GetID(), "", "decision", "yes"))

	var answer string
	require.NoError(t, c.GetWorkflow(t.Context(), started.GetID(), started.GetRunID()).Get(t.Context(), &answer))
	require.Equal(t, "yes", answer)
}

func TestServer_AKillInMidWriteLosesNothingThatWasAcknowledged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var acknowledged []string
	for range 3 {
		acknowledged = append(acknowledged, killAfter(t, dir, 10)...)
		// The next round starts the same processes again, which the server answers with
		// the runs that exist.
	}

	server := start(t, dir, nil)

	c := connect(t, server)
	for _, id := range acknowledged {
		got, err := c.DescribeWorkflowExecution(t.Context(), id, "")
		require.NoError(t, err, id)
		require.Equal(t, enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING, got.GetWorkflowExecutionInfo().GetStatus())
	}
}

// killAfter lets another process write until it has reported so many starts, kills it
// and returns what it reported.
func killAfter(t *testing.T, dir string, starts int) []string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), writerDirVariable+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	lines := bufio.NewScanner(out)
	var reported []string
	for len(reported) < starts && lines.Scan() {
		reported = append(reported, lines.Text())
	}
	require.NoError(t, cmd.Process.Kill())
	_ = cmd.Wait()
	require.Len(t, reported, starts)
	return reported
}

func TestStart_UsesFullDurability(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, dir, nil)

	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, devserver.DatabaseName)+"?mode=ro")
	require.NoError(t, err)
	defer func() { _ = db.Close() }()
	var mode string
	require.NoError(t, db.QueryRowContext(t.Context(), "PRAGMA journal_mode").Scan(&mode))
	require.Equal(t, "wal", mode)
}

func TestStart_RefusesADatabaseOfANewerServerAndKeepsACopy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	start(t, dir, nil).Stop()
	path := filepath.Join(dir, devserver.DatabaseName)
	change(t, path, `UPDATE schema_version SET curr_version='9.9' WHERE db_name='temporal'`)

	_, err := tryStart(t, dir, nil)

	require.ErrorContains(t, err, "schema 9.9")
	copies, globErr := filepath.Glob(path + ".backup-*")
	require.NoError(t, globErr)
	require.Len(t, copies, 1)
	require.ErrorContains(t, err, copies[0])
}

func TestStart_GoesOnWithTheProcessesOfAnOlderServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := start(t, dir, nil)
	c := connect(t, first)
	_, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{ID: "invoice/1", TaskQueue: queue}, "WaitsForYes")
	require.NoError(t, err)
	c.Close()
	first.Stop()
	change(t, filepath.Join(dir, devserver.DatabaseName),
		"DROP TABLE current_chasm_executions", `UPDATE schema_version SET curr_version='0.10' WHERE db_name='temporal'`)

	server := start(t, dir, nil)

	got, err := connect(t, server).DescribeWorkflowExecution(t.Context(), "invoice/1", "")
	require.NoError(t, err)
	require.Equal(t, enumspb.WORKFLOW_EXECUTION_STATUS_RUNNING, got.GetWorkflowExecutionInfo().GetStatus())
}

func change(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=rw")
	require.NoError(t, err)
	defer func() { _ = db.Close() }()
	for _, s := range statements {
		_, err := db.ExecContext(t.Context(), s)
		require.NoError(t, err)
	}
}

func TestStart_LeavesAGarbageDatabaseUntouched(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, devserver.DatabaseName)
	garbage := []byte(strings.Repeat("not a database ", 1000))
	require.NoError(t, os.WriteFile(path, garbage, 0o600))
	begin := time.Now()

	_, err := tryStart(t, dir, nil)

	require.ErrorContains(t, err, path)
	require.ErrorContains(t, err, "Nothing was changed")
	require.Less(t, time.Since(begin), 10*time.Second)
	after, readErr := os.ReadFile(path)
	require.NoError(t, readErr)
	require.Equal(t, garbage, after)
}

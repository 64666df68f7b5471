package ready_test

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/ready"
)

// ownDirVariable makes a copy of the test program hold a data directory until it is
// killed or its input ends.
const ownDirVariable = "READY_TEST_OWN_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(ownDirVariable); dir != "" {
		os.Exit(ownUntilInputEnds(dir))
	}
	os.Exit(m.Run())
}

func ownUntilInputEnds(dir string) int {
	lock, err := ready.Acquire(dir)
	if err != nil {
		_, _ = io.WriteString(os.Stdout, err.Error()+"\n")
		return 1
	}
	if err := lock.Announce(ready.Info{TemporalAddress: "127.0.0.1:1"}); err != nil {
		return 1
	}
	_, _ = io.WriteString(os.Stdout, "ready\n")
	_, _ = io.Copy(io.Discard, os.Stdin)
	_ = lock.Release()
	return 0
}

// otherWorker starts a process that owns dir and returns it once it does.
func otherWorker(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), ownDirVariable+"="+dir)
	_, err := cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	require.Equal(t, "ready\n", line)
	return cmd
}

func TestAcquire_RefusesASecondWorkerAndNamesTheFirst(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := otherWorker(t, dir)

	_, err := ready.Acquire(dir)

	var busy *ready.BusyError
	require.ErrorAs(t, err, &busy)
	require.Equal(t, first.Process.Pid, busy.PID)
	require.ErrorContains(t, err, "process "+strconv.Itoa(first.Process.Pid))
	require.ErrorContains(t, err, dir)
	require.ErrorContains(t, err, "DATA_DIR")
	info, err := ready.Read(dir)
	require.NoError(t, err, "the refused worker took nothing from the first")
	require.Equal(t, first.Process.Pid, info.PID)
	require.NoError(t, first.Process.Kill())
	_ = first.Wait()
}

func TestAcquire_AKilledWorkerIsNoObstacle(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := otherWorker(t, dir)
	require.NoError(t, first.Process.Kill())
	_ = first.Wait()
	require.FileExists(t, filepath.Join(dir, "ready.json"), "a kill leaves the file behind")
	_, err := ready.Read(dir)
	require.ErrorIs(t, err, ready.ErrNoWorker, "but nobody believes it")

	acquire(t, dir)

	require.NoFileExists(t, filepath.Join(dir, "ready.json"))
}

func TestAcquire_RefusesASecondWorkerInTheSameProcess(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	acquire(t, dir)

	_, err := ready.Acquire(dir)

	var busy *ready.BusyError
	require.ErrorAs(t, err, &busy)
	require.Equal(t, os.Getpid(), busy.PID)
}

func TestAcquire_ExactlyOneOfManyWins(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		wins []*ready.Lock
	)
	for range 8 {
		all.Go(func() {
			lock, err := ready.Acquire(dir)
			if err != nil {
				return
			}
			mu.Lock()
			defer mu.Unlock()
			wins = append(wins, lock)
		})
	}
	all.Wait()

	require.Len(t, wins, 1)
	require.NoError(t, wins[0].Release())
}

func TestAcquire_IsNotDisturbedByReaders(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, err := ready.Acquire(dir)
	require.NoError(t, err)
	require.NoError(t, first.Release())
	stop := make(chan struct{})
	var readers sync.WaitGroup
	readers.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				_, _ = ready.Read(dir)
			}
		}
	})

	for range 20 {
		lock, err := ready.Acquire(dir)
		require.NoError(t, err)
		require.NoError(t, lock.Release())
	}

	close(stop)
	readers.Wait()
}

func TestAcquire_CreatesTheDirectoryForThisAccountOnly(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "deep", "data")
	lock := acquire(t, dir)

	info, err := os.Stat(dir)

	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	require.Equal(t, dir, lock.Dir())
}

func TestAcquire_ExplainsADataDirectoryThatIsAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "data")
	require.NoError(t, os.WriteFile(path, []byte("x"), 0o600))

	_, err := ready.Acquire(path)

	require.ErrorContains(t, err, "set DATA_DIR")
}

func TestAcquire_SurvivesNonsenseInTheLockFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "lock"), []byte("not a number, and far too long to be one"), 0o600))

	acquire(t, dir)

	text, err := os.ReadFile(filepath.Join(dir, "lock"))
	require.NoError(t, err)
	require.Equal(t, strconv.Itoa(os.Getpid())+"\n", string(text))
}

func TestBusyError_SpeaksWithoutAProcessNumber(t *testing.T) {
	t.Parallel()
	err := &ready.BusyError{DataDir: "/data"}

	require.EqualError(t, err, "another worker is already running on the data directory /data; stop it first, or set DATA_DIR to another directory")
}

package ready_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/worker/ready"
)

func sample(dir string) ready.Info {
	return ready.Info{
		TemporalAddress: "127.0.0.1:7233",
		UIURL:           "http://127.0.0.1:8233",
		VaultDir:        filepath.Join(dir, "AI_Employee"),
		LogDir:          filepath.Join(dir, "Vault", "Logs"),
		Namespace:       "default",
	}
}

func acquire(t *testing.T, dir string) *ready.Lock {
	t.Helper()
	lock, err := ready.Acquire(dir)
	require.NoError(t, err)
	t.Cleanup(func() { _ = lock.Release() })
	return lock
}

func TestRead_FindsTheRunningWorker(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock := acquire(t, dir)
	require.NoError(t, lock.Announce(sample(dir)))

	got, err := ready.Read(dir)

	require.NoError(t, err)
	want := sample(dir)
	want.PID = os.Getpid()
	require.Equal(t, want, got)
}

func TestRead_SaysHowToStartAWorkerWhenNoneEverRan(t *testing.T) {
	t.Parallel()
	_, err := ready.Read(t.TempDir())

	require.ErrorIs(t, err, ready.ErrNoWorker)
	require.ErrorContains(t, err, "start it with: go run ./worker")
}

func TestRead_SaysSoWhenTheDataDirectoryDoesNotExist(t *testing.T) {
	t.Parallel()
	_, err := ready.Read(filepath.Join(t.TempDir(), "nowhere"))

	require.ErrorIs(t, err, ready.ErrNoWorker)
}

func TestRead_SaysThatTheWorkerIsStillStarting(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	acquire(t, dir)

	_, err := ready.Read(dir)

	require.ErrorContains(t, err, "still starting")
	require.NotErrorIs(t, err, ready.ErrNoWorker)
}

func TestRead_DoesNotTrustTheFileOfAWorkerThatIsGone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	content, err := json.Marshal(sample(dir))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "ready.json"), content, 0o600))

	_, err = ready.Read(dir)

	require.ErrorIs(t, err, ready.ErrNoWorker)
}

func TestRead_AsksForARestartWhenTheFileIsDamaged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	acquire(t, dir)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "ready.json"), []byte(`{"temporal_addr`), 0o600))

	_, err := ready.Read(dir)

	require.ErrorContains(t, err, "restart the worker")
}

func TestAnnounce_WritesTheNamesOthersReadAndKeepsThemPrivate(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock := acquire(t, dir)
	require.NoError(t, lock.Announce(sample(dir)))

	path := filepath.Join(dir, "ready.json")
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	var keys map[string]any
	require.NoError(t, json.Unmarshal(content, &keys))
	require.ElementsMatch(t, []string{"temporal_address", "ui_url", "vault_dir", "log_dir", "pid", "namespace", "dry_run"}, keysOf(keys))
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
}

func keysOf(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}

func TestAnnounce_LeavesNoDraftBehind(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock := acquire(t, dir)
	for range 5 {
		require.NoError(t, lock.Announce(sample(dir)))
	}

	entries, err := os.ReadDir(dir)

	require.NoError(t, err)
	require.Len(t, entries, 2, "only the lock and ready.json")
}

func TestAnnounce_IsNeverSeenHalfWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock := acquire(t, dir)
	require.NoError(t, lock.Announce(sample(dir)))
	var writer sync.WaitGroup
	writer.Go(func() {
		for range 50 {
			info := sample(dir)
			info.VaultDir = strings.Repeat("v", 10_000)
			_ = lock.Announce(info)
		}
	})

	for range 200 {
		_, err := ready.Read(dir)
		require.NoError(t, err)
	}

	writer.Wait()
}

func TestAnnounce_IsRefusedAfterRelease(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock := acquire(t, dir)
	require.NoError(t, lock.Release())

	require.Error(t, lock.Announce(sample(dir)))
}

func TestRelease_RemovesTheFileAndFreesTheDirectory(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	lock := acquire(t, dir)
	require.NoError(t, lock.Announce(sample(dir)))

	require.NoError(t, lock.Release())
	require.NoError(t, lock.Release(), "a second release does nothing")

	require.NoFileExists(t, filepath.Join(dir, "ready.json"))
	_, err := ready.Read(dir)
	require.ErrorIs(t, err, ready.ErrNoWorker)
	acquire(t, dir)
}

func TestParse_RefusesAFileWithoutAnAddress(t *testing.T) {
	t.Parallel()
	_, err := ready.Parse([]byte(`{"pid": 12}`))

	require.ErrorContains(t, err, "temporal_address")
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"temporal_address":"127.0.0.1:7233","pid":1}`))
	f.Add([]byte(`{`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, content []byte) {
		info, err := ready.Parse(content)
		if err == nil && info.TemporalAddress == "" {
			t.Fatal("accepted a worker nobody can reach")
		}
	})
}

package vault_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/vault"
)

// patience is how long a test waits for what must come; it is never waited out when all is well.
const patience = 60 * time.Second

func TestMain(m *testing.M) {
	if dir := os.Getenv("VAULT_TEST_WRITER"); dir != "" {
		writeForever(dir)
	}
	if os.Getenv("VAULT_TEST_FULL_DISK") != "" {
		os.Exit(fillDisk())
	}
	os.Exit(m.Run())
}

func open(t testing.TB) *vault.Vault {
	t.Helper()
	v, err := vault.Open(t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })
	return v
}

func noteText(request string) []byte {
	n := vault.NewNote("# Please decide\n")
	n.Set("type", "approval_request")
	n.Set("request_id", request)
	return n.Bytes()
}

func abs(v *vault.Vault, name string) string { return filepath.Join(v.Dir(), filepath.FromSlash(name)) }

// put writes a file as a stranger does: in place, without the vault's knowledge.
func put(t testing.TB, v *vault.Vault, name string, data []byte) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(abs(v, name)), 0o755))
	require.NoError(t, os.WriteFile(abs(v, name), data, 0o644))
}

func rename(t testing.TB, v *vault.Vault, from, to string) {
	t.Helper()
	require.NoError(t, os.Rename(abs(v, from), abs(v, to)))
}

// watching is a running watcher whose changes the test takes.
type watching struct {
	*vault.Watcher
	t testing.TB
}

func watch(t testing.TB, v *vault.Vault, opt vault.Options) *watching {
	t.Helper()
	w, err := vault.NewWatcher(v, opt)
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-ended)
	})
	return &watching{Watcher: w, t: t}
}

// until takes changes until one fits, and gives all that came.
func (w *watching) until(fits func(vault.Change) bool) []vault.Change {
	w.t.Helper()
	limit := time.After(patience)
	var all []vault.Change
	for {
		select {
		case c, ok := <-w.Changes():
			require.True(w.t, ok, "the changes ended")
			all = append(all, c)
			if fits(c) {
				return all
			}
		case <-limit:
			require.FailNow(w.t, "a change did not come", "came: %+v", all)
		}
	}
}

func (w *watching) ready() []vault.Change { w.t.Helper(); return w.until(is(vault.ScanDone, "")) }

// last waits for a change and gives it.
func (w *watching) last(kind vault.ChangeKind, path string) vault.Change {
	w.t.Helper()
	all := w.until(is(kind, path))
	return all[len(all)-1]
}

func is(kind vault.ChangeKind, path string) func(vault.Change) bool {
	return func(c vault.Change) bool { return c.Kind == kind && c.Path == path }
}

func paths(found []vault.Sighting) []string {
	list := []string{}
	for _, s := range found {
		list = append(list, s.Path)
	}
	return list
}

package bridge_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/autonomous-employee/employee/activities/mail"
	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/worker/bridge"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	grace = 30 * time.Second
	// scan is longer than the watcher's interval and what settles after it.
	scan = 3 * time.Second
)

// house is a vault with its watcher, desk and bridge, all running in a bubble
// whose clock the test turns.
type house struct {
	t        *testing.T
	dir      string
	vault    *vault.Vault
	watcher  *vault.Watcher
	desk     *notes.Desk
	temporal *temporal
	stop     func()
	run      func() (end func())
	end      func()
	opts     bridge.Options
	log      *observer.ObservedLogs
}

func inHouse(t *testing.T, test func(t *testing.T, h *house)) {
	t.Helper()
	inHouseAt(t, t.TempDir(), test)
}

func inHouseAt(t *testing.T, dir string, test func(t *testing.T, h *house)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		core, log := observer.New(zap.InfoLevel)
		h := &house{t: t, dir: dir, temporal: &temporal{}, opts: bridge.Options{Grace: grace, Log: zap.New(core)}, log: log}
		var err error
		h.vault, err = vault.Open(filepath.Join(dir, "vault"))
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, h.vault.Close()) })
		t.Cleanup(func() { h.stop() })
		h.start()
		test(t, h)
	})
}

// start runs the bridge as a new process would: it knows only what is on disk.
func (h *house) start() {
	h.t.Helper()
	var err error
	h.watcher, err = vault.NewWatcher(h.vault, vault.Options{ForcePolling: true})
	require.NoError(h.t, err)
	register, err := notes.OpenRegister(filepath.Join(h.dir, "requests"))
	require.NoError(h.t, err)
	h.desk, err = notes.New(h.vault, finder{h.watcher}, register, notes.Options{Grace: grace})
	require.NoError(h.t, err)
	store, err := mail.OpenStore(h.dir)
	require.NoError(h.t, err)
	intake, err := mail.NewIntake(store, h.vault.Dir(), nil)
	require.NoError(h.t, err)
	h.opts.Posts, err = posts.New(h.vault, finder{h.watcher}, posts.Options{DataDir: h.dir, Handbook: h.desk.FetchHandbook})
	require.NoError(h.t, err)
	b, err := bridge.New(h.vault, h.watcher, h.desk, h.temporal, intake, h.opts)
	require.NoError(h.t, err)
	h.run = func() (end func()) {
		ctx, cancel := context.WithCancel(context.Background())
		var running sync.WaitGroup
		running.Go(func() { require.NoError(h.t, h.watcher.Run(ctx)) })
		running.Go(func() { require.NoError(h.t, b.Run(ctx)) })
		return func() { cancel(); running.Wait() }
	}
	h.end = h.run()
	stopped := false
	h.stop = func() {
		if stopped {
			return
		}
		stopped = true
		h.end()
		require.NoError(h.t, store.Close())
	}
	h.scan()
}

// revive ends the watcher and the bridge and has the same two run again, as the
// worker does with a part that failed.
func (h *house) revive(between func()) {
	h.t.Helper()
	h.end()
	between()
	h.end = h.run()
}

func (h *house) restart() {
	h.t.Helper()
	h.stop()
	h.start()
}

// later turns the clock and waits until everything has come to rest.
func (h *house) later(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// scan waits for the next scan and what follows from it.
func (h *house) scan() { h.later(scan) }

type finder struct{ w *vault.Watcher }

func (f finder) Find(id string) []vault.Sighting     { return f.w.Index().Find(id) }
func (f finder) Broken() []vault.Sighting            { return f.w.Index().Broken() }
func (f finder) FindPost(id string) []vault.Sighting { return f.w.Index().FindPost(id) }
func (f finder) Rescan(ctx context.Context) error    { return f.w.Rescan(ctx) }

const (
	mailKey   = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	requestID = "req-0123456789abcdef-0"
	process   = "invoice/" + mailKey
)

func request() contract.Note {
	return contract.Note{
		RequestID: requestID, WorkflowID: process, Revision: 1, Type: contract.NoteApproval, Folder: contract.FolderPendingApproval,
		Title: "Invoice Orchard", Created: time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC), Fingerprint: "aa",
		Mail:   contract.MailRef{Key: mailKey, Source: contract.SourceInbox},
		Fields: []contract.Field{{Key: "due_date", Value: "2026-03-31"}},
		Lead:   []string{"A draft invoice will be made."},
	}
}

func (h *house) lay(n contract.Note) string {
	h.t.Helper()
	ref, err := h.desk.EnsureNote(context.Background(), n)
	require.NoError(h.t, err)
	h.scan()
	return ref.Path
}

// closed lays a request and ends it, as its process would.
func (h *house) closed(n contract.Note, outcome string) string {
	h.t.Helper()
	h.lay(n)
	ref, err := h.desk.EnsureFiled(context.Background(), contract.FileNoteInput{Note: n, Folder: contract.FolderCompleted, Status: "completed", Outcome: outcome})
	require.NoError(h.t, err)
	h.scan()
	return ref.Path
}

func (h *house) path(name string) string {
	return filepath.Join(h.vault.Dir(), filepath.FromSlash(name))
}

func (h *house) move(name string, to vault.Folder) string {
	h.t.Helper()
	target := to.Join(filepath.Base(name))
	require.NoError(h.t, os.Rename(h.path(name), h.path(target)))
	return target
}

func (h *house) write(name, text string) {
	h.t.Helper()
	require.NoError(h.t, os.WriteFile(h.path(name), []byte(text), 0o600))
}

func (h *house) read(name string) string {
	h.t.Helper()
	b, err := os.ReadFile(h.path(name))
	require.NoError(h.t, err)
	return string(b)
}

func (h *house) edit(name, old, text string) {
	h.t.Helper()
	was := h.read(name)
	require.Contains(h.t, was, old)
	h.write(name, strings.Replace(was, old, text, 1))
}

// files lists a folder without its subfolders.
func (h *house) files(folder string) []string {
	h.t.Helper()
	names, err := h.vault.List(folder)
	require.NoError(h.t, err)
	files := []string{}
	for _, name := range names {
		if info, err := os.Stat(h.path(name)); err == nil && !info.IsDir() {
			files = append(files, name)
		}
	}
	return files
}

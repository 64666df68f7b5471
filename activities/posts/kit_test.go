package posts_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/posts"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// start is the owner's Monday morning; files in tests are dated by the real
// clock, so the desk's own one lies after it.
func start() time.Time { return time.Date(2100, 3, 1, 8, 0, 0, 0, time.UTC) }

// atDesk runs a test in a bubble, so that settling times pass at once.
func atDesk(t *testing.T, test func(t *testing.T, o *office)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		o := &office{t: t, dir: dir, now: start(), zone: berlin(t), handbook: contract.Handbook{}}
		o.open()
		t.Cleanup(func() { require.NoError(t, o.vault.Close()) })
		test(t, o)
	})
}

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	require.NoError(t, err)
	return zone
}

// office is a desk of posts with its owner, who works on the files as Obsidian does.
type office struct {
	*posts.Desk
	t        testing.TB
	dir      string
	now      time.Time
	zone     *time.Location
	handbook contract.Handbook
	vault    *vault.Vault
	watcher  *vault.Watcher
}

// open starts the desk as after a crash: only what is on disk is known.
func (o *office) open() {
	o.t.Helper()
	var err error
	if o.vault == nil {
		o.vault, err = vault.Open(filepath.Join(o.dir, "vault"))
		require.NoError(o.t, err)
	}
	o.watcher, err = vault.NewWatcher(o.vault, vault.Options{})
	require.NoError(o.t, err)
	o.Desk, err = posts.New(o.vault, finder{o.watcher}, posts.Options{
		Zone: o.zone, DataDir: filepath.Join(o.dir, "data"), Clock: func() time.Time { return o.now },
		Handbook: func(context.Context, contract.Nothing) (contract.Handbook, error) { return o.handbook, nil },
	})
	require.NoError(o.t, err)
}

type finder struct{ w *vault.Watcher }

func (f finder) FindPost(id string) []vault.Sighting { return f.w.Index().FindPost(id) }
func (f finder) Rescan(ctx context.Context) error    { return f.w.Rescan(ctx) }

func (o *office) path(name string) string {
	return filepath.Join(o.vault.Dir(), filepath.FromSlash(name))
}

// write is the owner saving a note at the desk's own time.
func (o *office) write(name, text string) {
	o.t.Helper()
	require.NoError(o.t, os.MkdirAll(filepath.Dir(o.path(name)), 0o755))
	require.NoError(o.t, os.WriteFile(o.path(name), []byte(text), 0o600))
	require.NoError(o.t, os.Chtimes(o.path(name), o.now, o.now))
}

func (o *office) read(name string) string {
	o.t.Helper()
	b, err := os.ReadFile(o.path(name))
	require.NoError(o.t, err)
	return string(b)
}

// edit replaces text in a note, and insists that it was there.
func (o *office) edit(name, old, text string) {
	o.t.Helper()
	was := o.read(name)
	require.Contains(o.t, was, old)
	o.write(name, strings.Replace(was, old, text, 1))
}

func (o *office) move(from, to string) {
	o.t.Helper()
	require.NoError(o.t, os.MkdirAll(filepath.Dir(o.path(to)), 0o755))
	require.NoError(o.t, os.Rename(o.path(from), o.path(to)))
	o.scan()
}

func (o *office) scan() {
	o.t.Helper()
	require.NoError(o.t, o.watcher.Rescan(context.Background()))
}

// adopt has a note taken up, and insists on it.
func (o *office) adopt(name string) string {
	o.t.Helper()
	id, _ := o.look(name)
	require.NotEmpty(o.t, id)
	return id
}

func (o *office) look(name string) (string, bool) {
	o.t.Helper()
	o.scan()
	id, isNew, err := o.Adopt(context.Background(), name)
	require.NoError(o.t, err)
	o.scan()
	return id, isNew
}

func (o *office) reading(in contract.ReadPostInput) contract.PostReading {
	o.t.Helper()
	r, err := o.ReadPost(context.Background(), in)
	require.NoError(o.t, err)
	return r
}

func (o *office) ready(id string) contract.PostReading {
	o.t.Helper()
	r := o.reading(contract.ReadPostInput{PostID: id})
	require.Equal(o.t, contract.PostReady, r.State, "%+v", r)
	return r
}

func (o *office) say(in contract.EnsurePostNoteInput) string {
	o.t.Helper()
	ref, err := o.EnsureNote(context.Background(), in)
	require.NoError(o.t, err)
	o.scan()
	return ref.Path
}

func (o *office) published(r contract.PostReading, platform contract.Platform, status string) {
	o.t.Helper()
	for _, p := range r.Posts {
		if p.Platform != platform {
			continue
		}
		_, err := o.EnsurePublished(context.Background(), contract.EnsurePublishedInput{
			PostID: r.Post.PostID, Title: r.Post.Title, Slot: r.Slot, Post: p, Cost: r.Cost,
			Result: contract.PlatformResult{Platform: platform, Status: status, Outcome: contract.PostOutcome{ID: "1", PublishedAt: o.now}},
		})
		require.NoError(o.t, err)
		return
	}
	o.t.Fatalf("nothing is to be sent to %s: %+v", platform, r)
}

func sentences(problems []contract.PostProblem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Sentence + "\n")
	}
	return b.String()
}

const hello = `---
type: social_post
ready: true
platforms: [facebook, x]
publish_at: 2100-03-02T09:00
my own: "stays"   # mine
---
We open at nine tomorrow.

## X
Open at nine.
`

const note = "Social_Posts/Opening.md"

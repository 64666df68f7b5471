package posts

import (
	"context"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"github.com/autonomous-employee/employee/activities/internal/media"
	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Finder knows where the notes of a post lie.
type Finder interface {
	// FindPost gives every note that says it is the post, perhaps a moment old.
	FindPost(postID string) []vault.Sighting
	// Rescan looks at the folders again before it returns.
	Rescan(ctx context.Context) error
}

// files is what the desk needs of the vault.
type files interface {
	Exists(name string) (bool, error)
	List(folder string) ([]string, error)
	ReadNote(name string) (*vault.Note, error)
	OpenFile(name string) (*os.File, vault.FileInfo, error)
	ReadSettled(name string) (*vault.Note, vault.FileInfo, error)
	Rewrite(name string, edit func([]byte) ([]byte, error)) error
	ReadFile(name string, limit int64) ([]byte, error)
	WriteFile(name string, data []byte) error
	WriteNewNote(name string, n *vault.Note) (string, error)
	Move(from, to string) (string, error)
	Stat(name string) (vault.FileInfo, error)
}

// Options of a Desk.
type Options struct {
	// Zone is the owner's; nil = UTC.
	Zone *time.Location
	// DataDir holds our books (posts/) and the bytes of media (media/).
	DataDir string
	// Handbook gives the rules in force.
	Handbook func(context.Context, contract.Nothing) (contract.Handbook, error)
	Clock    func() time.Time
	// Configured tells which platforms this installation posts to, for the Monday page; nil = those with posts in the books.
	Configured func(contract.Platform) bool
	// Standing asks a platform whether it answers, for the Monday page: since when it does not, and why; zero when it does. nil = not known.
	Standing func(context.Context, contract.Platform) (since time.Time, why string)
	// AllowAddress lets media be fetched from single addresses that are not public; nil = none. It is for tests on loopback.
	AllowAddress func(netip.Addr) bool
}

// Desk serves the posts activities. It is safe for concurrent use.
type Desk struct {
	vault  files
	finder Finder
	book   *book
	opts   Options
	store  *media.Store
	fetch  *media.Fetcher
	looked looked

	writing sync.Mutex // held while notes of posts are named, written or moved
}

// idForm is what we call a post; it is also a file name.
var idForm = regexp.MustCompile(`^post-[0-9a-z]{8,40}$`)

// New makes a desk on an open vault and opens its books. It starts nothing.
func New(v files, finder Finder, opts Options) (*Desk, error) {
	if v == nil || finder == nil || opts.Handbook == nil {
		return nil, errors.New("the desk of posts needs a vault, a finder and the handbook")
	}
	if opts.DataDir == "" {
		return nil, errors.New("the desk of posts needs a place for its books; set DATA_DIR")
	}
	if opts.Zone == nil {
		opts.Zone = time.UTC
	}
	if opts.Configured == nil {
		opts.Configured = func(contract.Platform) bool { return false }
	}
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	b, err := openBook(filepath.Join(opts.DataDir, "posts"))
	if err != nil {
		return nil, err
	}
	store, err := media.OpenStore(filepath.Join(opts.DataDir, "media"))
	if err != nil {
		return nil, err
	}
	return &Desk{vault: v, finder: finder, book: b, opts: opts, store: store, fetch: media.NewFetcher(opts.AllowAddress), looked: looked{seen: map[string]look{}}}, nil
}

// RegisterActivities makes the activities known under their contract names.
func (d *Desk) RegisterActivities(r worker.ActivityRegistry) {
	named(r, contract.PostsReadPost, d.ReadPost)
	named(r, contract.PostsEnsureNote, d.EnsureNote)
	named(r, contract.PostsEnsurePublished, d.EnsurePublished)
	named(r, contract.PostsFindPublished, d.FindPublished)
	named(r, contract.PostsListWeek, d.ListWeek)
}

func named[In, Out any](r worker.ActivityRegistry, name contract.Activity[In, Out], f func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name.Name()})
}

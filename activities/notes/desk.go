package notes

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/worker"

	"github.com/autonomous-employee/employee/vault"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Finder knows where the notes about a request lie.
type Finder interface {
	// Find gives every note about the request, perhaps a moment old.
	Find(requestID string) []vault.Sighting
	// Broken gives every file that cannot be read as a note.
	Broken() []vault.Sighting
	// Rescan looks at the folders again before it returns.
	Rescan(ctx context.Context) error
}

// files is what the desk needs of the vault.
type files interface {
	Exists(name string) (bool, error)
	List(folder string) ([]string, error)
	ReadFile(name string, limit int64) ([]byte, error)
	ReadNote(name string) (*vault.Note, error)
	ReadSettled(name string) (*vault.Note, vault.FileInfo, error)
	WriteFile(name string, data []byte) error
	WriteNote(name string, n *vault.Note) error
	WriteNewNote(name string, n *vault.Note) (string, error)
	Rewrite(name string, edit func([]byte) ([]byte, error)) error
	Move(from, to string) (string, error)
	Remove(name string) error
}

// Options of a Desk.
type Options struct {
	// Zone is the owner's; times in notes are written in it.
	Zone *time.Location
	// DryRun is the installation's setting.
	DryRun bool
	// Grace is how long a note must be missing from every folder before it
	// counts as deleted: sync tools deliver a move as a deletion and, later, a
	// new file.
	Grace time.Duration
	Clock func() time.Time
	// Compose makes the pages of a week; past are the figures of earlier weeks, oldest first. Without it there are no pages.
	Compose Compose
	// CanDraft tells whether a mail can be laid among the drafts of the owner's mailbox; nil = no.
	CanDraft func() bool
	// PagesCome says when the Monday page is made, such as "one comes every Monday at 07:00"; empty leaves it out.
	PagesCome string
	// Posts gives the dashboard's part about posts, as Markdown with its heading; nil leaves it out.
	Posts func() string
}

// Compose makes the two notes and their pictures of what was gathered, and the
// figures that later weeks compare themselves with. It is pure.
// names gives the file name of the note of a request, to link to.
type Compose func(week contract.Week, past []contract.WeekFigures, names func(title, requestID string) string) (contract.Pages, contract.WeekFigures)

// Desk serves the notes activities. It is safe for concurrent use.
type Desk struct {
	vault    files
	finder   Finder
	register *Register
	opts     Options

	naming sync.Mutex // held while a finished note gets a name that is free
	rules  lastRules

	mu      sync.Mutex
	missing map[string]time.Time // request -> first noticed missing
	snoozed map[string]snooze    // request -> what its note says, when it says something
	locks   map[string]chan struct{}
}

// New makes a desk on an open vault. It starts nothing.
func New(v files, finder Finder, register *Register, opts Options) (*Desk, error) {
	if v == nil || finder == nil || register == nil {
		return nil, errors.New("the desk needs a vault, a finder and a register")
	}
	if opts.Grace < 0 {
		return nil, errors.New("the desk's grace period must not be negative")
	}
	if opts.Zone == nil {
		opts.Zone = time.UTC
	}
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	return &Desk{vault: v, finder: finder, register: register, opts: opts, missing: map[string]time.Time{}, snoozed: map[string]snooze{}, locks: map[string]chan struct{}{}}, nil
}

// RegisterActivities makes the desk's activities known under their contract names.
func (d *Desk) RegisterActivities(r worker.ActivityRegistry) {
	named(r, contract.NotesFetchHandbook, d.FetchHandbook)
	named(r, contract.NotesEnsureNote, d.EnsureNote)
	named(r, contract.NotesFetchDecision, d.FetchDecision)
	named(r, contract.NotesEnsureFiled, d.EnsureFiled)
	named(r, contract.NotesFindWeek, d.FindWeek)
	named(r, contract.NotesListWeek, d.ListWeek)
	named(r, contract.NotesEnsureWeek, d.EnsureWeek)
}

func named[In, Out any](r worker.ActivityRegistry, name contract.Activity[In, Out], f func(context.Context, In) (Out, error)) {
	r.RegisterActivityWithOptions(f, activity.RegisterOptions{Name: name.Name()})
}

// lock keeps two activities off the same request, such as a late attempt and
// its successor.
func (d *Desk) lock(requestID string) func() {
	d.mu.Lock()
	l := d.locks[requestID]
	if l == nil {
		l = make(chan struct{}, 1)
		d.locks[requestID] = l
	}
	d.mu.Unlock()
	l <- struct{}{} // a channel and no mutex: who waits here lets the clock of a test go on
	return func() { <-l }
}

// sightings gives the notes about a request that are there now. The finder's
// picture can be a moment old, so an empty or outdated answer is checked by a
// scan before it is believed. laid is where the
// note was put.
func (d *Desk) sightings(ctx context.Context, requestID, laid string) ([]vault.Sighting, error) {
	found := d.finder.Find(requestID)
	if len(found) > 0 && d.allThere(found) {
		return found, nil
	}
	if err := d.finder.Rescan(ctx); err != nil {
		return nil, fmt.Errorf("looking through the vault: %w", err)
	}
	if found = d.finder.Find(requestID); len(found) > 0 {
		return found, nil
	}
	return d.broken(requestID, laid), nil
}

func (d *Desk) allThere(found []vault.Sighting) bool {
	for _, s := range found {
		if ok, err := d.vault.Exists(s.Path); err != nil || !ok {
			return false
		}
	}
	return true
}

// Missing notes that a request's note is in no folder, or is back again, and
// tells since when it has been missing; zero = it is there.
func (d *Desk) Missing(requestID string, gone bool) time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !gone {
		delete(d.missing, requestID)
		return time.Time{}
	}
	if _, ok := d.missing[requestID]; !ok {
		d.missing[requestID] = d.opts.Clock()
	}
	return d.missing[requestID]
}

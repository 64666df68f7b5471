package posts

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
	"github.com/autonomous-employee/employee/workflows/post"
)

const (
	recordExt = ".json"
	unwritten = ".writing-" // begins the names of files that are not whole yet
)

// book remembers each post's note and what came of each slot on each platform,
// one small file each. It is read once and then held in memory. Safe for
// concurrent use.
type book struct {
	dir string

	mu    sync.Mutex
	notes map[string]noteEntry   // by post ID
	slots map[string]slotEntry   // by business key
	words map[string]*post.Words // by text, of those that were compared lately; see wordsOf

	version int // changes with every record
}

// noteEntry is what is remembered of a post's note.
type noteEntry struct {
	PostID  string    `json:"post_id"`
	Path    string    `json:"path"` // where it was seen last
	Adopted time.Time `json:"adopted"`
	// Saved is when the owner had saved the note that was adopted, before the employee wrote into it.
	Saved time.Time `json:"saved,omitzero"`
	// Asked is the publish_at that was read last (for “now” with the content it goes with), Seen since when it says so.
	Asked string    `json:"asked,omitempty"`
	Seen  time.Time `json:"seen,omitzero"`
	// Planned is what is scheduled next; empty while nothing is.
	Planned []planned `json:"planned,omitempty"`
	// Filed is the outcome with which the note was put away; "" while it is in Social_Posts.
	Filed string `json:"filed,omitempty"`
}

// rest forgets since when the note has asked for what it asks: one that was not
// ready in between asks for it anew.
func (e *noteEntry) rest() {
	e.Asked, e.Seen, e.Saved, e.Planned = "", time.Time{}, time.Time{}, nil
}

// planned is a post that is scheduled on one platform.
type planned struct {
	Title    string            `json:"title"`
	Platform contract.Platform `json:"platform"`
	Text     string            `json:"text"`
	Slot     time.Time         `json:"slot"`
	// DryRun is true when nothing of it will be public, whatever the installation is set to.
	DryRun bool `json:"dry_run,omitempty"`
}

// slotEntry is what came of a slot on a platform.
type slotEntry struct {
	PostID   string                      `json:"post_id"`
	Title    string                      `json:"title"`
	Slot     time.Time                   `json:"slot"`
	Post     contract.PlatformPost       `json:"post"`
	Result   contract.PlatformResult     `json:"result"`
	Cost     contract.Decimal            `json:"cost,omitempty"`
	Recorded time.Time                   `json:"recorded"`
	Metrics  map[string]contract.Metrics `json:"metrics,omitempty"` // by 1h, 24h, 7d
}

// at is when it went out, as well as is known.
func (e slotEntry) at() time.Time {
	if !e.Result.Outcome.PublishedAt.IsZero() {
		return e.Result.Outcome.PublishedAt
	}
	return e.Recorded
}

// out is true for what is public or may be.
func (e slotEntry) out() bool {
	return e.Result.Status == contract.StatusDone || e.Result.Status == contract.StatusPartly || e.Result.Status == contract.StatusUnknown
}

func openBook(dir string) (*book, error) {
	b := &book{dir: dir, notes: map[string]noteEntry{}, slots: map[string]slotEntry{}, words: map[string]*post.Words{}}
	return b, errors.Join(load(filepath.Join(dir, "notes"), b.notes), load(filepath.Join(dir, "slots"), b.slots))
}

// load reads a folder of records and makes it when it is missing. A damaged
// record stops the start: without it something might be published twice.
func load[T any](dir string, into map[string]T) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("making the books of posts; check DATA_DIR: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading the books of posts: %w", err)
	}
	for _, f := range entries {
		if strings.HasPrefix(f.Name(), unwritten) {
			_ = os.Remove(filepath.Join(dir, f.Name())) // left by a process that was killed; the record itself is whole
			continue
		}
		name, ok := strings.CutSuffix(f.Name(), recordExt)
		if !ok {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if err != nil {
			return fmt.Errorf("reading the books of posts: %w", err)
		}
		var record T
		if err := json.Unmarshal(data, &record); err != nil {
			return fmt.Errorf("the record %s of the posts is damaged; put it back from a copy, or move it away if the post was never published: %w", filepath.Join(dir, f.Name()), err)
		}
		into[name] = record
	}
	return nil
}

// keep writes a record whole or not at all.
func keep(dir, name string, record any) error {
	data, err := json.MarshalIndent(record, "", " ")
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, unwritten)
	if err != nil {
		return fmt.Errorf("writing the books of posts: %w", err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, name+recordExt))
	}
	if err != nil {
		_ = os.Remove(f.Name())
		return fmt.Errorf("writing the books of posts: %w", err)
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // some file systems know no fsync of a folder
		_ = d.Close()
	}
	return nil
}

func (b *book) note(postID string) (noteEntry, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, ok := b.notes[postID]
	return e, ok
}

// change edits what is remembered of a note, and writes it when it is different.
func (b *book) change(postID string, edit func(*noteEntry)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, known := b.notes[postID]
	was, _ := json.Marshal(e)
	e.PostID = postID
	edit(&e)
	if now, _ := json.Marshal(e); known && string(now) == string(was) {
		return nil
	}
	if err := keep(filepath.Join(b.dir, "notes"), postID, e); err != nil {
		return err
	}
	b.notes[postID] = e
	b.version++
	return nil
}

// record keeps what came of a slot; what is known already stays.
func (b *book) record(in contract.EnsurePublishedInput, now time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	key := in.Post.BusinessKey
	e, known := b.slots[key]
	if !known {
		e = slotEntry{Recorded: now.UTC()}
	}
	e.PostID, e.Title, e.Slot, e.Post = in.PostID, in.Title, in.Slot, in.Post
	if in.Result.Status != "" {
		e.Result, e.Cost = in.Result, in.Cost
	}
	if in.Metrics != nil && in.After != "" {
		metrics := map[string]contract.Metrics{in.After: *in.Metrics}
		for after, m := range e.Metrics {
			if after != in.After {
				metrics[after] = m
			}
		}
		e.Metrics = metrics
	}
	if err := keep(filepath.Join(b.dir, "slots"), key, e); err != nil {
		return err
	}
	b.slots[key] = e
	b.version++
	return nil
}

// settled gives the platforms on which a post is out, or may be: in the slot
// for a series, in any slot for a post that goes out once.
func (b *book) settled(postID string, slot time.Time, series bool) map[contract.Platform]slotEntry {
	b.mu.Lock()
	defer b.mu.Unlock()
	found := map[contract.Platform]slotEntry{}
	for _, e := range b.slots {
		if e.PostID == postID && e.out() && (!series || e.Slot.Equal(slot)) {
			found[e.Post.Platform] = e
		}
	}
	return found
}

// lastSlot is the last slot of a post that the books know; zero = none.
func (b *book) lastSlot(postID string) time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	var last time.Time
	for _, e := range b.slots {
		if e.PostID == postID && e.Slot.After(last) {
			last = e.Slot
		}
	}
	return last
}

// lately gives what was published or is scheduled within a span of a moment. A
// note that asks for a dry run is in nobody's way: what it describes may well be
// scheduled for real beside it.
func (b *book) lately(around time.Time, span time.Duration) []post.Published {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []post.Published
	for _, e := range b.slots {
		if e.out() && e.at().Sub(around).Abs() <= span {
			found = append(found, post.Published{PostID: e.PostID, Title: e.Title, Platform: e.Post.Platform, Text: e.Post.Text, Words: b.wordsOf(e.Post.Text), At: e.at(), Out: true})
		}
	}
	for _, n := range b.notes {
		for _, p := range n.Planned {
			if !p.DryRun && p.Slot.Sub(around).Abs() <= span {
				found = append(found, post.Published{PostID: n.PostID, Title: p.Title, Platform: p.Platform, Text: p.Text, Words: b.wordsOf(p.Text), At: p.Slot})
			}
		}
	}
	slices.SortFunc(found, func(x, y post.Published) int {
		return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.PostID, y.PostID), cmp.Compare(x.Platform, y.Platform))
	})
	return found
}

// mostWords bounds the memory of wordsOf, some three kilobytes each.
const mostWords = 2000

// wordsOf gives a text as it is compared. Each post is held against all others
// of some weeks, so each text would be prepared as often as there are posts. It
// is called under the lock.
func (b *book) wordsOf(text string) *post.Words {
	w, ok := b.words[text]
	if !ok {
		if len(b.words) >= mostWords {
			clear(b.words)
		}
		w = post.WordsOf(text)
		b.words[text] = w
	}
	return w
}

// beside counts the other posts that are scheduled for a moment.
func (b *book) beside(postID string, slot time.Time) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	count := 0
	for _, n := range b.notes {
		if n.PostID != postID && len(n.Planned) > 0 && n.Planned[0].Slot.Equal(slot) {
			count++
		}
	}
	return count
}

// published gives the texts that are out.
func (b *book) published() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []string
	for _, e := range b.slots {
		if e.out() {
			found = append(found, e.Post.Text)
		}
	}
	return found
}

// spent is what X has charged in the month of a moment, in USD, without the
// slot of the post itself.
func (b *book) spent(at time.Time, zone *time.Location, postID string, slot time.Time) contract.Decimal {
	b.mu.Lock()
	defer b.mu.Unlock()
	local := at.In(zone)
	sum := decimal.Zero
	for _, e := range b.slots {
		when := e.at().In(zone)
		if e.Post.Platform != contract.X || !e.out() || when.Year() != local.Year() || when.Month() != local.Month() || e.PostID == postID && e.Slot.Equal(slot) {
			continue
		}
		if cost, err := money.Parse(e.Cost); err == nil {
			sum = sum.Add(cost)
		}
	}
	return money.Format(sum)
}

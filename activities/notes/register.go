package notes

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	// writing begins the names of files that are not whole yet.
	writing   = ".writing-"
	recordExt = ".json"
)

// requestIDForm is what a request ID may look like; it is also a file name.
var requestIDForm = regexp.MustCompile(`^req-[0-9a-z][0-9a-z-]{1,80}$`)

// Entry is what the register remembers of a request: what was shown, where,
// and whether it is still open. It outlives the note, so that a note that
// comes back from an old copy of the vault is recognised.
type Entry struct {
	Note contract.Note `json:"note"`
	// Rendered is the note as written, to compare a decision with.
	Rendered string `json:"rendered"`
	Path     string `json:"path"`
	// Written is false between the plan to write and the writing; Before then holds what may still lie there from earlier revisions.
	Written bool     `json:"written"`
	Before  []string `json:"before,omitempty"`
	Closed  bool     `json:"closed"`
	Outcome string   `json:"outcome,omitempty"`
	// ClosedAt is when it was filed; zero while it is open.
	ClosedAt time.Time `json:"closed_at,omitzero"`
	// Reissue is the number under which a closed request is being asked again, 0 when it is not.
	Reissue int `json:"reissue,omitempty"`
	// Plan is the request's plan; nil when it has none.
	Plan *Plan `json:"plan,omitempty"`
	// Automatic is set when it was carried out without asking.
	Automatic *Automatic `json:"automatic,omitempty"`
}

// Register is a folder with one JSON file a request, on the host that holds
// the vault. It is safe for concurrent use.
type Register struct {
	dir    string
	spares spares

	mu        sync.Mutex
	good      []byte // the handbook as kept; nil when not read yet
	open      map[string]Summary
	automatic map[string]Summary // closed, and carried out without asking
	ended     map[string]Summary // closed lately, see Ended
	version   int
}

// Summary is a line about a request, for lists.
type Summary struct {
	RequestID, WorkflowID, Type, Title, Path string
	Action                                   string
	Counterparty, Amount, Currency           string
	Created, Expires, ClosedAt               time.Time // zero when there is none
	DryRun                                   bool
	Outcome                                  string    // of a closed one
	Automatic                                Automatic // zero when the owner was asked
	Written                                  bool      // it lies on the desk, or did
}

// renderings are the notes as we wrote them that may lie on the desk.
func (e Entry) renderings() []string { return append([]string{e.Rendered}, e.Before...) }

func (e Entry) summary() Summary {
	n := e.Note
	var automatic Automatic
	if e.Automatic != nil {
		automatic = *e.Automatic
	}
	return Summary{
		RequestID: n.RequestID, WorkflowID: n.WorkflowID, Type: n.Type, Title: n.Title, Path: e.Path, Action: n.Action,
		Counterparty: n.Counterparty, Amount: string(n.Amount), Currency: n.Currency, Created: n.Created, DryRun: n.DryRun,
		Expires: n.Expires, ClosedAt: e.ClosedAt,
		Outcome: e.Outcome, Automatic: automatic, Written: e.Written,
	}
}

// OpenRegister opens the register at dir and makes the folder when missing.
func OpenRegister(dir string) (*Register, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the register of requests; check DATA_DIR: %w", err)
	}
	r := &Register{dir: dir, open: map[string]Summary{}, automatic: map[string]Summary{}, ended: map[string]Summary{}}
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("reading the register of requests: %w", err)
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), writing) {
			_ = os.Remove(filepath.Join(dir, f.Name())) // left by a process that was killed; the entry itself is whole
			continue
		}
		id, ok := strings.CutSuffix(f.Name(), recordExt)
		if !ok || !requestIDForm.MatchString(id) {
			continue
		}
		var e listed
		found, err := r.read(id, &e)
		if err != nil {
			return nil, err
		}
		if found {
			r.list(e.entry())
		}
	}
	return r, nil
}

// listed is an Entry without what the lists do not need, which is most of it:
// all of them are read at a start.
type listed struct {
	Entry
	Note struct {
		contract.Note
		Fields   passedOver `json:"fields"`
		Lead     passedOver `json:"lead"`
		Sections passedOver `json:"sections"`
		HowTo    passedOver `json:"how_to"`
	} `json:"note"`
	Rendered passedOver `json:"rendered"`
	Before   passedOver `json:"before"`
	Plan     passedOver `json:"plan"`
}

func (l *listed) about() string { return l.Note.RequestID }

func (l *listed) entry() Entry {
	e := l.Entry
	e.Note = l.Note.Note
	return e
}

// passedOver takes any JSON and keeps nothing of it.
type passedOver struct{}

// UnmarshalJSON implements json.Unmarshaler.
func (passedOver) UnmarshalJSON([]byte) error { return nil }

// Get returns the entry of a request; found is false when there never was one.
func (r *Register) Get(requestID string) (e Entry, found bool, err error) {
	if !requestIDForm.MatchString(requestID) {
		return Entry{}, false, nil
	}
	if found, err = r.read(requestID, &e); err != nil {
		return Entry{}, false, err
	}
	return e, found, nil
}

func (e *Entry) about() string { return e.Note.RequestID }

// read reads the file of a request into an Entry, or what is wanted of one.
func (r *Register) read(requestID string, into interface{ about() string }) (found bool, err error) {
	b, err := r.spares.whole(r.file(requestID))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading request %s: %w", requestID, err)
	}
	if err := json.Unmarshal(b, into); err != nil {
		return false, fmt.Errorf("the register's file %s is damaged; bring it back from a backup, or move it away, after which its request decides nothing: %w", r.file(requestID), err)
	}
	if about := into.about(); about != requestID {
		return false, fmt.Errorf("the register's file %s is about another request (%q); bring it back from a backup or move it away", r.file(requestID), short(about))
	}
	return true, nil
}

// Put writes an entry durably: temporary file, fsync, rename.
func (r *Register) Put(e Entry) error {
	id := e.Note.RequestID
	if !requestIDForm.MatchString(id) {
		return fmt.Errorf("request ID %q is not one of ours", id)
	}
	b, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("writing request %s: %w", id, err)
	}
	if err := r.writeFile(id+recordExt, b); err != nil {
		return fmt.Errorf("writing request %s: %w", id, err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.version++
	r.list(e)
	return nil
}

// list puts an entry into the list where it belongs.
func (r *Register) list(e Entry) {
	id := e.Note.RequestID
	delete(r.open, id)
	delete(r.automatic, id)
	delete(r.ended, id)
	if e.Closed && !e.Note.Informs() && !e.ClosedAt.IsZero() {
		r.ended[id] = e.summary()
	}
	switch {
	case !e.Closed:
		r.open[id] = e.summary()
	case e.Automatic != nil:
		r.automatic[id] = e.summary()
	}
}

// Open lists the requests that are not closed, in no order.
func (r *Register) Open() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	ids := make([]string, 0, len(r.open))
	for id := range r.open {
		ids = append(ids, id)
	}
	return ids
}

// openWith lists what is open under IDs that begin so, in no order, from memory.
func (r *Register) openWith(prefix string) []Summary {
	r.mu.Lock()
	defer r.mu.Unlock()
	var out []Summary
	for id, s := range r.open {
		if strings.HasPrefix(id, prefix) {
			out = append(out, s)
		}
	}
	return out
}

func (r *Register) isOpen(id string) bool {
	_, ok := r.openOne(id)
	return ok
}

// openOne gives the line about a request that is open, from memory.
func (r *Register) openOne(id string) (Summary, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, ok := r.open[id]
	return s, ok
}

// Waiting lists the open requests and notices, oldest first, with a number
// that changes whenever the list may have.
func (r *Register) Waiting() ([]Summary, int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := slices.SortedFunc(maps.Values(r.open), func(a, b Summary) int {
		return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.RequestID, b.RequestID))
	})
	return out, r.version
}

// touch has the lists made anew although no entry has changed.
func (r *Register) touch() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.version++
}

func (r *Register) file(id string) string { return filepath.Join(r.dir, id+recordExt) }

// sync makes a rename last through a power cut, where the file system can.
func (r *Register) sync() error {
	d, err := os.Open(r.dir)
	if err != nil {
		return err
	}
	_ = d.Sync()
	return d.Close()
}

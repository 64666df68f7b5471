package auditlog

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Why says how the first broken line is broken.
type Why string

// The ways in which a chain breaks.
const (
	Edited    Why = "edited"
	Removed   Why = "removed"
	Inserted  Why = "inserted"
	Reordered Why = "reordered"
	NotJSON   Why = "not JSON"
)

// Break is the first place where the chain does not hold.
type Break struct {
	// File is the base name of the day file, Line counts from 1.
	File string
	Line int
	Why  Why
	// Detail is a sentence for people.
	Detail string
}

// String is `file:line: why: detail`.
func (b Break) String() string { return fmt.Sprintf("%s:%d: %s: %s", b.File, b.Line, b.Why, b.Detail) }

// Torn is a half line that a crash left. It was never acknowledged, so it is no damage.
type Torn struct {
	// File is where the bytes are: a .torn side file, or the day file when no worker has set them aside yet.
	File  string
	Bytes int64
}

// Unfinished is an intent without a result: the effect may have happened.
type Unfinished struct {
	File      string
	Line      int
	Timestamp time.Time
	Action, RecordID, WorkflowID,
	RequestID string
}

// Report is what Verify found.
type Report struct {
	// Files and Lines were read; Intents, Results and Events add up to the readable lines.
	Files, Lines, Intents, Results, Events int
	// Unreadable counts the lines that are no records, of Lines.
	Unreadable int
	// First and Last are timestamps of the first and the last readable line.
	First, Last time.Time
	// Head is the hash of the last line. Kept somewhere else it proves later that nothing before it changed.
	Head string
	// Broken is nil when the whole chain holds.
	Broken *Break
	Torn   []Torn
	// Unfinished is in the order of the log. A worker that is running right now may have some.
	Unfinished []Unfinished
}

// OK is true when nothing is broken. Torn lines and unfinished intents are not damage.
func (r Report) OK() bool { return r.Broken == nil }

// Verify reads the whole log and checks every hash and link. It may run beside a worker. The error is about reading (ErrNoLog,
// permissions); damage is in the report.
func Verify(dir string) (Report, error) { return VerifyEach(dir, nil) }

// VerifyEach is Verify, and has visit called with every readable line, oldest first: who counts what is in the log wants to know in the same
// breath whether the log holds. A line that breaks the chain is visited, too.
func VerifyEach(dir string, visit func(Entry)) (Report, error) {
	snaps, acknowledged, err := snapshot(dir)
	if err != nil {
		return Report{}, err
	}
	v := &verifier{dir: dir, snaps: snaps, visit: visit, report: Report{Files: len(snaps)}, last: genesis, open: map[string]Unfinished{}, head: acknowledged}
	for i := range snaps {
		if err := v.file(snaps[i]); err != nil {
			return v.report, fmt.Errorf("the audit log in %s cannot be read: %w", dir, err)
		}
	}
	v.finish()
	if v.report.Torn, err = v.torn(); err != nil {
		return v.report, fmt.Errorf("the audit log in %s cannot be read: %w", dir, err)
	}
	if v.report.Broken != nil && v.report.Broken.Why == "" {
		if err := v.explain(); err != nil {
			return v.report, fmt.Errorf("the audit log in %s cannot be read: %w", dir, err)
		}
	}
	return v.report, nil
}

// place is a line of the log by position, for the naming of a break.
type place struct {
	file string
	line int
}

type verifier struct {
	dir      string
	snaps    []snap
	visit    func(Entry)
	report   Report
	last     string // hash of the line before
	at       place  // of the line before
	open     map[string]Unfinished
	order    []string
	pending  []place // unreadable lines which are torn if nothing readable follows
	tornSize int64
	head     head
	headSeen bool
}

func (v *verifier) file(s snap) error {
	return eachLine(filepath.Join(v.dir, s.name), s.size, func(raw rawLine) error {
		here := place{s.name, raw.number}
		p, ok := parse(raw.text)
		if !ok || !raw.ended && s.last {
			v.pending = append(v.pending, here)
			v.tornSize += int64(len(raw.text))
			return nil
		}
		if len(v.pending) > 0 {
			v.broken(v.pending[0], NotJSON, "this line is not a record; the lines after it are")
			v.report.Lines += len(v.pending)
			v.report.Unreadable += len(v.pending)
			v.pending, v.tornSize = nil, 0
		}
		v.check(here, p)
		v.count(here, p)
		v.show(here, p)
		v.last, v.at = p.Hash, here
		return nil
	})
}

// show hands a line to who wants to see it; one without a time is in no span of time.
func (v *verifier) show(here place, p parsed) {
	if v.visit == nil {
		return
	}
	if entry, err := p.entry(here.file, here.line); err == nil {
		v.visit(entry)
	}
}

func (v *verifier) check(here place, p parsed) {
	v.headSeen = v.headSeen || p.Hash == v.head.hash
	switch {
	case v.report.Broken != nil:
	case p.computed != p.Hash:
		v.broken(here, Edited, "what this line says is not what was written")
	case p.PrevHash != v.last:
		v.broken(here, "", "")
	case p.Action == TailMissing:
		v.broken(here, Removed, "acknowledged lines before this one are gone or were changed; the worker noticed it and went on")
	}
}

func (v *verifier) broken(at place, why Why, detail string) {
	if v.report.Broken == nil {
		v.report.Broken = &Break{File: at.file, Line: at.line, Why: why, Detail: detail}
	}
}

func (v *verifier) count(here place, p parsed) {
	v.report.Lines++
	if at, err := time.Parse(time.RFC3339Nano, p.Timestamp); err == nil {
		if v.report.First.IsZero() {
			v.report.First = at
		}
		v.report.Last = at
	}
	key := p.CorrelationID
	if key == "" {
		key = strings.Join([]string{p.Action, p.WorkflowID, p.RequestID}, "\x00")
	}
	switch p.Phase {
	case Intent:
		v.report.Intents++
		at, _ := time.Parse(time.RFC3339Nano, p.Timestamp)
		if _, there := v.open[key]; !there {
			v.order = append(v.order, key)
		}
		v.open[key] = Unfinished{
			File: here.file, Line: here.line, Timestamp: at,
			Action: p.Action, RecordID: p.RecordID, WorkflowID: p.WorkflowID, RequestID: p.RequestID,
		}
	case Result:
		v.report.Results++
		delete(v.open, key)
	default:
		v.report.Events++
	}
}

// finish judges what only the end of the log can tell.
func (v *verifier) finish() {
	v.report.Head = v.last
	for _, key := range v.order {
		if intent, there := v.open[key]; there {
			v.report.Unfinished = append(v.report.Unfinished, intent)
			delete(v.open, key)
		}
	}
	if v.head.hash != "" && !v.headSeen {
		at := v.at
		if at.file == "" {
			at = place{v.head.file, 1}
		}
		v.broken(at, Removed, "acknowledged lines after this one are gone or were changed")
	}
}

// torn lists side files and what is still in the last day file.
func (v *verifier) torn() ([]Torn, error) {
	var out []Torn
	entries, err := os.ReadDir(v.dir)
	if err != nil {
		return nil, err
	}
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), tornExt) {
			continue
		}
		info, err := entry.Info()
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, Torn{File: entry.Name(), Bytes: info.Size()})
	}
	if len(v.pending) > 0 {
		out = append(out, Torn{File: v.pending[0].file, Bytes: v.tornSize})
	}
	return out, nil
}

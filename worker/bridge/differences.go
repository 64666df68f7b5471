package bridge

import (
	"sync"

	"go.uber.org/zap"
)

// difference is a kind of disagreement between the notes, the requests and the
// processes.
type difference string

const (
	noteMissing difference = "missing" // an open request whose note is in no folder
	noteUnknown difference = "unknown" // a note whose request was never asked here
	noteClosed  difference = "closed"  // a note of a request that has ended
	notCompared difference = "compare" // not known, because the processes cannot be listed
	noRequest   difference = "request" // a process that waits for a request that is not known here
)

// differences remembers what has been named, so that a scan every half minute
// does not fill the log with the same line. What two passes no longer find is
// forgotten, and named again when it comes back.
type differences struct {
	mu    sync.Mutex
	round int
	seen  map[found]int // the round in which it was last found
}

type found struct {
	kind     difference
	id, path string // the id is that of the request, or of the process where no request is known
}

// pass begins a pass through the vault.
func (d *differences) pass() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.round++
	for f, round := range d.seen {
		if round < d.round-2 {
			delete(d.seen, f)
		}
	}
}

// news is true for what was not found lately.
func (d *differences) news(f found) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.seen == nil {
		d.seen = map[found]int{}
	}
	_, known := d.seen[f]
	d.seen[f] = d.round
	return !known
}

// forget takes a difference off the list, and is true when it was there.
func (d *differences) forget(id string, kind difference) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	f := found{kind: kind, id: id}
	_, known := d.seen[f]
	delete(d.seen, f)
	return known
}

// name puts a difference into the program's log, with what is done about it,
// once until it has passed.
func (b *Bridge) name(kind difference, id, path, words string, more ...zap.Field) {
	if !b.logged.news(found{kind: kind, id: id, path: path}) {
		return
	}
	fields := more
	if id != "" {
		fields = append(fields, zap.String("request_id", id))
	}
	if path != "" {
		fields = append(fields, zap.String("note", path))
	}
	b.log.Warn(words, fields...)
}

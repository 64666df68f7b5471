package vault

import (
	"context"
	"sync"
)

// ChangeKind is what happened to a file.
type ChangeKind string

// The kinds of change.
const (
	Appeared ChangeKind = "appeared"  // a note that counts is there
	Changed  ChangeKind = "changed"   // the same request at the same path, with other content
	Gone     ChangeKind = "gone"      // no longer there, confirmed after SettleTime
	Broken   ChangeKind = "broken"    // there, but does not count; Problem says why
	Mail     ChangeKind = "mail"      // a complete .eml file in Inbox
	ScanDone ChangeKind = "scan_done" // everything that a scan found has been told
)

// Change is told once for what happened, in order, and is a reason to look at the Index. Changes of one note that were not
// yet taken are joined: only the last state is told, so that a slow taker costs no memory and loses nothing that is still true.
type Change struct {
	Kind      ChangeKind
	Folder    Folder
	Path      string
	RequestID string
	PostID    string
	Problem   string // with Broken
	Refused   RefusalKind
	// Unsettled is given with ScanDone: how many files were still being written. While it is not 0, a request that cannot
	// be found may be in one of them.
	Unsettled int
}

// changeQueue holds what was not yet taken. It is bounded by the number of notes, because changes are joined by key.
type changeQueue struct {
	mu    sync.Mutex
	items map[changeKey]queued
	order []changeKey // may hold stale keys; the sequence number tells
	seqs  []uint64
	seq   uint64
	wake  chan struct{} // capacity 1
}

type changeKey struct {
	path, request, post string
	scan                bool
}

type queued struct {
	change Change
	seq    uint64
}

func newChangeQueue() *changeQueue {
	return &changeQueue{items: make(map[changeKey]queued), wake: make(chan struct{}, 1)}
}

func (q *changeQueue) push(c Change) {
	q.mu.Lock()
	defer q.mu.Unlock()
	key := changeKey{path: c.Path, request: c.RequestID, post: c.PostID, scan: c.Kind == ScanDone}
	if old, waiting := q.items[key]; waiting && old.change.Kind == Appeared && c.Kind == Changed {
		c.Kind = Appeared
	}
	q.seq++
	q.items[key] = queued{change: c, seq: q.seq}
	q.order = append(q.order, key)
	q.seqs = append(q.seqs, q.seq)
	if len(q.order) > 64 && len(q.order) > 2*len(q.items) {
		q.compact()
	}
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

func (q *changeQueue) compact() {
	order, seqs := make([]changeKey, 0, len(q.items)), make([]uint64, 0, len(q.items))
	for i, key := range q.order {
		if it, ok := q.items[key]; ok && it.seq == q.seqs[i] {
			order, seqs = append(order, key), append(seqs, q.seqs[i])
		}
	}
	q.order, q.seqs = order, seqs
}

func (q *changeQueue) pop() (Change, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.order) > 0 {
		key, seq := q.order[0], q.seqs[0]
		q.order, q.seqs = q.order[1:], q.seqs[1:]
		if it, ok := q.items[key]; ok && it.seq == seq {
			delete(q.items, key)
			return it.change, true
		}
	}
	return Change{}, false
}

// deliver hands the changes over until the context ends.
func (q *changeQueue) deliver(ctx context.Context, out chan<- Change) {
	for {
		c, ok := q.pop()
		if !ok {
			select {
			case <-ctx.Done():
				return
			case <-q.wake:
				continue
			}
		}
		select {
		case <-ctx.Done():
			return
		case out <- c:
		}
	}
}

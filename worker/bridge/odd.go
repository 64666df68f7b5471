package bridge

import (
	"context"
	"errors"
	"sync"

	"github.com/autonomous-employee/employee/activities/notes"
	"github.com/autonomous-employee/employee/vault"
)

// mostOdd is up to how many files of a folder that cannot count get a notice
// each. An owner who keeps a thousand notes of his own there gets one.
const mostOdd = 10

// oddFiles counts, for each folder, the files that cannot count.
type oddFiles struct {
	mu sync.Mutex
	// last is how many there were when the vault was last gone through, since how many were told one by one after that.
	last, since map[vault.Folder]int
}

// many tells whether there are too many of them to tell of each.
func (o *oddFiles) many(f vault.Folder) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.last[f] > mostOdd
}

// next counts one more. It is false when it is left to the end of the scan, as at
// a start, when all of them are met anew.
func (o *oddFiles) next(f vault.Folder) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.since[f]++
	last, known := o.last[f]
	return known && last <= mostOdd && o.since[f] <= mostOdd
}

func (o *oddFiles) set(f vault.Folder, count int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.last[f], o.since[f] = count, 0
}

// reportBroken tells the owner of a file that cannot count where he would
// expect it to, at once if there are few of them. A note of his own among the
// questions is his business.
func (b *Bridge) reportBroken(ctx context.Context, folder vault.Folder, path, problem string) error {
	if !counts(folder) || !b.odd.next(folder) {
		return nil
	}
	return b.tellOdd(ctx, notes.Odd{Path: path, Problem: problem})
}

func (b *Bridge) tellOdd(ctx context.Context, file notes.Odd) error {
	return b.desk.Tell(ctx, file.Path, "A file that cannot count: "+file.Path, file.Path+": "+file.Problem)
}

// counts is true for the folders in which the owner expects a file to count.
func counts(f vault.Folder) bool {
	return f == vault.Approved || f == vault.Rejected || f == vault.PendingApproval || f == vault.Inbox
}

// reportOdd tells of all files that cannot count: one by one, or of all of a
// folder at once where they are many.
func (b *Bridge) reportOdd(ctx context.Context) error {
	found := map[vault.Folder][]notes.Odd{}
	for _, s := range b.watcher.Index().Broken() {
		away := s.Refused == vault.Away && s.Folder == vault.PendingApproval // see follow
		if s.RequestID == "" && counts(s.Folder) && !away {
			found[s.Folder] = append(found[s.Folder], notes.Odd{Path: s.Path, Problem: s.Problem})
		}
	}
	var errs []error
	for _, folder := range []vault.Folder{vault.Approved, vault.Rejected, vault.PendingApproval, vault.Inbox} {
		files := found[folder]
		b.odd.set(folder, len(files))
		if len(files) > mostOdd {
			errs = append(errs, b.desk.TellMany(ctx, string(folder)+"/", files))
			continue
		}
		for _, file := range files {
			errs = append(errs, b.tellOdd(ctx, file))
		}
	}
	return errors.Join(errs...)
}

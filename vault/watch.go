package vault

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options of a Watcher. The zero value means the defaults.
type Options struct {
	// Folders to watch, each with its subfolders. Default: DecisionFolders.
	Folders []Folder
	// ScanInterval is the time between scans where events arrive; a vault so large that a scan is expensive is scanned
	// less often, see Interval. Default 30 s.
	ScanInterval time.Duration
	// PollInterval is the time between scans where events do not arrive: network shares, WSL2, FUSE. Default 2 s.
	PollInterval time.Duration
	// EmptyMailWait is how long a mail file of no bytes must stay so before it is told. Default 5 s.
	EmptyMailWait time.Duration
	// ForcePolling scans every PollInterval whatever the file system says.
	ForcePolling bool
	// Report is told about trouble with the watching itself, such as a folder that cannot be read. The watcher goes on. It
	// must be quick and must not call the watcher. The same trouble is told once until it has passed. Default: nobody is told.
	Report func(error)
}

// DecisionFolders are those in which the owner's doing matters.
func DecisionFolders() []Folder {
	return []Folder{Inbox, NeedsAction, PendingApproval, Approved, Rejected, SocialPosts}
}

// Watcher follows what happens in chosen folders. Events are hints; the scan is the truth. It scans at the start, after an
// overflow, on any watcher error, when a folder was replaced, and at a fixed interval.
type Watcher struct {
	v       *Vault
	opt     Options
	index   *Index
	hints   *hints
	queue   *changeQueue
	out     chan Change
	running atomic.Bool
	polling atomic.Bool
	rhythm  rhythm
	probe   chan struct{} // capacity 1: the self-test's event came

	work      sync.Mutex // held by whoever looks at files
	events    *fsnotify.Watcher
	dirs      map[string]FileID // watched directories
	waiting   map[string]wait
	ahead     map[string]reading // notes that were read before their turn; nil but while many are looked at
	nextDue   time.Time          // no entry of waiting is due before; zero when there is none
	swept     time.Time          // when everything was last looked at, and how long it took
	sweepTook time.Duration
	scanDue   time.Time // when the last scan's finds are settled; zero when told
	troubles  map[string]bool
	dark      []string             // directories that the last scan could not read
	absent    map[Folder]time.Time // own folders that are missing, since when
	deaf      bool                 // the self-test failed
}

// NewWatcher checks the options and starts nothing.
func NewWatcher(v *Vault, opt Options) (*Watcher, error) {
	if v == nil {
		return nil, errors.New("a watcher needs a vault")
	}
	if opt.ScanInterval < 0 || opt.PollInterval < 0 || opt.EmptyMailWait < 0 {
		return nil, errors.New("the watcher's intervals must not be negative")
	}
	if opt.Folders == nil {
		opt.Folders = DecisionFolders()
	}
	for _, f := range opt.Folders {
		if !slices.Contains(Folders(), f) {
			return nil, fmt.Errorf("%q is no folder of the vault", f)
		}
	}
	opt.ScanInterval = orDefault(opt.ScanInterval, 30*time.Second)
	opt.PollInterval = orDefault(opt.PollInterval, 2*time.Second)
	opt.EmptyMailWait = orDefault(opt.EmptyMailWait, 5*time.Second)
	if opt.Report == nil {
		opt.Report = func(error) {}
	}
	return &Watcher{
		v: v, opt: opt, rhythm: rhythm{set: opt.ScanInterval}, index: newIndex(), hints: newHints(), queue: newChangeQueue(),
		out: make(chan Change), probe: make(chan struct{}, 1),
		dirs: make(map[string]FileID), waiting: make(map[string]wait), troubles: make(map[string]bool), absent: make(map[Folder]time.Time),
	}, nil
}

func orDefault(d, otherwise time.Duration) time.Duration {
	if d == 0 {
		return otherwise
	}
	return d
}

// Index is the picture of where everything lies. It is empty before the first scan.
func (w *Watcher) Index() *Index { return w.index }

// Changes delivers what happened while Run runs; it is never closed. A slow reader loses nothing, see Change.
func (w *Watcher) Changes() <-chan Change { return w.out }

// Polling is true when the watcher relies on scans alone, because events do not arrive here.
func (w *Watcher) Polling() bool { return w.polling.Load() }

// Run watches until the context ends, which is no error. When it has ended, by a panic too, it may run again, and begins
// with a scan: what the reader took and lost in between is in the Index, and ScanDone tells when to look.
func (w *Watcher) Run(ctx context.Context) error {
	if !w.running.CompareAndSwap(false, true) {
		return errors.New("this watcher is running")
	}
	defer w.running.Store(false)
	ctx, cancel := context.WithCancel(ctx)
	var owned sync.WaitGroup
	events := w.openEvents()
	if events != nil {
		owned.Go(func() { w.readEvents(events) })
	}
	owned.Go(func() { w.queue.deliver(ctx, w.out) })
	defer owned.Wait()
	defer w.closeEvents()
	defer cancel()
	w.loop(ctx)
	return nil
}

func (w *Watcher) loop(ctx context.Context) {
	w.scanNow()
	test := w.startSelfTest()
	defer test.Stop()
	scan := time.NewTimer(w.Interval())
	defer scan.Stop()
	due := time.NewTimer(w.untilDue())
	defer due.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.hints.wake:
			w.followHints()
		case <-due.C:
			w.followDue()
		case <-scan.C:
			w.scanNow()
			scan.Reset(w.Interval())
		case <-w.probe:
			test.Stop()
			w.passSelfTest()
		case <-test.C:
			w.failSelfTest()
			scan.Reset(w.Interval())
		}
		due.Reset(w.untilDue())
	}
}

// Rescan looks at everything now and returns when the Index is true, including what was still settling. It works with
// and without Run. An error means that something could not be looked at.
func (w *Watcher) Rescan(ctx context.Context) error {
	settling, err := w.scanOnce()
	if !settling {
		return err
	}
	timer := time.NewTimer(SettleTime + time.Millisecond)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return errors.Join(err, ctx.Err())
	case <-timer.C:
	}
	w.work.Lock()
	defer w.work.Unlock()
	w.lookDue(time.Now(), true)
	return err
}

// scanOnce gives the lock back also when the scan panics: without it nothing would be looked at any more.
func (w *Watcher) scanOnce() (settling bool, err error) {
	w.work.Lock()
	defer w.work.Unlock()
	err = w.scan(time.Now())
	return len(w.waiting) > 0, err
}

func (w *Watcher) scanNow() {
	w.work.Lock()
	defer w.work.Unlock()
	start := time.Now()
	w.trouble("scan", w.scan(start))
	w.rhythm.took(time.Since(start))
}

func (w *Watcher) followHints() {
	paths, scan := w.hints.take()
	w.work.Lock()
	defer w.work.Unlock()
	now := time.Now()
	if scan {
		w.trouble("scan", w.scan(now))
	}
	for _, p := range paths {
		w.look(p, now)
	}
}

func (w *Watcher) followDue() {
	w.work.Lock()
	defer w.work.Unlock()
	w.lookDue(time.Now(), false)
}

// Interval is the time between two scans as it stands: PollInterval where no events arrive, otherwise ScanInterval, or
// longer, up to five minutes, where a scan takes so long that it would cost more than half a per cent of a core.
func (w *Watcher) Interval() time.Duration {
	if w.Polling() {
		return w.opt.PollInterval
	}
	return w.rhythm.interval()
}

// untilDue is the time until something has to be looked at again; long when nothing has.
func (w *Watcher) untilDue() time.Duration {
	w.work.Lock()
	defer w.work.Unlock()
	if w.nextDue.IsZero() {
		return time.Hour
	}
	return max(time.Until(w.nextDue), 0)
}

// trouble reports an error once until the same place is well again.
func (w *Watcher) trouble(place string, err error) {
	if err == nil {
		delete(w.troubles, place)
		return
	}
	if !w.troubles[place] {
		w.troubles[place] = true
		w.opt.Report(err)
	}
}

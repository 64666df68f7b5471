package vault

import "time"

// IntervalAfter is the interval of a watcher whose scans took so long.
func IntervalAfter(set time.Duration, scans ...time.Duration) time.Duration {
	r := rhythm{set: set}
	for _, d := range scans {
		r.took(d)
	}
	return r.interval()
}

// SweepsFor has the watcher believe that looking at everything took so long a moment ago.
func (w *Watcher) SweepsFor(took time.Duration) {
	w.work.Lock()
	defer w.work.Unlock()
	w.swept, w.sweepTook = time.Now(), took
}

package vault

import (
	"sync/atomic"
	"time"
)

const (
	// restPerScan is how many times as long as a scan takes the watcher rests at least, so that even the largest vault
	// costs about half a per cent of a core while nothing happens.
	restPerScan = 200
	// cheapScan is what never lengthens the interval: a small vault on a busy machine stays as quick as it is set to.
	cheapScan = 100 * time.Millisecond
	// longestRest bounds it: a decision that no event told is heard within this time, whatever the size.
	longestRest = 5 * time.Minute
)

// rhythm is the time between two scans where events arrive.
type rhythm struct {
	set     time.Duration // as configured
	current atomic.Int64
	scans   int
}

func (r *rhythm) interval() time.Duration { return max(r.set, time.Duration(r.current.Load())) }

// took takes in how long a scan took. The first one reads every note and says
// nothing about the others. The interval grows by doubling, so that a few notes
// more or less do not change it.
func (r *rhythm) took(d time.Duration) {
	r.scans++
	if r.scans == 1 {
		return
	}
	next := r.set
	for d > cheapScan && next > 0 && next < restPerScan*d && 2*next <= longestRest {
		next *= 2
	}
	r.current.Store(int64(next))
}

package peerclock

import (
	"net/http"
	"sync"
	"time"
)

// fresh is how long an answer's time is counted on from by this machine. It is
// short because a machine that sleeps does not count, and a clock may be put
// right at any moment.
const fresh = time.Minute

// Clock is the clock of one outside system. It is safe for concurrent use.
type Clock struct {
	now func() time.Time

	mu     sync.Mutex
	theirs time.Time // of the last answer that told its time; zero = none did
	ours   time.Time // when that came
}

// New makes the clock of a system that has not answered yet; now is this
// machine's own clock.
func New(now func() time.Time) *Clock { return &Clock{now: now} }

// Learn takes the time from an answer's header, to the second (RFC 9110,
// 6.6.1). A header without one is passed over.
func (c *Clock) Learn(h http.Header) {
	at, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.theirs, c.ours = at, c.now()
}

// Now is what the system's clock shows, up to a second less because a Date has
// no fractions. It is not known when the last answer is a minute old, be it by
// this machine's clock or by its count of time, which no setting moves.
func (c *Clock) Now() (now time.Time, known bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	ours := c.now()
	counted, shown := ours.Sub(c.ours), ours.Round(0).Sub(c.ours.Round(0))
	if c.theirs.IsZero() || counted > fresh || shown.Abs() > fresh {
		return time.Time{}, false
	}
	return c.theirs.Add(counted).UTC(), true
}

// Theirs is a moment of this machine's clock on the system's, by how far apart
// the two were at the last answer. Less than two seconds, which the header
// cannot tell, are taken for none.
func (c *Clock) Theirs(ours time.Time) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	skew := c.theirs.Sub(c.ours.Round(0))
	if c.theirs.IsZero() || skew.Abs() < 2*time.Second {
		return ours
	}
	return ours.Add(skew)
}

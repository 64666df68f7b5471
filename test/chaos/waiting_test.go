package chaos_test

import (
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const (
	usualWaiting = 200
	usualOpen    = 50
	// readyWithin is what an owner is promised on a machine of his own; the usual run shares one with other tests.
	readyWithin = 5 * time.Second
)

// waiting has that many approvals wait.
func (r *run) waiting(n int) {
	began := time.Now()
	for range n {
		r.drop()
	}
	r.p.EventuallyWithin(patience+time.Duration(n)*time.Second, "all approvals to wait", func() bool { return len(r.p.Notes("Pending_Approval")) == n })
	r.t.Logf("%d approvals wait after %s", n, time.Since(began).Round(time.Second))
}

// back starts the worker and tells how long that took.
func (r *run) back() time.Duration {
	began := time.Now()
	r.p.Start()
	took := time.Since(began)
	r.t.Logf("ready after %s", took.Round(time.Millisecond))
	return took
}

// CHAOS_WAITING=10000 has as many wait as an owner who was away for years.
func TestWaiting_ApprovalsOutliveAKillAndEachIsDecidedAfter(t *testing.T) {
	t.Parallel()
	n := int(fromEnv(t, "CHAOS_WAITING", usualWaiting))
	r := newRun(t, rand.Uint64(), nil)
	r.p.Start()
	r.waiting(n)
	r.p.Kill()
	for i, note := range r.p.Notes("Pending_Approval") {
		if i%2 == 0 { // decided while nobody was there
			r.p.Approve(note)
		}
	}

	took := r.back()
	if os.Getenv("CHAOS_WAITING") != "" {
		require.Less(t, took, readyWithin)
	}
	began := time.Now()
	r.finish()
	t.Logf("%d decided after %s", n, time.Since(began).Round(time.Second))
	r.check()
}

// CHAOS_OPEN=1000 has a thousand processes under way when the program becomes
// another one.
func TestWaiting_OpenProcessesGoOnUnderAnotherProgram(t *testing.T) {
	t.Parallel()
	n := int(fromEnv(t, "CHAOS_OPEN", usualOpen))
	r := newRun(t, rand.Uint64(), nil)
	r.p.Start()
	r.openHouse()
	r.waiting(n)
	soon := time.Now().In(r.zone).Truncate(time.Minute).Add(3 * time.Minute).Format("2006-01-02T15:04")
	for i := range max(n/20, 2) {
		r.layAt(soon, i%2 == 0)
	}
	r.p.Eventually("the posts to be scheduled", func() bool {
		for _, p := range r.posts {
			if !scheduled(r.p.Glimpse("Social_Posts", p.name)) {
				return false
			}
		}
		return true
	})
	r.p.Stop()
	r.p.Upgrade("-ldflags=-X=main.build=another")

	r.back()
	require.Contains(t, r.p.Output(), "the processes under way go on under this program")
	r.finish()
	r.check()
}

package chaos_test

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/lossy"
)

const (
	// faultOneIn calls is harmed: 10 %.
	faultOneIn = 10
	// latest is how late an answer may come.
	latest = 3 * time.Second
	// workday is how often the owner does something while faults come.
	workday = 2 * time.Second
	// turn is how long one kind lasts before the next.
	turn = 10 * time.Second
)

// bad is a network that harms one call in ten with one kind of fault, and is
// turned to the next kind from outside.
type bad struct{ fronts []*lossy.Proxy }

// between puts the network before a server. Kind is a place in lossy.Harms();
// -1 harms nothing.
func between(t *testing.T, seed uint64, kind *atomic.Int64) func(server string) string {
	return func(server string) string {
		b := &bad{}
		for _, h := range append(lossy.Harms(), "") {
			opts := lossy.Options{Seed: seed, Write: func(string, string) bool { return false }, ReadOneIn: faultOneIn, Reads: []lossy.Harm{h}, Latest: latest}
			if h == "" {
				opts.Reads = nil
			}
			front, err := lossy.New(server, opts)
			require.NoError(t, err)
			b.fronts = append(b.fronts, front)
		}
		t.Cleanup(func() {
			for _, f := range b.fronts {
				t.Logf("%s: %s", server, f)
			}
		})
		front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			b.fronts[(int(kind.Load())+len(b.fronts))%len(b.fronts)].ServeHTTP(w, r)
		}))
		t.Cleanup(front.Close)
		return front.URL
	}
}

// CHAOS_MINUTES=60 has one call in ten to every outside system harmed for an
// hour, by each kind of fault in turn; CHAOS_SEED repeats the dice.
func TestChaos_OneCallInTenHarmedNothingIsLostAndNothingIsDoneTwice(t *testing.T) {
	t.Parallel()
	if os.Getenv("CHAOS_MINUTES") == "" {
		t.Skip("takes as long as CHAOS_MINUTES says; test/e2e has a short one for Odoo")
	}
	within, seed := time.Duration(fromEnv(t, "CHAOS_MINUTES", 0))*time.Minute, fromEnv(t, "CHAOS_SEED", rand.Uint64())
	t.Logf("CHAOS_SEED=%d CHAOS_MINUTES=%s", seed, within)
	var kind atomic.Int64
	kind.Store(-1)
	r := newRun(t, seed, between(t, seed, &kind))
	r.p.Start()
	r.openHouse()
	began := time.Now()
	for time.Since(began) < within {
		kind.Store(int64(time.Since(began)/turn) % int64(len(lossy.Harms())))
		if r.open() < mostOpen {
			r.drop()
		}
		if r.openPosts() < mostOpen {
			r.lay(reads)
		}
		r.live(workday, func() bool { return false })
	}
	kind.Store(-1)
	t.Logf("%d mails and %d posts in %s", r.mails, len(r.posts), time.Since(began).Round(time.Second))
	r.finish()
	r.check()
}

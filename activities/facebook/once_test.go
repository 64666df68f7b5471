package facebook_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/facebook"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// trouble makes the next call of a name go wrong in some way, or not.
func trouble(s graph.Script, r *rand.Rand) {
	switch r.IntN(12) {
	case 0:
		s.CommitThenDrop(1)
	case 1:
		s.CommitThenCut(1)
	case 2:
		s.CommitThenFail("service down", 1)
	case 3:
		s.FailAs("unknown error", 1)
	case 4:
		s.Reset(1)
	case 5:
		s.RateLimit(1, 1)
	case 6:
		s.HTML(502, 1)
	}
}

// carryOut does what the process of a post does: one attempt, and after a lost
// answer two looks before the next.
func (o *office) carryOut(p contract.PlatformPost, prepared contract.Prepared, r *rand.Rand) contract.PostOutcome {
	o.t.Helper()
	for range 20 {
		since := time.Now()
		trouble(o.On("POST page/feed"), r)
		trouble(o.On("POST page/video_reels"), r)
		out, err := o.PublishPost(o.t.Context(), o.publishing(p, 0, "", prepared))
		o.Forget() // what was not met
		if err == nil {
			return out
		}
		if applicationError(o.t, err).Type() != string(contract.FailOutcomeUnknown) {
			continue
		}
		for range 2 {
			if found := o.find(p, 0, "", prepared, since); len(found.Posts) == 1 {
				return found.Posts[0]
			}
		}
	}
	require.Fail(o.t, "never came out")
	return contract.PostOutcome{}
}

func TestOnce_WhateverIsLostEachPostIsLiveExactlyOnce(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{EmptyPage: true, PageSize: 7}, facebook.WithBreaker(breaker.New(breaker.Options{Failures: 1000})))
	r := rand.New(rand.NewPCG(1, 2))
	ids := map[string]string{}
	for i := range 150 {
		p := post(fmt.Sprintf("Offer %d & more", i))
		switch {
		case i%3 == 1:
			p.Media = []contract.PostMedia{o.photo("a.jpg", "")}
		case i%10 == 3:
			p.Media = []contract.PostMedia{o.keep(contract.PostMedia{Source: "r.mp4", Kind: contract.MediaVideo, Width: 1080, Height: 1920, DurationMS: 9000}, 100)}
		}
		ids[p.Text] = o.carryOut(p, o.prepare(p), r).ID
	}
	live := o.Live()
	require.Len(t, live, 150)
	for _, l := range live {
		require.Equal(t, ids[l.Text], l.ID, l.Text)
	}
	o.clean()
}

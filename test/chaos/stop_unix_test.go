//go:build unix

package chaos_test

import (
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// usualStop is longer than the heartbeat of a write (8 s), so that each write
// that is under way counts as lost when the worker goes on.
const usualStop = 10 * time.Second

// A worker that stands still, as a laptop does whose lid is closed, while the
// owner decides, a mail lands, and answers to a draft and to a post come in.
// CHAOS_STOP=300 has it stand still for five minutes each time.
func TestChaos_StoppedAndContinuedAllGoesOnAndNothingIsDoneTwice(t *testing.T) {
	t.Parallel()
	still := time.Duration(fromEnv(t, "CHAOS_STOP", uint64(usualStop/time.Second))) * time.Second
	seed := fromEnv(t, "CHAOS_SEED", rand.Uint64())
	t.Logf("CHAOS_SEED=%d CHAOS_STOP=%s", seed, still)
	r := newRun(t, seed, nil)
	r.p.Start()
	r.openHouse()
	for _, of := range []effect{draft, onX, onFacebook, onInstagram} {
		r.drop()
		if of != draft {
			r.lay(of)
		}
		g := r.gateOf(of)
		require.True(t, r.live(patience, meets(g.arm(after, of))), "%s to be called", of)
		r.drop()
		r.p.Eventually("an approval to wait", func() bool { return len(r.p.Notes("Pending_Approval")) > 0 })
		r.standStill(still, g)
	}
	r.finish()
	r.check()
}

// standStill stops the worker, lets the held answer come and the owner work
// meanwhile, and has it go on.
func (r *run) standStill(still time.Duration, g *gate) {
	require.NoError(r.t, syscall.Kill(r.p.PID(), syscall.SIGSTOP))
	g.release()
	end := time.Now().Add(still)
	r.drop()
	moved := r.live(patience, r.approve)
	require.True(r.t, moved, "the owner to decide while the worker stands still")
	pause(time.Until(end))
	require.NoError(r.t, syscall.Kill(r.p.PID(), syscall.SIGCONT))
}

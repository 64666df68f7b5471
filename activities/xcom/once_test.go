package xcom_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/xcom"
	fake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// TestOnce_PostsOverALineThatLosesAnswersAreLiveExactlyOnce does what the
// process does, without its waits: an attempt, a look when its outcome is
// unknown, and a new attempt when nothing is there.
func TestOnce_PostsOverALineThatLosesAnswersAreLiveExactlyOnce(t *testing.T) {
	t.Parallel()
	const posts, side = 120, 6
	b := newBench(t, way{config: tokenFile}, fake.Options{PostLimit: 10_000},
		xcom.WithBreaker(breaker.New(breaker.Options{Failures: 10_000})))
	random := rand.New(rand.NewPCG(6, 2026)) //nolint:gosec // the same faults each time
	script := b.fake.On("createPosts")
	for range 4 * posts {
		switch random.IntN(10) {
		case 0:
			script.CommitThenDrop(1)
		case 1:
			script.Reset(1)
		case 2:
			script.FailHTML(502, 1)
		case 3:
			script.RateLimit(time.Now().Add(time.Second), 1)
		case 4:
			script.Cut(1)
		case 5:
			script.CommitThen(503, "application/json", "", 1)
		default:
			script.Delay(0, 1)
		}
	}
	var wg sync.WaitGroup
	failures := make(chan error, posts)
	for worker := range side {
		wg.Go(func() {
			for i := worker; i < posts; i += side {
				failures <- once(b, post(fmt.Sprintf("Bread & <rolls> %d https://bakery.example/?n=%d&m=1", i, i)))
			}
		})
	}
	wg.Wait()
	close(failures)
	for err := range failures {
		require.NoError(t, err)
	}
	seen := map[string]int{}
	for _, p := range b.fake.Posts() {
		seen[p.Text]++
		require.Equal(t, 1, seen[p.Text], p.Text)
	}
	require.Len(t, seen, posts)
	require.Greater(t, len(b.fake.Requests("createPosts")), posts, "some were tried again")
}

func once(b *bench, p contract.PlatformPost) error {
	since := time.Now()
	for range 20 {
		_, err := b.publish(contract.PublishPostInput{Post: p})
		if err == nil {
			return nil
		}
		switch kind := contract.FailureKind(failureOf(b.T, err).Type()); kind {
		case contract.FailOutcomeUnknown:
			found := b.find(contract.FindPostInput{Post: p, Since: since})
			if len(found) == 1 {
				return nil
			}
			if len(found) > 1 {
				return fmt.Errorf("%d of %q", len(found), p.Text)
			}
		case contract.FailRateLimited, contract.FailTransient:
		default:
			return err
		}
	}
	return fmt.Errorf("never posted %q", p.Text)
}

package facebook_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"

	"github.com/autonomous-employee/employee/activities/breaker"
	"github.com/autonomous-employee/employee/activities/facebook"
	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// Every row of the error table, as it ends a call that publishes.
func TestErrors_EachRowEndsPublishingAsTheTableSays(t *testing.T) {
	t.Parallel()
	const (
		limited = contract.FailRateLimited
		auth    = contract.FailAuth
		invalid = contract.FailInvalid
		later   = contract.FailTransient
		unknown = contract.FailOutcomeUnknown
		gone    = contract.FailNotFound
		same    = contract.FailConflict
	)
	kinds := map[string]contract.FailureKind{
		"app limit": limited, "user limit": limited, "page limit": limited, "call limit": limited, "spam limit": limited,
		"page use case limit": limited, "instagram limit": limited, "daily limit": limited,
		"action blocked": unknown, "unknown error": unknown, "service down": unknown, "server failed": unknown,
		"download timeout": later, "fetch failed": later, "media not ready": later,
		"container expired": gone, "container not found": gone, "container not yours": gone, "missing object": gone,
		"bad parameter": invalid, "nothing to post": invalid, "metric removed": invalid, "deletion not supported": invalid,
		"proof missing": auth, "proof wrong": auth, "no permission": auth, "no right": auth, "not capable": auth, "no management right": auth,
		"no token": auth, "session over": auth, "invalid token": auth, "app removed": auth, "checkpoint": auth, "password changed": auth,
		"expired token": auth, "unconfirmed user": auth, "token no longer valid": auth, "no role on page": auth,
		"policy block": invalid, "account restricted": invalid, "duplicate": same, "link not scraped": invalid, "link refused": invalid,
		"image too large": invalid, "image format": invalid, "aspect ratio": invalid, "video format": invalid,
		"person unavailable": invalid, "outside window": invalid, "outside window, other": invalid, "unavailable, other": invalid,
		"unknown path": invalid, "unknown version": invalid,
	}
	blocked := map[string]bool{"action blocked": true, "policy block": true, "account restricted": true}
	for _, row := range graph.Rows() {
		t.Run(row, func(t *testing.T) {
			t.Parallel()
			want, listed := kinds[row]
			require.True(t, listed, "say how this row ends")
			o := open(t, graph.Options{})
			o.On("POST page/feed").FailAs(row, 1)
			err := o.attempt(post("x"))
			words := wantKind(t, want, err)
			require.NotEmpty(t, words)
			e := applicationError(t, err)
			require.True(t, e.NonRetryable(), "publishing is never tried again by itself")
			var wait contract.RateWait
			var block contract.AccountBlocked
			switch {
			case want == limited:
				require.NoError(t, e.Details(&wait))
				require.True(t, wait.Until.After(time.Now()))
			case blocked[row]:
				require.NoError(t, e.Details(&block))
				require.Equal(t, contract.Facebook, block.Platform)
			default:
				require.Equal(t, want == unknown || want == same, e.HasDetails())
			}
			require.Equal(t, 1, o.Count("POST page/feed"))
		})
	}
}

func applicationError(t *testing.T, err error) *temporal.ApplicationError {
	t.Helper()
	var e *temporal.ApplicationError
	require.ErrorAs(t, err, &e)
	return e
}

func TestErrors_ALimitWaitsAsLongAsTheHeaderSays(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	o := open(t, graph.Options{Now: clock}, facebook.WithClock(clock))
	o.On("POST page/feed").RateLimit(37, 1)
	var wait contract.RateWait
	require.NoError(t, applicationError(t, o.attempt(post("x"))).Details(&wait))
	require.Equal(t, now.Add(37*time.Minute), wait.Until)
}

func TestBreaker_AFacebookThatIsDownIsLeftAloneAndSaidToBe(t *testing.T) {
	t.Parallel()
	now := time.Now()
	o := open(t, graph.Options{}, facebook.WithBreaker(breaker.New(breaker.Options{Clock: func() time.Time { return now }})))
	o.Probe(t.Context()) // so that its time is known
	o.On("").HTML(502, 5)
	for range 5 {
		wantKind(t, contract.FailOutcomeUnknown, o.attempt(post("x")))
	}
	require.True(t, o.Standing().Open)
	require.Contains(t, wantKind(t, contract.FailTransient, o.attempt(post("x"))), "nothing was sent")
	_, err := o.VerifyPost(t.Context(), contract.VerifyPostInput{Post: post("x"), ID: "1_2"})
	require.True(t, applicationError(t, err).NonRetryable(), "a read would meet the same answer")
	require.Equal(t, 6, o.Count())
	now = now.Add(31 * time.Second)
	o.Probe(t.Context())
	require.False(t, o.Standing().Down())
	o.ExpireToken()
	wantKind(t, contract.FailAuth, o.attempt(post("x")))
	require.False(t, o.Standing().Down(), "a refusal is an answer")
}

// What was made a moment ago may be out of Meta's sight for another.
func TestReads_AreTriedAgainByTemporalOnlyWhereThatHelps(t *testing.T) {
	t.Parallel()
	o := open(t, graph.Options{})
	id := o.publish(post("x")).ID
	verify := func(row string, n int) error {
		var suite testsuite.WorkflowTestSuite
		env := suite.NewTestActivityEnvironment()
		env.RegisterActivity(o.VerifyPost)
		if row != "" {
			o.On("GET post").FailAs(row, n)
		}
		_, err := env.ExecuteActivity(o.VerifyPost, contract.VerifyPostInput{Post: post("x"), ID: id})
		return err
	}
	require.NoError(t, verify("", 0))
	for row, again := range map[string]bool{"missing object": true, "service down": true, "no right": false, "app limit": false} {
		require.Equal(t, again, !applicationError(t, verify(row, 1)).NonRetryable(), row)
	}
}

func TestRegister_KnowsAllEight(t *testing.T) {
	t.Parallel()
	a, err := facebook.New(facebook.Config{})
	require.NoError(t, err)
	var suite testsuite.WorkflowTestSuite
	env := suite.NewTestActivityEnvironment()
	a.Register(env)
	for _, name := range []string{"FetchAccount", "EnsurePrepared", "FetchPrepared", "PublishPost", "FindPost", "VerifyPost", "DeletePost", "FetchMetrics"} {
		_, err := env.ExecuteActivity("facebook."+name, map[string]any{})
		if err != nil {
			require.NotContains(t, err.Error(), "unable to find", name)
		}
	}
}

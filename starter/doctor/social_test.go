package doctor_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/starter/doctor"
	graphfake "github.com/autonomous-employee/employee/test/fakes/graph"
	xfake "github.com/autonomous-employee/employee/test/fakes/x"
)

func TestDoctor_AsksTheNetworksWhoTheyTakeUsFor(t *testing.T) {
	t.Parallel()
	graph, x := graphfake.Start(graphfake.Options{}), xfake.Start(xfake.Options{})
	t.Cleanup(graph.Close)
	t.Cleanup(x.Close)
	settings := func(graphToken, xToken string) []string {
		return []string{
			"FACEBOOK_PAGE_ID=" + graphfake.PageID, "FACEBOOK_PAGE_TOKEN=" + graphToken, "FACEBOOK_BASE_URL=" + graph.URL(),
			"INSTAGRAM_USER_ID=" + graphfake.InstagramID, "INSTAGRAM_TOKEN=" + graphToken, "INSTAGRAM_BASE_URL=" + graph.URL(),
			"X_BASE_URL=" + x.URL(), "X_ACCESS_TOKEN=" + xToken,
		}
	}
	found := examine(t, t.TempDir(), settings(string(graphfake.PageToken), x.AccessToken())...)
	state(t, doctor.OK, found["facebook"], graphfake.PageName)
	state(t, doctor.OK, found["instagram"], "the token is taken")
	state(t, doctor.OK, found["x"], "@shopowner")

	found = examine(t, t.TempDir(), settings(string(graphfake.ExpiredToken), "no-token-of-a-test")...)
	state(t, doctor.Wrong, found["facebook"], "FACEBOOK_PAGE_TOKEN")
	state(t, doctor.Wrong, found["instagram"], "INSTAGRAM_TOKEN")
	state(t, doctor.Wrong, found["x"], "X_")
	for _, l := range found {
		require.NotContains(t, l.Says, string(graphfake.ExpiredToken))
		require.NotContains(t, l.Says, "no-token-of-a-test")
	}
	require.Empty(t, graph.Live())
}

func TestDoctor_TellsWhatATokenOfMetasMayAndWhenItEnds(t *testing.T) {
	t.Parallel()
	graph := graphfake.Start(graphfake.Options{})
	t.Cleanup(graph.Close)
	facebook := func(token graphfake.TokenKind) doctor.Line {
		return examine(t, t.TempDir(), "FACEBOOK_PAGE_ID="+graphfake.PageID, "FACEBOOK_PAGE_TOKEN="+string(token), "FACEBOOK_BASE_URL="+graph.URL())["facebook"]
	}
	in := func(days int) time.Time { return time.Now().Add(time.Duration(days) * 24 * time.Hour) }
	state(t, doctor.OK, facebook(graphfake.PageToken), "with its rights, until "+in(90).UTC().Format(time.DateOnly))
	graph.TokenExpires(graphfake.PageToken, in(30))
	state(t, doctor.OK, facebook(graphfake.PageToken), "until "+in(30).UTC().Format(time.DateOnly))
	graph.TokenExpires(graphfake.PageToken, in(6))
	state(t, doctor.Wrong, facebook(graphfake.PageToken), "FACEBOOK_PAGE_TOKEN ends on "+in(6).UTC().Format(time.DateOnly), "make a new one")
	state(t, doctor.Wrong, facebook(graphfake.RightlessToken), "lacks the right pages_manage_posts")
}

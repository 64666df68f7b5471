package e2e_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	graphfake "github.com/autonomous-employee/employee/test/fakes/graph"
	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
)

// everywhere starts all three platforms and gives the settings of an
// installation that is signed in to them.
func everywhere(t *testing.T) (*graphfake.Server, *xfake.Server, []string) {
	t.Helper()
	graph := graphfake.Start(graphfake.Options{QuotaTotal: 2000, Processing: 1})
	t.Cleanup(graph.Close)
	t.Cleanup(func() { require.Empty(t, graph.Violations()) })
	x, settings := onX(t, xfake.Options{PostLimit: 1000})
	return graph, x, append(settings,
		"FACEBOOK_PAGE_ID="+graphfake.PageID, "FACEBOOK_PAGE_TOKEN="+string(graphfake.PageToken), "FACEBOOK_BASE_URL="+graph.URL(),
		"INSTAGRAM_USER_ID="+graphfake.InstagramID, "INSTAGRAM_TOKEN="+string(graphfake.PageToken), "INSTAGRAM_BASE_URL="+graph.URL(),
	)
}

func TestSocial_OneNoteIsLiveOnThreePlatformsOnce(t *testing.T) {
	t.Parallel()
	graph, x, settings := everywhere(t)
	p := harness.New(t, settings...)
	p.Start()
	require.NoError(t, os.WriteFile(p.Path("Social_Posts", "clip.mp4"), harness.Clip(), 0o644))

	lay(p, "sunday.md", socialNote("We are open on Sunday.", "facebook, instagram, x", "now", `media: ["[[clip.mp4]]"]`))

	text := filed(p, "Completed", "sunday.md")
	require.Equal(t, "done", harness.Property(text, "outcome"), text)
	require.Equal(t, 1, x.Count("We are open on Sunday."))
	live := map[string]int{}
	for _, l := range graph.Live() {
		live[l.Platform]++
		require.Equal(t, "We are open on Sunday.", l.Text)
	}
	require.Equal(t, map[string]int{"facebook": 1, "instagram": 1}, live)
	for _, platform := range []string{"facebook", "instagram", "x"} {
		require.NotEmpty(t, harness.Property(text, platform+"_url"), platform)
		require.Equal(t, 1, p.Logged(platform+".publish_post", "intent"))
	}
}

func TestSocial_ADeadTokenParksAndGoesOnAfterItsRenewal(t *testing.T) {
	t.Parallel()
	graph, x, settings := everywhere(t)
	graph.ExpireToken()
	p := harness.New(t, settings...)
	p.Start()

	lay(p, "sunday.md", socialNote("We are open on Sunday.", "facebook, x", "now"))

	p.Eventually("X to be out", func() bool { return x.Count("We are open on Sunday.") == 1 })
	p.Note("Needs_Action", "Facebook does not let the employee in")
	says(p, "Social_Posts", "sunday.md", "waiting")
	graph.RenewToken()

	var text string
	p.EventuallyWithin(4*time.Minute, "the note to be filed", func() bool {
		text = p.Glimpse("Completed", "sunday.md")
		return strings.Contains(text, "outcome:")
	})
	require.Equal(t, "done", harness.Property(text, "outcome"))
	require.Len(t, graph.Live("post"), 1)
	require.Len(t, x.Posts(), 1)
	p.Eventually("the notice to be gone", func() bool { return len(p.Notes("Needs_Action")) == 0 })
}

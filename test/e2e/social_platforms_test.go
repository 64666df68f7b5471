package e2e_test

import (
	"fmt"
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
	graph := graphfake.Start(graphfake.Options{})
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

// Posts go out over three platforms that lose answers, fail, limit and cut
// connections. TEST_SOCIAL_POSTS=500 has as many as an owner may have in two
// years.
func TestSocial_WhateverIsLostEachPostIsLiveOnceOrReportedUnknown(t *testing.T) {
	t.Parallel()
	n := int(fromEnv(t, "TEST_SOCIAL_POSTS", 10))
	graph, x, settings := everywhere(t)
	p := harness.New(t, settings...)
	p.Start()
	p.Write("", "Company_Handbook.md", withoutGap(p.Read("", "Company_Handbook.md")))
	began := time.Now()
	for i := range n {
		if i%10 == 0 {
			// One after the other, so that the platform is not taken for down.
			p.EventuallyWithin(5*time.Minute, "the harms before to have been met", func() bool { return x.Pending() == 0 && graph.Pending() == 0 })
			harm(x, graph)
		}
		lay(p, fmt.Sprintf("post %d.md", i), socialNote(fmt.Sprintf("%s %d %s.", opening(i), i, closing(i)), "facebook, x", "now"))
	}
	p.EventuallyWithin(20*time.Minute+time.Duration(n)*4*time.Second, "every post to be settled", func() bool {
		return len(p.Notes("Completed"))+settledIn(p, "Needs_Action") >= n
	})

	t.Logf("%d posts in %s; X has %d, Facebook %d; %d need action", n, time.Since(began).Round(time.Second), len(x.Posts()), len(graph.Live("post")), settledIn(p, "Needs_Action"))
	onX, onFacebook := map[string]int{}, map[string]int{}
	for _, one := range x.Posts() {
		onX[one.Text]++
	}
	for _, one := range graph.Live("post") {
		onFacebook[one.Text]++
	}
	for i := range n {
		text := fmt.Sprintf("%s %d %s.", opening(i), i, closing(i))
		name := fmt.Sprintf("post %d.md", i)
		note := p.Glimpse("Completed", name) + p.Glimpse("Needs_Action", name)
		require.LessOrEqual(t, onX[text], 1, "never twice: %s", text)
		require.LessOrEqual(t, onFacebook[text], 1, "never twice: %s", text)
		if onX[text] == 0 {
			require.Equal(t, "unknown", harness.Property(note, "x_status"), note)
		}
		if onFacebook[text] == 0 {
			require.Equal(t, "unknown", harness.Property(note, "facebook_status"), note)
		}
	}
	out, err := p.Starter("verify-log")
	require.NoError(t, err, out)
}

// harm has each platform lose an answer, fail, cut a connection and limit.
func harm(x *xfake.Server, graph *graphfake.Server) {
	posts, feed := x.On("createPosts"), graph.On("POST page/feed")
	posts.CommitThenDrop(1)
	posts.Fail(503, "Over capacity.", 1)
	posts.Reset(1)
	posts.RateLimit(time.Now().Add(20*time.Second), 1)
	feed.CommitThenDrop(1)
	feed.HTML(502, 1)
	feed.Reset(1)
	feed.RateLimit(1, 1)
}

// settledIn counts the owner's own notes of posts in a folder.
func settledIn(p *harness.Product, folder string) int {
	n := 0
	for _, name := range p.Notes(folder) {
		if strings.HasPrefix(name, "post ") {
			n++
		}
	}
	return n
}

// opening and closing keep the posts apart, or they would be refused as the
// same text published lately.
func opening(i int) string {
	return []string{"Fresh bread", "New opening hours", "Our cheese of the week", "A look behind the counter", "Thank you for your visit"}[i%5]
}

func closing(i int) string {
	words := []string{"from the oven", "on the market square", "for early birds", "with apples", "by our baker", "around the corner", "in the garden"}
	return words[i%7] + " " + words[(i*3+1)%7] + fmt.Sprint(" ", i*i+17)
}

// withoutGap takes the least time between two posts out of the handbook.
func withoutGap(handbook string) string {
	lines := strings.Split(handbook, "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "min_gap_minutes:") {
			lines[i] = "min_gap_minutes: 0"
		}
	}
	return strings.Join(lines, "\n")
}

package e2e_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/test/harness"
)

// onMeta starts a fake of Facebook and Instagram and gives the settings of an
// installation that has tokens for both.
func onMeta(t *testing.T, opts graph.Options) (*graph.Server, []string) {
	t.Helper()
	fake := graph.Start(opts)
	t.Cleanup(fake.Close)
	t.Cleanup(func() { require.Empty(t, fake.Violations()) })
	return fake, []string{
		"DRY_RUN=false", "FACEBOOK_BASE_URL=" + fake.URL(), "FACEBOOK_PAGE_ID=" + graph.PageID, "FACEBOOK_PAGE_TOKEN=" + string(graph.PageToken),
		"FACEBOOK_APP_SECRET=" + opts.AppSecret, "INSTAGRAM_BASE_URL=" + fake.URL(), "INSTAGRAM_USER_ID=" + graph.InstagramID, "INSTAGRAM_TOKEN=" + string(graph.PageToken),
	}
}

// Both answers are lost after the reel is out: it is looked for, found, and
// stays the only one.
func TestSocial_AReelIsOutOnceOnFacebookAndOnInstagramThoughTheAnswersAreLost(t *testing.T) {
	t.Parallel()
	meta, settings := onMeta(t, graph.Options{AppSecret: "app-secret-of-a-test"})
	p := harness.New(t, settings...)
	p.Start()
	require.NoError(t, os.MkdirAll(p.Path("Social_Posts"), 0o755))
	require.NoError(t, os.WriteFile(p.Path("Social_Posts", "reel.mp4"), harness.Clip(), 0o600))
	meta.On("POST page/video_reels").Pass(1) // the start
	meta.On("POST page/video_reels").CommitThenDrop(1)
	meta.On("POST ig/media_publish").CommitThenDrop(1)

	lay(p, "reel.md", socialNote("In a minute.", "facebook, instagram", "now", "media: ['[[reel.mp4]]']", "first_comment: Come by."))

	text := filed(p, "Completed", "reel.md")
	require.Equal(t, "done", harness.Property(text, "outcome"), text)
	reels := append(meta.Live("reel"), meta.Live("media")...)
	require.Len(t, reels, 2)
	require.Contains(t, text, "https://www.facebook.com/reel/"+reels[0].ID)
	require.Contains(t, text, "https://www.instagram.com/reel/C"+reels[1].ID)
	comments := meta.Live("comment")
	require.Len(t, comments, 2)
	require.ElementsMatch(t, []string{reels[0].ID, reels[1].ID}, []string{comments[0].Parent, comments[1].Parent})
	require.Equal(t, []int{2, 1}, []int{meta.Count("POST page/video_reels"), meta.Count("POST ig/media_publish")})
}

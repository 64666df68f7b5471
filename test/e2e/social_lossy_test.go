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
	"github.com/autonomous-employee/employee/workflows/contract"
)

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
	for _, name := range []string{"clip.mp4", "second.mp4"} {
		require.NoError(t, os.WriteFile(p.Path("Social_Posts", name), harness.Clip(), 0o600))
	}
	harm(x, graph, n)
	began := time.Now()
	for i := range n {
		p.EventuallyWithin(10*time.Minute, "some of the posts to be settled", func() bool { return i%10 > 0 || i-settledPosts(p) < maxUnderWay })
		lay(p, name(i), mixed(i).note(i))
	}
	p.EventuallyWithin(20*time.Minute+time.Duration(n)*4*time.Second, "every post to be settled", func() bool { return settledPosts(p) >= n })

	took := time.Since(began).Round(time.Second)
	live := liveTexts(x, graph)
	unknown := onceOrUnknown(t, p, n, live)
	t.Logf("%d posts in %s; live %d on X, %d on Facebook, %d on Instagram; unknown %v; %d need action; calls that publish: %d, %d, %d",
		n, took, len(live[contract.X]), len(live[contract.Facebook]), len(live[contract.Instagram]), unknown, settledIn(p, "Needs_Action"),
		len(x.Requests("createPosts")), graph.Count("POST page/feed")+graph.Count("POST page/video_reels"), graph.Count("POST ig/media_publish"))
	out, err := p.Starter("verify-log")
	require.NoError(t, err, out)
}

// onceOrUnknown checks each post on each of its platforms, and counts those
// whose outcome is reported as unknown.
func onceOrUnknown(t *testing.T, p *harness.Product, n int, live map[contract.Platform]map[string]int) map[contract.Platform]int {
	t.Helper()
	unknown := map[contract.Platform]int{}
	for i := range n {
		note := p.Glimpse("Completed", name(i)) + p.Glimpse("Needs_Action", name(i))
		for _, platform := range contract.Platforms() {
			times := live[platform][words(i)]
			status := harness.Property(note, string(platform)+"_status")
			switch {
			case !mixed(i).on(platform):
				require.Zero(t, times, "%s was not meant for %s", name(i), platform)
			case status == "unknown":
				require.LessOrEqual(t, times, 1, "never twice: %s on %s", name(i), platform)
				unknown[platform]++
			default:
				require.Equal(t, 1, times, "%s on %s is %s\n%s", name(i), platform, status, note)
				require.Equal(t, "done", status, note)
			}
		}
	}
	return unknown
}

// liveTexts counts what is public, by platform and text.
func liveTexts(x *xfake.Server, graph *graphfake.Server) map[contract.Platform]map[string]int {
	live := map[contract.Platform]map[string]int{}
	for _, platform := range contract.Platforms() {
		live[platform] = map[string]int{}
	}
	for _, one := range x.Posts() {
		text, _, _ := strings.Cut(one.Text, " https://") // what goes along stands behind it
		live[contract.X][text]++
	}
	for _, one := range graph.Live("post", "reel", "media") {
		live[contract.Platform(one.Platform)][one.Text]++
	}
	return live
}

// mix is a kind of post: where it goes, and what goes along.
type mix struct{ platforms, media string }

// mixed has every second post go everywhere, with a video that each platform
// works on; between them are plain ones and carousels. A picture for Instagram
// must lie on a public address, which no test on this machine has.
func mixed(i int) mix {
	switch i % 4 {
	case 1:
		return mix{"facebook, x", ""}
	case 3:
		return mix{"instagram", "media: ['[[clip.mp4]]', '[[second.mp4]]']"}
	}
	return mix{"facebook, instagram, x", "media: ['[[clip.mp4]]']"}
}

func (m mix) on(platform contract.Platform) bool {
	return strings.Contains(", "+m.platforms+",", " "+string(platform)+",")
}

func (m mix) note(i int) string {
	if m.media == "" {
		return socialNote(words(i), m.platforms, "now")
	}
	return socialNote(words(i), m.platforms, "now", m.media)
}

func name(i int) string { return fmt.Sprintf("post %d.md", i) }

// maxUnderWay is how many posts are under way at once.
const maxUnderWay = 50

// harm has each call that makes something on a platform meet one of each in ten:
// its answer is lost, it fails, the connection is cut, it is limited. A few
// posts meet all of them in a row.
func harm(x *xfake.Server, graph *graphfake.Server, n int) {
	spare, cycles := 0, 1
	if n > 10 {
		spare, cycles = 1, n/5+1
	}
	for range cycles {
		for _, call := range []string{"createPosts", "appendMediaUpload"} {
			script := x.On(call)
			script.CommitThenDrop(1)
			script.Pass(spare)
			script.Fail(503, "Over capacity.", 1)
			script.Pass(2 * spare)
			script.Reset(1)
			script.Pass(spare)
			script.RetryAfter(20*time.Second, 1)
			script.Pass(2 * spare)
		}
		for _, call := range []string{"POST page/feed", "POST page/video_reels", "POST ig/media", "POST ig/media_publish"} {
			script := graph.On(call)
			script.CommitThenDrop(1)
			script.Pass(spare)
			script.HTML(502, 1)
			script.Pass(2 * spare)
			script.Reset(1)
			script.Pass(spare)
			script.RateLimit(1, 1)
			script.Pass(2 * spare)
		}
	}
}

// settledPosts counts the posts whose process has ended.
func settledPosts(p *harness.Product) int {
	return settledIn(p, "Completed") + settledIn(p, "Needs_Action")
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

// words keep the posts apart, or they would be refused as the same text
// published lately.
func words(i int) string {
	first := []string{"Fresh bread", "New opening hours", "Our cheese of the week", "A look behind the counter", "Thank you for your visit"}
	then := []string{"from the oven", "on the market square", "for early birds", "with apples", "by our baker", "around the corner", "in the garden"}
	return fmt.Sprintf("%s %d %s %s %d.", first[i%5], i, then[i%7], then[(i*3+1)%7], i*i+17)
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

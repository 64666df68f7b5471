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

// moment is a step of publishing at which the worker is killed.
type moment struct {
	prepare func(x *xfake.Server, graph *graphfake.Server)
	reached func(p *harness.Product, x *xfake.Server, graph *graphfake.Server) bool
	// again is true when the attempts of before have published nothing.
	again bool
}

func moments() map[string]moment {
	out := func(_ *harness.Product, x *xfake.Server, graph *graphfake.Server) bool {
		return len(x.Posts()) == 1 && len(graph.Live("reel")) == 1 && len(graph.Live("media")) == 1
	}
	return map[string]moment{
		"called and not carried out": {
			prepare: func(x *xfake.Server, graph *graphfake.Server) {
				x.On("createPosts").Hold()
				graph.On("POST page/video_reels").Pass(1) // the start of the upload
				graph.On("POST page/video_reels").Hold()
				graph.On("POST ig/media_publish").Hold()
			},
			reached: func(_ *harness.Product, x *xfake.Server, graph *graphfake.Server) bool {
				return len(x.Requests("createPosts")) == 1 && graph.Count("POST page/video_reels") == 2 && graph.Count("POST ig/media_publish") == 1
			},
			again: true,
		},
		"carried out and not answered": {
			prepare: func(x *xfake.Server, graph *graphfake.Server) {
				x.On("createPosts").CommitThenDrop(1)
				graph.On("POST page/video_reels").Pass(1)
				graph.On("POST page/video_reels").CommitThenDrop(1)
				graph.On("POST ig/media_publish").CommitThenDrop(1)
			},
			reached: out,
		},
		"answered": {
			prepare: func(*xfake.Server, *graphfake.Server) {},
			reached: out,
		},
		"written down and not filed": {
			prepare: func(x *xfake.Server, _ *graphfake.Server) { x.On("getPostsById").Hold() },
			reached: func(p *harness.Product, _ *xfake.Server, _ *graphfake.Server) bool {
				return p.Logged("x.publish_post", "result")+p.Logged("facebook.publish_post", "result")+p.Logged("instagram.publish_post", "result") == 3
			},
		},
	}
}

func TestSocial_KilledAtAnyStepItIsOutOnceOnEachPlatform(t *testing.T) {
	t.Parallel()
	for name, m := range moments() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			graph, x, settings := everywhere(t)
			p := harness.New(t, settings...)
			p.Start()
			require.NoError(t, os.WriteFile(p.Path("Social_Posts", "clip.mp4"), harness.Clip(), 0o600))
			m.prepare(x, graph)
			lay(p, "sunday.md", socialNote("We are open on Sunday.", "facebook, instagram, x", "now", "media: ['[[clip.mp4]]']"))
			p.EventuallyWithin(3*time.Minute, "the moment", func() bool { return m.reached(p, x, graph) })

			p.Kill()
			require.Equal(t, m.again, len(x.Posts()) == 0)
			p.Start()

			var text string
			p.EventuallyWithin(6*time.Minute, "the note to be filed", func() bool {
				text = p.Glimpse("Completed", "sunday.md") + p.Glimpse("Needs_Action", "sunday.md")
				return strings.Contains(text, "outcome: ")
			})
			require.Equal(t, "done", harness.Property(text, "outcome"), text)
			require.Equal(t, []int{1, 1, 1}, []int{len(x.Posts()), len(graph.Live("reel")), len(graph.Live("media"))})
			for _, platform := range []string{"x", "facebook", "instagram"} {
				require.Equal(t, p.Logged(platform+".publish_post", "intent"), p.Logged(platform+".publish_post", "result"), platform)
				require.NotEmpty(t, harness.Property(text, platform+"_url"))
			}
		})
	}
}

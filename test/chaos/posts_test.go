package chaos_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	graphfake "github.com/autonomous-employee/employee/test/fakes/graph"
	"github.com/autonomous-employee/employee/test/harness"
)

const (
	clip = "clip.mp4"
	// scheduledOneIn of the posts bring one beside them that goes out at the next full minute.
	scheduledOneIn = 4
)

// post is what the owner has laid in Social_Posts/.
type post struct {
	name, text string
	platforms  []string
}

// lay has the owner write a post that meets an effect on its way, at once; a
// text goes to Facebook and X, a reel to Instagram too.
func (r *run) lay(of effect) {
	reel := r.dice.IntN(2) == 0
	switch of {
	case onX:
		reel = false
	case reelMade, container, onInstagram:
		reel = true
	}
	r.layAt("now", reel)
	if r.dice.IntN(scheduledOneIn) == 0 {
		r.layAt(time.Now().In(r.zone).Truncate(time.Minute).Add(time.Minute).Format("2006-01-02T15:04"), r.dice.IntN(2) == 0)
	}
}

func (r *run) layAt(at string, reel bool) {
	n := len(r.posts)
	p, media := post{fmt.Sprintf("post %d.md", n), words(n), []string{"facebook", "x"}}, ""
	if reel {
		p.platforms, media = append(p.platforms, "instagram"), "media: ['[["+clip+"]]']\n"
	}
	r.posts = append(r.posts, p)
	r.p.Write("Social_Posts", p.name, "---\ntype: social_post\nready: true\nplatforms: ["+strings.Join(p.platforms, ", ")+"]\npublish_at: "+at+"\n"+media+"---\n"+p.text+"\n")
}

// words make a text that is like no other: two that are nearly the same would
// be refused.
func words(n int) string {
	dice := rand.New(rand.NewPCG(uint64(n), 7))
	all := strings.Fields("fresh bread oven market square cheese apples garden baker corner early birds coffee window street summer winter honey walnut plum rye sunday friday children flour butter kitchen cellar wine music bench river bridge")
	picked := make([]string, 9)
	for i := range picked {
		picked[i] = all[dice.IntN(len(all))]
	}
	return fmt.Sprintf("No %d: %s.", n, strings.Join(picked, " "))
}

// openHouse lets posts follow each other as fast as they come, and gives what
// their notes embed.
func (r *run) openHouse() {
	r.p.Eventually("the handbook", func() bool { return r.p.Glimpse("", "Company_Handbook.md") != "" })
	r.p.Fill("", "Company_Handbook.md", map[string]string{"min_gap_minutes": `"0"`})
	require.NoError(r.t, os.WriteFile(r.p.Path("Social_Posts", clip), harness.Clip(), 0o600))
}

// filed gives the folder in which the note of a post was filed, "" while it is
// worked on.
func (r *run) filed(p post) (folder, text string) {
	for _, folder := range []string{"Completed", "Needs_Action"} {
		if text := r.p.Glimpse(folder, p.name); text != "" {
			return folder, text
		}
	}
	return "", ""
}

// scheduled tells whether the employee has taken a post up.
func scheduled(note string) bool { return strings.Contains(note, "Scheduled for") }

// openPosts counts posts whose note is not filed.
func (r *run) openPosts() int {
	n := 0
	for _, p := range r.posts {
		if folder, _ := r.filed(p); folder == "" {
			n++
		}
	}
	return n
}

// public counts what visitors see of each text, by platform.
func (r *run) public() map[string]map[string]int {
	out := map[string]map[string]int{"x": {}, "facebook": {}, "instagram": {}}
	for _, one := range r.x.Posts() {
		out["x"][one.Text]++
	}
	for _, one := range r.graph.Live() {
		out[one.Platform][one.Text]++
	}
	return out
}

// checkPosts: each post is out once on each of its platforms, or its note says
// that this is not known; and the note is filed, once.
func (r *run) checkPosts() {
	live := r.public()
	known, unknown, results := 0, 0, r.lastResults()
	for _, p := range r.posts {
		found, err := filepath.Glob(r.p.Path("*", p.name))
		require.NoError(r.t, err)
		assert.Len(r.t, found, 1, p.name)
		folder, text := r.filed(p)
		want := "Completed"
		for _, platform := range p.platforms {
			count, status := live[platform][p.text], harness.Property(text, platform+"_status")
			result := results[harness.Property(text, "post_id")][platform+".publish_post"]
			switch {
			case count == 1 && status == "done" && result == "done":
				known++
			case count < 2 && status == "unknown" && strings.HasPrefix(result, "unknown"), count == 0 && status == "unknown" && result == "not_done:absent":
				unknown++
				want = "Needs_Action"
			default:
				assert.Failf(r.t, "neither out once nor reported unknown", "%s on %s: there %d times, its note says %q, the log %q", p.name, platform, count, status, result)
				r.tell("post/" + harness.Property(text, "post_id"))
			}
			delete(live[platform], p.text)
		}
		assert.Equal(r.t, want, folder, p.name)
	}
	assert.Equal(r.t, map[string]map[string]int{"x": {}, "facebook": {}, "instagram": {}}, live, "nothing else is out")
	assert.Empty(r.t, r.x.Violations())
	assert.Empty(r.t, r.graph.Violations())
	r.t.Logf("%d posts: %d times out and known to be, %d times reported unknown", len(r.posts), known, unknown)
}

// lastResults are the last results in the log, by post and action.
func (r *run) lastResults() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, l := range r.p.Log() {
		if l.Phase != "result" || !strings.HasPrefix(l.WorkflowID, "post/") {
			continue
		}
		id := strings.Split(l.WorkflowID, "/")[1]
		if out[id] == nil {
			out[id] = map[string]string{}
		}
		out[id][l.Action] = l.Result
	}
	return out
}

// signedIn are the settings of an installation with accounts on the gates.
func signedIn(x, graph *gate, token string) []string {
	return []string{
		"X_BASE_URL=" + x.url, "X_ACCESS_TOKEN=" + token,
		"FACEBOOK_PAGE_ID=" + graphfake.PageID, "FACEBOOK_PAGE_TOKEN=" + string(graphfake.PageToken), "FACEBOOK_BASE_URL=" + graph.url,
		"INSTAGRAM_USER_ID=" + graphfake.InstagramID, "INSTAGRAM_TOKEN=" + string(graphfake.PageToken), "INSTAGRAM_BASE_URL=" + graph.url,
	}
}

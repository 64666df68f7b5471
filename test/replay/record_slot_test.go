//go:build record

package replay_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
)

// recordDue records a post that was prepared and goes out at its minute: the
// process of its note, or that of its slot while it waits for its counts.
func recordDue(pick func(post, slot string) string, ended bool) func(*testing.T, string) {
	return func(t *testing.T, name string) {
		_, p := onX(t)
		at := time.Now().Add(10 * time.Second).Truncate(time.Minute).Add(time.Minute)
		layPostAt(p, at.UTC().Format(time.RFC3339), "")
		p.Eventually("the minute to come", func() bool { return time.Until(at) < 20*time.Second })
		id := postIn(p, "Completed")
		record(t, p, name, pick(id, slotOf(t, p, id)), ended)
	}
}

// recordSlot records the slot of a post whose answer was lost, while it waits
// for its counts.
func recordSlot(t *testing.T, name string) {
	fake, p := onX(t)
	fake.On("createPosts").CommitThenDrop(1)
	layPost(p, "")
	record(t, p, name, slotOf(t, p, postIn(p, "Completed")), false)
}

// slotOf waits until the slot of a post is logged and gives the ID of its process.
func slotOf(t *testing.T, p *harness.Product, id string) string {
	var slot string
	p.Eventually("the slot to be logged", func() bool {
		for _, l := range p.Log() {
			if l.Action == "social.cross_channel" {
				slot = l.WorkflowID
			}
		}
		return slot != ""
	})
	require.Contains(t, slot, id+"/")
	return slot
}

// onX is an installation that may post on a fake of X.
func onX(t *testing.T) (*xfake.Server, *harness.Product) {
	fake := xfake.Start(xfake.Options{})
	t.Cleanup(fake.Close)
	p := harness.New(t, "DRY_RUN=false", "X_BASE_URL="+fake.URL(), "X_ACCESS_TOKEN="+fake.AccessToken())
	p.Start()
	return fake, p
}

func layPost(p *harness.Product, more string) { layPostAt(p, "now", more) }

func layPostAt(p *harness.Product, at, more string) {
	p.Write("Social_Posts", "sunday.md", "---\ntype: social_post\nready: true\nplatforms: [x]\npublish_at: "+at+"\n"+more+"---\nWe are open on Sunday.\n")
}

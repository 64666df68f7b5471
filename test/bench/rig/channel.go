package rig

import (
	"fmt"
	"strings"
	"time"

	xfake "github.com/autonomous-employee/employee/test/fakes/x"
	"github.com/autonomous-employee/employee/test/harness"
)

// Channel is the product at work for an owner who publishes on X.
type Channel struct {
	*harness.Product

	run  *Run
	fake *xfake.Server
}

// OpenChannel sets it up and starts its worker.
func OpenChannel(r *Run) *Channel {
	fake := xfake.Start(xfake.Options{PostLimit: 10_000})
	r.Cleanup(fake.Close)
	c := &Channel{run: r, fake: fake}
	c.Product = harness.New(r,
		"DRY_RUN=false", "X_BASE_URL="+fake.URL(), "X_ACCESS_TOKEN="+fake.AccessToken(), "EMPLOYEE_SCAN_INTERVAL=30s", "EMPLOYEE_LOG_LEVEL=warn",
	)
	c.Start()
	// Posts as close as these would be refused.
	handbook := c.Read("", "Company_Handbook.md")
	c.Write("", "Company_Handbook.md", strings.Replace(handbook, `min_gap_minutes: "30"`, `min_gap_minutes: "0"`, 1))
	return c
}

// Schedule lays the note of a post for each slot and waits until all are
// scheduled, before the first is due.
func (c *Channel) Schedule(slots ...time.Time) {
	c.run.Say("%d posts from %s on", len(slots), slots[0].Format(time.TimeOnly))
	name := func(i int) string { return fmt.Sprintf("post %d.md", i) }
	for i, at := range slots {
		c.Write("Social_Posts", name(i), "---\ntype: social_post\nready: true\nplatforms: [x]\npublish_at: "+at.UTC().Format(time.RFC3339)+"\n---\n"+postText(i)+"\n")
	}
	next, text := 0, ""
	for time.Until(slots[0]) > time.Second {
		for ; next < len(slots); next++ {
			if text = c.Glimpse("Social_Posts", name(next)); !strings.Contains(text, "Scheduled for") {
				break
			}
		}
		if next == len(slots) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	c.run.Errorf("%d of %d posts were scheduled in time; the next one says:\n%s", next, len(slots), text)
}

// Delays waits until all posts are out, and gives how long after its slot each
// was made on X.
func (c *Channel) Delays(slots ...time.Time) []time.Duration {
	c.run.Wait(time.Until(slots[len(slots)-1])+patience, "every post", func() bool {
		time.Sleep(50 * time.Millisecond)
		return len(c.fake.Posts()) >= len(slots)
	})
	took := make([]time.Duration, 0, len(slots))
	for i, p := range c.fake.Posts() {
		took = append(took, p.Created.Sub(slots[i]))
	}
	return took
}

// postText differs in every word that follows another, or it would count as the
// same text published lately.
func postText(i int) string {
	return fmt.Sprintf("Bread %d from the oven %d with apples %d on the market %d", i, i+1, i*i+17, 3*i+5)
}

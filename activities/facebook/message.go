package facebook

import (
	"context"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// window is how long after a person's message the page may answer.
const window = 24 * time.Hour

// enough is how many messages of a thread are read.
const enough = 100

// thread gives the messages with a person, newest first.
func (a *Activities) thread(ctx context.Context, person string) ([]seen, error) {
	var id string
	of := []graphclient.Param{{Name: "platform", Value: "messenger"}, {Name: "user_id", Value: person}}
	err := graphclient.List(ctx, a.client, a.page("conversations"), "id", of, func(s seen) bool { id = s.ID; return false })
	if err != nil || id == "" {
		return nil, err
	}
	var out []seen
	limit := []graphclient.Param{{Name: "limit", Value: "25"}}
	err = graphclient.List(ctx, a.client, id+"/messages", "id,message,from{id},created_time", limit, func(s seen) bool {
		out = append(out, s)
		return len(out) < enough
	})
	return out, err
}

// mayWrite refuses a message to a person who has not written within 24 hours.
// Nothing was sent when it fails.
func (a *Activities) mayWrite(ctx context.Context, person string) error {
	messages, err := a.thread(ctx, person)
	if err != nil {
		return a.stopped(err)
	}
	for _, m := range messages {
		if m.From.ID != person {
			continue
		}
		if at, is := graphclient.Time(m.CreatedTime); is && a.client.TheirTime(a.now()).Sub(at) < window {
			return nil
		}
		break
	}
	return refuse(contract.FailInvalid, "Facebook lets the page write to a person only within 24 hours after their own last message, and that has passed; answer by hand in the page's inbox, or wait until they write.")
}

func (a *Activities) findMessage(ctx context.Context, in contract.FindPostInput) ([]contract.PostOutcome, error) {
	messages, err := a.thread(ctx, in.Post.Recipient)
	var found []contract.PostOutcome
	for _, m := range messages {
		at, fits := a.inTime(m.CreatedTime, in)
		if fits && m.From.ID == a.cfg.PageID && graphclient.SameText(m.Message, in.Post.Text) {
			found = append(found, contract.PostOutcome{ID: m.ID, PublishedAt: at})
		}
	}
	return found, err
}

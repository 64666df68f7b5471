package instagram

import (
	"context"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// lookBack is how far before the attempt a listing is read.
const lookBack = time.Hour

// seen is one thing of a listing that may be the one that is looked for.
type seen struct {
	ID          string `json:"id"`
	Caption     string `json:"caption"`
	Text        string `json:"text"`
	Message     string `json:"message"`
	Timestamp   string `json:"timestamp"`
	CreatedTime string `json:"created_time"`
	Permalink   string `json:"permalink"`
	Shortcode   string `json:"shortcode"`
	From        struct {
		ID string `json:"id"`
	} `json:"from"`
}

// FindPost looks for a part whose answer was lost. A container knows for sure
// whether it was published; a comment and a message are looked for by their
// text in the time since the attempt. It never writes.
func (a *Activities) FindPost(ctx context.Context, in contract.FindPostInput) (contract.FoundPosts, error) {
	if a.client == nil {
		return contract.FoundPosts{}, notConfigured()
	}
	var out contract.FoundPosts
	var err error
	switch {
	case in.Part > 0:
		out.Posts, err = a.findComment(ctx, in.Parent+"/comments", in)
	case in.Post.Kind == contract.PostReply:
		var path string
		if path, err = a.answerPath(ctx, in.Post.ReplyTo); err == nil {
			out.Posts, err = a.findComment(ctx, path, in)
		}
	case in.Post.Kind == contract.PostDM:
		out.Posts, err = a.findMessage(ctx, in)
	default:
		return a.findMedia(ctx, in)
	}
	return out, a.missed(ctx, err)
}

func (a *Activities) findMedia(ctx context.Context, in contract.FindPostInput) (contract.FoundPosts, error) {
	if in.Prepared.ContainerID == "" {
		return contract.FoundPosts{Certain: true}, nil // what was never prepared was never published
	}
	code, _, err := a.status(ctx, in.Prepared.ContainerID)
	if err != nil {
		return contract.FoundPosts{}, a.missed(ctx, err)
	}
	switch code {
	case "FINISHED", "ERROR", "EXPIRED":
		return contract.FoundPosts{Certain: true}, nil
	case "PUBLISHED":
	default:
		return contract.FoundPosts{}, nil
	}
	out := contract.FoundPosts{Certain: true}
	err = graphclient.List(ctx, a.client, a.account("media"), "id,caption,timestamp,permalink", params("limit", "25"), func(s seen) bool {
		at, fits := a.inTime(s.Timestamp, in)
		if fits && graphclient.SameText(s.Caption, in.Post.Text) {
			out.Posts = append(out.Posts, contract.PostOutcome{ID: s.ID, URL: s.Permalink, PublishedAt: at})
		}
		return fits || at.After(a.since(in).Add(-lookBack))
	})
	if err == nil && len(out.Posts) == 0 {
		err = wait("Instagram says that the post is published, but does not list it yet.")
	}
	return out, a.missed(ctx, err)
}

// since is when the attempt began, on Instagram's clock.
func (a *Activities) since(in contract.FindPostInput) time.Time {
	if in.OurClock {
		return a.client.TheirTime(in.Since)
	}
	return in.Since
}

// inTime tells whether a moment on Instagram's clock is not before the attempt.
func (a *Activities) inTime(created string, in contract.FindPostInput) (time.Time, bool) {
	return graphclient.NotBefore(created, a.since(in))
}

func (a *Activities) findComment(ctx context.Context, path string, in contract.FindPostInput) ([]contract.PostOutcome, error) {
	var found []contract.PostOutcome
	err := graphclient.List(ctx, a.client, path, "id,text,timestamp,from", params("limit", "50"), func(s seen) bool {
		ours := s.From.ID == "" || s.From.ID == a.cfg.UserID
		at, fits := a.inTime(s.Timestamp, in)
		if fits && ours && graphclient.SameText(s.Text, in.Post.PartText(in.Part)) {
			found = append(found, contract.PostOutcome{ID: s.ID, PublishedAt: at})
		}
		return true
	})
	return found, err
}

package facebook

import (
	"context"
	"strconv"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// lookBack is how much further back is read than is looked for, so that a wrong
// clock hides nothing.
const lookBack = time.Hour

// seen is one thing of a listing that may be the one that is looked for.
type seen struct {
	ID          string `json:"id"`
	Message     string `json:"message"`
	Description string `json:"description"`
	CreatedTime string `json:"created_time"`
	Permalink   string `json:"permalink_url"`
	From        struct {
		ID string `json:"id"`
	} `json:"from"`
	Application struct {
		ID string `json:"id"`
	} `json:"application"`
	Attachments attachments `json:"attachments"`
}

type attachments struct {
	Data []struct {
		Target struct {
			ID string `json:"id"`
		} `json:"target"`
		Sub attached `json:"subattachments"`
	} `json:"data"`
}

type attached struct {
	Data []struct {
		Target struct {
			ID string `json:"id"`
		} `json:"target"`
	} `json:"data"`
}

// FindPost looks for a part whose answer was lost, by what only it can have: its
// upload, or its text in the time since the attempt. It never writes.
func (a *Activities) FindPost(ctx context.Context, in contract.FindPostInput) (contract.FoundPosts, error) {
	if a.client == nil {
		return contract.FoundPosts{}, notConfigured()
	}
	var out contract.FoundPosts
	var err error
	switch {
	case in.Part > 0:
		out.Posts, err = a.findComment(ctx, in.Parent, in)
	case formOf(in.Post) == formReply:
		var target string
		if target, err = a.target(in.Post.ReplyTo); err == nil {
			out.Posts, err = a.findComment(ctx, target, in)
		}
	case formOf(in.Post) == formMessage:
		out.Posts, err = a.findMessage(ctx, in)
	case formOf(in.Post) != formFeed && len(in.Prepared.MediaIDs) == 1:
		return a.findVideo(ctx, in.Prepared.MediaIDs[0])
	case formOf(in.Post) != formFeed:
		out.Posts, err = a.findIn(ctx, "videos", "id,description,created_time,permalink_url", in)
	default:
		fields := "id,message,created_time,permalink_url,application{id}"
		if len(in.Post.Media) > 0 {
			fields += ",attachments"
		}
		out.Posts, err = a.findIn(ctx, "published_posts", fields, in)
	}
	return out, a.missed(ctx, err)
}

// findIn looks through a listing of the page.
func (a *Activities) findIn(ctx context.Context, edge, fields string, in contract.FindPostInput) ([]contract.PostOutcome, error) {
	app, err := a.appID(ctx)
	if err != nil {
		return nil, err
	}
	since := []graphclient.Param{
		{Name: "limit", Value: "50"},
		{Name: "since", Value: strconv.FormatInt(a.since(in).Add(-lookBack).Unix(), 10)},
	}
	var found []contract.PostOutcome
	err = graphclient.List(ctx, a.client, a.page(edge), fields, since, func(s seen) bool {
		other := s.Application.ID != "" && app != "" && s.Application.ID != app
		if at, fits := a.inTime(s.CreatedTime, in); fits && !other && sameContent(s, in) {
			found = append(found, contract.PostOutcome{ID: s.ID, URL: address(s.Permalink), PublishedAt: at})
		}
		return true
	})
	return found, err
}

// since is when the attempt began, on Facebook's clock.
func (a *Activities) since(in contract.FindPostInput) time.Time {
	if in.OurClock {
		return a.client.TheirTime(in.Since)
	}
	return in.Since
}

// inTime tells whether a moment on Facebook's clock is not before the attempt.
func (a *Activities) inTime(created string, in contract.FindPostInput) (time.Time, bool) {
	return graphclient.NotBefore(created, a.since(in))
}

// sameContent compares the text, and the photos of a post that has none.
func sameContent(s seen, in contract.FindPostInput) bool {
	text := in.Post.PartText(in.Part)
	if text == "" && len(in.Prepared.MediaIDs) > 0 {
		return s.Message+s.Description == "" && shows(s.Attachments, in.Prepared.MediaIDs)
	}
	return graphclient.SameText(s.Message+s.Description, text)
}

func shows(a attachments, ids []string) bool {
	for _, one := range a.Data {
		for _, id := range ids {
			if one.Target.ID == id {
				return true
			}
			for _, sub := range one.Sub.Data {
				if sub.Target.ID == id {
					return true
				}
			}
		}
	}
	return false
}

// appID is the app that the token was made by; not to be had is no obstacle.
func (a *Activities) appID(ctx context.Context) (string, error) {
	t, err := a.inspect(ctx)
	if e, is := graphclient.As(err); is && e.Kind != graphclient.KindTransient && e.Kind != graphclient.KindRateLimited {
		return "", nil
	}
	return t.AppID, err
}

func (a *Activities) findComment(ctx context.Context, parent string, in contract.FindPostInput) ([]contract.PostOutcome, error) {
	var found []contract.PostOutcome
	listing := []graphclient.Param{{Name: "filter", Value: "stream"}, {Name: "order", Value: "reverse_chronological"}, {Name: "limit", Value: "50"}}
	err := graphclient.List(ctx, a.client, parent+"/comments", "id,message,created_time,from{id},permalink_url", listing, func(s seen) bool {
		ours := s.From.ID == "" || s.From.ID == a.cfg.PageID
		at, fits := a.inTime(s.CreatedTime, in)
		if fits && ours && graphclient.SameText(s.Message, in.Post.PartText(in.Part)) {
			found = append(found, contract.PostOutcome{ID: s.ID, URL: address(s.Permalink), PublishedAt: at})
		}
		return true
	})
	return found, err
}

// findVideo asks a video itself, which knows for sure when it is public. That
// it is not yet says nothing for sure.
func (a *Activities) findVideo(ctx context.Context, id string) (contract.FoundPosts, error) {
	v, err := a.video(ctx, id)
	if err != nil || !v.public() {
		return contract.FoundPosts{}, a.missed(ctx, err)
	}
	at, _ := graphclient.Time(v.CreatedTime)
	return contract.FoundPosts{Certain: true, Posts: []contract.PostOutcome{{ID: id, URL: address(v.Permalink), PublishedAt: at}}}, nil
}

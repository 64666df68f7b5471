package xcom

import (
	"context"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// skew is how much earlier than the attempt X may date a post of it.
const skew = 2 * time.Second

// FindPost looks for a part whose answer was lost, among what the account has
// posted since the attempt began: in the own timeline, or in the conversation
// for a direct message. It is never certain that a post is not there, since the
// timeline may lag. It never writes.
func (a *Activities) FindPost(ctx context.Context, in contract.FindPostInput) (contract.FoundPosts, error) {
	if a.client == nil {
		return contract.FoundPosts{}, notConfigured()
	}
	if err := onX(in.Post, in.Part, in.Parent, false); err != nil {
		return contract.FoundPosts{}, err
	}
	me, err := a.client.KnownMe(ctx)
	if err != nil {
		return contract.FoundPosts{}, a.failed(err)
	}
	since := in.Since
	if in.OurClock {
		since = a.client.TheirTime(since)
	}
	since = since.Add(-skew).Truncate(time.Second) // X tells times in whole seconds
	if in.Post.Kind == contract.PostDM {
		found, err := a.findMessage(ctx, in, me, since)
		return found, a.failed(err)
	}
	posts, err := a.client.Timeline(ctx, me.ID, since)
	if err != nil {
		return contract.FoundPosts{}, a.failed(err)
	}
	parent := in.Parent
	if in.Part == 0 {
		parent = ""
		if in.Post.Kind == contract.PostReply {
			parent, _ = replyTarget(in.Post.ReplyTo) // onX has checked it
		}
	}
	var found contract.FoundPosts
	for _, p := range posts {
		if matches(in, p, parent, since) {
			found.Posts = append(found.Posts, contract.PostOutcome{ID: p.ID, URL: permalink(me, p.ID), PublishedAt: p.Created.UTC()})
		}
	}
	return found, nil
}

// matches goes by the text. How many files a post carries decides only where
// there is no text: a post that is not recognized would be posted twice, and X
// takes no text twice in a short time.
func matches(in contract.FindPostInput, p xclient.Post, parent string, since time.Time) bool {
	text := in.Post.PartText(in.Part)
	if text == "" && p.Media > 0 && p.Media != len(in.Post.Media) {
		return false
	}
	return !p.Repost && !p.Created.Before(since) && p.ReplyTo == parent && xclient.SameText(text, p.Text, parent != "")
}

func (a *Activities) findMessage(ctx context.Context, in contract.FindPostInput, me xclient.User, since time.Time) (contract.FoundPosts, error) {
	to, err := a.recipient(ctx, in.Post.Recipient)
	if err != nil {
		return contract.FoundPosts{}, err
	}
	messages, err := a.client.Messages(ctx, to, since)
	if err != nil {
		return contract.FoundPosts{}, err
	}
	var found contract.FoundPosts
	for _, m := range messages {
		if m.Sender == me.ID && xclient.SameText(in.Post.Text, m.Text, false) {
			found.Posts = append(found.Posts, contract.PostOutcome{ID: m.ID, PublishedAt: m.Created.UTC()})
		}
	}
	return found, nil
}

// permalink is where people read a post.
func permalink(me xclient.User, id string) string {
	return "https://x.com/" + me.Handle + "/status/" + id
}

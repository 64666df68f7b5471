package posts

import (
	"cmp"
	"context"
	"slices"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// FindPublished gives what our books say is out of a post, oldest first. A
// direct message is not among it: it cannot be taken back.
func (d *Desk) FindPublished(_ context.Context, in contract.FindPublishedInput) (contract.PublishedPosts, error) {
	slots, entries := d.book.all()
	out := contract.PublishedPosts{}
	for _, e := range entries {
		if e.PostID == in.PostID {
			out.Path = e.Path
		}
	}
	for _, e := range slots {
		if e.PostID != in.PostID || e.Result.Status != contract.StatusDone || e.Result.Outcome.ID == "" || e.Post.Kind == contract.PostDM {
			continue
		}
		out.Title = e.Title
		out.Posts = append(out.Posts, contract.PublishedPost{Slot: e.Slot, Post: e.Post, Result: e.Result})
	}
	slices.SortFunc(out.Posts, func(a, b contract.PublishedPost) int {
		return cmp.Or(a.Slot.Compare(b.Slot), cmp.Compare(a.Post.Platform, b.Post.Platform))
	})
	return out, nil
}

package xcom

import (
	"context"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// PublishPost makes one part of the judged post public, in one attempt: the
// post or reply itself, a part that hangs on Parent (thread, first comment), or
// a direct message. A failure of kind transient means that nothing was sent.
// Without credentials, or with DryRun, the exact requests are described and
// nobody is contacted.
func (a *Activities) PublishPost(ctx context.Context, in contract.PublishPostInput) (contract.PostOutcome, error) {
	in.DryRun = in.DryRun || a.client == nil
	if err := check(in); err != nil {
		return contract.PostOutcome{}, err
	}
	if in.DryRun {
		described, err := a.describe(in)
		return contract.PostOutcome{DryRun: true, Request: described}, err
	}
	if err := prepared(in); err != nil {
		return contract.PostOutcome{}, err
	}
	began, err := a.client.TheirNow(ctx)
	if err != nil {
		return contract.PostOutcome{}, a.failed(err)
	}
	stop := attempt.Begin(ctx, a.heartbeat, began)
	defer stop()
	id, err := a.publish(ctx, in)
	if err != nil {
		return contract.PostOutcome{}, attempt.Dated(a.failed(err), began)
	}
	return contract.PostOutcome{ID: id, PublishedAt: a.now().UTC()}, nil
}

func (a *Activities) publish(ctx context.Context, in contract.PublishPostInput) (string, error) {
	if in.Post.Kind == contract.PostDM {
		to, err := a.recipient(ctx, in.Post.Recipient)
		if err != nil {
			return "", err
		}
		return a.client.Message(ctx, newMessage(in, to))
	}
	p, err := newPost(in)
	if err != nil {
		return "", err
	}
	return a.client.Create(ctx, p)
}

// newPost is exactly what is sent for a part.
func newPost(in contract.PublishPostInput) (xclient.NewPost, error) {
	p := xclient.NewPost{Text: in.Post.PartText(in.Part), ReplyTo: in.Parent}
	if in.Part > 0 {
		return p, nil
	}
	p.MediaIDs, p.ReplyTo = in.Prepared.MediaIDs, ""
	if in.Post.Kind != contract.PostReply {
		return p, nil
	}
	to, err := replyTarget(in.Post.ReplyTo)
	p.ReplyTo = to
	return p, err
}

func newMessage(in contract.PublishPostInput, to string) xclient.NewMessage {
	return xclient.NewMessage{To: to, Text: in.Post.Text, MediaIDs: in.Prepared.MediaIDs}
}

// check refuses what is not the judged post, or is none that X can have.
func check(in contract.PublishPostInput) error {
	fingerprint, err := in.Post.Fingerprint()
	if err != nil {
		return refuse(contract.FailInvalid, "The post cannot be fingerprinted: "+err.Error())
	}
	if in.Fingerprint == "" || fingerprint != in.Fingerprint {
		return refuse(contract.FailConflict, "The post is not the one that was checked; nothing was sent. Save its note again.")
	}
	if err := onX(in.Post, in.Part, in.Parent, in.DryRun); err != nil {
		return err
	}
	if in.Post.PartText(in.Part) == "" && (in.Part > 0 || len(in.Post.Media) == 0) {
		return refuse(contract.FailInvalid, "A post on X needs a text or media.")
	}
	return nil
}

// onX refuses a post of another platform and a part that the post does not have.
func onX(p contract.PlatformPost, part int, parent string, dry bool) error {
	switch {
	case p.Platform != contract.X:
		return refuse(contract.FailInvalid, "The post is not one for X.")
	case part < 0 || part >= p.Parts(), part > 0 && p.Kind == contract.PostDM:
		return refuse(contract.FailInvalid, "The post has no such part.")
	case part > 0 && !dry && !postID.MatchString(parent):
		return refuse(contract.FailInvalid, "The post before this part is not known.")
	case p.Kind == contract.PostDM && len(p.Media) > 1:
		return refuse(contract.FailInvalid, "A direct message on X takes one media file.")
	case p.Kind == contract.PostReply:
		_, err := replyTarget(p.ReplyTo)
		return err
	}
	return nil
}

// prepared refuses to publish without the media that were judged.
func prepared(in contract.PublishPostInput) error {
	if in.Part > 0 || len(in.Post.Media) == 0 {
		return nil
	}
	if in.Prepared.State != contract.PreparedReady || len(in.Prepared.MediaIDs) != len(in.Post.Media) {
		return refuse(contract.FailInvalid, "The media of the post are not ready at X; prepare them again.")
	}
	return nil
}

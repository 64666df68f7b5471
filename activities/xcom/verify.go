package xcom

import (
	"context"
	"time"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// VerifyPost reads a published post back and gives its permalink. A direct
// message has none.
func (a *Activities) VerifyPost(ctx context.Context, in contract.VerifyPostInput) (contract.PostOutcome, error) {
	if a.client == nil {
		return contract.PostOutcome{}, notConfigured()
	}
	if !postID.MatchString(in.ID) {
		return contract.PostOutcome{}, refuse(contract.FailInvalid, "That is no ID of X's.")
	}
	if in.Post.Kind == contract.PostDM {
		out, err := a.verifyMessage(ctx, in)
		return out, a.failed(err)
	}
	me, err := a.client.KnownMe(ctx)
	if err != nil {
		return contract.PostOutcome{}, a.failed(err)
	}
	p, err := a.client.Post(ctx, in.ID)
	if err != nil {
		return contract.PostOutcome{}, a.failed(err)
	}
	return contract.PostOutcome{ID: p.ID, URL: permalink(me, p.ID), PublishedAt: p.Created.UTC()}, nil
}

func (a *Activities) verifyMessage(ctx context.Context, in contract.VerifyPostInput) (contract.PostOutcome, error) {
	to, err := a.recipient(ctx, in.Post.Recipient)
	if err != nil {
		return contract.PostOutcome{}, err
	}
	messages, err := a.client.Messages(ctx, to, time.Time{})
	if err != nil {
		return contract.PostOutcome{}, err
	}
	for _, m := range messages {
		if m.ID == in.ID {
			return contract.PostOutcome{ID: m.ID, PublishedAt: m.Created.UTC()}, nil
		}
	}
	return contract.PostOutcome{}, refuse(contract.FailNotFound, "The message is not in the conversation on X (any more).")
}

// DeletePost takes a published post away, in one attempt; one that is gone
// already is a success. With DryRun, or without credentials, nothing is done.
func (a *Activities) DeletePost(ctx context.Context, in contract.DeletePostInput) (contract.Nothing, error) {
	if in.Platform != contract.X || !postID.MatchString(in.ID) {
		return contract.Nothing{}, refuse(contract.FailInvalid, "That is no ID of a post on X.")
	}
	if in.DryRun || a.client == nil {
		return contract.Nothing{}, nil
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	return contract.Nothing{}, a.failed(a.client.Delete(ctx, in.ID))
}

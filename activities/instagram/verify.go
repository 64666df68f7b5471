package instagram

import (
	"context"
	"net/http"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// VerifyPost reads a published post back and gives its permalink. Comments and
// messages have none.
func (a *Activities) VerifyPost(ctx context.Context, in contract.VerifyPostInput) (contract.PostOutcome, error) {
	if a.client == nil {
		return contract.PostOutcome{}, notConfigured()
	}
	fields := "id,permalink,timestamp"
	switch in.Post.Kind {
	case contract.PostDM:
		return contract.PostOutcome{ID: in.ID}, nil
	case contract.PostReply:
		fields = "id,timestamp"
	}
	got, err := a.client.Read(ctx, in.ID, fields)
	if err != nil {
		return contract.PostOutcome{}, a.missed(ctx, err)
	}
	at, _ := graphclient.Time(got.Str("timestamp"))
	return contract.PostOutcome{ID: in.ID, URL: got.Str("permalink"), PublishedAt: at}, nil
}

// byHand is what remains where no program may take a post away.
const byHand = " Delete it by hand: open the post in the Instagram app, then the three dots, then Delete."

// DeletePost takes a post or a comment away, in one attempt. Only tokens of the
// login with Facebook may do it, with the right instagram_manage_contents.
func (a *Activities) DeletePost(ctx context.Context, in contract.DeletePostInput) (contract.Nothing, error) {
	if in.Platform != contract.Instagram || !idForm.MatchString(in.ID) {
		return contract.Nothing{}, refuse(contract.FailInvalid, "This is not the ID of something on Instagram.")
	}
	if in.DryRun {
		return contract.Nothing{}, nil
	}
	if a.client == nil {
		return contract.Nothing{}, notConfigured()
	}
	if a.client.InstagramLogin() {
		return contract.Nothing{}, refuse(contract.FailInvalid, "With a token of the login with Instagram no program can take a post away."+byHand)
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	got, err := a.client.Do(ctx, graphclient.Request{Verb: http.MethodDelete, Path: in.ID, Effect: graphclient.Publishes})
	if err == nil && got.Succeeded() {
		return contract.Nothing{}, nil
	}
	switch {
	case graphclient.Is(err, graphclient.ReasonRight):
		return contract.Nothing{}, refuse(contract.FailAuth, "Instagram lets only a token with the right instagram_manage_contents take posts away; give the app that right and make a new token."+byHand)
	case graphclient.Is(err, graphclient.ReasonRefused):
		return contract.Nothing{}, refuse(contract.FailInvalid, "Instagram does not let a program take this away."+byHand)
	}
	e, is := graphclient.As(err)
	if is && e.Kind != graphclient.KindUnknown && e.Reason != graphclient.ReasonMissing {
		return contract.Nothing{}, a.stopped(err)
	}
	if a.gone(ctx, in.ID) {
		return contract.Nothing{}, nil
	}
	if is && e.Kind == graphclient.KindUnknown {
		return contract.Nothing{}, a.stopped(err)
	}
	return contract.Nothing{}, unknown("Instagram does not say whether it took the post away; look at the account.")
}

// gone tells that there is nothing under an ID, while the account itself is
// there: a token that sees nothing at all proves nothing.
func (a *Activities) gone(ctx context.Context, id string) bool {
	_, err := a.client.Read(ctx, id, "id")
	if !graphclient.Is(err, graphclient.ReasonMissing) {
		return false
	}
	_, err = a.client.Read(ctx, a.cfg.UserID, "id")
	return err == nil
}

package facebook

import (
	"context"
	"net/http"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// VerifyPost reads a published post back and gives its permalink. A message has
// none.
func (a *Activities) VerifyPost(ctx context.Context, in contract.VerifyPostInput) (contract.PostOutcome, error) {
	if a.client == nil {
		return contract.PostOutcome{}, notConfigured()
	}
	switch formOf(in.Post) {
	case formMessage:
		return contract.PostOutcome{ID: in.ID}, nil
	case formVideo, formReel:
		return a.verifyVideo(ctx, in.ID)
	}
	got, err := a.client.Read(ctx, in.ID, "id,permalink_url,created_time")
	if err != nil {
		return contract.PostOutcome{}, a.missed(ctx, err)
	}
	at, _ := graphclient.Time(got.Str("created_time"))
	return contract.PostOutcome{ID: in.ID, URL: address(got.Str("permalink_url")), PublishedAt: at}, nil
}

func (a *Activities) verifyVideo(ctx context.Context, id string) (contract.PostOutcome, error) {
	v, err := a.video(ctx, id)
	if err != nil {
		return contract.PostOutcome{}, a.missed(ctx, err)
	}
	if words := v.failure(); words != "" {
		return contract.PostOutcome{}, refuse(contract.FailInvalid, "Facebook took the video, but could not work on it: "+words+". Save it in another form (MP4, H.264) and post it anew.")
	}
	if !v.public() {
		return contract.PostOutcome{}, wait("Facebook is still working on the video.")
	}
	at, _ := graphclient.Time(v.CreatedTime)
	return contract.PostOutcome{ID: id, URL: address(v.Permalink), PublishedAt: at}, nil
}

// DeletePost takes a post or a comment away, in one attempt. When it is not
// clear whether it was, it is looked for, since what is gone is done.
func (a *Activities) DeletePost(ctx context.Context, in contract.DeletePostInput) (contract.Nothing, error) {
	if in.Platform != contract.Facebook || !idForm.MatchString(in.ID) {
		return contract.Nothing{}, refuse(contract.FailInvalid, "This is not the ID of something on Facebook.")
	}
	if in.DryRun {
		return contract.Nothing{}, nil
	}
	if a.client == nil {
		return contract.Nothing{}, notConfigured()
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	got, err := a.client.Do(ctx, graphclient.Request{Verb: http.MethodDelete, Path: in.ID, Effect: graphclient.Publishes})
	if err == nil && got.Succeeded() {
		return contract.Nothing{}, nil
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
	return contract.Nothing{}, unknown("Facebook does not say whether it took the post away; look at the page.")
}

// gone tells that there is nothing under an ID, while the page itself is
// there: a token that sees nothing at all proves nothing.
func (a *Activities) gone(ctx context.Context, id string) bool {
	_, err := a.client.Read(ctx, id, "id")
	if !graphclient.Is(err, graphclient.ReasonMissing) {
		return false
	}
	_, err = a.client.Read(ctx, a.cfg.PageID, "id")
	return err == nil
}

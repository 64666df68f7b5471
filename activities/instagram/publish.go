package instagram

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// PublishPost makes one part of a post public, in one attempt. A lost answer is
// outcome_unknown. Without an account, or with DryRun, the calls are described
// and nothing is contacted.
func (a *Activities) PublishPost(ctx context.Context, in contract.PublishPostInput) (contract.PostOutcome, error) {
	if err := sameAsJudged(in); err != nil {
		return contract.PostOutcome{}, err
	}
	if err := a.check(in.Post); err != nil {
		return contract.PostOutcome{}, err
	}
	if in.Part < 0 || in.Part >= in.Post.Parts() {
		return contract.PostOutcome{}, refuse(contract.FailInvalid, "The post has no part "+strconv.Itoa(in.Part+1)+".")
	}
	if in.DryRun || a.client == nil {
		return contract.PostOutcome{DryRun: true, Request: a.describe(in)}, nil
	}
	began, err := a.client.TheirNow(ctx, a.cfg.UserID)
	if err != nil {
		return contract.PostOutcome{}, a.stopped(err)
	}
	stop := attempt.Begin(ctx, a.heartbeat, began)
	defer stop()
	out, err := a.send(ctx, in)
	return out, attempt.Dated(err, began)
}

func (a *Activities) send(ctx context.Context, in contract.PublishPostInput) (contract.PostOutcome, error) {
	r, err := a.ready(ctx, in)
	if err != nil {
		return contract.PostOutcome{}, err
	}
	got, err := a.client.Do(ctx, r)
	if graphclient.Is(err, graphclient.ReasonContainerGone, graphclient.ReasonMissing) && in.Part == 0 && in.Post.Kind == contract.PostPublic {
		return contract.PostOutcome{}, a.lost(ctx, in.Prepared.ContainerID)
	}
	if err != nil {
		return contract.PostOutcome{}, a.stopped(err)
	}
	id := got.Str("id")
	if in.Post.Kind == contract.PostDM {
		id = got.Str("message_id")
	}
	if id == "" {
		return contract.PostOutcome{}, unknown("Instagram's answer does not say whether the post was made, so it may or may not be there.")
	}
	return contract.PostOutcome{ID: id, PublishedAt: a.now().UTC()}, nil
}

// sameAsJudged refuses a post that is not the one that was judged.
func sameAsJudged(in contract.PublishPostInput) error {
	fingerprint, err := in.Post.Fingerprint()
	if err != nil {
		return refuse(contract.FailInvalid, "The post cannot be fingerprinted: "+err.Error())
	}
	if in.Fingerprint == "" || fingerprint != in.Fingerprint {
		return refuse(contract.FailConflict, "The post is not the one that was judged; nothing was sent. Save its note again.")
	}
	return nil
}

// ready looks at what the call needs and gives the call. Nothing was sent when
// it fails, except that a container may turn out to be published already.
func (a *Activities) ready(ctx context.Context, in contract.PublishPostInput) (graphclient.Request, error) {
	r := graphclient.Request{Verb: http.MethodPost, Effect: graphclient.Publishes}
	switch {
	case in.Part > 0 && in.Parent == "":
		return r, refuse(contract.FailInvalid, "The comment has no post to stand under.")
	case in.Part > 0:
		return commentRequest(in.Parent+"/comments", in.Post.PartText(in.Part)), nil
	case in.Post.Kind == contract.PostReply:
		path, err := a.answerPath(ctx, in.Post.ReplyTo)
		return commentRequest(path, in.Post.Text), a.stopped(err)
	case in.Post.Kind == contract.PostDM:
		return messageRequest(in.Post), a.mayWrite(ctx, in.Post.Recipient)
	}
	return a.publishRequest(in.Prepared.ContainerID), a.publishable(ctx, in.Prepared.ContainerID)
}

const goneWords = "What was prepared for Instagram is no longer good, so nothing was published; it is prepared anew."

// publishable looks at the container first, so that one that was published by
// an attempt nobody knows of is not taken for a failure.
func (a *Activities) publishable(ctx context.Context, container string) error {
	if container == "" {
		return refuse(contract.FailTransient, "Nothing was prepared for Instagram, so nothing was published; it is prepared anew.")
	}
	code, _, err := a.status(ctx, container)
	switch {
	case graphclient.Is(err, graphclient.ReasonMissing):
		return nil // it has been seen to be lost from sight for a moment; publishing tells
	case err != nil:
		return a.stopped(err)
	case code == "PUBLISHED":
		return unknown("Instagram says that this was published already; it is looked for.")
	case code == "EXPIRED" || code == "ERROR":
		return refuse(contract.FailTransient, goneWords)
	case code == "IN_PROGRESS":
		return refuse(contract.FailTransient, "Instagram is still working on the media, so nothing was published; it is tried again.")
	}
	return nil
}

// lost asks a container that Instagram does not find whether it was published
// after all.
func (a *Activities) lost(ctx context.Context, container string) error {
	code, _, lookErr := a.status(ctx, container)
	switch {
	case lookErr != nil && !graphclient.Is(lookErr, graphclient.ReasonMissing), code == "PUBLISHED":
		return unknown("Instagram no longer finds what was prepared, so it may have been published already; it is looked for.")
	case code == "FINISHED" || code == "IN_PROGRESS":
		return refuse(contract.FailTransient, "Instagram did not find what was prepared, so nothing was published; it is tried again.")
	}
	return refuse(contract.FailTransient, goneWords)
}

func (a *Activities) publishRequest(container string) graphclient.Request {
	return graphclient.Request{Verb: http.MethodPost, Path: a.account("media_publish"), Params: params("creation_id", container), Effect: graphclient.Publishes}
}

func commentRequest(path, text string) graphclient.Request {
	return graphclient.Request{Verb: http.MethodPost, Path: path, Params: params("message", text), Effect: graphclient.Publishes}
}

func messageRequest(p contract.PlatformPost) graphclient.Request {
	return graphclient.Request{
		Verb: http.MethodPost, Path: "me/messages", Effect: graphclient.Publishes,
		Params: []graphclient.Param{{Name: "recipient", Value: map[string]string{"id": p.Recipient}}, {Name: "message", Value: map[string]string{"text": p.Text}}},
	}
}

// params makes parameters of name and value, leaving out what is empty.
func params(pairs ...string) []graphclient.Param {
	var out []graphclient.Param
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, graphclient.Param{Name: pairs[i], Value: pairs[i+1]})
		}
	}
	return out
}

// account is a path below the account.
func (a *Activities) account(edge string) string {
	id := a.cfg.UserID
	if id == "" {
		id = "<ID of the account>"
	}
	return id + "/" + edge
}

// describe writes the calls that the real run would make, in their order.
func (a *Activities) describe(in contract.PublishPostInput) string {
	var calls []graphclient.Request
	switch {
	case in.Part > 0:
		calls = append(calls, commentRequest("<ID of the post>/comments", in.Post.PartText(in.Part)))
	case in.Post.Kind == contract.PostReply:
		calls = append(calls, commentRequest("<ID of "+in.Post.ReplyTo+">/replies", in.Post.Text))
	case in.Post.Kind == contract.PostDM:
		calls = append(calls, messageRequest(in.Post))
	default:
		calls = append(a.uploads(in.Post), a.publishRequest("<ID of the container>"))
	}
	var b strings.Builder
	for _, r := range calls {
		b.WriteString(r.Describe(a.cfg.Version))
	}
	return b.String()
}

// uploads are the calls of EnsurePrepared, for the description.
func (a *Activities) uploads(p contract.PlatformPost) []graphclient.Request {
	var out []graphclient.Request
	var children []string
	many := len(p.Media) > 1
	for i, m := range p.Media {
		out = append(out, a.containerRequest(p, m, many))
		if video(m) && !public(m) {
			out = append(out, graphclient.Request{
				Verb: http.MethodPost, Path: "<upload address that Instagram names>", File: &graphclient.File{Param: "body", Name: "media.mp4", Type: m.Type, Size: m.Bytes},
			})
		}
		children = append(children, "<ID of item "+strconv.Itoa(i+1)+">")
	}
	if many {
		out = append(out, a.carouselRequest(p, children))
	}
	return out
}

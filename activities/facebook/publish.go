package facebook

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
// outcome_unknown. Without a page, or with DryRun, the calls are described and
// nothing is contacted.
func (a *Activities) PublishPost(ctx context.Context, in contract.PublishPostInput) (contract.PostOutcome, error) {
	if err := sameAsJudged(in); err != nil {
		return contract.PostOutcome{}, err
	}
	if err := check(in.Post); err != nil {
		return contract.PostOutcome{}, err
	}
	if in.Part < 0 || in.Part >= in.Post.Parts() {
		return contract.PostOutcome{}, refuse(contract.FailInvalid, "The post has no part "+strconv.Itoa(in.Part+1)+".")
	}
	dry := in.DryRun || a.client == nil
	if !dry && in.Part > 0 && in.Parent == "" {
		return contract.PostOutcome{}, refuse(contract.FailInvalid, "The comment has no post to stand under.")
	}
	r, err := a.publishRequest(in)
	if err != nil {
		return contract.PostOutcome{}, err
	}
	if dry {
		return contract.PostOutcome{DryRun: true, Request: a.describe(in, r)}, nil
	}
	began, err := a.client.TheirNow(ctx, a.cfg.PageID)
	if err != nil {
		return contract.PostOutcome{}, a.stopped(err)
	}
	stop := attempt.Begin(ctx, a.heartbeat, began)
	defer stop()
	out, err := a.send(ctx, in, r)
	return out, attempt.Dated(err, began)
}

func (a *Activities) send(ctx context.Context, in contract.PublishPostInput, r graphclient.Request) (contract.PostOutcome, error) {
	if in.Part == 0 && formOf(in.Post) == formMessage {
		if err := a.mayWrite(ctx, in.Post.Recipient); err != nil {
			return contract.PostOutcome{}, err
		}
	}
	got, err := a.client.Do(ctx, r)
	if err != nil {
		return contract.PostOutcome{}, a.unfinished(ctx, in, err)
	}
	return a.outcome(in, got)
}

// unfinished looks at a video whose publishing was refused: one that an attempt
// nobody knows of has published cannot be finished again, and making it anew
// would show it twice.
func (a *Activities) unfinished(ctx context.Context, in contract.PublishPostInput, err error) error {
	f := formOf(in.Post)
	uploaded := in.Part == 0 && (f == formReel || f == formVideo) && len(in.Prepared.MediaIDs) == 1
	if uploaded && graphclient.Is(err, graphclient.ReasonMissing, graphclient.ReasonRefused) {
		v, lookErr := a.video(ctx, in.Prepared.MediaIDs[0])
		switch {
		case lookErr == nil && v.public():
			return unknown("Facebook has published this video already; it is looked for.")
		case graphclient.Is(lookErr, graphclient.ReasonMissing):
			return refuse(contract.FailTransient, "The uploaded video is no longer there, so nothing was published; it is uploaded anew.")
		}
	}
	return a.stopped(err)
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

// publishRequest is the one call that makes the part public.
func (a *Activities) publishRequest(in contract.PublishPostInput) (graphclient.Request, error) {
	r := graphclient.Request{Verb: http.MethodPost, Effect: graphclient.Publishes}
	text := in.Post.PartText(in.Part)
	if in.Part > 0 {
		r.Path, r.Params = orWord(in.Parent, "<ID of the post>")+"/comments", params("message", text)
		return r, nil
	}
	switch formOf(in.Post) {
	case formReply:
		target, err := a.target(in.Post.ReplyTo)
		if err != nil {
			return r, err
		}
		r.Path, r.Params = target+"/comments", params("message", text)
	case formMessage:
		r.Path = a.page("messages")
		r.Params = []graphclient.Param{
			{Name: "recipient", Value: map[string]string{"id": in.Post.Recipient}}, {Name: "message", Value: map[string]string{"text": text}}, {Name: "messaging_type", Value: "RESPONSE"},
		}
	case formReel:
		r.Path = a.page("video_reels")
		r.Params = params("upload_phase", "finish", "video_id", nth(in.Prepared.MediaIDs, 0, "<ID of the video>"), "video_state", "PUBLISHED", "description", text)
	case formVideo:
		r.Path = a.page("videos")
		if public(in.Post.Media[0]) {
			r.Params = params("file_url", in.Post.Media[0].Source, "description", text)
		} else {
			r.Params = params("upload_phase", "finish", "upload_session_id", orWord(in.Prepared.ContainerID, "<ID of the upload>"), "description", text)
		}
	default:
		r.Path, r.Params = a.page("feed"), a.feedParams(in, text)
	}
	return r, nil
}

func (a *Activities) feedParams(in contract.PublishPostInput, text string) []graphclient.Param {
	out := params("message", text, "link", in.Post.Link)
	if len(in.Post.Media) == 0 {
		return out
	}
	attached := make([]map[string]string, len(in.Post.Media))
	for i := range in.Post.Media {
		attached[i] = map[string]string{"media_fbid": nth(in.Prepared.MediaIDs, i, "<ID of photo "+strconv.Itoa(i+1)+">")}
	}
	return append(out, graphclient.Param{Name: "attached_media", Value: attached})
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

func orWord(id, word string) string {
	if id == "" {
		return word
	}
	return id
}

func nth(ids []string, i int, word string) string {
	if i < len(ids) {
		return ids[i]
	}
	return word
}

// outcome reads what was made. An answer that does not say it leaves it open.
func (a *Activities) outcome(in contract.PublishPostInput, got graphclient.Answer) (contract.PostOutcome, error) {
	out := contract.PostOutcome{ID: got.Str("id"), PublishedAt: a.now().UTC()}
	if in.Part == 0 {
		switch formOf(in.Post) {
		case formMessage:
			out.ID = got.Str("message_id")
		case formReel, formVideo:
			if out.ID == "" && got.Succeeded() { // the phases say only that it went well
				out.ID = nth(in.Prepared.MediaIDs, 0, "")
			}
		}
	}
	if out.ID == "" {
		return contract.PostOutcome{}, unknown("Facebook's answer does not say whether the post was made, so it may or may not be there.")
	}
	return out, nil
}

// describe writes the calls that the real run would make, in their order.
func (a *Activities) describe(in contract.PublishPostInput, publish graphclient.Request) string {
	var b strings.Builder
	if in.Part == 0 && formOf(in.Post) < formReply {
		for _, r := range a.uploads(in.Post) {
			b.WriteString(r.Describe(a.cfg.Version))
		}
	}
	b.WriteString(publish.Describe(a.cfg.Version))
	return b.String()
}

// uploads are the calls of EnsurePrepared, for the description.
func (a *Activities) uploads(p contract.PlatformPost) []graphclient.Request {
	var out []graphclient.Request
	for _, m := range p.Media {
		switch {
		case formOf(p) == formReel:
			up := graphclient.Request{Verb: http.MethodPost, Path: "<upload address that Facebook names>"}
			if public(m) {
				up.Params = params("file_url", m.Source)
			} else {
				up.File = &graphclient.File{Param: "body", Name: fileName(m), Type: m.Type, Size: m.Bytes}
			}
			out = append(out, a.reelStart(), up)
		case formOf(p) == formVideo && public(m): // named when publishing
		case formOf(p) == formVideo:
			out = append(out, a.videoStart(m), graphclient.Request{
				Verb: http.MethodPost, Path: a.page("videos"), Params: params("upload_phase", "transfer", "upload_session_id", "<ID of the upload>", "start_offset", "<as Facebook asks>"),
				File: &graphclient.File{Param: "video_file_chunk", Name: "all chunks of " + fileName(m), Type: m.Type, Size: m.Bytes},
			})
		default:
			out = append(out, a.photoRequest(m))
		}
	}
	return out
}

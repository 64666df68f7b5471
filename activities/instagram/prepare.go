package instagram

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// lifetime of a container that is not published.
const lifetime = 24 * time.Hour

// How long a container is left alone between two looks; Meta advises to ask
// once a minute.
const (
	imageCheck = 5 * time.Second
	videoCheck = 30 * time.Second
)

// EnsurePrepared makes the containers of a post and uploads what it needs.
// Nothing of it is public, so it may be repeated. A carousel's own container is
// made by FetchPrepared, when its items are ready.
func (a *Activities) EnsurePrepared(ctx context.Context, in contract.PreparePostInput) (contract.Prepared, error) {
	if err := a.check(in.Post); err != nil {
		return contract.Prepared{}, err
	}
	if in.DryRun || a.client == nil || in.Post.Kind != contract.PostPublic {
		return contract.Prepared{State: contract.PreparedReady}, nil
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	out := contract.Prepared{Expires: a.now().Add(lifetime).UTC()}
	many := len(in.Post.Media) > 1
	for _, m := range in.Post.Media {
		id, err := a.container(ctx, in.Post, m, many)
		if err != nil {
			return a.notPrepared(ctx, err)
		}
		if !many {
			out.ContainerID = id
			break
		}
		out.MediaIDs = append(out.MediaIDs, id)
	}
	return a.progress(ctx, in.Post, out)
}

// FetchPrepared tells how far Instagram is with the containers. When the items
// of a carousel are ready it makes the carousel's own, which nobody sees.
func (a *Activities) FetchPrepared(ctx context.Context, in contract.FetchPreparedInput) (contract.Prepared, error) {
	if a.client == nil || in.Post.Kind != contract.PostPublic {
		return in.Prepared, nil
	}
	return a.progress(ctx, in.Post, in.Prepared)
}

// notPrepared tells a refusal of the media as a state, anything else as a
// failure.
func (a *Activities) notPrepared(ctx context.Context, err error) (contract.Prepared, error) {
	e, is := graphclient.As(err)
	switch {
	case is && e.Reason == graphclient.ReasonMediaFetch:
		return contract.Prepared{State: contract.PreparedFailed, Problem: e.Sentence(), Retry: true}, nil
	case is && e.Kind == graphclient.KindInvalid && !e.Blocked && e.Reason != graphclient.ReasonVersion:
		return contract.Prepared{State: contract.PreparedFailed, Problem: e.Sentence()}, nil
	}
	return contract.Prepared{}, a.missed(ctx, err)
}

// container makes the container of one medium.
func (a *Activities) container(ctx context.Context, p contract.PlatformPost, m contract.PostMedia, item bool) (string, error) {
	got, err := a.client.Do(ctx, a.containerRequest(p, m, item))
	if err != nil {
		return "", err
	}
	id := got.Str("id")
	if id == "" {
		return "", wait("Instagram's answer has no container.")
	}
	if !video(m) || public(m) {
		return id, nil
	}
	if a.openMedia == nil {
		return "", unopened(m, "there is no media store")
	}
	file, err := a.openMedia(m)
	if err != nil {
		return "", unopened(m, err.Error())
	}
	defer func() { _ = file.Close() }()
	return id, a.client.Upload(ctx, graphclient.Upload{Address: got.Str("uri"), Content: file, Size: m.Bytes})
}

func unopened(m contract.PostMedia, why string) error {
	return refuse(contract.FailNotFound, "The media "+m.Source+" cannot be read: "+why+". Save the note again, so that it is read anew.")
}

func (a *Activities) containerRequest(p contract.PlatformPost, m contract.PostMedia, item bool) graphclient.Request {
	r := graphclient.Request{Verb: http.MethodPost, Path: a.account("media"), Effect: graphclient.Prepares}
	switch {
	case !video(m):
		r.Params = params("image_url", m.Source, "alt_text", m.Alt)
	case item:
		r.Params = params("media_type", "VIDEO")
	default:
		r.Params = params("media_type", "REELS", "share_to_feed", "true")
	}
	if video(m) {
		if public(m) {
			r.Params = append(r.Params, params("video_url", m.Source)...)
		} else {
			r.Params = append(r.Params, params("upload_type", "resumable")...)
		}
	}
	if item {
		r.Params = append(r.Params, params("is_carousel_item", "true")...)
	} else {
		r.Params = append(r.Params, params("caption", p.Text)...)
	}
	return r
}

func (a *Activities) carouselRequest(p contract.PlatformPost, children []string) graphclient.Request {
	return graphclient.Request{
		Verb: http.MethodPost, Path: a.account("media"), Effect: graphclient.Prepares,
		Params: params("media_type", "CAROUSEL", "children", strings.Join(children, ","), "caption", p.Text),
	}
}

// progress brings what was prepared as far as it goes now.
func (a *Activities) progress(ctx context.Context, p contract.PlatformPost, at contract.Prepared) (contract.Prepared, error) {
	if at.ContainerID == "" {
		if len(at.MediaIDs) == 0 {
			at.State = contract.PreparedExpired
			return at, nil
		}
		for _, id := range at.MediaIDs {
			next, err := a.look(ctx, p, at, id)
			if err != nil || next.State != contract.PreparedReady {
				return next, err
			}
		}
		got, err := a.client.Do(ctx, a.carouselRequest(p, at.MediaIDs))
		if graphclient.Is(err, graphclient.ReasonNotReady) {
			return processing(p, at), nil
		}
		if err != nil {
			return a.notPrepared(ctx, err)
		}
		if at.ContainerID = got.Str("id"); at.ContainerID == "" {
			return contract.Prepared{}, wait("Instagram's answer has no container.")
		}
	}
	return a.look(ctx, p, at, at.ContainerID)
}

// look asks one container how it stands.
func (a *Activities) look(ctx context.Context, p contract.PlatformPost, at contract.Prepared, id string) (contract.Prepared, error) {
	code, words, err := a.status(ctx, id)
	if missed := a.missed(ctx, err); missed != nil {
		if kindOf(missed) != contract.FailNotFound {
			return contract.Prepared{}, missed
		}
		code = "EXPIRED" // it stays out of sight, so another one is needed
	}
	at.CheckAfter, at.Problem, at.Retry = 0, "", false
	switch code {
	case "FINISHED":
		at.State = contract.PreparedReady
	case "PUBLISHED":
		at.State = contract.PreparedPublished
	case "EXPIRED":
		at.State = contract.PreparedExpired
	case "ERROR":
		at.State = contract.PreparedFailed
		at.Problem, at.Retry = spoilt(words)
	default:
		return processing(p, at), nil
	}
	return at, nil
}

// status reads a container: a status code of Instagram's, and its words.
func (a *Activities) status(ctx context.Context, id string) (code, words string, err error) {
	got, err := a.client.Read(ctx, id, "status_code,status")
	return got.Str("status_code"), got.Str("status"), err
}

func processing(p contract.PlatformPost, at contract.Prepared) contract.Prepared {
	at.State, at.CheckAfter = contract.PreparedProcessing, imageCheck
	for _, m := range p.Media {
		if video(m) {
			at.CheckAfter = videoCheck
		}
	}
	return at
}

var statusCode = regexp.MustCompile(`2207[0-9]{3}`)

// spoilt tells why a container came to nothing, and whether another one may
// do better.
func spoilt(words string) (sentence string, again bool) {
	switch statusCode.FindString(words) {
	case "2207003", "2207052":
		return "Instagram could not download the media; see that the address can be opened by everybody, without a login.", true
	case "2207004":
		return "The photo is too large for Instagram (8 MB); save it smaller.", false
	case "2207005":
		return "Instagram takes photos as JPEG only; save it as JPEG.", false
	case "2207009":
		return "The form of the photo does not fit Instagram; cut it to between 4:5 (upright) and 1.91:1 (wide).", false
	case "2207026":
		return "Instagram does not take the video; save it as MP4 with H.264 and AAC.", false
	case "2207006", "2207008", "2207020", "2207001", "2207053", "":
		return "Instagram could not work on the media.", true
	}
	return "Instagram could not work on the media (" + statusCode.FindString(words) + ").", false
}

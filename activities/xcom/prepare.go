package xcom

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"go.temporal.io/sdk/activity"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/xclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// maxAlt is X's limit of an alternative text, in characters.
// Source: X's OpenAPI, createMediaMetadata.
const maxAlt = 1000

// EnsurePrepared uploads the media of a post, in pieces, and gives images their
// alternative text. Nothing of it is public; X forgets it after a day, and
// doing it again costs nothing. Without media, credentials or with DryRun there
// is nothing to do.
func (a *Activities) EnsurePrepared(ctx context.Context, in contract.PreparePostInput) (contract.Prepared, error) {
	if err := onX(in.Post, 0, "", true); err != nil {
		return contract.Prepared{}, err
	}
	if in.DryRun || a.client == nil || len(in.Post.Media) == 0 {
		return contract.Prepared{State: contract.PreparedReady}, nil
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	out := contract.Prepared{State: contract.PreparedReady}
	for i, m := range in.Post.Media {
		u, err := a.upload(ctx, in.Post.Kind, m)
		var refused *xclient.Error
		if errors.As(err, &refused) && refused.Kind == xclient.Invalid && !refused.Blocked {
			return contract.Prepared{State: contract.PreparedFailed, Problem: fmt.Sprintf("X does not take media file %d (%s). %s", i+1, m.Source, a.sentence(refused))}, nil
		}
		if err != nil {
			return contract.Prepared{}, a.failed(err)
		}
		out.MediaIDs = append(out.MediaIDs, u.ID)
		merge(&out, u)
	}
	return out, nil
}

// upload brings one file to X.
func (a *Activities) upload(ctx context.Context, kind contract.PostKind, m contract.PostMedia) (xclient.Upload, error) {
	alt := altOf(m)
	if utf8.RuneCountInString(alt) > maxAlt {
		return xclient.Upload{}, refuse(contract.FailInvalid, fmt.Sprintf("The alternative text of %s is longer than X's %d characters; shorten it.", m.Source, maxAlt))
	}
	if a.openMedia == nil {
		return xclient.Upload{}, refuse(contract.FailInvalid, "The media file "+m.Source+" cannot be opened on this host.")
	}
	content, err := a.openMedia(m)
	if err != nil {
		return xclient.Upload{}, refuse(contract.FailInvalid, "The media file "+m.Source+" cannot be opened; put it into the note again.")
	}
	defer func() { _ = content.Close() }()
	u, err := a.client.Send(ctx, xclient.File{Category: categoryOf(kind, m.Kind), Type: m.Type, Bytes: m.Bytes, Content: content},
		func(done, of int) { activity.RecordHeartbeat(ctx, m.Source, done, of) })
	if err != nil {
		return u, err
	}
	if alt == "" || u.State == xclient.UploadFailed {
		return u, nil
	}
	return u, a.client.Describe(ctx, u.ID, alt)
}

// FetchPrepared asks how far X is with the uploads.
func (a *Activities) FetchPrepared(ctx context.Context, in contract.FetchPreparedInput) (contract.Prepared, error) {
	out := in.Prepared
	if a.client == nil || len(out.MediaIDs) == 0 || out.State != contract.PreparedProcessing {
		return out, nil
	}
	out.State, out.CheckAfter, out.Expires = contract.PreparedReady, 0, time.Time{}
	for _, id := range out.MediaIDs {
		u, err := a.client.Status(ctx, id)
		if e, ok := xclient.As(err); ok && e.Kind == xclient.NotFound {
			return contract.Prepared{State: contract.PreparedExpired, Retry: true, Problem: "X has forgotten the media; they are prepared again."}, nil
		}
		if err != nil {
			return in.Prepared, a.failed(err)
		}
		merge(&out, u)
	}
	return out, nil
}

// merge lets the worst upload decide.
func merge(out *contract.Prepared, u xclient.Upload) {
	if !u.Expires.IsZero() && (out.Expires.IsZero() || u.Expires.Before(out.Expires)) {
		out.Expires = u.Expires
	}
	switch {
	case u.State == xclient.UploadFailed:
		out.State, out.CheckAfter = contract.PreparedFailed, 0
		out.Problem = "X could not process a media file of the post; save it anew (video: MP4 with H.264 and AAC) and put it into the note again."
	case u.State == xclient.UploadProcessing && out.State != contract.PreparedFailed:
		out.State, out.CheckAfter = contract.PreparedProcessing, max(out.CheckAfter, u.CheckAfter)
	}
}

// altOf is the alternative text that X takes: of images and GIFs alone.
func altOf(m contract.PostMedia) string {
	if m.Kind == contract.MediaVideo {
		return ""
	}
	return m.Alt
}

func categoryOf(kind contract.PostKind, media string) string {
	dm := kind == contract.PostDM
	switch {
	case media == contract.MediaVideo && dm:
		return xclient.DMVideo
	case media == contract.MediaVideo:
		return xclient.TweetVideo
	case media == contract.MediaGIF && dm:
		return xclient.DMGIF
	case media == contract.MediaGIF:
		return xclient.TweetGIF
	case dm:
		return xclient.DMImage
	}
	return xclient.TweetImage
}

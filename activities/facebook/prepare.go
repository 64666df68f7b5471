package facebook

import (
	"context"
	"errors"
	"io"
	"net/http"
	"path"
	"strconv"
	"strings"

	"github.com/autonomous-employee/employee/activities/attempt"
	"github.com/autonomous-employee/employee/activities/internal/graphclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// EnsurePrepared uploads what a post needs: photos that are not published,
// or the bytes of a video. Nothing of it is public, so it may be repeated.
func (a *Activities) EnsurePrepared(ctx context.Context, in contract.PreparePostInput) (contract.Prepared, error) {
	if err := check(in.Post); err != nil {
		return contract.Prepared{}, err
	}
	ready := contract.Prepared{State: contract.PreparedReady}
	if in.DryRun || a.client == nil || len(in.Post.Media) == 0 {
		return ready, nil
	}
	stop := attempt.KeepAlive(ctx, a.heartbeat)
	defer stop()
	var err error
	switch formOf(in.Post) {
	case formReel:
		ready.MediaIDs, err = a.prepareReel(ctx, in.Post.Media[0])
	case formVideo:
		if !public(in.Post.Media[0]) { // an address is given when publishing
			ready.MediaIDs, ready.ContainerID, err = a.prepareVideo(ctx, in.Post.Media[0])
		}
	default:
		ready.MediaIDs, err = a.preparePhotos(ctx, in.Post.Media)
	}
	if err != nil {
		return a.notPrepared(ctx, err)
	}
	return ready, nil
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

func (a *Activities) preparePhotos(ctx context.Context, media []contract.PostMedia) ([]string, error) {
	var ids []string
	for _, m := range media {
		id, err := a.photo(ctx, m)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (a *Activities) photo(ctx context.Context, m contract.PostMedia) (string, error) {
	r := a.photoRequest(m)
	if r.File != nil {
		file, err := a.open(m)
		if err != nil {
			return "", unopened(m, err)
		}
		defer func() { _ = file.Close() }()
		r.File.Content = file
	}
	got, err := a.client.Do(ctx, r)
	if err != nil {
		return "", err
	}
	return needID(got, "id")
}

// photoRequest uploads a photo that is not published.
func (a *Activities) photoRequest(m contract.PostMedia) graphclient.Request {
	r := graphclient.Request{Verb: http.MethodPost, Path: a.page("photos"), Effect: graphclient.Prepares}
	r.Params = []graphclient.Param{{Name: "published", Value: false}}
	if m.Alt != "" {
		r.Params = append(r.Params, graphclient.Param{Name: "alt_text_custom", Value: m.Alt})
	}
	if public(m) {
		r.Params = append(r.Params, graphclient.Param{Name: "url", Value: m.Source})
		return r
	}
	r.File = &graphclient.File{Param: "source", Name: fileName(m), Type: m.Type, Size: m.Bytes}
	return r
}

// fileName is the name a file travels under: its kind counts, not the owner's
// words for it.
func fileName(m contract.PostMedia) string {
	_, sub, _ := strings.Cut(m.Type, "/")
	if sub == "" || strings.ContainsAny(sub, "/\\\"") {
		sub = strings.TrimPrefix(path.Ext(m.Source), ".")
	}
	return "media." + sub
}

// unopened is a medium that is not in the store: the bytes may come back, but
// not by asking Facebook.
func unopened(m contract.PostMedia, err error) error {
	return refuse(contract.FailNotFound, "The media "+m.Source+" cannot be read: "+err.Error()+". Save the note again, so that it is read anew.")
}

// needID reads an ID of an answer; none is an answer that cannot be used.
func needID(got graphclient.Answer, name string) (string, error) {
	if id := got.Str(name); id != "" {
		return id, nil
	}
	return "", wait("Facebook's answer has no " + name + ".")
}

// reelStart begins the upload of a reel.
func (a *Activities) reelStart() graphclient.Request {
	return graphclient.Request{
		Verb: http.MethodPost, Path: a.page("video_reels"), Effect: graphclient.Prepares,
		Params: []graphclient.Param{{Name: "upload_phase", Value: "start"}},
	}
}

func (a *Activities) prepareReel(ctx context.Context, m contract.PostMedia) ([]string, error) {
	got, err := a.client.Do(ctx, a.reelStart())
	if err != nil {
		return nil, err
	}
	id, err := needID(got, "video_id")
	if err != nil {
		return nil, err
	}
	up := graphclient.Upload{Address: got.Str("upload_url"), Size: m.Bytes}
	if public(m) {
		up.FileURL = m.Source
	} else {
		file, err := a.open(m)
		if err != nil {
			return nil, unopened(m, err)
		}
		defer func() { _ = file.Close() }()
		up.Content = file
	}
	return []string{id}, a.client.Upload(ctx, up)
}

// videoStart begins the upload of a video in chunks.
func (a *Activities) videoStart(m contract.PostMedia) graphclient.Request {
	return graphclient.Request{
		Verb: http.MethodPost, Path: a.page("videos"), Effect: graphclient.Prepares,
		Params: []graphclient.Param{{Name: "upload_phase", Value: "start"}, {Name: "file_size", Value: m.Bytes}},
	}
}

// prepareVideo uploads a video chunk by chunk, as large as Facebook asks for,
// and returns its ID and the session that finishes it.
func (a *Activities) prepareVideo(ctx context.Context, m contract.PostMedia) ([]string, string, error) {
	file, err := a.open(m)
	if err != nil {
		return nil, "", unopened(m, err)
	}
	defer func() { _ = file.Close() }()
	got, err := a.client.Do(ctx, a.videoStart(m))
	if err != nil {
		return nil, "", err
	}
	id, err := needID(got, "video_id")
	if err != nil {
		return nil, "", err
	}
	session, err := needID(got, "upload_session_id")
	if err != nil {
		return nil, "", err
	}
	for last := int64(-1); ; {
		from, to, err := offsets(got, m.Bytes)
		if err != nil || from >= m.Bytes {
			return []string{id}, session, err
		}
		if from <= last {
			return nil, "", wait("Facebook asks for the same part of the video again.")
		}
		last = from
		if got, err = a.chunk(ctx, file, session, from, to); err != nil {
			return nil, "", err
		}
	}
}

// offsets are the range that Facebook asks for next; an empty one ends it.
func offsets(got graphclient.Answer, size int64) (from, to int64, err error) {
	from, err1 := strconv.ParseInt(got.Str("start_offset"), 10, 64)
	to, err2 := strconv.ParseInt(got.Str("end_offset"), 10, 64)
	if err1 != nil || err2 != nil || from < 0 || to > size || (to <= from && from < size) || to-from > maxChunk {
		return 0, 0, wait("Facebook asks for a part of the video that there is not.")
	}
	return from, to, nil
}

// maxChunk bounds what is held in memory for a chunk.
const maxChunk = 64 << 20 // bytes

func (a *Activities) chunk(ctx context.Context, file io.ReadSeeker, session string, from, to int64) (graphclient.Answer, error) {
	if _, err := file.Seek(from, io.SeekStart); err != nil {
		return graphclient.Answer{}, errors.New("the video cannot be read")
	}
	return a.client.Do(ctx, graphclient.Request{
		Verb: http.MethodPost, Path: a.page("videos"), Effect: graphclient.Prepares,
		Params: []graphclient.Param{{Name: "upload_phase", Value: "transfer"}, {Name: "upload_session_id", Value: session}, {Name: "start_offset", Value: strconv.FormatInt(from, 10)}},
		File:   &graphclient.File{Param: "video_file_chunk", Name: "chunk", Type: "application/octet-stream", Content: io.LimitReader(file, to-from), Size: to - from},
	})
}

// FetchPrepared tells how far a video's upload is; photos are ready when they
// were uploaded. A video that is no longer to be seen is uploaded anew.
func (a *Activities) FetchPrepared(ctx context.Context, in contract.FetchPreparedInput) (contract.Prepared, error) {
	f := formOf(in.Post)
	if a.client == nil || (f != formReel && f != formVideo) || len(in.Prepared.MediaIDs) != 1 {
		return in.Prepared, nil
	}
	out := in.Prepared
	v, err := a.video(ctx, in.Prepared.MediaIDs[0])
	if missed := a.missed(ctx, err); missed != nil {
		if kindOf(missed) != contract.FailNotFound {
			return contract.Prepared{}, missed
		}
		out.State = contract.PreparedExpired
		return out, nil
	}
	switch {
	case v.public():
		out.State = contract.PreparedPublished
	case v.failure() != "":
		out.State, out.Problem = contract.PreparedFailed, "Facebook could not work on the video: "+v.failure()+"."
	case f == formVideo || v.Status.Uploading.Status == "complete":
		out.State = contract.PreparedReady
	default:
		out.State, out.CheckAfter = contract.PreparedProcessing, checkAfter
	}
	return out, nil
}

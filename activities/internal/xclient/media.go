package xclient

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Categories of media. Those of messages begin with dm_.
const (
	TweetImage = "tweet_image"
	TweetGIF   = "tweet_gif"
	TweetVideo = "tweet_video"
	DMImage    = "dm_image"
	DMGIF      = "dm_gif"
	DMVideo    = "dm_video"
)

// States of an upload.
const (
	UploadReady      = "ready"
	UploadProcessing = "processing"
	UploadFailed     = "failed"
)

// Upload is a media file at X, not public yet. X forgets it after Expires.
type Upload struct {
	ID         string
	State      string
	CheckAfter time.Duration // while it is processed
	Expires    time.Time     // zero = not told
}

// File is a media file to upload.
type File struct {
	Category string
	Type     string // MIME type
	Bytes    int64
	Content  io.Reader
}

type rawUpload struct {
	Data struct {
		ID           string `json:"id"`
		ExpiresAfter int64  `json:"expires_after_secs"`
		Processing   *struct {
			State      string `json:"state"`
			CheckAfter int64  `json:"check_after_secs"`
		} `json:"processing_info"`
	} `json:"data"`
}

// upload reads how an upload stands. A file that needs no more processing has
// no processing_info; that X would say "succeeded" at last cannot be relied on.
func (c *Client) upload(raw rawUpload) Upload {
	u := Upload{ID: raw.Data.ID, State: UploadReady}
	if raw.Data.ExpiresAfter > 0 {
		u.Expires = c.cfg.Now().Add(time.Duration(raw.Data.ExpiresAfter) * time.Second).UTC()
	}
	p := raw.Data.Processing
	switch {
	case p == nil || p.State == "succeeded":
	case p.State == "failed":
		u.State = UploadFailed
	default:
		u.State, u.CheckAfter = UploadProcessing, time.Duration(min(max(p.CheckAfter, 1), 60))*time.Second
	}
	return u
}

// DefaultChunk is the size of a piece of media. X takes pieces up to 5 MB, and
// this is 4 MB as it goes out, in base64.
const DefaultChunk = 3_000_000

// Pieces tells of how many pieces of the size the upload of so many bytes
// consists; an image that fits one goes in a single call, which is 0.
func Pieces(category string, size, chunk int64) int {
	if size <= chunk && (category == TweetImage || category == DMImage) {
		return 0
	}
	return int((size + chunk - 1) / chunk)
}

// Send uploads a file. Nothing of it is public, and what is left half-way X
// forgets, so every failure may be repeated. progress is called after each piece.
func (c *Client) Send(ctx context.Context, f File, progress func(done, of int)) (Upload, error) {
	steps := Pieces(f.Category, f.Bytes, c.cfg.ChunkBytes)
	if steps == 0 {
		return c.sendOnce(ctx, f)
	}
	const op = "initializeMediaUpload"
	body := map[string]any{"media_category": f.Category, "media_type": f.Type, "total_bytes": f.Bytes}
	begun, err := submit[rawUpload](ctx, c, request{op: op, do: func(ctx context.Context, hc *http.Client, _ string) error {
		return postJSON(ctx, hc, "/2/media/upload/initialize", body)
	}}, Transient)
	if err != nil {
		return Upload{}, err
	}
	id := begun.Data.ID
	if id == "" {
		return Upload{}, fail(op, Transient, CodeNoID, "")
	}
	for i := range steps {
		piece, err := c.piece(f.Content)
		if err != nil {
			return Upload{}, err
		}
		if err := c.append(ctx, id, i, piece); err != nil {
			return Upload{}, err
		}
		progress(i+1, steps)
	}
	done, err := submit[rawUpload](ctx, c, request{op: "finalizeMediaUpload", upload: true, do: func(ctx context.Context, hc *http.Client, _ string) error {
		return send(ctx, hc, http.MethodPost, "/2/media/upload/"+url.PathEscape(id)+"/finalize", nil, "", nil)
	}}, Transient)
	if err != nil {
		return Upload{}, err
	}
	done.Data.ID = id
	return c.upload(done), nil
}

// mediaBody carries a piece as base64, as X's own libraries do.
type mediaBody struct {
	Media    []byte `json:"media"` // base64 in JSON
	Category string `json:"media_category,omitempty"`
	Segment  *int   `json:"segment_index,omitempty"`
}

func (c *Client) sendOnce(ctx context.Context, f File) (Upload, error) {
	const op = "mediaUpload"
	piece, err := c.piece(f.Content)
	if err != nil {
		return Upload{}, err
	}
	got, err := submit[rawUpload](ctx, c, request{op: op, upload: true, do: func(ctx context.Context, hc *http.Client, _ string) error {
		return postJSON(ctx, hc, "/2/media/upload", mediaBody{Media: piece, Category: f.Category})
	}}, Transient)
	if err != nil {
		return Upload{}, err
	}
	if got.Data.ID == "" {
		return Upload{}, fail(op, Transient, CodeNoID, "")
	}
	return c.upload(got), nil
}

// piece reads the next piece of a file.
func (c *Client) piece(content io.Reader) ([]byte, error) {
	piece := make([]byte, c.cfg.ChunkBytes)
	n, err := io.ReadFull(content, piece)
	if n == 0 || (err != nil && !errors.Is(err, io.ErrUnexpectedEOF)) {
		e := fail("media", Invalid, CodeUnreadable, "the media file ended before its size, or cannot be read")
		e.cause = err
		return nil, e
	}
	return piece[:n], nil
}

// attempts at one piece; sending the same piece again replaces it.
const appendAttempts = 3

func (c *Client) append(ctx context.Context, id string, index int, piece []byte) error {
	r := request{op: "appendMediaUpload", upload: true, do: func(ctx context.Context, hc *http.Client, _ string) error {
		return postJSON(ctx, hc, "/2/media/upload/"+url.PathEscape(id)+"/append", mediaBody{Media: piece, Segment: &index})
	}}
	for attempt := 1; ; attempt++ {
		_, err := c.call(ctx, r)
		e, ok := As(err)
		if !ok || e.Kind != Transient || e.Code == CodeDown || attempt == appendAttempts || ctx.Err() != nil {
			return err
		}
	}
}

// Status asks how an upload stands; NotFound when X has forgotten it, which it
// tells as a bad request.
func (c *Client) Status(ctx context.Context, id string) (Upload, error) {
	got, err := fetch[rawUpload](ctx, c, "getMediaUploadStatus", "/2/media/upload", url.Values{"command": {"STATUS"}, "media_id": {id}})
	if err != nil {
		return Upload{}, err
	}
	got.Data.ID = id
	return c.upload(got), nil
}

// Describe gives an image its alternative text, at most 1,000 characters.
func (c *Client) Describe(ctx context.Context, id, alt string) error {
	body := map[string]any{"id": id, "metadata": map[string]any{"alt_text": map[string]any{"text": alt}}}
	_, err := c.call(ctx, request{op: "createMediaMetadata", do: func(ctx context.Context, hc *http.Client, _ string) error {
		return postJSON(ctx, hc, "/2/media/metadata", body)
	}})
	return err
}

package x

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	maxChunk     = 5 << 20
	mediaExpires = 24 * time.Hour
)

// upload is a media file on its way or there.
type upload struct {
	id, category, kind string
	total              int64
	segments           map[int][]byte
	bytes              []byte
	done               bool
	polls              int // STATUS answers that still tell of processing
	broken             bool
	alt                string
	made               time.Time
}

func mediaKey(id string) string { return "3_" + id }

func mediaKeys(ids []string) []string {
	var keys []string
	for _, id := range ids {
		keys = append(keys, mediaKey(id))
	}
	return keys
}

func uploadKinds() []string {
	return []string{"image/jpeg", "image/png", "image/webp", "image/gif", "video/mp4", "video/quicktime"}
}

// categories have their limit in bytes.
func categories() map[string]int64 {
	return map[string]int64{
		"tweet_image": 5 << 20, "dm_image": 5 << 20, "tweet_gif": 15 << 20, "dm_gif": 15 << 20, "tweet_video": 512 << 20, "dm_video": 512 << 20,
	}
}

func (s *Server) uploadOnce(c call) reply {
	fields, media, bad := s.piece(c)
	if bad != nil {
		return *bad
	}
	u := &upload{category: fields.Get("media_category"), total: int64(len(media)), bytes: media, made: s.opts.Now()}
	if !strings.HasSuffix(u.category, "_image") {
		return invalid("media_category must be that of an image in a single request")
	}
	if bad := s.fits(u); bad != nil {
		return *bad
	}
	u.id, u.done = s.nextID(), true
	s.state.uploads[u.id] = u
	return data(http.StatusOK, s.showUpload(u))
}

func (s *Server) initializeMedia(c call) reply {
	var in struct {
		Category string `json:"media_category"`
		Kind     string `json:"media_type"`
		Total    int64  `json:"total_bytes"`
	}
	if bad := s.decode(c, &in); bad != nil {
		return *bad
	}
	most, known := categories()[in.Category]
	if !known || !slices.Contains(uploadKinds(), in.Kind) || in.Total <= 0 || in.Total > most {
		return invalid("media_category, media_type or total_bytes is not valid")
	}
	u := &upload{id: s.nextID(), category: in.Category, kind: in.Kind, total: in.Total, segments: map[int][]byte{}, made: s.opts.Now()}
	s.state.uploads[u.id] = u
	return data(http.StatusOK, map[string]any{"id": u.id, "media_key": mediaKey(u.id), "expires_after_secs": int(mediaExpires / time.Second)})
}

func (s *Server) appendMedia(c call) reply {
	fields, media, bad := s.piece(c)
	if bad != nil {
		return *bad
	}
	u := s.state.uploads[c.id]
	index, err := strconv.Atoi(fields.Get("segment_index"))
	switch {
	case u == nil:
		return notFound("media", c.id)
	case u.done, err != nil, index < 0, index > 999, len(media) == 0, len(media) > maxChunk:
		return invalid("The segment is not valid")
	}
	u.segments[index] = media
	return data(http.StatusOK, map[string]any{"expires_at": u.made.Add(mediaExpires).Unix()})
}

func (s *Server) finalizeMedia(c call) reply {
	u := s.state.uploads[c.id]
	if u == nil {
		return notFound("media", c.id)
	}
	if u.done {
		return invalid("The media was finalized before")
	}
	for i := range len(u.segments) {
		if u.segments[i] == nil {
			return invalid("Segments do not add up to provided total file size.")
		}
		u.bytes = append(u.bytes, u.segments[i]...)
	}
	if int64(len(u.bytes)) != u.total {
		u.bytes = nil
		return invalid("Segments do not add up to provided total file size.")
	}
	if bad := s.fits(u); bad != nil {
		u.bytes = nil
		return *bad
	}
	u.done, u.segments = true, nil
	if !strings.HasSuffix(u.category, "_image") {
		u.polls = s.opts.Processing
	}
	return data(http.StatusOK, s.showUpload(u))
}

// fits looks at the bytes, as X does.
func (s *Server) fits(u *upload) *reply {
	refuse := func(detail string) *reply { a := invalid("%s", detail); return &a }
	if u.total == 0 || u.total > categories()[u.category] {
		return refuse("File size exceeds the limit of its category, or is zero.")
	}
	kind := http.DetectContentType(u.bytes)
	u.kind = kind
	_, want, _ := strings.Cut(u.category, "_")
	ok := map[string]bool{
		"image": strings.HasPrefix(kind, "image/"), "gif": kind == "image/gif", "video": strings.HasPrefix(kind, "video/"),
	}
	if !ok[want] {
		return refuse("Media type unrecognized.")
	}
	return nil
}

func (s *Server) mediaStatus(c call) reply {
	q := c.r.URL.Query()
	u := s.state.uploads[q.Get("media_id")]
	switch {
	case q.Get("command") != "STATUS":
		return invalid("command must be STATUS")
	case u == nil || s.opts.Now().Sub(u.made) > mediaExpires:
		return invalid("BadRequest: Not found") // so X, after its own simulator
	case !u.done:
		return invalid("The media was not finalized")
	}
	if u.polls > 0 {
		u.polls--
	}
	return data(http.StatusOK, s.showUpload(u))
}

func (s *Server) showUpload(u *upload) map[string]any {
	out := map[string]any{
		"id": u.id, "media_key": mediaKey(u.id), "size": u.total,
		"expires_after_secs": int((mediaExpires - s.opts.Now().Sub(u.made)) / time.Second),
	}
	switch {
	case u.broken && u.polls == 0:
		out["processing_info"] = map[string]any{"state": "failed", "progress_percent": 12}
	case u.polls == s.opts.Processing:
		out["processing_info"] = map[string]any{"state": "pending", "check_after_secs": 1}
	case u.polls > 0:
		out["processing_info"] = map[string]any{"state": "in_progress", "check_after_secs": 1, "progress_percent": 50}
	}
	return out
}

func (s *Server) describeMedia(c call) reply {
	var in struct {
		ID       string `json:"id"`
		Metadata struct {
			Alt *struct {
				Text string `json:"text"`
			} `json:"alt_text"`
		} `json:"metadata"`
	}
	if bad := s.decode(c, &in); bad != nil {
		return *bad
	}
	u := s.state.uploads[in.ID]
	switch {
	case u == nil:
		return notFound("media", in.ID)
	case in.Metadata.Alt == nil, len([]rune(in.Metadata.Alt.Text)) > 1000, !u.done:
		return invalid("alt_text is not valid")
	}
	u.alt = in.Metadata.Alt.Text
	return data(http.StatusOK, map[string]any{"id": u.id, "associated_metadata": map[string]any{"alt_text": map[string]any{"text": u.alt}}})
}

// judgeMedia refuses media that cannot go with a post or a message.
func (s *Server) judgeMedia(ids []string, prefix string) *reply {
	refuse := func() *reply { a := invalid("Your media IDs are invalid."); return &a }
	if len(ids) > 4 {
		return refuse()
	}
	for _, id := range ids {
		u := s.state.uploads[id]
		if u == nil || !u.done || u.polls > 0 || u.broken || !strings.HasPrefix(u.category, prefix) || s.opts.Now().Sub(u.made) > mediaExpires {
			return refuse()
		}
		if len(ids) > 1 && !strings.HasSuffix(u.category, "_image") {
			return refuse()
		}
	}
	return nil
}

// BreakMedia makes the processing of every upload that is not done yet fail.
func (s *Server) BreakMedia() {
	s.set(func() {
		for _, u := range s.state.uploads {
			u.broken = true
		}
	})
}

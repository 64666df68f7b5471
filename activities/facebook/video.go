package facebook

import (
	"context"
	"strings"
	"time"
)

// checkAfter is how long a video is left alone between two looks.
const checkAfter = 30 * time.Second

// video is the state of one.
type video struct {
	ID          string `json:"id"`
	CreatedTime string `json:"created_time"`
	Permalink   string `json:"permalink_url"`
	Published   bool   `json:"published"`
	Status      struct {
		Video      string `json:"video_status"`
		Uploading  phase  `json:"uploading_phase"`
		Processing phase  `json:"processing_phase"`
		Publishing phase  `json:"publishing_phase"`
	} `json:"status"`
}

type phase struct {
	Status string `json:"status"`
	Error  struct {
		Message string `json:"message"`
	} `json:"error"`
}

// public tells that Facebook has taken it as published, though it may still be
// worked on. The mark published alone does not say so: it stands on a video that
// was uploaded and not finished, too.
func (v video) public() bool {
	switch v.Status.Publishing.Status {
	case "complete", "in_progress", "published":
		return true
	case "":
		return v.Published && (v.Status.Video == "ready" || v.Status.Video == "processing")
	}
	return false
}

// failure is why the video came to nothing, "" = it did not.
func (v video) failure() string {
	for _, p := range []phase{v.Status.Uploading, v.Status.Processing, v.Status.Publishing} {
		if p.Status == "error" || p.Error.Message != "" {
			if p.Error.Message == "" {
				return "it does not say why"
			}
			return strings.TrimRight(strings.Join(strings.Fields(p.Error.Message), " "), ".")
		}
	}
	if v.Status.Video == "error" {
		return "it does not say why"
	}
	return ""
}

func (a *Activities) video(ctx context.Context, id string) (video, error) {
	var v video
	got, err := a.client.Read(ctx, id, "id,status,published,permalink_url,created_time")
	if err != nil {
		return v, err
	}
	if err := got.Decode(&v); err != nil {
		return v, wait("Facebook's answer about the video has a form that is not known here.")
	}
	return v, nil
}

// address makes Facebook's permalinks, of which some lack the host, whole.
func address(permalink string) string {
	if strings.HasPrefix(permalink, "/") {
		return "https://www.facebook.com" + permalink
	}
	return permalink
}

package graph

import (
	"encoding/json"
	"strings"
	"time"
)

// lifetime of a container that is not published.
const lifetime = 24 * time.Hour

func (s *Server) getAccount(c call) reply {
	return ok(pick(map[string]any{"id": InstagramID, "username": Username, "name": PageName}, c.fields))
}

func (s *Server) getLimit(c call) reply {
	used := s.state.all(kindMedia, func(i *item) bool { return c.now.Sub(i.at) < lifetime })
	object := map[string]any{"quota_usage": len(used), "config": map[string]any{"quota_total": s.opts.QuotaTotal, "quota_duration": int(lifetime.Seconds())}}
	body := pick(object, c.fields)
	delete(body, "id")
	return ok(map[string]any{"data": []any{body}})
}

// postContainer makes a container: an image, a video, an item of a carousel or
// the carousel itself.
func (s *Server) postContainer(c call) reply {
	i := item{kind: kindContainer, at: c.now, text: c.params["caption"], alt: c.params["alt_text"], child: c.params["is_carousel_item"] == "true", state: "IN_PROGRESS"}
	if len([]rune(i.text)) > 2200 {
		return failed("bad parameter").reply()
	}
	var failure *Failure
	switch strings.ToUpper(c.params["media_type"]) {
	case "":
		failure = s.imageContainer(c, &i)
	case "CAROUSEL":
		failure = s.carousel(c, &i)
	default:
		failure = s.videoContainer(c, &i)
	}
	if failure != nil {
		return failure.reply()
	}
	made := s.state.add(i)
	body := map[string]any{"id": made.id}
	if made.source == "" && made.form != "CAROUSEL" {
		body["uri"] = s.http.URL + "/rupload/ig-api-upload/v26.0/" + made.id
	}
	return ok(body)
}

func (s *Server) imageContainer(c call, i *item) *Failure {
	if c.params["image_url"] == "" || c.params["video_url"] != "" || c.params["upload_type"] != "" || c.params["children"] != "" {
		return s.violate(c.name, "an image takes image_url alone")
	}
	i.form, i.source = "IMAGE", c.params["image_url"]
	return s.fetched(i.source)
}

func (s *Server) videoContainer(c call, i *item) *Failure {
	i.form, i.source, i.looks = strings.ToUpper(c.params["media_type"]), c.params["video_url"], s.opts.Processing
	resumable := c.params["upload_type"] != ""
	switch {
	case i.alt != "":
		return s.violate(c.name, "a video has no alt_text")
	case (i.form == "VIDEO") != i.child:
		return s.violate(c.name, "a video is REELS, and VIDEO only in a carousel")
	case resumable == (i.source != ""):
		return s.violate(c.name, "a video takes either video_url or upload_type=resumable")
	case resumable && c.token.me == InstagramID:
		return failed("not capable")
	}
	return s.fetched(i.source)
}

func (s *Server) carousel(c call, i *item) *Failure {
	var children []string
	if text := c.params["children"]; json.Unmarshal([]byte(text), &children) != nil {
		children = strings.Split(text, ",")
	}
	if len(children) < 2 || len(children) > 10 || i.child {
		return failed("bad parameter")
	}
	for _, id := range children {
		child := s.state.items[id]
		switch {
		case child == nil || child.kind != kindContainer || !child.child:
			return failed("container not yours")
		case s.settle(child, c.now) != "FINISHED":
			return failed("media not ready")
		}
	}
	i.form, i.media = "CAROUSEL", children
	return nil
}

// settle brings a container's status up to the moment.
func (s *Server) settle(i *item, now time.Time) string {
	uploaded := i.form == "CAROUSEL" || (i.source != "" && i.uploaded == i.size)
	switch {
	case i.state == "PUBLISHED" || i.state == "ERROR":
	case now.Sub(i.at) >= lifetime:
		i.state = "EXPIRED"
	case i.detail != "":
		i.state = "ERROR"
	case uploaded && i.looks == 0:
		i.state = "FINISHED"
	}
	return i.state
}

func (s *Server) getContainer(c call) reply {
	i := s.state.items[c.node.id]
	s.settle(i, c.now)
	object := map[string]any{"id": i.id, "status_code": i.state}
	switch i.state {
	case "FINISHED":
		object["status"] = "Finished: Media has been uploaded and it is ready to be published."
	case "ERROR":
		object["status"] = "Error: " + i.detail
	case "IN_PROGRESS":
		object["status"] = "In Progress: Media is still being processed."
		i.looks = max(i.looks-1, 0)
	case "EXPIRED":
		object["status"] = "Expired: Media was not published within 24 hours."
	case "PUBLISHED":
		object["status"] = "Published: Media has been published successfully."
	}
	return ok(pick(object, c.fields))
}

func (s *Server) publishContainer(c call) reply {
	i := s.state.items[c.params["creation_id"]]
	if i == nil || i.kind != kindContainer || i.child {
		return failed("container not found").reply()
	}
	switch s.settle(i, c.now) {
	case "IN_PROGRESS", "ERROR":
		return failed("media not ready").reply()
	case "EXPIRED":
		return failed("container expired").reply()
	case "PUBLISHED":
		return failed("container not found").reply()
	}
	if used := s.state.all(kindMedia, func(m *item) bool { return c.now.Sub(m.at) < lifetime }); len(used) >= s.opts.QuotaTotal {
		return failed("daily limit").reply()
	}
	m := s.state.add(item{kind: kindMedia, at: c.now, text: i.text, form: i.form, alt: i.alt, media: i.media, source: i.source, from: InstagramID, public: true})
	m.shortcode = "C" + m.id
	i.state, i.published = "PUBLISHED", m.id
	return ok(map[string]any{"id": m.id})
}

func (s *Server) getMedia(c call) reply {
	return ok(pick(s.mediaObject(s.state.items[c.node.id]), c.fields))
}

func (s *Server) listMedia(c call) reply {
	return s.list(c, s.state.all(kindMedia, nil), s.mediaObject)
}

func (s *Server) mediaObject(m *item) map[string]any {
	place, kind, product := "/p/", m.form, "FEED"
	switch m.form {
	case "REELS":
		place, kind, product = "/reel/", "VIDEO", "REELS"
	case "CAROUSEL":
		kind = "CAROUSEL_ALBUM"
	}
	object := map[string]any{
		"id": m.id, "timestamp": stamp(m.at), "permalink": "https://www.instagram.com" + place + m.shortcode + "/", "shortcode": m.shortcode,
		"media_type": kind, "media_product_type": product, "username": Username,
		"comments_count": len(s.commentsOn(m.id)), "like_count": s.state.metrics[m.id]["likes"],
	}
	if m.text != "" {
		object["caption"] = m.text
	}
	return object
}

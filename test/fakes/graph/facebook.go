package graph

import (
	"encoding/json"
	"errors"
	"strings"
)

func (s *Server) getPage(c call) reply {
	return ok(pick(map[string]any{"id": PageID, "name": PageName, "link": "https://www.facebook.com/" + PageID, "username": "cornerbakery", "is_published": true}, c.fields))
}

// postFeed makes a post of the page.
func (s *Server) postFeed(c call) reply {
	if c.token.kind != "PAGE" {
		return failed("no right").reply()
	}
	photos, failure := s.attached(c)
	if failure != nil {
		return failure.reply()
	}
	if c.params["message"] == "" && c.params["link"] == "" && len(photos) == 0 {
		return failed("nothing to post").reply()
	}
	if link := c.params["link"]; link != "" && publicAddress(link) != nil {
		return failed("link not scraped").reply()
	}
	p := item{kind: kindPost, at: c.now, text: c.params["message"], link: c.params["link"], media: photos, app: AppID, from: PageID, public: c.params["published"] != "false"}
	if last := s.state.all(kindPost, nil); p.public && len(last) > 0 && last[0].text == p.text && last[0].link == p.link && len(last[0].media)+len(photos) == 0 {
		return failed("duplicate").reply()
	}
	return ok(map[string]any{"id": s.state.add(p).id})
}

// attached reads attached_media: photos that were uploaded and not published.
func (s *Server) attached(c call) ([]string, *Failure) {
	text := c.params["attached_media"]
	if text == "" {
		return nil, nil
	}
	if c.params["link"] != "" {
		return nil, s.violate(c.name, "a link beside attached media is lost")
	}
	var list []map[string]string
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return nil, s.violate(c.name, "attached_media: %v", err)
	}
	var ids []string
	for _, one := range list {
		photo := s.state.items[one["media_fbid"]]
		if photo == nil || photo.kind != kindPhoto || photo.public {
			return nil, failed("bad parameter")
		}
		ids = append(ids, photo.id)
	}
	return ids, nil
}

// postPhoto takes a photo; only what is not published yet is modelled.
func (s *Server) postPhoto(c call) reply {
	raw, given := c.files["source"]
	if given == (c.params["url"] != "") || c.params["published"] != "false" {
		return s.violate(c.name, "it takes published=false and either source or url").reply()
	}
	if given && len(raw) == 0 {
		return failed("image format").reply()
	}
	if f := s.fetched(c.params["url"]); f != nil {
		return f.reply()
	}
	p := s.state.add(item{kind: kindPhoto, at: c.now, alt: c.params["alt_text_custom"], size: int64(len(raw)), source: c.params["url"]})
	return ok(map[string]any{"id": p.id})
}

// fetched judges an address; none is fine.
func (s *Server) fetched(address string) *Failure {
	if address == "" {
		return nil
	}
	err := s.opts.Fetch(address)
	var f *Failure
	switch {
	case err == nil:
		return nil
	case errors.As(err, &f):
		return f
	default:
		return failed("fetch failed")
	}
}

func (s *Server) getPhoto(c call) reply {
	p := s.state.items[c.node.id]
	return ok(pick(map[string]any{"id": p.id, "alt_text_custom": p.alt, "created_time": stamp(p.at), "link": "https://www.facebook.com/photo/?fbid=" + p.id}, c.fields))
}

func (s *Server) getPost(c call) reply {
	return ok(pick(s.postObject(s.state.items[c.node.id]), c.fields))
}

func (s *Server) listPosts(c call) reply {
	return s.list(c, s.state.all(kindPost, func(i *item) bool { return i.public }), s.postObject)
}

func (s *Server) postObject(p *item) map[string]any {
	object := map[string]any{
		"id": p.id, "created_time": stamp(p.at), "is_published": p.public, "status_type": "mobile_status_update",
		"permalink_url": "https://www.facebook.com/" + PageID + "/posts/" + strings.TrimPrefix(p.id, PageID+"_"),
		"from":          map[string]any{"id": PageID, "name": PageName},
		"comments":      summary(len(s.commentsOn(p.id))), "reactions": summary(int(s.state.metrics[p.id]["reactions"])),
	}
	if p.text != "" { // Graph leaves out what is empty
		object["message"] = p.text
	}
	if p.app != "" {
		object["application"] = map[string]any{"id": p.app, "name": "Employee", "category": "Business"}
	}
	if n := s.state.metrics[p.id]["shares"]; n > 0 {
		object["shares"] = map[string]any{"count": n}
	}
	if len(p.media) > 0 {
		object["attachments"] = attachments(p.media)
	}
	return object
}

func attachments(photos []string) map[string]any {
	one := func(id string) map[string]any {
		return map[string]any{"media_type": "photo", "target": map[string]any{"id": id}}
	}
	if len(photos) == 1 {
		return map[string]any{"data": []any{one(photos[0])}}
	}
	var sub []any
	for _, id := range photos {
		sub = append(sub, one(id))
	}
	return map[string]any{"data": []any{map[string]any{"media_type": "album", "subattachments": map[string]any{"data": sub}}}}
}

func summary(n int) map[string]any {
	return map[string]any{"data": []any{}, "summary": map[string]any{"total_count": n}}
}

// remove takes a node away.
func (s *Server) remove(c call) reply {
	s.state.items[c.node.id].removed = true
	return ok(map[string]any{"success": true})
}

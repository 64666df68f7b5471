package graph

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// window is how long after a person's message the page may answer.
const window = 24 * time.Hour

func (s *Server) postComment(c call) reply {
	if c.params["message"] == "" {
		return failed("nothing to post").reply()
	}
	i := item{kind: kindComment, at: c.now, text: c.params["message"], parent: c.node.id, from: PageID, public: true}
	if c.node.kind == kindMedia || c.node.kind == kindIGComment {
		i.kind, i.from = kindIGComment, InstagramID
	}
	return ok(map[string]any{"id": s.state.add(i).id})
}

func (s *Server) commentsOn(id string) []*item {
	on := func(i *item) bool { return i.parent == id }
	return append(s.state.all(kindComment, on), s.state.all(kindIGComment, on)...)
}

func (s *Server) listComments(c call) reply {
	items := s.commentsOn(c.node.id)
	if c.node.kind != kindMedia && c.params["order"] != "reverse_chronological" {
		slices.Reverse(items)
	}
	return s.list(c, items, s.commentObject)
}

func (s *Server) getComment(c call) reply {
	return ok(pick(s.commentObject(s.state.items[c.node.id]), c.fields))
}

func (s *Server) commentObject(i *item) map[string]any {
	if i.kind == kindIGComment {
		name := Username
		if i.from != InstagramID {
			name = "somebody"
		}
		return map[string]any{
			"id": i.id, "text": i.text, "timestamp": stamp(i.at), "username": name, "from": map[string]any{"id": i.from, "username": name},
			"parent_id": i.parent, "media": map[string]any{"id": i.parent},
		}
	}
	return map[string]any{
		"id": i.id, "message": i.text, "created_time": stamp(i.at), "from": map[string]any{"id": i.from, "name": PageName},
		"like_count": s.state.metrics[i.id]["likes"], "comment_count": len(s.commentsOn(i.id)),
		"permalink_url": "https://www.facebook.com/" + PageID + "/posts/" + strings.TrimPrefix(i.parent, PageID+"_") + "?comment_id=" + i.id,
	}
}

// self is who the page is in a thread.
func self(platform string) string {
	if platform == "INSTAGRAM" {
		return InstagramID
	}
	return PageID
}

func (s *Server) listThreads(c call) reply {
	platform := strings.ToUpper(c.params["platform"])
	threads := s.state.all(kindThread, func(i *item) bool {
		return (platform == "" || i.on == platform) && (c.params["user_id"] == "" || i.user == c.params["user_id"])
	})
	return s.list(c, threads, func(i *item) map[string]any {
		return map[string]any{"id": i.id, "updated_time": stamp(i.at), "participants": map[string]any{"data": []any{map[string]any{"id": i.user}, map[string]any{"id": self(i.on)}}}}
	})
}

func (s *Server) listMessages(c call) reply {
	messages := s.state.all(kindMessage, func(i *item) bool { return i.parent == c.node.id })
	return s.list(c, messages, func(i *item) map[string]any {
		return map[string]any{"id": i.id, "message": i.text, "created_time": stamp(i.at), "from": map[string]any{"id": i.from}}
	})
}

// postMessage answers a person who has written in the last 24 hours.
func (s *Server) postMessage(c call) reply {
	var recipient struct{ ID string }
	var message struct{ Text string }
	if json.Unmarshal([]byte(c.params["recipient"]), &recipient) != nil || json.Unmarshal([]byte(c.params["message"]), &message) != nil || message.Text == "" {
		return s.violate(c.name, "recipient and message are JSON with id and text").reply()
	}
	threads := s.state.all(kindThread, func(i *item) bool { return i.user == recipient.ID })
	if len(threads) == 0 {
		return failed("person unavailable").reply()
	}
	t := threads[0]
	heard := s.state.all(kindMessage, func(i *item) bool { return i.parent == t.id && i.from == t.user })
	if len(heard) == 0 || c.now.Sub(heard[0].at) >= window {
		return failed("outside window").reply()
	}
	m := s.state.add(item{kind: kindMessage, at: c.now, text: message.Text, parent: t.id, from: self(t.on), public: true})
	t.at = c.now
	return ok(map[string]any{"recipient_id": recipient.ID, "message_id": m.id})
}

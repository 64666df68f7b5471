package x

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// createBody is the part of a new post that is modelled.
type createBody struct {
	Text  *string `json:"text"`
	Media *struct {
		IDs []string `json:"media_ids"`
	} `json:"media"`
	Reply *struct {
		To string `json:"in_reply_to_tweet_id"`
	} `json:"reply"`
}

// duplicateWindow is how far back a text may not be repeated.
const duplicateWindow = 24 * time.Hour

func (s *Server) createPost(c call) reply {
	var in createBody
	if bad := s.decode(c, &in); bad != nil {
		return *bad
	}
	p := &post{author: ownerID, created: s.opts.Now().UTC()}
	if in.Text != nil {
		p.text = *in.Text
	}
	if in.Media != nil {
		if len(in.Media.IDs) == 0 {
			return invalid("$.media.media_ids: there must be a minimum of 1 items in the array")
		}
		p.media = in.Media.IDs
	}
	if in.Reply != nil {
		p.replyTo = in.Reply.To
	}
	if bad := s.judge(p); bad != nil {
		return *bad
	}
	p.id = s.nextID()
	s.state.posts = append(s.state.posts, p)
	shown := s.render(p)
	return data(http.StatusCreated, map[string]any{"id": p.id, "text": shown.text, "edit_history_post_ids": []string{p.id}})
}

// judge refuses what X refuses about a new post.
func (s *Server) judge(p *post) *reply {
	refuse := func(a reply) *reply { return &a }
	if strings.TrimSpace(p.text) == "" && len(p.media) == 0 {
		return refuse(invalid("One or more parameters to your request was invalid."))
	}
	if n := Weight(p.text); n > 280 {
		return refuse(forbidden(fmt.Sprintf("Your Tweet text is too long. For more information on Character limits, visit https://developer.x.com (%d).", n)))
	}
	if p.replyTo != "" {
		if bad := s.judgeReply(p.replyTo); bad != nil {
			return bad
		}
	}
	if bad := s.judgeMedia(p.media, "tweet_"); bad != nil {
		return bad
	}
	for _, other := range s.state.posts {
		same := other.author == p.author && other.text == p.text && other.replyTo == p.replyTo && !other.deleted
		if same && p.text != "" && p.created.Sub(other.created) < duplicateWindow {
			return refuse(forbidden("You are not allowed to create a Tweet with duplicate content."))
		}
	}
	return nil
}

func (s *Server) judgeReply(to string) *reply {
	refuse := func(a reply) *reply { return &a }
	if !numeric.MatchString(to) {
		return refuse(invalid("$.reply.in_reply_to_tweet_id: does not match the regex pattern ^[0-9]{1,19}$"))
	}
	target := s.state.post(to)
	if target == nil {
		return refuse(problem(http.StatusBadRequest, typeInvalid, "Invalid Request", "You attempted to reply to a Tweet that is deleted or not visible to you."))
	}
	named := strings.Contains(strings.ToLower(target.text), "@"+strings.ToLower(s.opts.Handle))
	if s.opts.NotSummoned && target.author != ownerID && !named {
		return refuse(forbidden("Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to."))
	}
	return nil
}

func (s *Server) deletePost(c call) reply {
	p := s.state.post(c.id)
	switch {
	case p == nil:
		return notFound("post", c.id)
	case p.author != ownerID:
		return forbidden("You are not authorized to delete this Tweet.")
	}
	p.deleted = true
	return data(http.StatusOK, map[string]any{"deleted": true})
}

func (s *Server) getPost(c call) reply {
	p := s.state.post(c.id)
	if p == nil {
		return missing("post", c.id)
	}
	d, bad := s.dialect(c)
	if bad != nil {
		return *bad
	}
	return data(http.StatusOK, s.show(p, d))
}

func (s *Server) getMe(c call) reply { return s.showUser(c, s.state.users[ownerID]) }

func (s *Server) getByName(c call) reply {
	u, ok := s.state.byHandle(c.id)
	if !ok {
		return missing("user", c.id)
	}
	return s.showUser(c, u)
}

func (s *Server) showUser(c call, u user) reply {
	shown := map[string]any{"id": u.id, "name": u.name, "username": u.handle}
	for _, field := range list(c.r.URL.Query(), "user.fields") {
		switch field {
		case "id", "name", "username":
		case "verified_type":
			shown[field] = "none"
		case "protected":
			shown[field] = false
		case "receives_your_dm":
			shown[field] = !u.closedDMs
		default:
			s.violate("%s: user.fields %s is not modelled", c.op, field)
			return invalid("The `user.fields` query parameter value [%s] is not one of [id,name,username]", field)
		}
	}
	return data(http.StatusOK, shown)
}

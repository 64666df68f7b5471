package x

import (
	"net/http"
	"slices"
	"strconv"
)

func (s *Server) sendMessage(c call) reply {
	var in struct {
		Text        string `json:"text"`
		Attachments []struct {
			ID string `json:"media_id"`
		} `json:"attachments"`
	}
	if bad := s.decode(c, &in); bad != nil {
		return *bad
	}
	u, known := s.state.users[c.id]
	switch {
	case in.Text == "" && len(in.Attachments) == 0:
		return invalid("text or attachments must be given")
	case len(in.Attachments) > 1:
		return invalid("one attachment only")
	case !known || u.closedDMs || u.id == ownerID:
		return forbidden("You do not have permission to DM one or more participants.")
	}
	m := message{with: c.id, sender: ownerID, text: in.Text, created: s.opts.Now().UTC()}
	for _, a := range in.Attachments {
		m.media = append(m.media, a.ID)
	}
	if bad := s.judgeMedia(m.media, "dm_"); bad != nil {
		return *bad
	}
	m.id = s.nextID()
	s.state.messages = append(s.state.messages, m)
	return data(http.StatusCreated, map[string]any{"dm_conversation_id": ownerID + "-" + c.id, "dm_event_id": m.id})
}

// MessageFields are what dm_event.fields may hold here.
func MessageFields() []string {
	return []string{"attachments", "created_at", "dm_conversation_id", "entities", "event_type", "id", "text"}
}

func (s *Server) listMessages(c call) reply {
	q := c.r.URL.Query()
	size, ok := number(q, "max_results", 100, 1, 100)
	offset, ok2 := page(q.Get("pagination_token"))
	if !ok || !ok2 || (q.Has("event_types") && q.Get("event_types") != "MessageCreate") {
		return invalid("Invalid `max_results`, `pagination_token` or `event_types`")
	}
	fields, expansions := list(q, "dm_event.fields"), list(q, "expansions")
	for _, field := range fields {
		if !slices.Contains(MessageFields(), field) {
			s.violate("%s: field %s is not modelled", c.op, field)
			return invalid("The `dm_event.fields` query parameter value [%s] is not known", field)
		}
	}
	if len(expansions) > 0 && !slices.Equal(expansions, []string{"sender_id"}) {
		s.violate("%s: expansions %v are not modelled", c.op, expansions)
		return invalid("expansions")
	}
	var fit []message
	for _, m := range slices.Backward(s.state.messages) {
		if m.with == c.id {
			fit = append(fit, m)
		}
	}
	meta := map[string]any{}
	var shown []any
	for i := offset; i < len(fit) && len(shown) < min(size, s.opts.PageSize); i++ {
		shown = append(shown, s.showMessage(fit[i], fields, len(expansions) > 0))
	}
	meta["result_count"] = len(shown)
	if next := offset + len(shown); next < len(fit) {
		meta["next_token"] = pageMark + strconv.Itoa(next)
	}
	body := map[string]any{"meta": meta}
	if len(shown) > 0 {
		body["data"] = shown
	}
	return reply{status: http.StatusOK, body: body}
}

func (s *Server) showMessage(m message, fields []string, sender bool) map[string]any {
	r := s.render(&post{id: m.id, author: m.sender, text: m.text})
	out := map[string]any{"id": m.id, "text": r.text, "event_type": "MessageCreate"}
	if sender {
		out["sender_id"] = m.sender
	}
	for _, field := range fields {
		switch field {
		case "created_at":
			out[field] = stamp(m.created)
		case "dm_conversation_id":
			out[field] = ownerID + "-" + m.with
		case "attachments":
			if len(m.media) > 0 {
				out[field] = map[string]any{"media_keys": mediaKeys(m.media)}
			}
		case "entities":
			if len(r.urls) > 0 {
				out[field] = map[string]any{"urls": r.urls}
			}
		}
	}
	return out
}

package gmail

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// createDraft lays a message among the drafts. Gmail takes base64url with or
// without padding.
func (s *Server) createDraft(c call) reply {
	content, _ := c.body["message"].(map[string]any)
	text, _ := content["raw"].(string)
	raw, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
	if err != nil || len(raw) == 0 || len(content) != 1 {
		s.violate("users.drafts.create: a draft is its raw bytes here")
		return failure(http.StatusBadRequest, "invalidArgument", "Missing draft message")
	}
	s.box.serial += 0x1f
	id := strconv.FormatUint(s.box.serial, 16)
	m := &message{id: id, thread: id, raw: raw, labels: []string{labelDraft}, at: s.opts.Now()}
	s.box.messages = append(s.box.messages, m)
	s.box.log("messageAdded", m)
	return ok(draftBody(m, true))
}

// listDrafts gives the newest first.
func (s *Server) listDrafts(c call) reply {
	var found []map[string]any
	for _, m := range slices.Backward(s.box.messages) {
		if slices.Contains(m.labels, labelDraft) {
			found = append(found, draftBody(m, false))
		}
	}
	from, size, refusal, refused := s.paging(c, "drafts")
	if refused {
		return refusal
	}
	body := map[string]any{"resultSizeEstimate": len(found)}
	if cut := slice(found, from, size); len(cut) > 0 {
		body["drafts"] = cut
	}
	if from+size < len(found) {
		body["nextPageToken"] = pageToken("drafts", from+size)
	}
	return ok(body)
}

func draftBody(m *message, labels bool) map[string]any {
	inner := map[string]any{"id": m.id, "threadId": m.thread}
	if labels {
		inner["labelIds"] = m.labels
	}
	return map[string]any{"id": "r" + m.id, "message": inner}
}

// Drafts gives the raw mails among the drafts, oldest first.
func (s *Server) Drafts() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []string
	for _, m := range s.box.messages {
		if slices.Contains(m.labels, labelDraft) {
			out = append(out, string(m.raw))
		}
	}
	return out
}

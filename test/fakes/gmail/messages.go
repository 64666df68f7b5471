package gmail

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
)

func (s *Server) getProfile(call) reply {
	return ok(map[string]any{
		"emailAddress": s.opts.Account, "historyId": strconv.FormatUint(s.box.historyID, 10),
		"messagesTotal": len(s.box.messages), "threadsTotal": len(s.box.messages),
	})
}

func (s *Server) listMessages(c call) reply {
	wanted, err := parseQuery(c.query.Get("q"), s.opts.Now())
	if err != nil {
		s.violate("users.messages.list: %v", err)
		return failure(http.StatusBadRequest, "invalidArgument", err.Error())
	}
	var found []map[string]any
	for _, m := range slices.Backward(s.box.messages) { // newest first, as Gmail
		if m.hasAll(c.query["labelIds"]) && !m.hidden() && wanted.fits(m) {
			found = append(found, map[string]any{"id": m.id, "threadId": m.thread})
		}
	}
	from, size, refusal, refused := s.paging(c, "messages|"+c.query.Get("q"))
	if refused {
		return refusal
	}
	body := map[string]any{"resultSizeEstimate": len(found)}
	if cut := slice(found, from, size); len(cut) > 0 {
		body["messages"] = cut
	}
	if from+size < len(found) {
		body["nextPageToken"] = pageToken("messages|"+c.query.Get("q"), from+size)
	}
	return ok(body)
}

func (m *message) hasAll(labels []string) bool {
	for _, l := range labels {
		if !slices.Contains(m.labels, l) {
			return false
		}
	}
	return true
}

func (m *message) hidden() bool {
	return slices.Contains(m.labels, "SPAM") || slices.Contains(m.labels, "TRASH")
}

func (s *Server) getMessage(c call) reply {
	m := s.box.find(c.id)
	if m == nil {
		return failure(http.StatusNotFound, "notFound", "Requested entity was not found.")
	}
	body := map[string]any{
		"id": m.id, "threadId": m.thread, "labelIds": m.labels, "sizeEstimate": len(m.raw),
		"historyId": strconv.FormatUint(m.changed, 10), "internalDate": strconv.FormatInt(m.at.UnixMilli(), 10),
	}
	switch c.query.Get("format") {
	case "raw":
		encoding := base64.URLEncoding
		if s.opts.Unpadded {
			encoding = base64.RawURLEncoding
		}
		body["raw"] = encoding.EncodeToString(m.raw)
	case "metadata":
		body["payload"] = map[string]any{"headers": headers(m.raw, c.query["metadataHeaders"])}
	case "minimal":
	default:
		s.violate("users.messages.get: format %q is not modelled", c.query.Get("format"))
		return failure(http.StatusBadRequest, "invalidArgument", "Invalid value for format")
	}
	return ok(body)
}

func headers(raw []byte, only []string) []map[string]any {
	parsed, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(raw))).ReadMIMEHeader()
	out := []map[string]any{}
	for name, values := range parsed {
		if len(only) > 0 && !slices.ContainsFunc(only, func(o string) bool { return strings.EqualFold(o, name) }) {
			continue
		}
		for _, value := range values {
			out = append(out, map[string]any{"name": name, "value": value})
		}
	}
	return out
}

func (s *Server) modifyMessage(c call) reply {
	m := s.box.find(c.id)
	if m == nil {
		return failure(http.StatusNotFound, "notFound", "Requested entity was not found.")
	}
	add, remove := texts(c.body["addLabelIds"]), texts(c.body["removeLabelIds"])
	for _, id := range slices.Concat(add, remove) {
		if !slices.ContainsFunc(s.box.labels, func(l label) bool { return l.id == id }) {
			return failure(http.StatusBadRequest, "invalidArgument", "labelId not found")
		}
	}
	for _, id := range add {
		if !slices.Contains(m.labels, id) {
			m.labels = append(m.labels, id)
			s.box.log("labelAdded", m, id)
		}
	}
	for _, id := range remove {
		if slices.Contains(m.labels, id) {
			m.labels = slices.DeleteFunc(m.labels, func(l string) bool { return l == id })
			s.box.log("labelRemoved", m, id)
		}
	}
	return ok(map[string]any{"id": m.id, "threadId": m.thread, "labelIds": m.labels})
}

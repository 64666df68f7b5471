package gmail

import (
	"net/http"
	"slices"
	"strconv"
)

func (s *Server) listHistory(c call) reply {
	start, err := strconv.ParseUint(c.query.Get("startHistoryId"), 10, 64)
	if err != nil {
		return failure(http.StatusBadRequest, "invalidArgument", "Invalid value for startHistoryId")
	}
	if start <= s.box.forgotten || start > s.box.historyID {
		return failure(http.StatusNotFound, "notFound", "Requested entity was not found.")
	}
	types := c.query["historyTypes"]
	for _, t := range types {
		if !slices.Contains([]string{"messageAdded", "messageDeleted", "labelAdded", "labelRemoved"}, t) {
			s.violate("users.history.list: history type %q does not exist", t)
			return failure(http.StatusBadRequest, "invalidArgument", "Invalid value for historyTypes")
		}
	}
	labelID := c.query.Get("labelId")
	var found []map[string]any
	for _, e := range s.box.history {
		if e.id <= start || (len(types) > 0 && !slices.Contains(types, e.kind)) || (labelID != "" && !slices.Contains(e.labels, labelID)) {
			continue
		}
		found = append(found, e.record())
	}
	query := "history|" + c.query.Get("startHistoryId") + "|" + labelID
	from, size, refusal, refused := s.paging(c, query)
	if refused {
		return refusal
	}
	body := map[string]any{"historyId": strconv.FormatUint(s.box.historyID, 10)}
	if cut := slice(found, from, size); len(cut) > 0 {
		body["history"] = cut
	}
	if from+size < len(found) {
		body["nextPageToken"] = pageToken(query, from+size)
	}
	return ok(body)
}

// record is the event in the API's shape: the message stands in "messages" and
// again under the kind of change.
func (e event) record() map[string]any {
	m := map[string]any{"id": e.message, "threadId": e.thread}
	full := map[string]any{"id": e.message, "threadId": e.thread, "labelIds": e.labels}
	r := map[string]any{"id": strconv.FormatUint(e.id, 10), "messages": []any{m}}
	switch e.kind {
	case "messageAdded":
		r["messagesAdded"] = []any{map[string]any{"message": full}}
	case "messageDeleted":
		r["messagesDeleted"] = []any{map[string]any{"message": full}}
	case "labelAdded":
		r["labelsAdded"] = []any{map[string]any{"message": full, "labelIds": e.changed}}
	case "labelRemoved":
		r["labelsRemoved"] = []any{map[string]any{"message": full, "labelIds": e.changed}}
	}
	return r
}

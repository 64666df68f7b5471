package gmail

import (
	"fmt"
	"net/http"
	"strings"
)

func (s *Server) listLabels(call) reply {
	out := []map[string]any{}
	for _, l := range s.box.labels {
		out = append(out, l.body())
	}
	return ok(map[string]any{"labels": out})
}

func (s *Server) createLabel(c call) reply {
	name, _ := c.body["name"].(string)
	if strings.TrimSpace(name) == "" {
		return failure(http.StatusBadRequest, "invalidArgument", "Invalid label name")
	}
	for _, l := range s.box.labels {
		if strings.EqualFold(l.name, name) {
			return failure(http.StatusConflict, "aborted", "Label name exists or conflicts")
		}
	}
	made := label{id: fmt.Sprintf("Label_%d", len(s.box.labels)), name: name, kind: "user"}
	made.listVisibility, _ = c.body["labelListVisibility"].(string)
	made.mailVisibility, _ = c.body["messageListVisibility"].(string)
	s.box.labels = append(s.box.labels, made)
	return ok(made.body())
}

func (l label) body() map[string]any {
	b := map[string]any{"id": l.id, "name": l.name, "type": l.kind}
	if l.listVisibility != "" {
		b["labelListVisibility"] = l.listVisibility
	}
	if l.mailVisibility != "" {
		b["messageListVisibility"] = l.mailVisibility
	}
	return b
}

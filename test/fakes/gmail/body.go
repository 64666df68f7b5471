package gmail

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
)

// readBody takes a JSON object with the endpoint's fields only.
func (s *Server) readBody(r *http.Request, e Endpoint) (map[string]any, reply, bool) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	if err != nil {
		return nil, failure(http.StatusBadRequest, "badRequest", "The body could not be read."), true
	}
	if len(e.Body) == 0 {
		if len(raw) > 0 {
			s.violate("%s: takes no body", e.ID)
			return nil, failure(http.StatusBadRequest, "badRequest", "This method takes no body."), true
		}
		return nil, reply{}, false
	}
	var body map[string]any
	if err := json.Unmarshal(raw, &body); err != nil {
		return nil, failure(http.StatusBadRequest, "parseError", "Parse Error"), true
	}
	for field := range body {
		if !slices.Contains(e.Body, field) {
			s.violate("%s: body field %q is not modelled", e.ID, field)
			return nil, failure(http.StatusBadRequest, "invalidArgument", fmt.Sprintf("Invalid JSON payload received. Unknown name %q", field)), true
		}
	}
	return body, reply{}, false
}

// failure is an error in Google's shape.
func failure(status int, reason, message string) reply {
	return reply{status: status, body: map[string]any{"error": map[string]any{
		"code": status, "message": message, "status": statusWord(status),
		"errors": []map[string]any{{"message": message, "domain": "global", "reason": reason}},
	}}}
}

func statusWord(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "INVALID_ARGUMENT"
	case http.StatusUnauthorized:
		return "UNAUTHENTICATED"
	case http.StatusForbidden:
		return "PERMISSION_DENIED"
	case http.StatusNotFound:
		return "NOT_FOUND"
	case http.StatusConflict:
		return "ALREADY_EXISTS"
	case http.StatusTooManyRequests:
		return "RESOURCE_EXHAUSTED"
	case http.StatusServiceUnavailable:
		return "UNAVAILABLE"
	default:
		return "INTERNAL"
	}
}

func texts(v any) []string {
	list, _ := v.([]any)
	var out []string
	for _, one := range list {
		if text, isText := one.(string); isText {
			out = append(out, text)
		}
	}
	return out
}

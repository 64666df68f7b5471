package x

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
)

const (
	jsonType    = "application/json; charset=utf-8"
	problemType = "application/problem+json"
	htmlType    = "text/html; charset=utf-8"
)

// reply is an answer before it is written.
type reply struct {
	status int
	header map[string]string
	body   any    // JSON
	text   string // instead of body
	media  string // content type, default that of JSON
	drop   bool   // the connection is closed instead
	cut    bool   // the connection is closed in the middle of the body
}

func (a reply) contentType() string {
	if a.media == "" {
		return jsonType
	}
	return a.media
}

func (a reply) bytes() []byte {
	if a.text != "" || a.body == nil {
		return []byte(a.text)
	}
	raw, err := json.Marshal(a.body)
	if err != nil {
		return fmt.Appendf(nil, "%q", err.Error())
	}
	return raw
}

func (a reply) with(header map[string]string) reply {
	merged := map[string]string{}
	maps.Copy(merged, header)
	maps.Copy(merged, a.header)
	a.header = merged
	return a
}

func data(status int, body any) reply {
	return reply{status: status, body: map[string]any{"data": body}}
}

// Problem types of X. The first three are in its OpenAPI; the others are told of
// by its documentation alone.
const (
	typeInvalid   = "https://api.x.com/2/problems/invalid-request"
	typeNotFound  = "https://api.x.com/2/problems/resource-not-found"
	typeField     = "https://api.x.com/2/problems/not-authorized-for-field"
	typeBlank     = "about:blank"
	typeForbidden = "https://api.x.com/2/problems/client-forbidden"
	typeCapped    = "https://api.x.com/2/problems/usage-capped"
)

// problem is an answer as X's own OpenAPI has it: application/problem+json.
func problem(status int, kind, title, detail string) reply {
	return reply{status: status, media: problemType, body: map[string]any{
		"type": kind, "title": title, "detail": detail, "status": status,
	}}
}

func invalid(format string, args ...any) reply {
	return problem(http.StatusBadRequest, typeInvalid, "Invalid Request", fmt.Sprintf(format, args...))
}

func unauthorized() reply {
	return problem(http.StatusUnauthorized, typeBlank, "Unauthorized", "Unauthorized")
}

func forbidden(detail string) reply {
	return problem(http.StatusForbidden, typeBlank, "Forbidden", detail)
}

// missing is what X answers with status 200 about a resource that is not there.
func missing(resource, id string) reply {
	return reply{status: http.StatusOK, body: map[string]any{"errors": []any{notFoundError(resource, id)}}}
}

func notFoundError(resource, id string) map[string]any {
	return map[string]any{
		"type": typeNotFound, "title": "Not Found Error", "resource_type": resource, "resource_id": id, "parameter": "id", "value": id,
		"detail": "Could not find " + resource + " with id: [" + id + "].",
	}
}

func notFound(resource, id string) reply {
	body := notFoundError(resource, id)
	body["status"] = http.StatusNotFound
	return reply{status: http.StatusNotFound, media: problemType, body: body}
}

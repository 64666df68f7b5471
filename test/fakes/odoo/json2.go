package odoofake

import (
	"bytes"
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"regexp"
	"strings"
)

// serveVersion is GET /web/version, new in 19 and without a login.
func (s *Server) serveVersion(w http.ResponseWriter, _ *http.Request) {
	s.serve(w, prepared{
		request: Request{Op: "web.version", Dialect: JSON2},
		encode:  encodeJSON,
		execute: func() any {
			if s.opts.Version < firstJSON2 {
				return notFound()
			}
			full := s.version()
			return map[string]any{"version_info": full["server_version_info"], "version": full["server_version"]}
		},
	})
}

// bearer finds the key in the Authorization header.
var bearer = regexp.MustCompile(`(?i)^bearer\s+(.+)$`)

// serveJSON2 is POST /json/2/<model>/<method>.
func (s *Server) serveJSON2(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxRequest))
	if err != nil {
		s.send(w, pageEncoder, tooLarge())
		return
	}
	model, method, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/json/2/"), "/")
	if !ok || strings.Contains(method, "/") || r.Method != http.MethodPost {
		s.send(w, encodeJSON, httpProblem(http.StatusNotFound, "NotFound", "Did you mean POST /json/2/<model>/<method>?"))
		return
	}
	named, malformed := arguments(r, body)
	context, _ := named["context"].(map[string]any)
	uid := s.keyOwner(r)
	s.serve(w, prepared{
		request: Request{Op: model + "." + method, Dialect: JSON2, UID: uid, Kwargs: named, Context: context},
		encode:  encodeJSON,
		execute: func() any {
			switch database := r.Header.Get("X-Odoo-Database"); {
			case database != s.opts.Database && (database != "" || s.opts.ManyDatabases):
				// Without a database there is no such controller.
				return notFound()
			case malformed != nil:
				return malformed
			case uid == 0:
				return unauthorized(r)
			}
			return s.callNamed(model, method, uid, named, context)
		},
	})
}

// arguments reads the body, which must be JSON. An object gives the arguments;
// any other value none, as with Odoo.
func arguments(r *http.Request, body []byte) (map[string]any, any) {
	if media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); media != "application/json" && len(body) > 0 {
		return nil, page{http.StatusUnsupportedMediaType, "<!doctype html>\n<title>415 Unsupported Media Type</title>\n<p>Request inferred type is compatible with 'http' but '/json/2' is type='json2'.</p>\n"}
	}
	if len(body) == 0 {
		return map[string]any{}, nil
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	var value any
	if err := dec.Decode(&value); err != nil {
		return nil, httpProblem(http.StatusBadRequest, "BadRequest", "could not parse the body as json: "+err.Error())
	}
	named, _ := plainNumbers(value).(map[string]any)
	return named, nil
}

// plainNumbers turns numbers into int64 and float64, as XML-RPC has them.
func plainNumbers(value any) any {
	switch v := value.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case []any:
		for i, item := range v {
			v[i] = plainNumbers(item)
		}
	case map[string]any:
		for name, item := range v {
			v[name] = plainNumbers(item)
		}
	}
	return value
}

// keyOwner is the user whose key the caller shows, 0 for none.
func (s *Server) keyOwner(r *http.Request) int64 {
	m := bearer.FindStringSubmatch(r.Header.Get("Authorization"))
	if m == nil {
		return 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	uid := int64(0)
	switch {
	case m[1] == s.opts.APIKey && !s.keyExpired:
		uid = userID
	case m[1] == OtherAPIKey:
		uid = otherUserID
	}
	if s.table("res.users").rows[uid] == nil {
		return 0 // a user's keys go with the user
	}
	return uid
}

func unauthorized(r *http.Request) problem {
	if r.Header.Get("Authorization") == "" {
		return httpProblem(http.StatusUnauthorized, "Unauthorized", `User not authenticated, use the "Authorization" header`)
	}
	return httpProblem(http.StatusUnauthorized, "Unauthorized", "Invalid apikey")
}

// callNamed binds the arguments by name alone, and the records by ids.
func (s *Server) callNamed(model, method string, uid int64, named, context map[string]any) any {
	kwargs := map[string]any{}
	for name, value := range named {
		if name != "ids" && name != "context" {
			kwargs[name] = value
		}
	}
	ids, _ := named["ids"].([]any)
	m, known := methodOf(method)
	if known && !m.onRecords && len(ids) > 0 && s.hasModel(model) {
		return httpProblem(http.StatusUnprocessableEntity, "UnprocessableEntity", "cannot call "+model+"."+method+" with ids")
	}
	if known && m.onRecords {
		kwargs["ids"] = ids
	}
	return s.call(invocation{model: model, method: method, kwargs: kwargs, context: context, uid: uid})
}

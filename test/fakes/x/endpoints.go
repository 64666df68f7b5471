package x

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

const opToken = "oauth.token"

// Endpoint is one operation that is modelled.
type Endpoint struct {
	Op     string // operation ID of the OpenAPI
	Method string
	Path   string // with {parameters}
	Query  []string
	Body   []string // top-level members of the JSON or form body
	Scopes []string // of an OAuth 2 user token
	Limit  int      // calls in 15 minutes
	Wants  string   // content type of the body, empty = none
	Forms  bool     // a multipart form will do too

	handle func(*Server, call) reply
}

// call is one request on its way.
type call struct {
	r    *http.Request
	op   string
	e    *Endpoint
	body []byte
	id   string // the path's parameter
}

// Endpoints lists what is modelled.
func Endpoints() []Endpoint {
	read, write := []string{"tweet.read", "users.read"}, []string{"tweet.read", "tweet.write", "users.read"}
	media := []string{"media.write"}
	list := []string{"max_results", "pagination_token", "start_time", "end_time", "post.fields", "expansions"}
	return []Endpoint{
		{Op: "createPosts", Method: "POST", Path: "/2/tweets", Body: []string{"text", "media", "reply"}, Scopes: write, Limit: 100, Wants: "application/json", handle: (*Server).createPost},
		{Op: "deletePosts", Method: "DELETE", Path: "/2/tweets/{id}", Scopes: write, Limit: 50, handle: (*Server).deletePost},
		{Op: "getPostsById", Method: "GET", Path: "/2/tweets/{id}", Query: []string{"post.fields", "expansions"}, Scopes: read, Limit: 900, handle: (*Server).getPost},
		{Op: "getUsersMe", Method: "GET", Path: "/2/users/me", Query: []string{"user.fields"}, Scopes: read, Limit: 75, handle: (*Server).getMe},
		{Op: "getUsersByUsername", Method: "GET", Path: "/2/users/by/username/{username}", Query: []string{"user.fields"}, Scopes: read, Limit: 300, handle: (*Server).getByName},
		{Op: "getUsersPosts", Method: "GET", Path: "/2/users/{id}/tweets", Query: list, Scopes: read, Limit: 900, handle: (*Server).timeline},
		{Op: "mediaUpload", Method: "POST", Path: "/2/media/upload", Body: []string{"media", "media_category"}, Scopes: media, Limit: 500, Wants: "application/json", Forms: true, handle: (*Server).uploadOnce},
		{Op: "getMediaUploadStatus", Method: "GET", Path: "/2/media/upload", Query: []string{"command", "media_id"}, Scopes: media, Limit: 1000, handle: (*Server).mediaStatus},
		{Op: "initializeMediaUpload", Method: "POST", Path: "/2/media/upload/initialize", Body: []string{"media_category", "media_type", "total_bytes"}, Scopes: media, Limit: 1875, Wants: "application/json", handle: (*Server).initializeMedia},
		{Op: "appendMediaUpload", Method: "POST", Path: "/2/media/upload/{id}/append", Body: []string{"media", "segment_index"}, Scopes: media, Limit: 1875, Wants: "application/json", Forms: true, handle: (*Server).appendMedia},
		{Op: "finalizeMediaUpload", Method: "POST", Path: "/2/media/upload/{id}/finalize", Scopes: media, Limit: 1875, handle: (*Server).finalizeMedia},
		{Op: "createMediaMetadata", Method: "POST", Path: "/2/media/metadata", Body: []string{"id", "metadata"}, Scopes: media, Limit: 500, Wants: "application/json", handle: (*Server).describeMedia},
		{Op: "createDirectMessagesByParticipantId", Method: "POST", Path: "/2/dm_conversations/with/{participant_id}/messages", Body: []string{"text", "attachments"}, Scopes: []string{"dm.write", "tweet.read", "users.read"}, Limit: 15, Wants: "application/json", handle: (*Server).sendMessage},
		{Op: "getDirectMessagesEventsByParticipantId", Method: "GET", Path: "/2/dm_conversations/with/{participant_id}/dm_events", Query: []string{"max_results", "pagination_token", "event_types", "dm_event.fields", "expansions"}, Scopes: []string{"dm.read", "tweet.read", "users.read"}, Limit: 15, handle: (*Server).listMessages},
	}
}

// route is an endpoint with the form of its path.
type route struct {
	e    Endpoint
	form *regexp.Regexp
}

var parameter = regexp.MustCompile(`\{[a-z_]+\}`)

func routes() []route {
	var all []route
	for _, e := range Endpoints() {
		all = append(all, route{e, regexp.MustCompile(`^` + parameter.ReplaceAllString(e.Path, `([^/]+)`) + `$`)})
	}
	return all
}

// route finds the operation of a request.
func (s *Server) route(r *http.Request, body []byte) call {
	c := call{r: r, body: body}
	switch r.URL.Path {
	case tokenPath:
		c.op = opToken
		return c
	case consentPath:
		c.op = opConsent
		return c
	}
	for _, one := range s.routes {
		if one.e.Method != r.Method {
			continue
		}
		if found := one.form.FindStringSubmatch(r.URL.Path); found != nil {
			c.op, c.e = one.e.Op, &one.e
			if len(found) > 1 {
				c.id = found[1]
			}
			return c
		}
	}
	return c
}

var (
	numeric  = regexp.MustCompile(`^[0-9]{1,19}$`)
	username = regexp.MustCompile(`^[A-Za-z0-9_]{1,15}$`)
)

func (s *Server) handle(c call) reply {
	switch c.op {
	case opToken:
		return s.token(c)
	case opConsent:
		return s.authorize(c)
	}
	if c.e == nil {
		s.violate("%s %s is not modelled", c.r.Method, c.r.URL.Path)
		return problem(http.StatusNotFound, typeBlank, "Not Found", "Not Found")
	}
	level, refused := s.checkAccess(c)
	if refused != nil {
		return *refused
	}
	if bad := s.checkShape(c); bad != nil {
		return *bad
	}
	header, over := s.charge(c)
	if level != "" {
		header["x-access-level"] = level
	}
	if over != nil {
		return over.with(header)
	}
	return c.e.handle(s, c).with(header)
}

// checkShape refuses path, query and content types that are not modelled.
func (s *Server) checkShape(c call) *reply {
	refuse := func(format string, args ...any) *reply {
		a := invalid(format, args...)
		return &a
	}
	form := numeric
	if strings.HasSuffix(c.e.Path, "{username}") {
		form = username
	}
	if c.id != "" && !form.MatchString(c.id) {
		return refuse("The `id` query parameter value [%s] is not valid", c.id)
	}
	for key, values := range c.r.URL.Query() {
		if legacy, ok := legacyFields(key); ok && slices.Contains(c.e.Query, legacy) {
			continue
		}
		if !slices.Contains(c.e.Query, key) || len(values) != 1 {
			s.violate("%s: query parameter %s is not modelled", c.op, key)
			return refuse("The query parameter [%s] is not one of [%s]", key, strings.Join(c.e.Query, ","))
		}
	}
	got, _, _ := strings.Cut(c.r.Header.Get("Content-Type"), ";")
	if c.e.Wants != "" && got != c.e.Wants && (!c.e.Forms || got != formType) {
		s.violate("%s: content type %q is not modelled", c.op, got)
		return refuse("Unsupported content type")
	}
	if c.e.Wants == "" && len(c.body) > 0 {
		s.violate("%s: a body is not modelled", c.op)
		return refuse("No body is expected")
	}
	return nil
}

// legacyFields maps the parameters of the older dialect to those of the OpenAPI.
func legacyFields(key string) (string, bool) {
	if key == "tweet.fields" {
		return "post.fields", true
	}
	return "", false
}

// decode reads a JSON body strictly.
func (s *Server) decode(c call, into any) *reply {
	d := json.NewDecoder(strings.NewReader(string(c.body)))
	d.DisallowUnknownFields()
	err := d.Decode(into)
	if err == nil && d.Decode(&struct{}{}) == io.EOF {
		return nil
	}
	s.violate("%s: body is not modelled: %v", c.op, err)
	a := invalid("One or more parameters to your request was invalid.")
	return &a
}

const formType = "multipart/form-data"

// piece reads bytes and what stands beside them, from JSON or a form.
func (s *Server) piece(c call) (fields url.Values, media []byte, bad *reply) {
	if strings.HasPrefix(c.r.Header.Get("Content-Type"), formType) {
		return s.multipart(c)
	}
	var in struct {
		Media    []byte `json:"media"`
		Category string `json:"media_category"`
		Segment  *int   `json:"segment_index"`
	}
	if bad := s.decode(c, &in); bad != nil {
		return nil, nil, bad
	}
	fields = url.Values{}
	if slices.Contains(c.e.Body, "media_category") {
		fields.Set("media_category", in.Category)
	}
	if in.Segment != nil {
		fields.Set("segment_index", strconv.Itoa(*in.Segment))
	}
	return fields, in.Media, nil
}

// multipart reads a form with the parts of the endpoint.
func (s *Server) multipart(c call) (fields url.Values, media []byte, bad *reply) {
	refuse := func(format string, args ...any) (url.Values, []byte, *reply) {
		s.violate(c.op+": "+format, args...)
		a := invalid("One or more parameters to your request was invalid.")
		return nil, nil, &a
	}
	if err := c.r.ParseMultipartForm(maxRequest); err != nil {
		return refuse("form: %v", err)
	}
	for key := range c.r.MultipartForm.Value {
		if !slices.Contains(c.e.Body, key) {
			return refuse("part %s is not modelled", key)
		}
	}
	files := c.r.MultipartForm.File["media"]
	if len(files) != 1 || len(c.r.MultipartForm.File) != 1 {
		return refuse("it needs one file, media")
	}
	f, err := files[0].Open()
	if err != nil {
		return refuse("file: %v", err)
	}
	defer f.Close()
	if media, err = io.ReadAll(f); err != nil {
		return refuse("file: %v", err)
	}
	return c.r.MultipartForm.Value, media, nil
}

// number reads an optional integer of the query within bounds.
func number(query url.Values, key string, fallback, least, most int) (int, bool) {
	if !query.Has(key) {
		return fallback, true
	}
	n, err := strconv.Atoi(query.Get(key))
	return n, err == nil && n >= least && n <= most
}

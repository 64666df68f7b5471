package graph

import (
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// maxUpload bounds what is read of one request.
const maxUpload = 256 << 20

// parameters reads query, form or multipart, and the method that is meant: a
// POST that says method=DELETE is one.
func parameters(r *http.Request) (method string, params map[string]string, files map[string][]byte, err error) {
	method, params, files = r.Method, map[string]string{}, map[string][]byte{}
	add := func(values url.Values) {
		for key, list := range values {
			if len(list) != 1 {
				err = errors.New("parameter " + key + " is given more than once")
			}
			params[key] = list[0]
		}
	}
	add(r.URL.Query())
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case method != http.MethodPost || strings.HasPrefix(strings.Trim(r.URL.Path, "/"), "rupload/"):
	case kind == "multipart/form-data":
		err = errors.Join(err, multipartForm(r, params, files))
	default:
		raw, readErr := io.ReadAll(io.LimitReader(r.Body, maxUpload))
		values, parseErr := url.ParseQuery(string(raw))
		add(values)
		err = errors.Join(err, readErr, parseErr)
	}
	if override := params["method"]; override != "" && method == http.MethodPost {
		method = strings.ToUpper(override)
	}
	delete(params, "method")
	return method, params, files, err
}

func multipartForm(r *http.Request, params map[string]string, files map[string][]byte) error {
	reader, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(io.LimitReader(part, maxUpload))
		if err != nil {
			return err
		}
		if part.FileName() != "" {
			files[part.FormName()] = raw
			continue
		}
		params[part.FormName()] = string(raw)
	}
}

// check refuses what the edge does not model.
func (s *Server) check(c *call) *Failure {
	e, known := edges()[c.name]
	if !known {
		s.violations = append(s.violations, c.name+" is not modelled")
		return failed("unknown path")
	}
	for _, key := range slices.Sorted(maps.Keys(c.params)) {
		if !slices.Contains(e.Params, key) && !slices.Contains(Everywhere(), key) {
			return s.violate(c.name, "parameter %q is not modelled", key)
		}
	}
	for key := range c.files {
		if !slices.Contains(e.Files, key) {
			return s.violate(c.name, "file %q is not modelled", key)
		}
	}
	for _, key := range e.Required {
		if c.params[key] == "" {
			return s.violate(c.name, "parameter %q is missing", key)
		}
	}
	for key, values := range e.Enums {
		if value, given := c.params[key]; given && !slices.Contains(values, strings.ToUpper(value)) {
			return s.violate(c.name, "%q is no value of %s", value, key)
		}
	}
	if e.Right != "" && !c.token.may(e.Right) {
		return failed("no right")
	}
	return s.checkFields(c, e)
}

func (s *Server) checkFields(c *call, e Edge) *Failure {
	var err error
	if c.fields, err = parseFields(c.params["fields"]); err != nil {
		return s.violate(c.name, "fields: %v", err)
	}
	known := Fields()[e.Gives]
	for _, f := range c.fields {
		if slices.Contains(e.Lacks, f.name) {
			return failed("bad parameter")
		}
		if !slices.Contains(known, f.name) {
			return s.violate(c.name, "%s has no field %q", e.Gives, f.name)
		}
	}
	return nil
}

// publicAddress is what Meta's fetcher needs at least.
func publicAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || !strings.Contains(u.Hostname(), ".") {
		return errors.New("not a public https address")
	}
	if ip, err := netip.ParseAddr(u.Hostname()); err == nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()) {
		return errors.New("not a public address")
	}
	return nil
}

// field is one word of the parameter fields.
type field struct {
	name     string
	sub      []field
	modified bool // carries .limit(0) or the like
}

var errFields = errors.New("not well formed")

// parseFields reads "id,from{id},likes.limit(0).summary(total_count)".
func parseFields(text string) ([]field, error) {
	var out []field
	for text != "" {
		depth, end := 0, len(text)
		for i, r := range text {
			switch r {
			case '{', '(':
				depth++
			case '}', ')':
				depth--
			}
			if r == ',' && depth == 0 {
				end = i
				break
			}
		}
		if depth != 0 {
			return nil, errFields
		}
		one := text[:end]
		text = strings.TrimPrefix(text[end:], ",")
		f := field{}
		if i := strings.IndexByte(one, '{'); i >= 0 {
			var err error
			if f.sub, err = parseFields(strings.TrimSuffix(one[i+1:], "}")); err != nil {
				return nil, err
			}
			one = one[:i]
		}
		f.name, _, f.modified = strings.Cut(one, ".")
		if f.name == "" {
			return nil, errFields
		}
		out = append(out, f)
	}
	return out, nil
}

// pick keeps the fields that were asked for; without any it is the ID alone.
func pick(object map[string]any, fields []field) map[string]any {
	out := map[string]any{"id": object["id"]}
	for _, f := range fields {
		value, there := object[f.name]
		if !there {
			continue
		}
		if nested, is := value.(map[string]any); is && f.sub != nil && !f.modified {
			value = pick(nested, f.sub)
		}
		out[f.name] = value
	}
	return out
}

package openapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"mime"
	"mime/multipart"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Spec is the document.
type Spec struct {
	doc map[string]any
	ops map[string]Operation
}

// Operation is one operation of the document.
type Operation struct {
	ID, Method, Path string
	// Query has the allowed values of each parameter of the query; nil = free.
	Query map[string][]string
	// Scopes an OAuth 2 user token needs.
	Scopes []string

	body    map[string]any // schemas by content type
	answers map[string]any // by status
}

// Load reads the document.
func Load(path string) (*Spec, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	s := &Spec{ops: map[string]Operation{}}
	if err := json.Unmarshal(raw, &s.doc); err != nil {
		return nil, fmt.Errorf("read the OpenAPI document: %w", err)
	}
	for path, item := range object(s.doc["paths"]) {
		for method, raw := range object(item) {
			op := object(raw)
			id, _ := op["operationId"].(string)
			s.ops[id] = s.operation(id, strings.ToUpper(method), path, op)
		}
	}
	return s, nil
}

func (s *Spec) operation(id, method, path string, op map[string]any) Operation {
	out := Operation{ID: id, Method: method, Path: path, Query: map[string][]string{}, answers: object(op["responses"])}
	for _, raw := range array(op["parameters"]) {
		p := s.resolve(object(raw))
		if p["in"] != "query" {
			continue
		}
		schema := s.resolve(object(p["schema"]))
		if items, ok := schema["items"]; ok {
			schema = s.resolve(object(items))
		}
		name, _ := p["name"].(string)
		out.Query[name] = words(schema["enum"])
	}
	for _, way := range array(op["security"]) {
		if scopes, ok := object(way)["OAuth2UserToken"]; ok {
			out.Scopes = words(scopes)
		}
	}
	out.body = object(s.resolve(object(op["requestBody"]))["content"])
	return out
}

// Operation finds an operation by its ID.
func (s *Spec) Operation(id string) (Operation, bool) {
	op, ok := s.ops[id]
	return op, ok
}

// BodyFields are the members of the operation's body for a content type.
func (s *Spec) BodyFields(id, kind string) (names, required []string) {
	schema := s.resolve(object(object(s.ops[id].body[kind])["schema"]))
	for name := range object(schema["properties"]) {
		names = append(names, name)
	}
	return names, words(schema["required"])
}

// Request checks query and body of a request.
func (s *Spec) Request(id string, query map[string][]string, contentType string, body []byte) error {
	op, ok := s.ops[id]
	if !ok {
		return fmt.Errorf("there is no operation %q", id)
	}
	for name, values := range query {
		enum, known := op.Query[name]
		if !known {
			return fmt.Errorf("%s has no query parameter %q", id, name)
		}
		for value := range strings.SplitSeq(strings.Join(values, ","), ",") {
			if enum != nil && !slices.Contains(enum, value) {
				return fmt.Errorf("%s: %s may not be %q", id, name, value)
			}
		}
	}
	kind, params, _ := mime.ParseMediaType(contentType)
	if len(op.body) == 0 {
		if len(body) > 0 {
			return fmt.Errorf("%s takes no body", id)
		}
		return nil
	}
	content, ok := op.body[kind]
	if !ok {
		return fmt.Errorf("%s does not take %q", id, contentType)
	}
	value, err := parse(kind, params["boundary"], body)
	if err != nil {
		return fmt.Errorf("%s: %w", id, err)
	}
	return s.check(id, object(object(content)["schema"]), value)
}

// Answer checks status and body of an answer of X's own.
func (s *Spec) Answer(id string, status int, contentType string, body []byte) error {
	op, ok := s.ops[id]
	if !ok {
		return fmt.Errorf("there is no operation %q", id)
	}
	answer, known := op.answers[strconv.Itoa(status)]
	if !known && status < 400 {
		return fmt.Errorf("%s does not answer %d", id, status)
	}
	if !known {
		answer = op.answers["default"]
	}
	kind, _, _ := mime.ParseMediaType(contentType)
	content, ok := object(s.resolve(object(answer))["content"])[kind]
	if !ok {
		return fmt.Errorf("%s does not answer %d as %q", id, status, contentType)
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		return fmt.Errorf("%s: %w", id, err)
	}
	schema := object(object(content)["schema"])
	if kind == "application/problem+json" {
		schema = s.problem(value)
	}
	return s.check(id, schema, value)
}

// problem is the schema of an error. X sends types that its own document does
// not name; they have what the plainest of all problems has.
func (s *Spec) problem(value any) map[string]any {
	mapping := object(object(s.resolve(map[string]any{"$ref": "#/components/schemas/Problem"})["discriminator"])["mapping"])
	kind, _ := object(value)["type"].(string)
	if ref, ok := mapping[kind].(string); ok {
		return map[string]any{"$ref": ref}
	}
	plain := maps.Clone(s.resolve(map[string]any{"$ref": "#/components/schemas/InvalidRequestProblem"}))
	properties := maps.Clone(object(plain["properties"]))
	properties["type"] = map[string]any{"type": "string"}
	plain["properties"] = properties
	return plain
}

func parse(kind, boundary string, body []byte) (any, error) {
	var value any
	if kind == "application/json" {
		err := json.Unmarshal(body, &value)
		return value, err
	}
	form, err := multipart.NewReader(strings.NewReader(string(body)), boundary).ReadForm(16 << 20)
	if err != nil {
		return nil, err
	}
	parts := map[string]any{}
	for name, values := range form.Value {
		parts[name] = strings.Join(values, ",")
		if n, err := strconv.Atoi(values[0]); err == nil {
			parts[name] = float64(n)
		}
	}
	for name := range form.File {
		parts[name] = "bytes"
	}
	return parts, nil
}

func object(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

func array(v any) []any {
	a, _ := v.([]any)
	return a
}

func words(v any) []string {
	var out []string
	for _, one := range array(v) {
		if word, ok := one.(string); ok {
			out = append(out, word)
		}
	}
	return out
}

package toolset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
)

// maxArguments bounds what a call may bring; a mail given as text is the largest.
const maxArguments = 2 << 20

// properties are an input's by name.
type properties map[string]*jsonschema.Schema

// text bounds a string.
func (p properties) text(name string, most int) { p[name].MaxLength = &most }

// form gives a string a pattern and a bound.
func (p properties) form(name, pattern string, most int) {
	p.text(name, most)
	p[name].Pattern = pattern
}

// number bounds an integer and says what it is when not given.
func (p properties) number(name string, least, most float64, usual string) {
	p[name].Minimum, p[name].Maximum, p[name].Default = &least, &most, json.RawMessage(usual)
}

// yes makes a yes/no property true when it is not given.
func (p properties) yes(name string) { p[name].Default = json.RawMessage("true") }

// list bounds how many there are of something.
func (p properties) list(name string, least, most int) {
	p[name].MinItems, p[name].MaxItems = &least, &most
}

// choice allows these words only; the first is meant when none is given.
func (p properties) choice(name string, words ...string) {
	for _, w := range words {
		p[name].Enum = append(p[name].Enum, w)
	}
	p[name].Default, _ = json.Marshal(words[0])
}

func inputSchema[In any](limit func(properties)) (json.RawMessage, *jsonschema.Resolved, error) {
	schema, err := schemaOf[In]()
	if err != nil {
		return nil, nil, err
	}
	if limit != nil {
		limit(schema.Properties)
	}
	resolved, err := schema.Resolve(&jsonschema.ResolveOptions{ValidateDefaults: true})
	if err != nil {
		return nil, nil, err
	}
	raw, err := json.Marshal(schema)
	return raw, resolved, err
}

func outputSchema[Out any]() (json.RawMessage, error) {
	schema, err := schemaOf[Out]()
	if err != nil {
		return nil, err
	}
	return json.Marshal(schema)
}

func schemaOf[T any]() (*jsonschema.Schema, error) {
	schema, err := jsonschema.For[T](nil)
	if err != nil {
		return nil, err
	}
	withoutNull(schema)
	return schema, nil
}

// withoutNull makes lists and optional objects plain: many clients do not take a type that may be null, and ours never is.
func withoutNull(s *jsonschema.Schema) {
	if s == nil {
		return
	}
	if len(s.Types) == 2 && s.Types[0] == "null" {
		s.Type, s.Types = s.Types[1], nil
	}
	withoutNull(s.Items)
	for _, p := range s.Properties {
		withoutNull(p)
	}
}

func schemaTrouble(err error) string {
	return shorten(visible(strings.ReplaceAll(err.Error(), "validating root: ", "")), 400)
}

// arguments checks what a client gave and reads it into In. What is given comes back for the log also when it is wrong.
func arguments[In any](schema *jsonschema.Resolved, given any) (plain map[string]any, in In, err error) {
	raw, err := json.Marshal(given)
	if err != nil {
		return nil, in, errors.New("the arguments are not JSON; send an object as the tool's schema describes it")
	}
	if len(raw) > maxArguments {
		return map[string]any{"_bytes": len(raw)}, in, fmt.Errorf("the arguments are larger than %d MB; give the path of a file instead of its text", maxArguments>>20)
	}
	if bytes.Equal(raw, []byte("null")) {
		raw = []byte("{}")
	}
	if err := json.Unmarshal(raw, &plain); err != nil {
		return map[string]any{"_given": string(raw)}, in, errors.New("the arguments must be an object as the tool's schema describes it")
	}
	whole := map[string]any{}
	for key, value := range plain {
		whole[key] = value
	}
	if err := schema.Validate(whole); err != nil {
		return plain, in, fmt.Errorf("the arguments do not fit the tool's schema: %s", schemaTrouble(err))
	}
	if err := schema.ApplyDefaults(&whole); err != nil {
		return plain, in, fmt.Errorf("the arguments do not fit the tool's schema: %s", schemaTrouble(err))
	}
	if raw, err = json.Marshal(whole); err == nil {
		err = json.Unmarshal(raw, &in)
	}
	if err != nil {
		return plain, in, errors.New("the arguments do not fit the tool's schema; whole numbers must be written as such")
	}
	return whole, in, nil
}

package openapi

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

func (s *Spec) resolve(schema map[string]any) map[string]any {
	for range 10 {
		ref, ok := schema["$ref"].(string)
		if !ok {
			return schema
		}
		at := s.doc
		for step := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
			at = object(at[step])
		}
		schema = at
	}
	return schema
}

// check walks a value along its schema.
func (s *Spec) check(at string, schema map[string]any, value any) error {
	schema = s.resolve(schema)
	if one, ok := schema["oneOf"]; ok && schema["properties"] == nil {
		return s.anyOf(at, array(one), value)
	}
	if value == nil {
		if schema["nullable"] == true {
			return nil
		}
		return fmt.Errorf("%s may not be null", at)
	}
	if enum := array(schema["enum"]); enum != nil && !slices.Contains(enum, value) {
		return fmt.Errorf("%s may not be %v", at, value)
	}
	if many, ok := schema["anyOf"]; ok && schema["type"] == nil {
		return s.anyOf(at, array(many), value)
	}
	switch v := value.(type) {
	case map[string]any:
		return s.checkObject(at, schema, v)
	case []any:
		return s.checkArray(at, schema, v)
	case string:
		return checkText(at, schema, v)
	case float64:
		return checkNumber(at, schema, v)
	case bool:
		return typed(at, schema, "boolean")
	}
	return fmt.Errorf("%s: a value of an unknown kind", at)
}

func (s *Spec) anyOf(at string, schemas []any, value any) error {
	var last error
	for _, one := range schemas {
		if last = s.check(at, object(one), value); last == nil {
			return nil
		}
	}
	return last
}

func (s *Spec) checkObject(at string, schema, value map[string]any) error {
	if err := typed(at, schema, "object"); err != nil {
		return err
	}
	for _, name := range words(schema["required"]) {
		if _, there := value[name]; !there {
			return fmt.Errorf("%s lacks %q", at, name)
		}
	}
	properties := object(schema["properties"])
	if properties == nil {
		return nil // a free object
	}
	for name, one := range value {
		property, known := properties[name]
		if !known {
			return fmt.Errorf("%s has no member %q", at, name)
		}
		if err := s.check(at+"."+name, object(property), one); err != nil {
			return err
		}
	}
	var last error
	for _, one := range array(schema["anyOf"]) { // of what is required
		last = nil
		for _, name := range words(object(one)["required"]) {
			if _, there := value[name]; !there {
				last = fmt.Errorf("%s lacks %q", at, name)
			}
		}
		if last == nil {
			return nil
		}
	}
	return last
}

func (s *Spec) checkArray(at string, schema map[string]any, value []any) error {
	if err := typed(at, schema, "array"); err != nil {
		return err
	}
	if !within(schema, "minItems", "maxItems", float64(len(value))) {
		return fmt.Errorf("%s may not have %d items", at, len(value))
	}
	for i, one := range value {
		if err := s.check(fmt.Sprintf("%s[%d]", at, i), object(schema["items"]), one); err != nil {
			return err
		}
	}
	return nil
}

func checkText(at string, schema map[string]any, value string) error {
	if err := typed(at, schema, "string"); err != nil {
		return err
	}
	if pattern, ok := schema["pattern"].(string); ok {
		if fits, err := regexp.MatchString(pattern, value); err != nil || !fits {
			return fmt.Errorf("%s may not be %q", at, value)
		}
	}
	if !within(schema, "minLength", "maxLength", float64(utf8.RuneCountInString(value))) {
		return fmt.Errorf("%s is too long or too short", at)
	}
	return nil
}

func checkNumber(at string, schema map[string]any, value float64) error {
	kind, _ := schema["type"].(string)
	if kind != "number" && (kind != "integer" || value != math.Trunc(value)) {
		return fmt.Errorf("%s may not be the number %v", at, value)
	}
	if !within(schema, "minimum", "maximum", value) {
		return fmt.Errorf("%s may not be %v", at, value)
	}
	return nil
}

func within(schema map[string]any, least, most string, value float64) bool {
	if low, ok := schema[least].(float64); ok && value < low {
		return false
	}
	high, ok := schema[most].(float64)
	return !ok || value <= high
}

func typed(at string, schema map[string]any, kind string) error {
	if schema["type"] != kind {
		return fmt.Errorf("%s is %v in the document, not %s", at, schema["type"], kind)
	}
	return nil
}

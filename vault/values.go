package vault

import (
	"errors"
	"fmt"

	"gopkg.in/yaml.v3"
)

// readEntries turns the mapping into entries and refuses everything that is not flat.
func readEntries(root *yaml.Node) ([]entry, error) {
	seen := make(map[string]bool, len(root.Content)/2)
	entries := make([]entry, 0, len(root.Content)/2)
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if err := checkKey(key); err != nil {
			return nil, err
		}
		name := shorten(key.Value, 40)
		if seen[key.Value] {
			return nil, fmt.Errorf("line %d: the key %q is there twice; delete one", key.Line, name)
		}
		seen[key.Value] = true
		e, err := readValue(value)
		if err != nil {
			return nil, fmt.Errorf("line %d, key %q: %w", key.Line, name, err)
		}
		e.key = key.Value
		if value.Kind == yaml.ScalarNode {
			e.remark = value.LineComment
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func checkKey(key *yaml.Node) error {
	switch {
	case key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0:
		return fmt.Errorf("line %d: a key must be a plain word", key.Line)
	case key.Tag == "!!merge" || key.Value == "<<":
		return fmt.Errorf("line %d: merge keys are not allowed here", key.Line)
	case key.Value == "":
		return fmt.Errorf("line %d: a key is missing before the colon", key.Line)
	case hasForbidden(key.Value) || containsLineEnd(key.Value):
		return fmt.Errorf("line %d: the key holds an invisible control character; delete it", key.Line)
	}
	return nil
}

func readValue(value *yaml.Node) (entry, error) {
	if value.Kind != yaml.SequenceNode {
		kind, text, err := readScalar(value)
		return entry{kind: kind, text: text}, err
	}
	if value.Anchor != "" || value.Style&yaml.TaggedStyle != 0 {
		return entry{}, errors.New("anchors and tags are not allowed here")
	}
	list := make([]string, 0, len(value.Content))
	for _, item := range value.Content {
		if item.Kind == yaml.SequenceNode {
			return entry{}, errors.New("a list in a list is not allowed here")
		}
		_, text, err := readScalar(item)
		if err != nil {
			return entry{}, err
		}
		list = append(list, text)
	}
	return entry{kind: ListValue, list: list}, nil
}

func readScalar(v *yaml.Node) (ValueKind, string, error) {
	switch {
	case v.Kind == yaml.AliasNode || v.Anchor != "":
		return 0, "", errors.New("anchors and aliases are not allowed here")
	case v.Kind == yaml.MappingNode:
		return 0, "", errors.New("a value must be one text or a list; put it in double quotes")
	case v.Kind != yaml.ScalarNode:
		return 0, "", errors.New("a value must be one text or a list")
	case v.Style&yaml.TaggedStyle != 0:
		return 0, "", errors.New("tags are not allowed here")
	case hasForbidden(v.Value):
		return 0, "", errors.New("it holds an invisible control character; delete it")
	}
	if v.Style != 0 {
		return StringValue, v.Value, nil
	}
	switch v.Tag {
	case "!!null":
		return EmptyValue, "", nil
	case "!!bool":
		if v.Value[0] == 't' || v.Value[0] == 'T' {
			return BoolValue, "true", nil
		}
		return BoolValue, "false", nil
	case "!!int", "!!float":
		return NumberValue, v.Value, nil
	}
	return StringValue, v.Value, nil
}

func hasForbidden(s string) bool {
	for _, r := range s {
		if forbidden(r) {
			return true
		}
	}
	return false
}

func containsLineEnd(s string) bool {
	for _, r := range s {
		if r == '\n' || r == '\t' {
			return true
		}
	}
	return false
}

package reading

import (
	"encoding/json"
	"strings"
)

// Bounds on the notification of a form that a site sends as JSON.
const (
	maxJSONFields = 100
	maxJSONDepth  = 4
)

// jsonFields writes the fields of a JSON object as lines "label: value", in
// their order; those of an object within it stand beside them. Any other text
// comes back as it is.
func jsonFields(text string) string {
	t := strings.TrimSpace(text)
	if !strings.HasPrefix(t, "{") || !json.Valid([]byte(t)) {
		return text
	}
	dec := json.NewDecoder(strings.NewReader(t))
	dec.UseNumber()
	var out []string
	key, depth, inArray := "", 0, 0
	for len(out) < maxJSONFields {
		token, err := dec.Token()
		if err != nil {
			break
		}
		switch v := token.(type) {
		case json.Delim:
			depth, inArray = nesting(v, depth, inArray)
			if depth > maxJSONDepth {
				return text
			}
			key = ""
			continue
		case string:
			if key == "" && inArray == 0 {
				key = v
				continue
			}
			out = append(out, jsonLine(key, v))
		case json.Number:
			out = append(out, jsonLine(key, v.String()))
		}
		key = ""
	}
	return strings.Join(out, "\n")
}

// nesting counts how deep a bracket leads, and into how many lists.
func nesting(d json.Delim, depth, inArray int) (int, int) {
	switch d {
	case '{':
		return depth + 1, inArray
	case '[':
		return depth + 1, inArray + 1
	case ']':
		return depth - 1, inArray - 1
	}
	return depth - 1, inArray
}

// jsonLine is a field as a form writes it; the label's underscores are blanks.
func jsonLine(key, value string) string {
	if key == "" {
		return value
	}
	return strings.ReplaceAll(key, "_", " ") + ": " + value
}

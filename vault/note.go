package vault

import (
	"slices"
	"strings"
)

// Limits of a note, in bytes, checked before anything is parsed: the YAML parser is quadratic in the number of keys
// (64 KB take 110 ms, 1 MB over 20 s).
const (
	MaxNoteBytes        = 64 << 10
	MaxFrontMatterBytes = 16 << 10
)

// ValueKind is how a value is written in the front matter.
type ValueKind int

// The kinds of value. A number is kept as text, exactly as written: 1234.10 stays "1234.10".
const (
	EmptyValue ValueKind = iota
	StringValue
	BoolValue
	NumberValue
	ListValue
)

// Note is one Markdown file: flat front matter and a body. The zero value is an empty note. Not safe for concurrent use.
type Note struct {
	// Body is everything after the front matter, with "\n" line ends.
	Body string

	preamble []string // lines before the first key: the owner's comments
	entries  []entry
}

// entry is one key with the lines that it was written in, so that a rewrite leaves other keys as the owner typed them.
type entry struct {
	key     string
	kind    ValueKind
	text    string   // scalar as text
	list    []string // only for ListValue
	remark  string   // a comment behind the value, with its #
	lines   []string // as written; nil when it must be written anew
	trailer []string // blank and comment lines behind it
}

// NewNote starts a note with a body and no keys.
func NewNote(body string) *Note { return &Note{Body: body} }

// Keys lists the keys in the order of the file.
func (n *Note) Keys() []string {
	keys := make([]string, len(n.entries))
	for i, e := range n.entries {
		keys[i] = e.key
	}
	return keys
}

// Get gives a scalar as text: a number as written, a bool as "true" or "false", an empty value as "".
// It is false when the key is missing or holds a list.
func (n *Note) Get(key string) (string, bool) {
	i := n.find(key)
	if i < 0 || n.entries[i].kind == ListValue {
		return "", false
	}
	return n.entries[i].text, true
}

// GetBool is true only when the key holds a real true; it is not ok when the value is no bool.
func (n *Note) GetBool(key string) (value, ok bool) {
	i := n.find(key)
	if i < 0 || n.entries[i].kind != BoolValue {
		return false, false
	}
	return n.entries[i].text == "true", true
}

// GetList gives the items of a list. A single scalar counts as a list of one, an empty value as an empty list.
func (n *Note) GetList(key string) ([]string, bool) {
	i := n.find(key)
	if i < 0 {
		return nil, false
	}
	switch e := n.entries[i]; e.kind {
	case ListValue:
		return slices.Clone(e.list), true
	case EmptyValue:
		return nil, true
	default:
		if e.text == "" {
			return nil, true
		}
		return []string{e.text}, true
	}
}

// Kind says how the value is written; false when the key is missing.
func (n *Note) Kind(key string) (ValueKind, bool) {
	i := n.find(key)
	if i < 0 {
		return EmptyValue, false
	}
	return n.entries[i].kind, true
}

// Set writes a text value, always quoted. An existing key keeps its place, a new one goes to the end. The value is
// cleaned with CleanText; setting what is already there changes nothing.
func (n *Note) Set(key, value string) {
	value = CleanText(value)
	if i := n.find(key); i >= 0 && n.entries[i].text == value {
		if k := n.entries[i].kind; k == StringValue || k == NumberValue {
			return
		}
	}
	n.put(entry{key: key, kind: StringValue, text: value})
}

// SetBool writes a bool unquoted, so that Obsidian shows a check box.
func (n *Note) SetBool(key string, value bool) {
	text := "false"
	if value {
		text = "true"
	}
	n.put(entry{key: key, kind: BoolValue, text: text})
}

// SetList writes a list of quoted texts, one a line.
func (n *Note) SetList(key string, values []string) {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = CleanText(v)
	}
	n.put(entry{key: key, kind: ListValue, list: list})
}

// Delete removes a key; nothing happens when it is missing.
func (n *Note) Delete(key string) {
	if i := n.find(key); i >= 0 {
		n.entries = slices.Delete(n.entries, i, i+1)
	}
}

// Clone gives an independent copy.
func (n *Note) Clone() *Note {
	c := &Note{Body: n.Body, preamble: slices.Clone(n.preamble), entries: slices.Clone(n.entries)}
	for i := range c.entries {
		e := &c.entries[i]
		e.list, e.lines, e.trailer = slices.Clone(e.list), slices.Clone(e.lines), slices.Clone(e.trailer)
	}
	return c
}

// RequestID is the request that the note is about, "" when there is none.
func (n *Note) RequestID() string {
	id, _ := n.Get("request_id")
	return strings.TrimSpace(id)
}

// PostID is the social post that the note is, "" when it is none.
func (n *Note) PostID() string {
	id, _ := n.Get("post_id")
	return strings.TrimSpace(id)
}

// subject is what the note is about.
func (n *Note) subject() subject { return subject{request: n.RequestID(), post: n.PostID()} }

func (n *Note) find(key string) int {
	return slices.IndexFunc(n.entries, func(e entry) bool { return e.key == key })
}

func (n *Note) put(e entry) {
	i := n.find(e.key)
	if i < 0 {
		n.entries = append(n.entries, e)
		return
	}
	e.remark, e.trailer = n.entries[i].remark, n.entries[i].trailer
	n.entries[i] = e
}

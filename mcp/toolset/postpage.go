package toolset

import (
	"errors"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/post"
)

// Bounds of a note that is read, as the vault has them: the YAML parser is slow on large texts.
const (
	maxNote  = 64 << 10
	maxFront = 16 << 10
)

// Properties of a post's note that the tools look at. The desk writes status, next_slot and those that end in _status and _url.
const (
	keyType      = "type"
	keySource    = "source"
	keyReady     = "ready"
	keyDryRun    = "dry_run"
	keyPostID    = "post_id"
	keyPublishAt = "publish_at"
	keyStatus    = "status"
	keyNextSlot  = "next_slot"
	endStatus    = "_status"
	endURL       = "_url"
)

var errOddNote = errors.New("the note cannot be read; what is wrong with it stands on the dashboard")

// postPage is the note of a social post.
type postPage struct {
	name  string // below the vault
	front string // as written, between the fences
	page  post.Page
}

// readPost takes the note of a post apart. It is no post when its type says something else. What the vault itself would not read is refused:
// two readers that understand a note differently are a way in.
func readPost(name string, raw []byte) (p postPage, isPost bool, err error) {
	if len(raw) > maxNote || !utf8.Valid(raw) {
		return p, false, errOddNote
	}
	text := strings.ReplaceAll(strings.TrimLeft(string(raw), "\ufeff"), "\r\n", "\n")
	first, rest, _ := strings.Cut(text, "\n")
	if !isFence(first) {
		return p, false, nil
	}
	front, body, closed := cutFront(rest)
	if !closed || len(front) > maxFront {
		return p, false, errOddNote
	}
	properties, err := flat(front)
	if err != nil {
		return p, false, err
	}
	p = postPage{name: name, front: front, page: post.Page{Title: strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], noteEnding), Properties: properties, Body: body}}
	return p, p.one(keyType) == contract.NotePost, nil
}

func isFence(line string) bool { return strings.TrimRight(line, " \t") == "---" }

func cutFront(rest string) (front, body string, closed bool) {
	at := 0
	for line := range strings.Lines(rest) {
		if isFence(strings.TrimSuffix(line, "\n")) {
			return rest[:at], rest[at+len(line):], true
		}
		at += len(line)
	}
	return "", "", false
}

// flat reads front matter of plain keys, each with one text or a list of texts.
func flat(front string) (map[string][]string, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(front), &doc); err != nil {
		return nil, errOddNote
	}
	out := map[string][]string{}
	if len(doc.Content) == 0 {
		return out, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode || !plainNode(root) {
		return nil, errOddNote
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		if _, twice := out[key.Value]; twice || key.Kind != yaml.ScalarNode || !plainNode(key) || key.Tag == "!!merge" {
			return nil, errOddNote
		}
		values := []*yaml.Node{value}
		if value.Kind == yaml.SequenceNode && plainNode(value) {
			values = value.Content
		}
		list := []string{}
		for _, v := range values {
			if v.Kind != yaml.ScalarNode || !plainNode(v) {
				return nil, errOddNote
			}
			list = append(list, v.Value)
		}
		if value.Tag == "!!null" {
			list = nil
		}
		out[key.Value] = list
	}
	return out, nil
}

// plainNode is true for a value without anchor or tag of its own.
func plainNode(n *yaml.Node) bool { return n.Anchor == "" && n.Style&yaml.TaggedStyle == 0 }

// one is the property's only value; "" for none and for several.
func (p postPage) one(key string) string {
	if values := p.page.Properties[key]; len(values) == 1 {
		return strings.TrimSpace(values[0])
	}
	return ""
}

// byAssistant is true for a note that says an assistant wrote it.
func (p postPage) byAssistant() bool {
	return strings.EqualFold(p.one(keySource), contract.SourceAssistant)
}

// said is what the employee has written into the note, line by line, without the marks of Markdown.
func (p postPage) said() []string {
	before, after, found := post.SplitOwn(p.page.Body)
	if !found {
		return nil
	}
	var out []string
	for line := range strings.Lines(p.page.Body[len(before) : len(p.page.Body)-len(after)]) {
		if line = strings.TrimSpace(line); line != post.OwnBegin && line != post.OwnEnd && line != "" {
			out = append(out, unescaped(line))
		}
	}
	return out
}

// unescaped takes the backslashes away that keep a text inert in Markdown.
func unescaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && s[i+1] < utf8.RuneSelf {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// under gives the lines of a list below a bold line of the employee's part, without its marks.
func (p postPage) under(title string) []string {
	out := []string{}
	inside := false
	for _, line := range p.said() {
		item, isItem := strings.CutPrefix(line, "- ")
		switch {
		case line == "**"+title+"**":
			inside = true
		case inside && isItem:
			out = append(out, item)
		case inside:
			return out
		}
	}
	return out
}

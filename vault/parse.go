package vault

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// ParseNote reads a note. It accepts a byte order mark and CRLF line ends, which a rewrite drops, and a note without front
// matter. It refuses what other readers would understand differently or not at all: duplicate keys, a second
// document, anchors, aliases, merge keys, tags, nested maps or lists, invisible characters in keys and values.
// Its errors are short sentences and never quote the content.
func ParseNote(data []byte) (*Note, error) {
	if len(data) > MaxNoteBytes {
		return nil, fmt.Errorf("the note is larger than %d KB; shorten it", MaxNoteBytes>>10)
	}
	if !utf8.Valid(data) {
		return nil, errors.New("the note is not UTF-8 text; save it again as UTF-8")
	}
	text := plainLines(string(data))
	if !opensFrontMatter(text) {
		return &Note{Body: text}, nil
	}
	front, body, err := splitFrontMatter(text)
	if err != nil {
		return nil, err
	}
	n := &Note{Body: body}
	if err := n.parseFront(front); err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	return n, nil
}

func splitFrontMatter(text string) (front, body string, err error) {
	_, rest, _ := strings.Cut(text, "\n")
	for at := 0; at < len(rest); {
		line, after, ended := strings.Cut(rest[at:], "\n")
		if isFence(line) {
			return rest[:at], after, nil
		}
		if at += len(line) + 1; at > MaxFrontMatterBytes {
			return "", "", fmt.Errorf("the front matter is larger than %d KB; move text into the body", MaxFrontMatterBytes>>10)
		}
		if !ended {
			break
		}
	}
	return "", "", errors.New("the front matter has no closing --- line; add it")
}

func (n *Note) parseFront(front string) error {
	lines := strings.Split(strings.TrimSuffix(front, "\n"), "\n")
	if err := checkLines(lines); err != nil {
		return err
	}
	root, err := decodeOne(front)
	if err != nil {
		return err
	}
	if root == nil {
		for i, l := range lines {
			if text := strings.TrimSpace(l); text != "" && text[0] != '#' {
				return fmt.Errorf("line %d: write one \"key: value\" a line", i+2)
			}
		}
		if front != "" {
			n.preamble = lines
		}
		return nil
	}
	if n.entries, err = readEntries(root); err != nil {
		return err
	}
	return n.assignLines(root, lines)
}

// checkLines refuses what the YAML parser would pass over in silence.
func checkLines(lines []string) error {
	for i, l := range lines {
		switch {
		case strings.HasPrefix(l, "%"):
			return fmt.Errorf("line %d: a YAML directive is not allowed here", i+2)
		case strings.HasPrefix(l, "..."), strings.HasPrefix(l, "---"):
			return fmt.Errorf("line %d: a second document is not allowed here", i+2)
		}
		for _, r := range l {
			if forbidden(r) {
				return fmt.Errorf("line %d holds an invisible control character (U+%04X); delete it", i+2, r)
			}
		}
	}
	return nil
}

// decodeOne gives the one mapping in the text, nil when there are only comments.
func decodeOne(front string) (*yaml.Node, error) {
	// The blank line stands for the opening fence, so that the parser counts lines as an editor does.
	dec := yaml.NewDecoder(strings.NewReader("\n" + front))
	var doc yaml.Node
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, syntaxError(err)
	}
	var second yaml.Node
	if err := dec.Decode(&second); !errors.Is(err, io.EOF) {
		return nil, errors.New("a second document is not allowed here")
	}
	if len(doc.Content) != 1 {
		return nil, errors.New("it is not a list of keys; write one \"key: value\" a line")
	}
	root := doc.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" && root.Value == "" {
		return nil, nil
	}
	if root.Kind != yaml.MappingNode || root.Style&(yaml.FlowStyle|yaml.TaggedStyle) != 0 || root.Anchor != "" {
		return nil, errors.New("it is not a list of keys; write one \"key: value\" a line")
	}
	return root, nil
}

// syntaxError keeps the parser's place and drops its quotation, which can be longer than the note.
func syntaxError(err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if i := strings.IndexAny(text, "'`\"\n"); i >= 0 {
		text = strings.TrimSpace(text[:i])
	}
	return fmt.Errorf("%s (put texts in double quotes)", shorten(text, 100))
}

// assignLines gives every key the lines it was written in.
func (n *Note) assignLines(root *yaml.Node, lines []string) error {
	start := func(i int) int {
		if i == len(n.entries) {
			return len(lines)
		}
		return root.Content[2*i].Line - 2
	}
	if len(n.entries) > 0 {
		n.preamble = nonNil(lines[:start(0)])
	}
	for i := range n.entries {
		from, to := start(i), start(i+1)
		if from >= to || root.Content[2*i].Column != 1 {
			return fmt.Errorf("line %d: write one \"key: value\" a line, without indentation", from+2)
		}
		own := to
		for own > from+1 && decoration(lines[own-1]) {
			own--
		}
		n.entries[i].lines, n.entries[i].trailer = lines[from:own:own], nonNil(lines[own:to:to])
	}
	return nil
}

func nonNil(lines []string) []string {
	if len(lines) == 0 {
		return nil
	}
	return lines
}

func decoration(line string) bool {
	return strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#")
}

package vault

import (
	"fmt"
	"strings"
)

const fence = "---"

// Bytes writes the note. Keys that were not set since ParseNote are written exactly as they were read.
func (n *Note) Bytes() []byte {
	var b strings.Builder
	if len(n.entries) > 0 || len(n.preamble) > 0 || misleadingStart(n.Body) {
		b.WriteString(fence + "\n")
		writeLines(&b, n.preamble)
		for _, e := range n.entries {
			e.write(&b)
		}
		b.WriteString(fence + "\n")
	}
	b.WriteString(n.Body)
	return []byte(b.String())
}

// misleadingStart is true for a body that, at the start of a file, would be read as something else.
func misleadingStart(body string) bool {
	return strings.HasPrefix(body, "\uFEFF") || opensFrontMatter(strings.TrimLeft(body, "\r"))
}

// Check says whether the note would count after it was written: within the limits, plain text, and read back with the
// same keys and values.
func (n *Note) Check() error {
	data := n.Bytes()
	back, err := ParseNote(data)
	if err != nil {
		return err
	}
	if err := checkPlain(string(data)); err != nil {
		return err
	}
	if len(back.entries) != len(n.entries) {
		return fmt.Errorf("the front matter does not read back as it was written")
	}
	return nil
}

func (e entry) write(b *strings.Builder) {
	if e.lines != nil {
		writeLines(b, e.lines)
		writeLines(b, e.trailer)
		return
	}
	key := e.key
	if !plainKey(key) {
		key = quote(key)
	}
	b.WriteString(key + ":")
	switch {
	case e.kind == ListValue && len(e.list) == 0:
		b.WriteString(" []")
	case e.kind == BoolValue:
		b.WriteString(" " + e.text)
	case e.kind == StringValue:
		b.WriteString(" " + quote(e.text))
	}
	if e.remark != "" {
		b.WriteString(" " + e.remark)
	}
	b.WriteByte('\n')
	for _, item := range e.list {
		b.WriteString("  - " + quote(item) + "\n")
	}
	writeLines(b, e.trailer)
}

func writeLines(b *strings.Builder, lines []string) {
	for _, l := range lines {
		b.WriteString(l)
		b.WriteByte('\n')
	}
}

// quote writes a YAML double-quoted scalar on one line. Letters of every script and emoji stay readable, which the
// encoder of yaml.v3 does not grant: it writes emoji as \U escapes.
func quote(s string) string {
	const byteOrderMark = "\uFEFF"
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('"')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' || c == '"':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case strings.HasPrefix(s[i:], byteOrderMark):
			b.WriteString(`\uFEFF`)
			i += len(byteOrderMark) - 1
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// plainKey is true for keys that need no quotes in any YAML version; words such as "no" or "null" do.
func plainKey(s string) bool {
	switch strings.ToLower(s) {
	case "", "y", "n", "yes", "no", "on", "off", "true", "false", "null":
		return false
	}
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_'
		if !letter && (i == 0 || !(r >= '0' && r <= '9' || r == '-')) {
			return false
		}
	}
	return true
}

func opensFrontMatter(s string) bool {
	first, _, _ := strings.Cut(s, "\n")
	return isFence(first)
}

func isFence(line string) bool { return strings.TrimRight(line, " \t") == fence }

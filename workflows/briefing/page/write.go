package page

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/markdown"
)

// writer puts a note together.
type writer struct{ b strings.Builder }

// property is one line of the front matter.
type property struct{ key, value string }

const maxProperty = 160

// front writes flat properties, all quoted, as the other notes have them.
func (w *writer) front(properties []property) {
	w.b.WriteString("---\n")
	for _, p := range properties {
		if p.value != "" {
			w.b.WriteString(p.key + `: "` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(markdown.Property(p.value, maxProperty)) + "\"\n")
		}
	}
	w.b.WriteString("---\n")
}

func (w *writer) title(t md)   { w.b.WriteString("\n# " + string(t) + "\n\n") }
func (w *writer) heading(t md) { w.b.WriteString("## " + string(t) + "\n\n") }
func (w *writer) sub(t md)     { w.b.WriteString("### " + string(t) + "\n\n") }

// text writes paragraphs; an empty one is left out.
func (w *writer) text(paragraphs ...md) {
	for _, p := range paragraphs {
		if p != "" {
			w.b.WriteString(string(p) + "\n\n")
		}
	}
}

func (w *writer) bullets(items []md) {
	for _, item := range items {
		w.b.WriteString("- " + string(item) + "\n")
	}
	if len(items) > 0 {
		w.b.WriteString("\n")
	}
}

// callout is a box of Obsidian's, and a quotation elsewhere.
func (w *writer) callout(kind string, title md, lines []md) {
	w.b.WriteString("> [!" + kind + "] " + string(title) + "\n")
	for _, l := range lines {
		w.b.WriteString("> " + string(l) + "\n")
	}
	w.b.WriteString("\n")
}

// column is a column of a table; numbers stand at the right.
type column struct {
	name    string
	numbers bool
}

func words(names ...string) []column {
	out := make([]column, len(names))
	for i, n := range names {
		out[i] = column{name: n}
		if rest, ok := strings.CutPrefix(n, ">"); ok {
			out[i] = column{rest, true}
		}
	}
	return out
}

// table writes at most limit rows and says how many more there are; without
// rows it writes nothing.
func (w *writer) table(columns []column, rows [][]md, limit int) {
	if len(rows) == 0 {
		return
	}
	head, rule := "|", "|"
	for _, c := range columns {
		head += " " + c.name + " |"
		if c.numbers {
			rule += " ---: |"
			continue
		}
		rule += " --- |"
	}
	w.b.WriteString(head + "\n" + rule + "\n")
	for i, row := range rows {
		if i == limit {
			w.b.WriteString("| … and " + grouped(number(len(rows)-i).String()) + " more " + strings.Repeat("| ", len(columns)-1) + "|\n")
			break
		}
		for i := range columns {
			cell := md("")
			if i < len(row) {
				cell = row[i]
			}
			w.b.WriteString("| " + string(cell) + " ")
		}
		w.b.WriteString("|\n")
	}
	w.b.WriteString("\n")
}

// raw writes a block that is already whole, such as Mermaid.
func (w *writer) raw(block string) {
	if block != "" {
		w.b.WriteString(block + "\n")
	}
}

// picture embeds an SVG file of ours by its name.
func (w *writer) picture(name string) { w.b.WriteString("![[" + name + "]]\n\n") }

func joined(items []md, between md) md {
	parts := make([]string, len(items))
	for i, item := range items {
		parts[i] = string(item)
	}
	return md(strings.Join(parts, string(between)))
}

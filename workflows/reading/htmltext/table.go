package htmltext

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxCell    = 400 // bytes; longer is a paragraph, and the table is there for the layout
	maxColumns = 40
	maxRowSpan = 100
)

// cell is one cell of a row: its lines, and how far it spans.
type cell struct {
	lines      []string
	hidden     string
	cols, rows int
}

// span is a cell from a row above that reaches down into the next ones.
type span struct {
	left int
	text string
}

// table writes data rows as "| a | b |" with every cell in its column, and
// layout rows as blocks: cells that hold tables, lists or long text are layout,
// and so is a row that says something in one cell only, unless the rows around
// it are data.
func (w *walker) table(t *html.Node, st style, depth int) {
	var spans [maxColumns]span
	isData := w.hasDataRows(t, st, depth)
	w.rows(t, st, depth, func(tr *html.Node, st style, depth int) {
		cells, ok := w.cells(tr, st, depth)
		said := 0
		for _, c := range cells {
			if len(c.lines) > 0 {
				said++
			}
		}
		if !ok || said < 2 && !(isData && said == 1 && len(cells) > 1) {
			spans = [maxColumns]span{}
			w.layout(tr, st, depth)
			return
		}
		for _, c := range cells {
			w.hidden.WriteString(c.hidden)
		}
		for _, row := range expand(place(cells, &spans)) {
			w.line()
			w.raw("| " + strings.Join(row, " | ") + " |")
			w.line()
		}
	})
}

// rows calls do for every row of a table, and reads what else stands in it.
func (w *walker) rows(n *html.Node, st style, depth int, do func(*html.Node, style, int)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		inner := st
		if c.Type == html.ElementNode {
			inner = st.of(c, w.rules)
		}
		switch {
		case inner.gone:
			w.hideAll(c, depth)
		case depth > maxDepth:
			w.cut = true
		case c.DataAtom == atom.Tr:
			do(c, inner, depth+1)
		case c.DataAtom == atom.Tbody || c.DataAtom == atom.Thead || c.DataAtom == atom.Tfoot:
			w.rows(c, inner, depth+1, do)
		default:
			w.node(c, st, depth+1)
		}
	}
}

// hasDataRows is true when two rows or more have two cells or more that say
// something short.
func (w *walker) hasDataRows(t *html.Node, st style, depth int) bool {
	probe := walker{rules: w.rules, nested: w.nested, nodes: w.nodes, fresh: true}
	found := 0
	var look func(n *html.Node, st style, depth int)
	look = func(n *html.Node, st style, depth int) {
		for c := n.FirstChild; c != nil && found < 2; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Tbody, atom.Thead, atom.Tfoot:
				look(c, st.of(c, w.rules), depth+1)
			case atom.Tr:
				cells, ok := probe.cells(c, st.of(c, w.rules), depth+1)
				said := 0
				for _, one := range cells {
					if len(one.lines) > 0 {
						said++
					}
				}
				if ok && said > 1 {
					found++
				}
			}
		}
	}
	look(t, st, depth)
	return found > 1
}

func (w *walker) layout(tr *html.Node, st style, depth int) {
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		w.line()
		w.node(c, st, depth+1)
		w.line()
	}
}

// cells reads a row; ok is false for a row of the layout.
func (w *walker) cells(tr *html.Node, st style, depth int) (cells []cell, ok bool) {
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if w.nested[c] || len(cells) >= maxColumns {
			return cells, false
		}
		one, ok := w.cell(c, st, depth)
		if !ok {
			return cells, false
		}
		cells = append(cells, one)
	}
	return cells, true
}

func (w *walker) cell(c *html.Node, st style, depth int) (cell, bool) {
	sub := walker{fresh: true, nodes: w.nodes, rules: w.rules, nested: w.nested}
	sub.node(c, st, depth+1)
	w.nodes = sub.nodes
	if sub.out.Len() > 8*maxCell {
		return cell{}, false
	}
	out := cell{cols: attribute(c, "colspan", maxColumns), rows: attribute(c, "rowspan", maxRowSpan)}
	total := 0
	for _, l := range strings.Split(visible(sub.out.String()), "\n") {
		l = strings.ReplaceAll(strings.Join(strings.Fields(l), " "), "|", "/")
		if l != "" {
			out.lines = append(out.lines, l)
		}
		if total += len(l); total > maxCell {
			return cell{}, false
		}
	}
	out.hidden = sub.hidden.String()
	return out, true
}

func attribute(n *html.Node, key string, limit int) int {
	for _, a := range n.Attr {
		if a.Key == key {
			if v, err := strconv.Atoi(strings.TrimSpace(a.Val)); err == nil && v > 0 {
				return min(v, limit)
			}
		}
	}
	return 1
}

// place puts cells in their columns. A cell that spans columns is followed by
// empty ones. One that spans rows is said again below when it has no digit:
// the name of a group holds for each row, a sum does not.
func place(cells []cell, spans *[maxColumns]span) [][]string {
	var row [][]string
	column := 0
	drop := func() {
		for column < maxColumns && spans[column].left > 0 {
			spans[column].left--
			row = append(row, []string{spans[column].text})
			column++
		}
	}
	for _, c := range cells {
		drop()
		repeated := strings.Join(c.lines, " / ")
		if strings.ContainsFunc(repeated, unicode.IsDigit) {
			repeated = ""
		}
		for i := range c.cols {
			if column >= maxColumns {
				break
			}
			lines := c.lines
			if i > 0 {
				lines, repeated = nil, ""
			}
			row = append(row, lines)
			spans[column] = span{left: c.rows - 1, text: repeated}
			column++
		}
	}
	drop()
	return row
}

// expand turns a row into several when its cells hold the same number of lines
// one below the other, which is how columns are typed into one row; else the
// lines of a cell are set apart by a stroke, so that "3" and "4" never become
// 34.
func expand(row [][]string) [][]string {
	lines, several := 1, 0
	for _, c := range row {
		if len(c) > 1 {
			if lines > 1 && len(c) != lines {
				lines = -1
				break
			}
			lines = len(c)
			several++
		}
	}
	if several < 2 || lines < 2 {
		out := make([]string, len(row))
		for i, c := range row {
			out[i] = strings.Join(c, " / ")
		}
		return [][]string{out}
	}
	out := make([][]string, lines)
	for k := range out {
		out[k] = make([]string, len(row))
		for i, c := range row {
			if k < len(c) {
				out[k][i] = c[k]
			}
		}
	}
	return out
}

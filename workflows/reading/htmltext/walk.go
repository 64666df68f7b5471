package htmltext

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits on one body; more is cut, and Cut says so.
const (
	maxInput = 4 << 20
	maxDepth = 400 // browsers cap the tree at 512
	maxNodes = 200_000
)

// Result is the text of an HTML body.
type Result struct {
	Text   string
	Hidden string // text that is in the source and not on the screen
	Cut    bool
}

type walker struct {
	out    strings.Builder
	hidden strings.Builder
	quote  int
	nodes  int
	cut    bool
	fresh  bool // at the start of a line
}

// Walk reads an HTML body. Malformed HTML is read as a browser would.
func Walk(source string) Result {
	w := walker{fresh: true}
	if len(source) > maxInput {
		source, w.cut = source[:maxInput], true
	}
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return Result{Cut: true}
	}
	w.children(root, style{}, 0)
	return Result{Text: tidy(w.out.String()), Hidden: strings.Join(strings.Fields(visible(w.hidden.String())), " "), Cut: w.cut}
}

func (w *walker) children(n *html.Node, st style, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, st, depth+1)
	}
}

func (w *walker) node(n *html.Node, st style, depth int) {
	w.nodes++
	if depth > maxDepth || w.nodes > maxNodes {
		w.cut = true
		return
	}
	if n.Type == html.TextNode {
		w.text(n.Data, st)
		return
	}
	if n.Type != html.ElementNode {
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Textarea, atom.Select:
		return
	}
	st = st.of(n)
	if st.hidden {
		w.hide(n, 0)
		return
	}
	w.element(n, st, depth)
}

func (w *walker) element(n *html.Node, st style, depth int) {
	switch n.DataAtom {
	case atom.Br:
		w.line()
	case atom.Hr:
		w.line()
		w.raw("________________________________")
		w.line()
	case atom.Blockquote:
		w.line()
		w.quote++
		w.children(n, st, depth)
		w.line()
		w.quote--
	case atom.Li:
		w.line()
		w.raw("- ")
		w.children(n, st, depth)
		w.line()
	case atom.Tr:
		w.row(n, st, depth)
	case atom.Pre:
		st.pre = true
		w.block(n, st, depth)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Table:
		w.line()
		w.blank()
		w.children(n, st, depth)
		w.line()
		w.blank()
	case atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Dl, atom.Dt, atom.Dd, atom.Center, atom.Form, atom.Caption, atom.Address, atom.Main:
		w.block(n, st, depth)
	default:
		w.children(n, st, depth)
	}
}

func (w *walker) block(n *html.Node, st style, depth int) {
	w.line()
	w.children(n, st, depth)
	w.line()
}

// row writes a data row as "| a | b |" and a layout row as blocks: cells that
// hold tables, lists or long text are layout.
func (w *walker) row(tr *html.Node, st style, depth int) {
	var cells []*html.Node
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			cells = append(cells, c)
		}
	}
	texts := make([]string, 0, len(cells))
	for _, c := range cells {
		t, data := w.cell(c, st, depth)
		if !data {
			texts = nil
			break
		}
		texts = append(texts, t)
	}
	if len(texts) > 1 {
		w.line()
		w.raw("| " + strings.Join(texts, " | ") + " |")
		w.line()
		return
	}
	for _, c := range cells {
		w.line()
		w.node(c, st, depth+1)
		w.line()
	}
}

const maxCell = 400

func (w *walker) cell(c *html.Node, st style, depth int) (string, bool) {
	if has(c, 0, atom.Table, atom.Ul, atom.Ol) {
		return "", false
	}
	sub := walker{fresh: true, nodes: w.nodes}
	sub.node(c, st, depth+1)
	w.nodes = sub.nodes
	t := strings.Join(strings.Fields(visible(sub.out.String())), " ")
	if len(t) > maxCell {
		return "", false
	}
	w.hidden.WriteString(sub.hidden.String())
	return strings.ReplaceAll(t, "|", "/"), true
}

func has(n *html.Node, depth int, tags ...atom.Atom) bool {
	if depth > maxDepth {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		for _, t := range tags {
			if c.DataAtom == t {
				return true
			}
		}
		if has(c, depth+1, tags...) {
			return true
		}
	}
	return false
}

func (w *walker) hide(n *html.Node, depth int) {
	w.nodes++
	if depth > maxDepth || w.nodes > maxNodes {
		w.cut = true
		return
	}
	if n.Type == html.TextNode {
		w.hidden.WriteString(n.Data)
		w.hidden.WriteByte(' ')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.hide(c, depth+1)
	}
}

func (w *walker) text(s string, st style) {
	if st.pre {
		for i, l := range strings.Split(s, "\n") {
			if i > 0 {
				w.line()
			}
			if l != "" {
				w.raw(l)
			}
		}
		return
	}
	// Only ASCII white space folds in HTML: a no-break space keeps "1 234" together.
	f := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' })
	if len(f) == 0 {
		if s != "" && !w.fresh {
			w.raw(" ")
		}
		return
	}
	t := strings.Join(f, " ")
	if !w.fresh && isSpace(s[0]) {
		t = " " + t
	}
	if isSpace(s[len(s)-1]) {
		t += " "
	}
	if lined := keepColumns(s); lined != "" && w.fresh {
		t = lined
	}
	w.raw(t)
}

// keepColumns returns a text node that was laid out with runs of spaces as it
// stands: mailers that wrap plain text in <br> keep columns this way.
func keepColumns(s string) string {
	t := strings.Trim(s, "\r\n")
	if strings.Contains(t, "\n") || !strings.Contains(strings.TrimSpace(t), "   ") {
		return ""
	}
	return t
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' }

func (w *walker) raw(s string) {
	if w.fresh {
		if w.quote > 0 {
			w.out.WriteString(strings.Repeat("> ", w.quote))
		}
		w.fresh = false
	}
	w.out.WriteString(s)
}

func (w *walker) line() {
	if !w.fresh {
		w.out.WriteByte('\n')
		w.fresh = true
	}
}

func (w *walker) blank() { w.out.WriteByte('\n') }

// tidy trims lines and folds runs of blank lines to one.
func tidy(s string) string {
	var out []string
	empty := 0
	for _, l := range strings.Split(visible(s), "\n") {
		l = strings.TrimRightFunc(l, unicode.IsSpace)
		if strings.Trim(l, "> ") == "" {
			empty++
			continue
		}
		if empty > 0 && len(out) > 0 {
			out = append(out, "")
		}
		empty = 0
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

// visible drops characters that have no width: they split words and numbers
// for a program and not for a person.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff' || r == '\u00ad' || r == '\u034f':
			return -1
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u200e' || r == '\u200f':
			return -1
		}
		return r
	}, s)
}

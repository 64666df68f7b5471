package htmltext

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits on one body; more is cut, and Cut says so.
const (
	maxInput = 4 << 20
	maxDepth = 400     // browsers cap the tree at 512
	maxNodes = 400_000 // cells of the layout are looked at twice
	maxTags  = 60_000  // each costs the tree about 200 bytes; a long newsletter has 5,000
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
	rules  sheet
	nested map[*html.Node]bool // cells with a table or list inside
	quote  int
	nodes  int
	cut    bool
	fresh  bool // at the start of a line
	marked bool // a list mark was written and its text has not begun
}

// Walk reads an HTML body. Malformed HTML is read as a browser would; what
// nests deeper than a browser allows is read without its structure.
func Walk(source string) Result {
	w := walker{fresh: true, nested: map[*html.Node]bool{}}
	source, w.cut = bounded(source)
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return Result{Text: tidy(strip(source)), Cut: true}
	}
	w.rules = sheetOf(root)
	w.findNested(root, nil, 0)
	w.children(root, rootStyle(), 0)
	return Result{Text: tidy(w.out.String()), Hidden: strings.Join(strings.Fields(visible(w.hidden.String())), " "), Cut: w.cut}
}

// bounded cuts a source at the limits.
func bounded(source string) (string, bool) {
	isCut := false
	if len(source) > maxInput {
		source, isCut = source[:maxInput], true
	}
	if strings.Count(source, "<") <= maxTags {
		return source, isCut
	}
	at := 0
	for range maxTags {
		at += strings.IndexByte(source[at:], '<') + 1
	}
	return source[:at-1], true
}

// findNested notes the cells that hold a table or a list, in one pass.
func (w *walker) findNested(n, cell *html.Node, depth int) {
	if depth > maxDepth {
		w.nested[cell] = true
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		inner := cell
		switch c.DataAtom {
		case atom.Table, atom.Ul, atom.Ol:
			if cell != nil {
				w.nested[cell] = true
			}
		case atom.Td, atom.Th:
			inner = c
		}
		w.findNested(c, inner, depth+1)
	}
}

func (w *walker) children(n *html.Node, st style, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, st, depth+1)
	}
}

func (w *walker) node(n *html.Node, st style, depth int) {
	if w.nodes++; depth > maxDepth || w.nodes > maxNodes {
		w.cut = true
		return
	}
	if n.Type == html.TextNode {
		if st.hidden() {
			w.hide(n.Data)
			return
		}
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
	st = st.of(n, w.rules)
	if st.gone {
		w.hideAll(n, depth)
		return
	}
	w.element(n, st, depth)
}

func (w *walker) element(n *html.Node, st style, depth int) {
	switch n.DataAtom {
	case atom.Br:
		w.marked = false
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
		w.marked = true
		w.children(n, st, depth)
		w.marked = false
		w.line()
	case atom.Table:
		w.line()
		w.blank()
		w.table(n, st, depth)
		w.line()
		w.blank()
	case atom.Pre:
		st.pre = true
		w.block(n, st, depth)
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol:
		w.line()
		w.blank()
		w.children(n, st, depth)
		w.line()
		w.blank()
	case atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Dl, atom.Dt, atom.Dd, atom.Center, atom.Form, atom.Caption, atom.Address, atom.Main, atom.Aside, atom.Nav, atom.Figure, atom.Fieldset,
		atom.Details, atom.Summary, atom.Tr, atom.Td, atom.Th, atom.Tbody, atom.Thead, atom.Tfoot:
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

func (w *walker) hide(s string) {
	w.hidden.WriteString(s)
	w.hidden.WriteByte(' ')
}

func (w *walker) hideAll(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if w.nodes++; depth > maxDepth || w.nodes > maxNodes {
			w.cut = true
			return
		}
		switch c.DataAtom {
		case atom.Script, atom.Style, atom.Template, atom.Noscript:
			continue
		}
		if c.Type == html.TextNode {
			w.hide(c.Data)
		}
		w.hideAll(c, depth+1)
	}
}

// strip reads a source without its structure.
func strip(source string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if skip == "" {
				out.Write(z.Text())
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.Script, atom.Style, atom.Title, atom.Template, atom.Noscript:
				skip = string(name)
			case atom.Td, atom.Th:
				out.WriteString(" | ")
			case atom.Br, atom.P, atom.Div, atom.Tr, atom.Li, atom.Table:
				out.WriteByte('\n')
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		}
	}
}

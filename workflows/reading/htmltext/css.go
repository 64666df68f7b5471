package htmltext

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxCSS     = 256 << 10 // bytes of style blocks that are read
	maxRules   = 2000
	maxClasses = 20 // of one element
)

// declaration is one "property: value" in lower case.
type declaration struct {
	property, value string
	important       bool
}

// sheet holds the rules with a simple selector, "p", ".name", "#name" or
// "p.name". Rules for a medium, a state or a place in the tree are left out:
// whether they apply is not known here, and text is kept.
type sheet map[string][]declaration

// sheetOf reads the style blocks of a page.
func sheetOf(root *html.Node) sheet {
	s := sheet{}
	var css strings.Builder
	collectCSS(root, &css, 0)
	s.read(css.String())
	return s
}

func collectCSS(n *html.Node, css *strings.Builder, depth int) {
	if depth > maxDepth || css.Len() > maxCSS {
		return
	}
	if n.DataAtom == atom.Style {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			css.WriteString(c.Data[:min(len(c.Data), maxCSS)])
			css.WriteByte('\n')
		}
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		collectCSS(c, css, depth+1)
	}
}

func (s sheet) read(css string) {
	css = strings.NewReplacer("<!--", " ", "-->", " ").Replace(uncomment(strings.ToLower(css)))
	for rules := 0; rules < maxRules; rules++ {
		open := strings.IndexByte(css, '{')
		if open < 0 {
			return
		}
		selector := strings.TrimSpace(css[:open])
		if i := strings.LastIndexAny(selector, ";}"); i >= 0 {
			selector = strings.TrimSpace(selector[i+1:])
		}
		end := closing(css, open)
		body := css[open+1 : end]
		css = css[min(end+1, len(css)):]
		if strings.HasPrefix(selector, "@") {
			continue
		}
		decls := declarations(body)
		if len(decls) == 0 {
			continue
		}
		for _, one := range strings.Split(selector, ",") {
			if one = strings.TrimSpace(one); simple(one) {
				s.add(one, decls)
			}
		}
	}
}

// add keeps one declaration of a property for each selector, so that repeated
// rules cost nothing on every element.
func (s sheet) add(selector string, decls []declaration) {
	for _, d := range decls {
		at := slices.IndexFunc(s[selector], func(o declaration) bool { return o.property == d.property && o.important == d.important })
		if at >= 0 {
			s[selector] = slices.Delete(s[selector], at, at+1)
		}
		s[selector] = append(s[selector], d)
	}
}

// closing returns the brace that closes the one at open, or the end.
func closing(css string, open int) int {
	depth := 0
	for i := open; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(css)
}

func uncomment(css string) string {
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(css, "/*")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if _, css, found = strings.Cut(rest, "*/"); !found {
			return out.String()
		}
	}
}

// simple is true for one name, with at most one "." or "#".
func simple(selector string) bool {
	if selector == "" || len(selector) > 100 || strings.Count(selector, ".")+strings.Count(selector, "#") > 1 {
		return false
	}
	return !strings.ContainsAny(selector, " \t\n>+~:[]*(){}@")
}

// declarations reads a style attribute or the body of a rule.
func declarations(css string) []declaration {
	var out []declaration
	for css != "" {
		var one string
		one, css, _ = strings.Cut(css, ";")
		property, value, ok := strings.Cut(one, ":")
		if !ok {
			continue
		}
		value, important := strings.CutSuffix(strings.TrimSpace(value), "important")
		d := declaration{property: strings.TrimSpace(property), value: strings.TrimRight(strings.TrimSpace(value), "! "), important: important}
		if relevant(d.property) {
			out = append(out, d)
		}
	}
	return out
}

func relevant(property string) bool {
	switch property {
	case "display", "visibility", "mso-hide", "opacity", "filter", "font-size", "font", "font-family", "max-height", "height", "max-width", "width", "overflow", "text-indent", "left", "top", "right",
		"margin-left", "margin-top", "clip", "clip-path", "transform", "color", "background", "background-color", "position", "white-space":
		return true
	}
	return false
}

// of returns what applies to an element, weakest first: tag, class, id, then
// its own style; what is marked important comes last.
func (s sheet) of(n *html.Node) []declaration {
	var class, id, own string
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			class = a.Val
		case "id":
			id = a.Val
		case "style":
			own = a.Val
		}
	}
	out := s[n.Data]
	out = out[:len(out):len(out)]
	if class != "" && len(s) > 0 {
		names := strings.Fields(strings.ToLower(class[:min(len(class), 500)]))
		for _, name := range names[:min(len(names), maxClasses)] {
			out = append(out, s["."+name]...)
			out = append(out, s[n.Data+"."+name]...)
		}
	}
	if id != "" && len(s) > 0 {
		out = append(out, s["#"+strings.ToLower(id)]...)
		out = append(out, s[n.Data+"#"+strings.ToLower(id)]...)
	}
	if own != "" {
		out = append(out, declarations(strings.ToLower(own))...)
	}
	var strong []declaration
	for _, d := range out {
		if d.important {
			strong = append(strong, d)
		}
	}
	return append(out, strong...)
}

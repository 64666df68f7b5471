package pdf

import "bytes"

// matrix is [a b 0; c d 0; e f 1] as PDF writes it.
type matrix [6]float64

// times applies m first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func unit() matrix { return matrix{1, 0, 0, 1, 0, 0} }

// state is the part of the graphics state that text depends on.
type state struct {
	ctm                                    matrix
	font                                   *font
	size, charSpace, wordSpace, lead, rise float64
	stretch                                float64
}

// writer collects the letters of pages.
type writer struct {
	f        *file
	fonts    map[*dict]*font
	glyphs   *glyphTable
	marks    []mark // of the page at hand
	bytes    int    // of text so far
	full     bool
	mapped   int
	unmapped int
}

// mark is one letter on the page.
type mark struct {
	x, y, width, size float64
	text              string
	turn              int // quarter turns against the clock; 4 for what stands askew
}

func newWriter(f *file) *writer {
	return &writer{f: f, fonts: map[*dict]*font{}}
}

// page writes the text of one page.
func (w *writer) page(p page) string {
	w.marks = nil
	start := unit()
	switch p.rotate { // what the viewer turns is read turned
	case 90:
		start = matrix{0, -1, 1, 0, 0, 0}
	case 180:
		start = matrix{-1, 0, 0, -1, 0, 0}
	case 270:
		start = matrix{0, 1, -1, 0, 0, 0}
	}
	var content []byte
	for i, o := range w.f.list(p.get("Contents")) {
		if i == maxParts {
			break
		}
		if s, ok := w.f.resolve(o).(*stream); ok {
			content = w.join(content, w.f.data(s))
		}
	}
	w.run(content, p.resources, state{ctm: start, stretch: 1}, 0)
	w.fields(p, start)
	return layout(w.marks)
}

// join puts the parts of a page's content together, within the limit of one.
func (w *writer) join(content, part []byte) []byte {
	if len(content)+len(part) > maxStream {
		w.f.budget.spent = true
		return content
	}
	return append(append(content, part...), '\n')
}

const (
	maxParts  = 200 // content streams of one page
	maxForms  = 6   // forms within forms
	maxSaved  = 64  // states put aside
	maxArgs   = 64  // operands of one operator
	maxFields = 300 // form fields of one page
)

// program is one run of a content stream.
type program struct {
	*writer
	state
	resources *dict
	saved     []state
	tm, line  matrix
	args      []object
	depth     int
}

func (w *writer) run(content []byte, resources *dict, st state, depth int) {
	p := &program{writer: w, state: st, resources: resources, tm: unit(), line: unit(), depth: depth}
	l := &lexer{in: content, b: &w.f.budget}
	for !w.full {
		o := l.object(0)
		if o == endInput {
			return
		}
		word, ok := o.(operator)
		switch {
		case !ok:
			if len(p.args) < maxArgs {
				p.args = append(p.args, o)
			}
			continue
		case word == "ID":
			skipImage(l)
		default:
			p.do(string(word))
		}
		p.args = p.args[:0]
	}
}

// skipImage passes over the bytes of an inline picture.
func skipImage(l *lexer) {
	for l.pos < len(l.in) {
		at := bytes.Index(l.in[l.pos:], []byte("EI"))
		if at < 0 {
			l.pos = len(l.in)
			return
		}
		end := l.pos + at
		l.pos = end + 2
		if end > 0 && space(l.in[end-1]) && (l.pos == len(l.in) || space(l.in[l.pos])) {
			return
		}
	}
}

func (p *program) number(i int) float64 {
	if i >= len(p.args) {
		return 0
	}
	n, _ := p.args[i].(float64)
	return n
}

func (p *program) matrix() matrix {
	var m matrix
	for i := range m {
		m[i] = p.number(i)
	}
	return m
}

// do carries out one operator; those that draw are of no interest.
func (p *program) do(op string) {
	switch op {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, p.state)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.state, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		p.ctm = p.matrix().times(p.ctm)
	case "BT":
		p.tm, p.line = unit(), unit()
	case "Do":
		p.form()
	case "Tf":
		p.setFont()
	case "Tc":
		p.charSpace = p.number(0)
	case "Tw":
		p.wordSpace = p.number(0)
	case "Tz":
		p.stretch = p.number(0) / 100
	case "TL":
		p.lead = p.number(0)
	case "Ts":
		p.rise = p.number(0)
	default:
		p.show(op)
	}
}

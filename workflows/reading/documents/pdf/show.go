package pdf

import "math"

// show carries out the operators that move and write.
func (p *program) show(op string) {
	switch op {
	case "Tm":
		p.tm = p.matrix()
		p.line = p.tm
	case "Td":
		p.move(p.number(0), p.number(1))
	case "TD":
		p.lead = -p.number(1)
		p.move(p.number(0), p.number(1))
	case "T*":
		p.move(0, -p.lead)
	case "'":
		p.move(0, -p.lead)
		p.write(0)
	case `"`:
		p.wordSpace, p.charSpace = p.number(0), p.number(1)
		p.move(0, -p.lead)
		p.write(2)
	case "Tj":
		p.write(0)
	case "TJ":
		p.writeList()
	}
}

func (p *program) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.times(p.line)
	p.tm = p.line
}

func (p *program) setFont() {
	p.font, p.size = nil, p.number(1)
	if len(p.args) == 0 {
		return
	}
	key, _ := p.args[0].(name)
	d := p.f.dict(p.resource("Font", key))
	if d == nil {
		return
	}
	known, ok := p.fonts[d]
	if !ok {
		if len(p.fonts) == maxFonts {
			p.f.budget.spent = true
			return
		}
		known = p.newFont(d)
		p.fonts[d] = known
	}
	p.font = known
}

// resource looks up a name of the page's resources.
func (p *program) resource(kind, key name) object {
	d := p.f.dict(p.resources.get(kind))
	if d == nil || !p.f.budget.charge(len(d.keys)/16) {
		return nil
	}
	return d.get(key)
}

func (p *program) write(i int) {
	if i < len(p.args) {
		if s, ok := p.args[i].(text); ok {
			p.letters(s)
		}
	}
}

func (p *program) writeList() {
	if len(p.args) == 0 {
		return
	}
	list, _ := p.args[0].(array)
	for _, o := range list {
		switch o := o.(type) {
		case text:
			p.letters(o)
		case float64:
			p.advance(-o / 1000 * p.size * p.stretch)
		}
	}
}

func (p *program) advance(x float64) { p.tm = matrix{1, 0, 0, 1, x, 0}.times(p.tm) }

// letters puts the letters of a string on the page.
func (p *program) letters(s text) {
	if p.font == nil || !p.f.budget.charge(len(s)) {
		return
	}
	p.font.glyphs(s, func(g glyph) {
		if p.full {
			return
		}
		at := matrix{p.size * p.stretch, 0, 0, p.size, 0, p.rise}.times(p.tm).times(p.ctm)
		p.mark(at, g)
		step := g.width*p.size + p.charSpace
		if g.blank {
			step += p.wordSpace
		}
		p.advance(step * p.stretch)
	})
}

// far is beyond any page (14,400 units) and keeps arithmetic finite.
const far = 1e6

func (p *program) mark(at matrix, g glyph) {
	if g.text == "" {
		p.unmapped++
		return
	}
	p.mapped++
	size := math.Hypot(at[2], at[3])
	if !(math.Abs(at[4]) < far) || !(math.Abs(at[5]) < far) || !(size > 0) || !(size < far) {
		return
	}
	if p.bytes += len(g.text); p.bytes > MaxText {
		p.full = true
		return
	}
	p.marks = append(p.marks, mark{
		x: at[4], y: at[5], width: min(g.width*math.Hypot(at[0], at[1]), far), size: size, text: g.text,
		turn: turnOf(at[0], at[1]),
	})
}

// turnOf is the direction in which a line runs.
func turnOf(a, b float64) int {
	switch {
	case a > 0 && math.Abs(b) < a/10:
		return 0
	case b > 0 && math.Abs(a) < b/10:
		return 1
	case a < 0 && math.Abs(b) < -a/10:
		return 2
	case b < 0 && math.Abs(a) < -b/10:
		return 3
	}
	return 4
}

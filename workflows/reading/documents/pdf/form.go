package pdf

// form runs a piece of content that stands in an object of its own.
func (p *program) form() {
	if len(p.args) == 0 || p.depth >= maxForms {
		return
	}
	key, _ := p.args[0].(name)
	s, ok := p.f.resolve(p.resource("XObject", key)).(*stream)
	if !ok || p.f.name(s.get("Subtype")) != "Form" {
		return
	}
	p.runForm(s, p.resources, p.state, p.depth+1)
}

func (w *writer) runForm(s *stream, outer *dict, st state, depth int) {
	if m := w.f.array(s.get("Matrix")); len(m) == 6 {
		var own matrix
		for i := range own {
			own[i] = w.f.number(m[i])
		}
		st.ctm = own.times(st.ctm)
	}
	resources := w.f.dict(s.get("Resources"))
	if resources == nil {
		resources = outer
	}
	w.run(w.f.data(s), resources, st, depth)
}

// fields writes what was filled into a form, which is drawn by appearances of
// its own.
func (w *writer) fields(p page, start matrix) {
	for i, o := range w.f.array(p.get("Annots")) {
		d := w.f.dict(o)
		if i >= maxFields {
			return
		}
		const hidden = 2
		if kind := w.f.name(d.get("Subtype")); kind != "Widget" && kind != "FreeText" || int(w.f.number(d.get("F")))&hidden != 0 {
			continue
		}
		s, ok := w.f.resolve(w.f.dict(d.get("AP")).get("N")).(*stream)
		rect := w.f.array(d.get("Rect"))
		if !ok || len(rect) != 4 {
			continue
		}
		x := min(w.f.number(rect[0]), w.f.number(rect[2]))
		y := min(w.f.number(rect[1]), w.f.number(rect[3]))
		w.runForm(s, p.resources, state{ctm: matrix{1, 0, 0, 1, x, y}.times(start), stretch: 1}, 1)
	}
}

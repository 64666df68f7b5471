package pdf

// page is a leaf of the page tree with what it inherits.
type page struct {
	*dict
	resources *dict
	rotate    int
}

// pages walks the page tree in order and returns at most MaxPages of it.
func (f *file) pages(root *dict) (list []page, more bool) {
	w := &treeWalk{f: f, seen: map[*dict]bool{}}
	w.walk(f.dict(root.get("Pages")), page{}, 0)
	return w.pages, w.more
}

type treeWalk struct {
	f     *file
	seen  map[*dict]bool
	pages []page
	more  bool
}

func (w *treeWalk) walk(d *dict, up page, depth int) {
	if d == nil || w.seen[d] || depth > maxDepth || w.more {
		return
	}
	w.seen[d] = true
	if r := w.f.dict(d.get("Resources")); r != nil {
		up.resources = r
	}
	if r, ok := w.f.resolve(d.get("Rotate")).(float64); ok {
		up.rotate = (int(r)%360 + 360) % 360
	}
	if kids := w.f.array(d.get("Kids")); kids != nil {
		if !w.f.budget.charge(len(kids)) {
			return
		}
		for _, k := range kids {
			w.walk(w.f.dict(k), up, depth+1)
		}
		return
	}
	if len(w.pages) == MaxPages {
		w.more = true
		return
	}
	up.dict = d
	w.pages = append(w.pages, up)
}

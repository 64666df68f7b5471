package pdf

import "bytes"

// file is the objects of a PDF. Later definitions replace earlier ones, as an
// update appended to a file does.
type file struct {
	in        []byte
	objects   map[int]object
	trailers  []*dict
	encrypted bool
	budget    budget
	unpacked  map[*stream][]byte
}

// scan finds every object by its "12 0 obj", and passes over the bytes of
// streams, in which anything may stand.
func scan(content []byte) *file {
	f := &file{
		in: content, objects: map[int]object{}, unpacked: map[*stream][]byte{},
		budget: budget{tokens: maxTokens, unpacked: maxUnpacked},
	}
	objects, trailers := finder{word: "obj"}, finder{word: "trailer"}
	for pos := 0; pos < len(content) && !f.budget.spent; {
		at, trailer := objects.from(content, pos), trailers.from(content, pos)
		if trailer < at {
			pos = f.trailer(trailer + len("trailer"))
			continue
		}
		if at == len(content) {
			break
		}
		id, ok := idBefore(content[pos:at])
		pos = at + len("obj")
		if ok {
			pos = f.define(id, pos)
		}
	}
	return f
}

// finder looks for a word and remembers where it found it, so that two
// finders side by side do not read the file again for each other's hits.
type finder struct {
	word string
	at   int
}

// from is where the word stands next, or the end.
func (w *finder) from(content []byte, pos int) int {
	if w.at > 0 && w.at >= pos {
		return w.at
	}
	w.at = len(content)
	if i := bytes.Index(content[pos:], []byte(w.word)); i >= 0 {
		w.at = pos + i
	}
	return w.at
}

// idBefore reads the "12 0 " at the end of before.
func idBefore(before []byte) (int, bool) {
	before = before[max(0, len(before)-40):]
	rest := bytes.TrimRight(before, " \t\r\n\f\x00")
	digits := func() (int, int) {
		n, size, unit := 0, 0, 1
		for size < len(rest) && size < 8 {
			c := rest[len(rest)-1-size]
			if c < '0' || c > '9' {
				break
			}
			n += int(c-'0') * unit
			unit *= 10
			size++
		}
		rest = rest[:len(rest)-size]
		return n, size
	}
	_, size := digits()
	trimmed := bytes.TrimRight(rest, " \t\r\n\f\x00")
	if size == 0 || len(trimmed) == len(rest) {
		return 0, false
	}
	rest = trimmed
	id, size := digits()
	return id, size > 0 && id <= maxID
}

func (f *file) lexer(pos int) *lexer { return &lexer{in: f.in, pos: pos, b: &f.budget} }

func (f *file) trailer(pos int) int {
	l := f.lexer(pos)
	if d, ok := l.object(0).(*dict); ok {
		f.noteTrailer(d)
	}
	return max(l.pos, pos)
}

func (f *file) noteTrailer(d *dict) {
	if d.get("Encrypt") != nil {
		f.encrypted = true
	}
	if d.get("Root") != nil {
		f.trailers = append(f.trailers, d)
	}
}

// define reads the object at pos and returns where to go on.
func (f *file) define(id, pos int) int {
	l := f.lexer(pos)
	o := l.object(0)
	if o == operator("endobj") {
		return l.pos
	}
	if first, ok := o.(float64); ok && first >= 0 && first <= maxID {
		o = l.maybeReference(first)
	}
	d, ok := o.(*dict)
	if !ok {
		f.put(id, o)
		return l.pos
	}
	l.skipSpace()
	if !bytes.HasPrefix(f.in[min(l.pos, len(f.in)):], []byte("stream")) {
		f.put(id, d)
		return l.pos
	}
	s, end := f.stream(d, l.pos+len("stream"))
	f.put(id, s)
	switch d.get("Type") {
	case name("XRef"):
		f.noteTrailer(d)
	case name("ObjStm"):
		f.unpackObjects(s)
	}
	return end
}

// maybeReference reads on after a number, for an object that is a reference.
func (l *lexer) maybeReference(first float64) object {
	back := l.pos
	_, isNumber := l.object(0).(float64)
	if isNumber && l.object(0) == operator("R") {
		return ref(first)
	}
	l.pos = back
	return first
}

func (f *file) put(id int, o object) {
	if len(f.objects) >= maxObject {
		f.budget.spent = true
		return
	}
	if _, isOperator := o.(operator); !isOperator {
		f.objects[id] = o
	}
}

// stream finds the end of a stream: by its length where "endstream" follows,
// else by that word.
func (f *file) stream(d *dict, pos int) (*stream, int) {
	rest := f.in[pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("\r\n")):
		rest = rest[2:]
	case bytes.HasPrefix(rest, []byte("\n")), bytes.HasPrefix(rest, []byte("\r")):
		rest = rest[1:]
	}
	start := len(f.in) - len(rest)
	if n, ok := f.resolve(d.get("Length")).(float64); ok && n >= 0 && int(n) <= len(rest) {
		tail := bytes.TrimLeft(rest[int(n):min(len(rest), int(n)+32)], "\r\n ")
		if bytes.HasPrefix(tail, []byte("endstream")) {
			return &stream{d, rest[:int(n)]}, start + int(n)
		}
	}
	end := bytes.Index(rest, []byte("endstream"))
	if end < 0 {
		return &stream{d, rest}, len(f.in)
	}
	return &stream{d, bytes.TrimSuffix(bytes.TrimSuffix(rest[:end], []byte("\n")), []byte("\r"))}, start + end
}

// unpackObjects reads an object stream: a table of numbers and offsets, then
// the objects.
func (f *file) unpackObjects(s *stream) {
	data := f.data(s)
	count, _ := s.get("N").(float64)
	first, _ := s.get("First").(float64)
	if first < 0 || int(first) > len(data) || count > maxObject {
		return
	}
	head := &lexer{in: data[:int(first)], b: &f.budget}
	for range int(count) {
		id, ok1 := head.object(0).(float64)
		off, ok2 := head.object(0).(float64)
		if !ok1 || !ok2 || id < 0 || id > maxID || off < 0 || off > float64(len(data)) {
			return
		}
		at := int(first) + int(off)
		if at > len(data) {
			continue
		}
		body := &lexer{in: data, pos: at, b: &f.budget}
		f.put(int(id), body.object(0))
	}
}

// resolve follows references; a chain of them ends soon in a real file.
func (f *file) resolve(o object) object {
	for range 16 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.objects[int(r)]
	}
	return nil
}

func (f *file) dict(o object) *dict {
	switch d := f.resolve(o).(type) {
	case *dict:
		return d
	case *stream:
		return d.dict
	}
	return nil
}

func (f *file) array(o object) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *file) number(o object) float64 {
	n, _ := f.resolve(o).(float64)
	return n
}

func (f *file) name(o object) name {
	n, _ := f.resolve(o).(name)
	return n
}

// catalog is the root that the newest trailer names, else any catalog.
func (f *file) catalog() *dict {
	for i := len(f.trailers) - 1; i >= 0; i-- {
		if d := f.dict(f.trailers[i].get("Root")); d != nil && d.get("Pages") != nil {
			return d
		}
	}
	best := -1
	for id, o := range f.objects {
		if d, ok := o.(*dict); ok && id > best && d.get("Type") == name("Catalog") && d.get("Pages") != nil {
			best = id
		}
	}
	if best < 0 {
		return nil
	}
	return f.dict(ref(best))
}

package pdf

// cmap maps the codes of a font to Unicode.
type cmap struct {
	to map[int]string
}

// maxMapped bounds the entries of one map: every code of two bytes once.
const maxMapped = 1 << 16

// cmapKey keeps codes of different lengths apart.
func cmapKey(code, size int) int { return size<<24 | code }

// readCMap reads the bfchar and bfrange sections of a ToUnicode map; the rest
// of its little program says nothing about letters.
func (f *file) readCMap(s *stream) *cmap {
	m := &cmap{to: map[int]string{}}
	l := &lexer{in: f.data(s), b: &f.budget}
	var args []object
	for {
		o := l.object(0)
		if o == endInput {
			return m
		}
		word, isWord := o.(operator)
		if !isWord {
			if len(args) < 3*maxMapped {
				args = append(args, o)
			}
			continue
		}
		switch word {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m.put(args[i], 0, args[i+1])
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				m.span(args[i], args[i+1], args[i+2], l.b)
			}
		}
		args = args[:0]
	}
}

// put maps the code that is offset after from.
func (m *cmap) put(from object, offset int, to object) {
	code, ok1 := from.(text)
	letters, ok2 := to.(text)
	if !ok1 || !ok2 || len(code) == 0 || len(code) > 2 || len(letters) > 16 || len(m.to) >= maxMapped {
		return
	}
	m.to[cmapKey(codeOf(code)+offset, len(code))] = utf16BE(string(letters))
}

func codeOf(t text) int {
	code := 0
	for i := 0; i < len(t); i++ {
		code = code<<8 | int(t[i])
	}
	return code
}

// span maps a range: to letters that count up from the first, or to a list.
func (m *cmap) span(low, high, to object, b *budget) {
	lo, ok1 := low.(text)
	hi, ok2 := high.(text)
	if !ok1 || !ok2 || len(lo) != len(hi) || len(lo) == 0 || len(lo) > 2 {
		return
	}
	count := codeOf(hi) - codeOf(lo) + 1
	if count <= 0 || !b.charge(count) {
		return
	}
	switch to := to.(type) {
	case array:
		for i := 0; i < min(count, len(to)); i++ {
			m.put(low, i, to[i])
		}
	case text:
		if len(to) < 2 {
			return
		}
		for i := 0; i < count && len(m.to) < maxMapped; i++ {
			last := int(to[len(to)-2])<<8 | int(to[len(to)-1]) + i
			m.put(low, i, to[:len(to)-2]+text([]byte{byte(last >> 8), byte(last)}))
		}
	}
}

package pdf

import (
	"bytes"
	"strconv"
)

// maxDepth is how deep arrays and dictionaries may nest; real files stay
// under ten.
const maxDepth = 48

// lexer reads objects from bytes.
type lexer struct {
	in  []byte
	pos int
	b   *budget
}

// closing tokens are operators that no file can spell.
const (
	endArray operator = "\x00]"
	endDict  operator = "\x00>"
	endInput operator = "\x00"
)

func space(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool { return bytes.IndexByte([]byte("()<>[]{}/%"), c) >= 0 }

func (l *lexer) skipSpace() {
	for l.pos < len(l.in) {
		switch c := l.in[l.pos]; {
		case space(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.in) && l.in[l.pos] != '\n' && l.in[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// bytesPerToken makes long strings, blanks and comments cost what reading
// them costs, since a page may run the same bytes again and again.
const bytesPerToken = 32

// object reads the next object; at the end, or out of budget, it is endInput.
func (l *lexer) object(depth int) object {
	start := l.pos
	l.skipSpace()
	if l.b.tokens--; l.b.tokens < 0 {
		l.b.spent = true
		return endInput
	}
	if l.pos >= len(l.in) || depth > maxDepth {
		l.pos = len(l.in)
		return endInput
	}
	switch c := l.in[l.pos]; {
	case c == '[':
		l.pos++
		return l.array(depth)
	case c == '<' && l.pos+1 < len(l.in) && l.in[l.pos+1] == '<':
		l.pos += 2
		return l.dict(depth)
	}
	o := l.leaf()
	l.b.tokens -= (l.pos - start) / bytesPerToken
	return o
}

// leaf reads an object that holds no others, or the end of one that does.
func (l *lexer) leaf() object {
	c := l.in[l.pos]
	l.pos++
	switch c {
	case '/':
		return l.name()
	case '(':
		return l.literal()
	case '<':
		return l.hex()
	case ']':
		return endArray
	case '>':
		if l.pos < len(l.in) && l.in[l.pos] == '>' {
			l.pos++
		}
		return endDict
	case '{', '}', ')':
		return operator([]byte{c})
	}
	l.pos--
	return l.word()
}

func (l *lexer) array(depth int) object {
	out := array{}
	for {
		switch o := l.object(depth + 1); o {
		case endArray, endInput:
			return out
		case endDict:
			l.pos -= 2 // the array was not closed; the dictionary around it is
			return out
		case operator("R"):
			out = reference(out)
		default:
			out = append(out, o)
		}
	}
}

// reference folds "12 0 R" at the end of a list.
func reference(list array) array {
	n := len(list)
	if n < 2 {
		return list
	}
	id, ok := list[n-2].(float64)
	if !ok || id < 0 || id > maxID {
		return list
	}
	return append(list[:n-2], ref(id))
}

// maxID is the largest object number (ISO 32000-1, Annex C).
const maxID = 8_388_607

func (l *lexer) dict(depth int) object {
	var flat array
	for {
		o := l.object(depth + 1)
		if o == endInput || o == endDict {
			break
		}
		if o == operator("R") {
			flat = reference(flat)
			continue
		}
		if word, ok := o.(operator); ok && (word == "endobj" || word == "stream") {
			l.pos -= len(word)
			break
		}
		flat = append(flat, o)
	}
	d := &dict{}
	for i := 0; i+1 < len(flat); {
		k, ok := flat[i].(name)
		if !ok {
			i++
			continue
		}
		d.set(k, flat[i+1])
		i += 2
	}
	return d
}

func (l *lexer) name() object {
	start := l.pos
	for l.pos < len(l.in) && !space(l.in[l.pos]) && !delimiter(l.in[l.pos]) {
		l.pos++
	}
	raw := l.in[start:l.pos]
	if bytes.IndexByte(raw, '#') < 0 {
		return name(raw)
	}
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i++ {
		if raw[i] == '#' && i+2 < len(raw) && unhex(raw[i+1]) >= 0 && unhex(raw[i+2]) >= 0 {
			out = append(out, byte(unhex(raw[i+1])<<4|unhex(raw[i+2])))
			i += 2
			continue
		}
		out = append(out, raw[i])
	}
	return name(out)
}

func (l *lexer) hex() object {
	var out []byte
	high := -1
	for l.pos < len(l.in) {
		c := l.in[l.pos]
		l.pos++
		if c == '>' {
			break
		}
		switch v := unhex(c); {
		case v < 0:
		case high < 0:
			high = v
		default:
			out = append(out, byte(high<<4|v))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	return text(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// literal reads a string in parentheses.
func (l *lexer) literal() object {
	var out []byte
	for depth := 1; l.pos < len(l.in); {
		c := l.in[l.pos]
		l.pos++
		switch c {
		case '\\':
			out = l.escape(out)
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text(out)
			}
		case '\r':
			if l.pos < len(l.in) && l.in[l.pos] == '\n' {
				l.pos++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return text(out)
}

func (l *lexer) escape(out []byte) []byte {
	if l.pos >= len(l.in) {
		return out
	}
	c := l.in[l.pos]
	l.pos++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b', 'f':
		return append(out, ' ')
	case '\n':
		return out
	case '\r':
		if l.pos < len(l.in) && l.in[l.pos] == '\n' {
			l.pos++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.pos < len(l.in) && l.in[l.pos] >= '0' && l.in[l.pos] <= '7'; i++ {
		v = v<<3 | int(l.in[l.pos]-'0')
		l.pos++
	}
	return append(out, byte(v))
}

// word reads a number, a constant or an operator.
func (l *lexer) word() object {
	start := l.pos
	for l.pos < len(l.in) && !space(l.in[l.pos]) && !delimiter(l.in[l.pos]) {
		l.pos++
	}
	raw := l.in[start:l.pos]
	if c := raw[0]; c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' {
		if n, ok := parseNumber(raw); ok {
			return n
		}
	}
	switch string(raw) {
	case "true":
		return true
	case "false":
		return false
	case "null":
		return nil
	}
	return operator(raw)
}

// parseNumber reads a number; positions and sizes only, so that a float will
// do. Some programs write "--5" or "1.2.3", which viewers take as they can.
func parseNumber(raw []byte) (float64, bool) {
	if len(raw) > 40 {
		return 0, false
	}
	for i, c := range raw {
		if (c < '0' || c > '9') && c != '.' && (c != '-' && c != '+' || i > 1) {
			return 0, false
		}
	}
	for len(raw) > 1 && raw[0] == '-' && raw[1] == '-' {
		raw = raw[1:]
	}
	n, err := strconv.ParseFloat(string(raw), 64)
	return n, err == nil
}

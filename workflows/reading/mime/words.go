package mime

import (
	"encoding/base64"
	"io"
	"strings"
)

// maxWords is how many bytes of one field are decoded. A subject of a page is
// one of nobody who writes to people.
const maxWords = 16 << 10

// decodeField decodes a header field's encoded words (RFC 2047) and returns
// one line.
func decodeField(field string) string { return oneLine(decodeWords(field)) }

// decodeWords returns what is meant, which may be several lines. Words that real mailers write badly are read as meant: unpadded
// base64, blanks inside, a letter split between two words, an unknown charset,
// a language after the charset. What cannot be read stays as it is written.
func decodeWords(field string) string {
	field = field[:min(len(field), maxWords)]
	if !strings.Contains(field, "=?") {
		return field
	}
	var out strings.Builder
	var pending []byte // bytes of words in a row in one charset, not yet decoded
	pendingCharset := ""
	flush := func() {
		if pending != nil {
			text, _ := decodeText(pending, pendingCharset)
			out.WriteString(text)
			pending = nil
		}
	}
	for field != "" {
		at := strings.Index(field, "=?")
		if at < 0 {
			at = len(field)
		}
		between := field[:at]
		w, rest, ok := word(field[at:])
		if !ok {
			flush()
			step := min(at+2, len(field))
			out.WriteString(field[:step])
			field = field[step:]
			continue
		}
		if pending == nil || strings.TrimSpace(between) != "" {
			flush()
			out.WriteString(between)
		}
		if pending != nil && !strings.EqualFold(pendingCharset, w.charset) {
			flush()
		}
		pending, pendingCharset = append(pending, w.content...), w.charset
		field = rest
	}
	flush()
	return out.String()
}

type encodedWord struct {
	charset string
	content []byte // not nil
}

// word reads an encoded word at the start of s.
func word(s string) (w encodedWord, rest string, ok bool) {
	if !strings.HasPrefix(s, "=?") {
		return w, s, false
	}
	mark := strings.IndexByte(s[2:], '?')
	if mark < 1 || mark > 40 || len(s) < mark+6 || s[mark+4] != '?' {
		return w, s, false
	}
	w.charset, _, _ = strings.Cut(s[2:2+mark], "*")
	text := s[mark+5:]
	end := wordEnd(text, s[mark+3])
	if end < 0 {
		return w, s, false
	}
	rest = text[min(end+2, len(text)):]
	text = strings.TrimSpace(text[:end])
	w.content = []byte{}
	switch s[mark+3] {
	case 'q', 'Q':
		w.content = append(w.content, unquote([]byte(strings.ReplaceAll(text, "_", " ")))...)
		return w, rest, true
	case 'b', 'B':
		raw, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.Join(strings.Fields(text), ""), "="))
		if err != nil && len(raw) == 0 && text != "" {
			return w, s, false
		}
		w.content = append(w.content, raw...)
		return w, rest, true
	}
	return w, s, false
}

// wordEnd finds the closing "?=". In a Q word a question mark may stand before
// an encoded byte, "?=3D". A word cut off at the field's end closes there.
func wordEnd(text string, encoding byte) int {
	from := 0
	for {
		i := strings.Index(text[from:], "?=")
		if i < 0 {
			break
		}
		i += from
		after := text[i+2:]
		if (encoding == 'q' || encoding == 'Q') && len(after) >= 2 && isHex(after[0]) && isHex(after[1]) {
			next := strings.Index(after, "?=")
			if open := strings.Index(after, "=?"); next >= 0 && (open < 0 || next < open) {
				from = i + 2
				continue
			}
		}
		return i
	}
	if strings.ContainsAny(text, " \t<>@") {
		return -1
	}
	return len(text)
}

// charsetReader is for address parsing, which decodes words on its own.
func charsetReader(charset string, r io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	text, _ := decodeText(b, charset)
	return strings.NewReader(text), nil
}

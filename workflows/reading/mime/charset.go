package mime

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	charsetParam = regexp.MustCompile(`(?i)charset\s*=\s*["']?([A-Za-z0-9_.:+-]+)`)
	metaCharset  = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_.:+-]+)`)
)

// decodeText turns bytes into valid UTF-8 with LF line ends and without NUL.
// guessed says that bytes in no known charset were read as Windows-1252, which
// mailers without a declaration mean. It may change b.
func decodeText(b []byte, charset string) (text string, guessed bool) {
	enc, known := lookup(charset)
	if utf7(charset) {
		return decodeUTF7(string(tidy(b))), false
	}
	if enc != nil {
		if out, ok := transcode(enc, b); ok {
			return string(tidy(out)), bytes.Contains(out, []byte("\uFFFD"))
		}
		known = false
	}
	if utf8.Valid(b) {
		return string(tidy(b)), !known && !ascii(b)
	}
	return mixed(tidy(b)), true
}

// transcode decodes in two passes, the first one for the size: a buffer that
// grows takes three times as much.
func transcode(enc encoding.Encoding, b []byte) ([]byte, bool) {
	size, buffer := 0, make([]byte, 4096)
	if !pieces(enc, b, buffer, func(p []byte) { size += len(p) }) {
		return nil, false
	}
	out := make([]byte, 0, size)
	pieces(enc, b, buffer, func(p []byte) { out = append(out, p...) })
	return out, true
}

func pieces(enc encoding.Encoding, b, buffer []byte, do func([]byte)) bool {
	dec := enc.NewDecoder()
	for {
		written, read, err := dec.Transform(buffer, b, true)
		do(buffer[:written])
		b = b[read:]
		if err == nil {
			return true
		}
		if !errors.Is(err, transform.ErrShortDst) || written == 0 && read == 0 {
			return false
		}
	}
}

// lookup returns the decoder of a charset; nil and true for UTF-8 and its
// subsets, and for no declaration at all; nil and false for an unknown name.
func lookup(charset string) (encoding.Encoding, bool) {
	name := charsetName(charset)
	switch name {
	case "", "utf8", "utf-8", "us-ascii", "ascii", "usascii", "ansi_x3.4-1968", "7bit", "utf8mb4", "unicode-1-1-utf-8":
		return nil, true
	case "utf-16", "utf16", "ucs-2":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), true
	case "hz-gb-2312":
		return simplifiedchinese.HZGB2312, true
	case "cp858", "ibm858", "ibm00858":
		return charmap.CodePage858, true
	case "iso-2022-kr", "iso-2022-cn", "x-user-defined", "replacement":
		return nil, false
	}
	for _, candidate := range []string{name, strings.ReplaceAll(name, "_", "-"), respell(name)} {
		if enc, err := htmlindex.Get(candidate); err == nil {
			return enc, true
		}
		if enc, err := ianaindex.MIME.Encoding(candidate); err == nil && enc != nil {
			return enc, true
		}
	}
	return nil, false
}

// charsetName takes off what mailers leave around a name.
func charsetName(charset string) string {
	name := strings.ToLower(strings.Trim(charset, " \t\"'`;,<>()"))
	name = strings.TrimPrefix(name, "charset=")
	name, _, _ = strings.Cut(name, ";")
	return strings.Trim(name, " \"'=:")
}

// respell writes "latin-1", "win1252", "iso8859_15" the way the index knows.
func respell(name string) string {
	plain := strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(name)
	switch {
	case strings.HasPrefix(plain, "iso8859") && len(plain) > 7:
		return "iso-8859-" + plain[7:]
	case strings.HasPrefix(plain, "latin"):
		return plain
	case strings.HasPrefix(plain, "windows"):
		return "windows-" + plain[7:]
	case strings.HasPrefix(plain, "win"):
		return "windows-" + plain[3:]
	case strings.HasPrefix(plain, "cp125"), strings.HasPrefix(plain, "ms125"):
		return "windows-" + plain[2:]
	case strings.HasPrefix(plain, "cp"):
		return "ibm" + plain[2:]
	}
	return plain
}

// htmlCharset prefers the mail's declaration and falls back on the page's own.
func htmlCharset(charset string, body []byte) string {
	if _, known := lookup(charset); known && charsetName(charset) != "" && charsetName(charset) != "us-ascii" {
		return charset
	}
	if m := metaCharset.FindSubmatch(body[:min(len(body), 4096)]); m != nil {
		if enc, known := lookup(string(m[1])); known && (enc != nil || utf8.Valid(body)) {
			return string(m[1])
		}
	}
	return charset
}

// mixed keeps what is UTF-8 and reads every other byte as Windows-1252.
func mixed(b []byte) string {
	total := 0
	each(b, func(r rune) { total += utf8.RuneLen(r) })
	var out strings.Builder
	out.Grow(total)
	each(b, func(r rune) { out.WriteRune(r) })
	return out.String()
}

func each(b []byte, do func(rune)) {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(b[0])
		}
		do(r)
		b = b[size:]
	}
}

// tidy folds line ends to LF and drops NUL, in place.
func tidy(b []byte) []byte {
	out := b[:0]
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] == 0:
		case b[i] == '\r':
			if i+1 >= len(b) || b[i+1] != '\n' {
				out = append(out, '\n')
			}
		default:
			out = append(out, b[i])
		}
	}
	return out
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// oneLine is a header value as one line of valid UTF-8, without characters
// that turn the direction of writing.
func oneLine(s string) string {
	if !utf8.ValidString(s) {
		s = mixed([]byte(s))
	}
	return strings.Join(strings.Fields(strings.Map(neutral, s)), " ")
}

// neutral drops what changes how a line is shown without being seen.
func neutral(r rune) rune {
	switch {
	case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == 0 || r == '\ufeff':
		return -1
	case r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r == '\u2028' || r == '\u2029':
		return ' '
	}
	return r
}

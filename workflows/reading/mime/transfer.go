package mime

import (
	"bytes"
	"strings"
)

// decodeTransfer undoes a part's transfer encoding. A sentence for the owner
// comes back where the encoding is unknown or the content is damaged.
func decodeTransfer(b []byte, encoding string) (content []byte, problem string) {
	name := strings.ToLower(strings.Trim(encoding, " \t\r\n\"';:"))
	name, _, _ = strings.Cut(name, " ")
	switch strings.TrimRight(name, ";") {
	case "quoted-printable", "quotedprintable", "qp":
		return unquote(b), ""
	case "base64", "base-64", "b64":
		content, damaged := unbase64(b)
		if damaged {
			return content, SayDamaged
		}
		return content, ""
	case "x-uuencode", "uuencode", "x-uue", "uue", "x-yenc", "mac-binhex40", "x-binhex40":
		return b, SayOldCoding
	}
	return b, "" // 7bit, 8bit, binary, and names that mean as little
}

// unquote decodes quoted-printable in place (RFC 2045, 6.7): soft line ends,
// blanks that a relay put at the end of lines, and "=" that encodes nothing,
// which stays.
func unquote(b []byte) []byte {
	out := b[:0]
	for len(b) > 0 {
		line, end := b, 0
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			line, end = b[:i], 1
			if i > 0 && b[i-1] == '\r' {
				line, end = b[:i-1], 2
			}
		}
		ending := b[len(line) : len(line)+end]
		b = b[len(line)+end:]
		trimmed := line
		if end > 0 {
			trimmed = bytes.TrimRight(line, " \t")
		}
		soft := bytes.HasSuffix(trimmed, []byte("="))
		if soft {
			trimmed = trimmed[:len(trimmed)-1]
		}
		for i := 0; i < len(trimmed); i++ {
			if trimmed[i] == '=' && i+2 < len(trimmed) && isHex(trimmed[i+1]) && isHex(trimmed[i+2]) {
				out = append(out, unhex(trimmed[i+1])<<4|unhex(trimmed[i+2]))
				i += 2
				continue
			}
			out = append(out, trimmed[i])
		}
		if !soft {
			out = append(out, ending...)
		}
	}
	return out
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

// unbase64 decodes in place. Stray characters are skipped; lines of prose
// below the end, which lists append, are left out; pieces that were padded and
// put together are read on. damaged says that characters had to be skipped.
func unbase64(b []byte) (out []byte, damaged bool) {
	out = b[:0]
	var quantum uint32
	n, padded := 0, false
	flush := func() {
		switch n {
		case 2:
			out = append(out, byte(quantum>>4))
		case 3:
			out = append(out, byte(quantum>>10), byte(quantum>>2))
		}
		quantum, n = 0, 0
	}
	for len(b) > 0 {
		var line []byte
		line, b, _ = bytes.Cut(b, []byte("\n"))
		line = bytes.TrimSpace(line)
		if padded && bytes.ContainsAny(line, " \t_:<>@") {
			break
		}
		for _, c := range line {
			v := sextet(c)
			switch {
			case c == '=':
				flush()
				padded = true
			case v > 63:
				damaged = damaged || c != ' ' && c != '\t'
			default:
				quantum = quantum<<6 | uint32(v)
				if n++; n == 4 {
					out = append(out, byte(quantum>>16), byte(quantum>>8), byte(quantum))
					quantum, n = 0, 0
				}
			}
		}
	}
	if n == 1 {
		damaged = true
	}
	flush()
	return out, damaged
}

func sextet(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c - 'A'
	case c >= 'a' && c <= 'z':
		return c - 'a' + 26
	case c >= '0' && c <= '9':
		return c - '0' + 52
	case c == '+' || c == '-':
		return 62
	case c == '/' || c == '_':
		return 63
	}
	return 255
}

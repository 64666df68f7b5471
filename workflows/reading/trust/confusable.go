package trust

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lastNational ends the letters that European languages spell with, such as ø
// and ł: they are taken for Latin ones like accented letters are.
const lastNational = 'ɏ'

// plain writes a label in the Latin letters it looks like: other alphabets'
// look-alikes by the table, accents dropped. foreign is true when a letter of
// another alphabet, or of no alphabet, was taken for a Latin one.
func (l *lists) plain(label string) (out string, foreign bool) {
	if plainASCII(label) {
		return label, false
	}
	var b strings.Builder
	for _, r := range label {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		if latin, ok := l.confusables[r]; ok {
			b.WriteString(latin)
			foreign = foreign || r > lastNational
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			if latin, ok := l.confusables[d]; ok {
				b.WriteString(latin)
				foreign = true
			} else if !unicode.Is(unicode.Mn, d) {
				b.WriteRune(d)
			}
		}
	}
	return b.String(), foreign
}

// skeleton maps what looks alike in print to one spelling. Two names of one
// skeleton are hard to tell apart.
func skeleton(plain string) string {
	s := strings.Map(func(r rune) rune {
		switch r {
		case '1', 'i', 'l', '|':
			return 'l'
		case '0':
			return 'o'
		case '5':
			return 's'
		}
		return r
	}, plain)
	if !strings.Contains(s, "rn") && !strings.Contains(s, "vv") && !strings.Contains(s, "cl") {
		return s
	}
	s = strings.ReplaceAll(s, "rn", "m")
	s = strings.ReplaceAll(s, "vv", "w")
	return strings.ReplaceAll(s, "cl", "d")
}

// mixedScripts names the alphabets of a label that mixes Latin letters with
// look-alike ones; Latin beside Chinese or Japanese writing is ordinary.
func mixedScripts(label string) string {
	if plainASCII(label) {
		return ""
	}
	latin, other := false, ""
	for _, r := range label {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			other = "full-width"
		case unicode.Is(unicode.Latin, r):
			latin = true
		case unicode.Is(unicode.Cyrillic, r):
			other = "Cyrillic"
		case unicode.Is(unicode.Greek, r):
			other = "Greek"
		case unicode.Is(unicode.Armenian, r):
			other = "Armenian"
		case unicode.Is(unicode.Cherokee, r):
			other = "Cherokee"
		}
	}
	if latin && other != "" {
		return other
	}
	return ""
}

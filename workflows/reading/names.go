package reading

import (
	"strings"
	"unicode"
)

// letters keeps letters and digits in lower case, without accents that
// domains drop.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		switch r {
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'á', 'à', 'â', 'ä', 'å':
			return 'a'
		case 'ó', 'ò', 'ô', 'ö', 'ø':
			return 'o'
		case 'ú', 'ù', 'û', 'ü':
			return 'u'
		case 'í', 'ì', 'î', 'ï':
			return 'i'
		case 'ñ':
			return 'n'
		case 'ç':
			return 'c'
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

func allCapital(s string) bool {
	for _, w := range strings.Fields(s) {
		if r := []rune(w)[0]; unicode.IsLower(r) && len(w) > 3 {
			return false
		}
	}
	return true
}

// lineWith is the line of a text that holds the words, or the words' own
// surroundings on a long line.
func lineWith(text, part string) string {
	for _, l := range strings.Split(unwrap(text), "\n") {
		i := strings.Index(l, part)
		switch {
		case i < 0:
		case len(l) > 150:
			return strings.ToValidUTF8(l[max(0, i-40):min(len(l), i+len(part)+20)], "")
		default:
			return l
		}
	}
	return part
}

// saidIn is the line of an alternative that holds the words, of its text
// before its signature.
func saidIn(v view, part string) string {
	if strings.Contains(unwrap(v.text), part) {
		return lineWith(v.text, part)
	}
	return lineWith(v.signature, part)
}

package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Letters with marks and the letters that domains write for them.
const (
	accented   = "éèêëęěēėáàâäåãąăāóòôöøõőōúùûüűůūíìîïıīñńňçćčśšşșßźżžłřğýÿťțţďđ"
	unaccented = "eeeeeeeeaaaaaaaaaoooooooouuuuuuuiiiiiinnncccssssszzzlrgyytttdd"
)

// letters keeps letters and digits in lower case, without accents that
// domains drop.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if r >= utf8.RuneSelf {
			r = plainLetter(r)
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func plainLetter(r rune) rune {
	i := strings.IndexRune(accented, r)
	if i < 0 {
		return r
	}
	return rune(unaccented[utf8.RuneCountInString(accented[:i])])
}

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

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

// maxTail is how many of a letter's last lines may hold the sender's name.
const maxTail = 10

// spelled is a display name as the sender writes it on a line of its own below
// the letter: "Brenda K. Lofgren".
func spelled(display string, v view) string {
	lines := strings.Split(v.text, "\n")
	for _, l := range lines[max(0, len(lines)-maxTail):] {
		if l = strings.TrimSpace(l); len(l) < maxLabel && sameWords(l, display) {
			return l
		}
	}
	return ""
}

// sharesWord is true for two names that have a longer word in common.
func sharesWord(a, b string) bool {
	for _, x := range strings.Fields(vocab.Fold(a)) {
		for _, y := range strings.Fields(vocab.Fold(b)) {
			if len(x) > 2 && x == y {
				return true
			}
		}
	}
	return false
}

package reading

import (
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// personNamed is true when the name is the sender's own: a private person.
func (s *source) personNamed(n string) bool {
	if s.from.Name == "" || !strings.HasPrefix(letters(n), letters(s.from.Name)) {
		return false
	}
	local, _, _ := strings.Cut(s.from.Address, "@")
	for _, w := range strings.Fields(s.from.Name) {
		if len(w) > 2 && strings.Contains(letters(local), letters(w)) {
			return true
		}
	}
	return false
}

// person is the human who writes: the name in the signature, or the display
// name when it is no firm's.
func (s *source) person(v view, company string) (name, quote string) {
	display := strings.TrimSpace(s.from.Name)
	signed := s.signedName(v)
	switch {
	case personLike(display) && !s.firmLike(display, company):
		if signed != "" && len(strings.Fields(signed)) > len(strings.Fields(display)) && strings.HasSuffix(letters(signed), letters(display)) {
			return signed, signed
		}
		return display, display
	case signed != "" && len(strings.Fields(signed)) >= 2 && (!personLike(display) || s.firmLike(display, company)):
		return signed, signed
	}
	return "", ""
}

func (s *source) signedName(v view) string {
	lines := strings.Split(strings.TrimSpace(v.signature), "\n")
	tail := strings.Split(strings.TrimSpace(v.text), "\n")
	lines = append(lines, tail[max(0, len(tail)-3):]...)
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if _, end, ok := s.book.Find("sign off", vocab.Lower(l)); ok && end < len(l) {
			l = strings.Trim(l[end:], " ,")
		}
		if i := strings.IndexAny(l, ",(|/"); i > 0 {
			l = l[:i]
		}
		l = strings.TrimSpace(honorific.ReplaceAllString(strings.TrimSpace(l), ""))
		if personLike(l) && !s.firmLike(l, "") && !s.isOwnName(l) && s.from.Name != "" && (len(strings.Fields(l)) > 1 || sharesWord(l, s.from.Name)) {
			return l
		}
	}
	return ""
}

func (s *source) firmLike(n, company string) bool {
	if legalName.MatchString(n+" ") || s.book.Has("job words", vocab.Fold(n)) {
		return true
	}
	l := letters(n)
	labels := strings.Split(domainOf(s.from.Address), ".")
	if len(labels) >= 2 && len(l) >= 6 {
		if d := letters(labels[len(labels)-2]); len(d) >= 6 && (strings.Contains(d, l) || strings.Contains(l, d)) {
			return true
		}
	}
	return company != "" && l != "" && strings.Contains(letters(company), l)
}

// personLike is two to four capitalised words without digits or signs.
func personLike(n string) bool {
	words := strings.Fields(n)
	if len(words) < 2 || len(words) > 5 || hasDigit(n) || strings.ContainsAny(n, "@:;!?\"<>[]{}=+*&") {
		return false
	}
	small := 0
	for _, w := range words {
		r := []rune(w)[0]
		if unicode.IsLower(r) {
			small++
			if len(w) > 4 {
				return false
			}
		}
	}
	return small < len(words)-1
}

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

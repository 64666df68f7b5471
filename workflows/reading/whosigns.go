package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// pairOfNames is a display name of two who share a mailbox: "Laura y Chema".
var pairOfNames = vocab.Around(`^\p{Lu}\pL+\s(?i:<and also>|&|\+)\s\p{Lu}\pL+(?:\s\p{Lu}[\pL-]+)?$`)

// displayed is the person of a display name that is a person's, in the spelling of
// the signature.
func (s *source) displayed(display, signed string, v view) (name, quote string) {
	if other, is := s.otherSigns(display, signed, v); is {
		return other, other
	}
	if sameWords(signed, display) || len(strings.Fields(signed)) > len(strings.Fields(display)) && strings.HasSuffix(letters(signed), letters(display)) {
		return signed, signed
	}
	if own := spelled(display, v); own != "" {
		return own, own
	}
	return display, s.from.Name
}

// otherSigns is true where a display name is not the name of the one who writes: it
// is two people's, or another name than the one below the letter. That name is the
// writer's where it bears the same family name; else nobody's is taken.
func (s *source) otherSigns(display, signed string, v view) (name string, is bool) {
	whole := len(strings.Fields(signed)) > 1
	if pairOfNames.MatchString(display) {
		if whole {
			return signed, true
		}
		return "", true
	}
	words, mine := strings.Fields(display), strings.Fields(signed)
	if !whole || len(words) < 2 || s.bothInAddress(words) || sameLetterFirst(words[0], mine[0]) {
		return "", false
	}
	if sharesWord(display, signed) {
		local, _, _ := strings.Cut(s.from.Address, "@")
		family := letters(words[len(words)-1]) == letters(mine[len(mine)-1])
		return signed, family && !strings.Contains(letters(local), letters(words[0]))
	}
	return "", s.firstBelow(v, signed)
}

// bodyWrites is true for a display name that is the name of the body to be billed, or
// a part of it, below whose letter another name stands: that one writes.
func (s *source) bodyWrites(v view, display, signed, company string) (name string, is bool) {
	if company == "" || display == "" || !strings.Contains(letters(company), letters(display)) {
		return "", false
	}
	for _, l := range lastLines(v) {
		if _, end, off := s.book.Find("sign off", vocab.Fold(l)); off && len(vocab.Fold(l)) == len(l) {
			l = strings.Trim(l[end:], " ,.!")
		}
		if signed == "" && personLike(l) {
			signed = l
		}
	}
	if !personLike(signed) || strings.Contains(signed, ".") || sharesWord(signed, display) || sharesWord(signed, company) {
		return "", false
	}
	return signed, true
}

// bothInAddress is true where the part before the at sign holds the first and the
// last word of a name: it is a person's own.
func (s *source) bothInAddress(words []string) bool {
	local, _, _ := strings.Cut(s.from.Address, "@")
	l := domainLetters(local)
	return strings.Contains(l, domainLetters(words[0])) && strings.Contains(l, domainLetters(words[len(words)-1]))
}

// sameLetterFirst is true for two first names of which one may shorten the other.
func sameLetterFirst(a, b string) bool {
	a, b = vocab.Fold(a), vocab.Fold(b)
	return a != "" && b != "" && a[0] == b[0]
}

// firstBelow is true for a name that the first line below the letter holds.
func (s *source) firstBelow(v view, name string) bool {
	for _, l := range append(s.closing(v), lastLines(v)...) {
		if l = strings.TrimSpace(l); l != "" {
			if _, _, off := s.book.Find("sign off", vocab.Fold(l)); !off || strings.Contains(l, name) {
				return strings.Contains(l, name)
			}
		}
	}
	return false
}

package reading

import (
	"strings"
	"unicode"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxHeading is how long the heading of a bill is, in bytes.
const maxHeading = 60

// theirBill is true for a bill that is written into the mail: it is made out to
// the owner, or it stands below the number that its writer gave it. Whatever
// the words around it ask for, its figures are owed and not to be invoiced.
func (s *source) theirBill() bool {
	if s.form != nil || !docWord.MatchString(s.folded) {
		return false
	}
	lines := strings.Split(s.best().text, "\n")
	numbered, toUs := false, false
	for _, l := range lines[:min(len(lines), maxSegments)] {
		low := vocab.Fold(strings.TrimSpace(l))
		switch {
		case low == "":
		case s.billsOwner(low):
			return true
		case len(low) <= maxHeading && s.billHeading(low):
			numbered = true
		case s.namesUsOnly(low):
			toUs = true
		}
	}
	return numbered && (toUs || s.has("payee words"))
}

// passedToPay is true for a mail that the house passes on to be paid.
func (s *source) passedToPay() bool {
	return s.cover != "" && len(s.cover) < longText && s.book.Has("pass to pay", s.cover)
}

// billHeading is true for a line that is nothing but the word for a bill and
// its number.
func (s *source) billHeading(low string) bool {
	t := strings.Trim(low, " *|#=-_")
	if !strings.ContainsAny(t, "0123456789") {
		return false
	}
	start, end, ok := s.book.Find("bill heading", t)
	return ok && start == 0 && end >= len(t)
}

// billsOwner is true for "Bill to: Lindholm Studio" where that is the owner.
func (s *source) billsOwner(low string) bool {
	if !s.namesFully(low) {
		return false
	}
	for _, m := range s.book.All("billed label", low) {
		if s.beginsWithUs(low[m[1]:]) {
			return true
		}
	}
	return false
}

// namesUsOnly is true for the line by which a paper says whom it is for: "To:
// Lindholm Studio".
func (s *source) namesUsOnly(low string) bool {
	label, rest, ok := strings.Cut(low, ":")
	return ok && len(label) <= maxLabel && s.beginsWithUs(rest)
}

// beginsWithUs is true when the folded text goes on with the owner's company
// or whole name.
func (s *source) beginsWithUs(text string) bool {
	rest := strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\n' })
	for _, name := range []string{s.owner.Company, s.owner.Name} {
		if name = vocab.Fold(strings.TrimSpace(name)); len(name) > 4 && strings.HasPrefix(rest, name) {
			return true
		}
	}
	return false
}

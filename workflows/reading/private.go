package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// private is true when the mail says that a person is to be billed.
func (s *source) private(text string) bool {
	low := lowText(text)
	for _, w := range vocab.List("private") {
		i := strings.Index(low, w)
		if i >= 0 && !s.negated(low[:i]) {
			return true
		}
	}
	return false
}

// onlySender is true when the names that are said to be billed are the sender's
// own, in full: "va a mi nombre, Rocío Cabrera Luna" from Rocío Cabrera.
func (s *source) onlySender(named []firm) bool {
	own := strings.Fields(vocab.Fold(displayName(s.from.Name)))
	for _, f := range named {
		said := " " + vocab.Fold(f.name) + " "
		if f.legal || len(own) < 2 || !personLike(f.name) || firmWord(f.name) {
			return false
		}
		for _, w := range own {
			if !strings.Contains(said, " "+w+" ") {
				return false
			}
		}
	}
	return true
}

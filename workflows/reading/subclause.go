package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// doneBy begins what somebody did with the time that is billed: "2 hours you spent setting up the tablet".
	doneBy = vocab.Around(`(?i)^(?:<that did>\s)?<did>\s+`)
	// nextClause begins another clause about somebody: "14 trophies and you charge", "9 panels, and they were".
	nextClause = vocab.Around(`(?i)(?:\s*[,;–-]\s*|\s+)(?:(?:<and also>|<joins clauses>)\s+)*<somebody>(?:'\pL+)?(?:\s|$)`)
)

// lastWord is the last word of a text, folded: "chairs from you" ends in no clause.
func lastWord(s string) string {
	words := strings.Fields(vocab.Fold(s))
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// withoutClauses leaves the name of a thing in running text, without the
// clauses about somebody that stand around it.
func (c *clause) withoutClauses(s string) string {
	if !speaks(s) {
		return s
	}
	if m := doneBy.FindStringIndex(s); m != nil && named(s[m[1]:]) {
		s = s[m[1]:]
	}
	if m := nextClause.FindStringIndex(s); m != nil && named(s[:m[0]]) && !c.rd.small(lastWord(s[:m[0]])) {
		s = s[:m[0]]
	}
	return strings.TrimRight(s, " ,;:–-")
}

// spokenTo is true for the first name of the owner or of the sender: "Mara, 2
// days of interpreting" is of two days.
func (s *source) spokenTo(name string) bool {
	for _, who := range []string{s.owner.Name, displayName(s.from.Name)} {
		if first, _, _ := strings.Cut(who, " "); first != "" && strings.EqualFold(name, first) {
			return true
		}
	}
	return false
}

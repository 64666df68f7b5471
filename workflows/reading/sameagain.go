package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// figureBehind is a figure that follows soon.
var figureBehind = regexp.MustCompile(`^[^\d\n.;]{0,30}\d`)

// sameAgain is what a text says that is as another thing, without a figure: "3 lamps
// at £40, same again for the shop". It would be missing from the invoice.
func (s *source) sameAgain(text string) string {
	folded := vocab.Fold(text)
	for _, m := range s.book.All("same as another", folded) {
		if !figureBehind.MatchString(folded[m[1]:]) {
			return folded[m[0]:m[1]]
		}
	}
	return ""
}

// eachTo is a price with the one it is to be billed to, in capitals.
var eachTo = vocab.Around(`\d[^.;:!?\n]{0,24}?\s(?:<to the billed>)\s(?:(?:<article>)\s)?(\p{Lu}[\pL&.'’-]+(?:\s\p{Lu}[\pL&.'’-]+)*)`)

// toSeveral is true for a sentence that bills prices to one and to another: "3 lamps
// at £40 each to Reed Ltd and 2 at £40 each to Jo Pike".
func toSeveral(sen string) bool {
	if moneys(numbers.Scan(sen, numbers.StyleOf(sen))) < 2 {
		return false
	}
	seen := map[string]bool{}
	for _, m := range eachTo.FindAllStringSubmatch(sen, maxNames) {
		seen[letters(m[1])] = true
	}
	return len(seen) > 1
}

// leftUnsaid is what a text leaves to be asked beside its lines.
func (s *source) leftUnsaid(v view) (out []sum) {
	if same := s.sameAgain(v.text); same != "" {
		out = append(out, sum{quote: same})
	}
	for _, line := range strings.Split(s.wordsToRead(v), "\n") {
		for _, sen := range sentences(line) {
			if len(sen) < maxSegment && toSeveral(sen) {
				out = append(out, sum{quote: sen})
			}
		}
	}
	return out
}

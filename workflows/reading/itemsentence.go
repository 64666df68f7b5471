package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// itemSentence begins a sentence that is written like a line of a list, though
// it stands in a row with others: "Old letters, 40 pages at 1.50 each. Notes, 3 at 2.20."
var itemSentence = vocab.Around(`^\p{Lu}[^,:;.!?()\d]{2,70}(?:\([^()]{1,40}\))?\s?[,:–-]\s*(?:\d|[€£$])`)

// listsOne is true for a sentence that is a name and its figures and tells of
// nobody: it reads as a line of a list does.
func (rd *reader) listsOne(sen string) bool {
	m := itemSentence.FindString(sen)
	if m == "" || !amountLike.MatchString(sen) {
		return false
	}
	name := strings.TrimRight(m, " ,:–-0123456789€£$")
	low := vocab.Lower(name)
	return named(name) && !speaks(sen) && !docWord.MatchString(low) && !askWord.MatchString(low) && !rd.sumLabelled(name) && !rd.leadsIn(name) && !rd.nothing(name) && !pointing.MatchString(low)
}

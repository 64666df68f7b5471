package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// Years that bills of today speak of. "In 2000 copies" counts them.
const (
	firstYear = 2010
	lastYear  = 2049
)

// loneYear is true for the number of a year behind a word that leads to one: "grave
// care in 2026".
func (rd *reader) loneYear(low string, n numbers.Number) bool {
	if y := n.Value.IntPart(); len(n.Text) != 4 || y < firstYear || y > lastYear {
		return false
	}
	words := strings.Fields(lastBytes(low[:n.Start], maxShort))
	if len(words) == 0 {
		return false
	}
	_, is := rd.s.book.WordIn(rd.lang, "in a year", words[len(words)-1])
	return is
}

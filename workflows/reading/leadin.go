package reading

import (
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// columnName labels a thing and is none.
var columnName = vocab.Around(`^<column name>$`)

// leadsIn is true for words before a colon that announce things and name none:
// "we need:", "to be invoiced:".
func (rd *reader) leadsIn(name string) bool {
	low := vocab.Lower(name)
	return columnName.MatchString(low) || docWord.MatchString(low) || speaks(name) || askWord.MatchString(low) || rd.onlySmall(low) ||
		rd.s.book.Has("lead in", vocab.Fold(name))
}

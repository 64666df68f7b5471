package reading

import (
	"regexp"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// columnName labels a thing and is none.
var columnName = regexp.MustCompile(`^(?:concepto|conceptos|description|descripción|descrizione|désignation|objet|oggetto|leistung|position|artikel|article|artículo|articolo|items?|services?|prestations?|prestazion[ei]|betreff|betreft|omschrijving|beschreibung|dienst|what|quantity|details?)$`)

// leadsIn is true for words before a colon that announce things and name none:
// "we need:", "to be invoiced:".
func (rd *reader) leadsIn(name string) bool {
	low := vocab.Lower(name)
	return columnName.MatchString(low) || docWord.MatchString(low) || speaks(name) || askWord.MatchString(low) || rd.onlySmall(low) ||
		rd.s.book.Has("lead in", vocab.Fold(name))
}

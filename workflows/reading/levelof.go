package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// levelOf is true for a thing that a word for a sum only says the kind of, where it
// is counted in a measure: "Corso base: 620 al giorno; giorni 3".
func (rd *reader) levelOf(it item, desc string) bool {
	first, last, ok := strings.Cut(desc, " ")
	return ok && it.unit != "" && it.qty.ok && !it.flat && !rd.small(first) && !rd.sumWords(first) && levelWord.MatchString(last)
}

// levelWord says at which level a thing is, and is a word for a sum as well.
var levelWord = vocab.Around(`^<level of a thing>$`)

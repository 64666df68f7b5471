package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// oneMore is a name that begins with "one".
var oneMore = vocab.Around(`(?i)^<one>\s\pL`)

// oneMoreThing is a single thing that follows another with its price, up to the next
// price: "plus a set of straps for the trailer" is no trailer.
func (c *clause) oneMoreThing(region string) string {
	if c.from == 0 {
		return ""
	}
	clauses := clauseCut.Split(tailJunk.ReplaceAllString(strings.TrimRight(region, " "), ""), -1)
	if name := looseName(clauses[len(clauses)-1]); oneMore.MatchString(name) {
		return name
	}
	return ""
}

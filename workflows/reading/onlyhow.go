package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// withMeasure is a name with what is counted of it, but for "team photos, 31 of them".
func (c *clause) withMeasure(name, measure string) string {
	if c.rd.onlySmall(measure) {
		return name
	}
	return name + ", " + measure
}

// saysOnlyHow is true for a word behind a measure that only says what was done with
// what the mail is about: "6 pairs, lined, £115 a pair".
func (c *clause) saysOnlyHow(q quantity, between string, stop int) bool {
	return q.unit != "" && c.rd.matter != "" && participleAlone.MatchString(vocab.Lower(between)) && strings.HasPrefix(strings.TrimLeft(c.seg[q.end:stop], " "), ",")
}

// participleAlone is a word that only says what was done with a thing.
var participleAlone = vocab.Around(`^\pL{2,}(?:<end of a participle>|<end of what was done>)$`)

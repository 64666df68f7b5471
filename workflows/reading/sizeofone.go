package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// oneOfSize ends in one thing whose size follows: "a water heater of".
var oneOfSize = vocab.Around(`(?:^|[^\pL])<one>\s\pL{3,}(?:\s\pL{3,})?\s<of a size>\s*$`)

// theOneOfSize is the same of a thing that is known, in languages whose article tells it
// from several: "el termo de 80 litros, 245 €".
var theOneOfSize = vocab.Around(`(?:^|[^\pL])<the single>\s\pL{3,}(?:\s\pL{3,})?\s<of a size>\s*$`)

// sizeOfOne is true for what one thing holds or weighs: "un termo de 80 litros a 245 €".
// A price by that measure counts it.
func (c *clause) sizeOfOne(q quantity) bool {
	switch q.unit {
	case "l", "kg", "g", "m":
	default:
		return false
	}
	if strings.Trim(c.low[q.end:max(q.end, c.clauseEnd())], " ,;:(–-") != "" {
		return false // "a delivery of 300 kg of gravel"
	}
	before := lastBytes(c.low[c.from:q.start], maxShort)
	return c.each == "" && (oneOfSize.MatchString(before) || c.rd.lang != "de" && theOneOfSize.MatchString(before))
}

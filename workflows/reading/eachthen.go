package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// forEachThen is the price of one with what it is one of, and behind it how many of
// them there are: "Rs. 3,500 for each sump, two sumps".
var forEachThen = vocab.Around(`^\s*<price of each>\s+((?:\pL+\s){0,2}\pL{3,})\s*[,;(–-]\s*(?:x\s*)?(\d[\d.,]*\d|\d|\pL{2,})\s+(\pL{3,}(?:\s\pL+){0,2})`)

// eachThen reads the name and the count behind such a price. What is counted bears
// the name of what the price is one of, or it is another thing.
func (c *clause) eachThen() (name string, q quantity, stop int, ok bool) {
	rest := c.low[c.price.End:c.next]
	m := forEachThen.FindStringSubmatchIndex(rest)
	if m == nil {
		return "", quantity{}, 0, false
	}
	d, isNumber := numbers.Parse(rest[m[4]:m[5]], c.rd.out.style)
	if !isNumber {
		d, isNumber = c.rd.numberWord(rest[m[4]:m[5]])
	}
	one := rest[m[2]:m[3]]
	if !isNumber || !d.IsPositive() || !countsSame(one, rest[m[6]:m[7]]) || !named(one) || c.rd.nothing(one) {
		return "", quantity{}, 0, false
	}
	from, end := c.price.End+m[4], c.price.End+m[5]
	return c.seg[c.price.End+m[2] : c.price.End+m[3]], quantity{found: true, value: known(d), start: from, end: end}, c.price.End + m[7], true
}

// countsSame is true where counted words begin with a noun of the one thing: "tanks"
// and "overhead tanks" of "overhead tank", "lámparas" of "lámpara de pie".
func countsSame(one, counted string) bool {
	words, many := strings.Fields(one), strings.Fields(counted)
	if sameNoun(many[0], words[0]) || sameNoun(many[0], words[len(words)-1]) {
		return true
	}
	return len(many) >= len(words) && sameNoun(many[len(words)-1], words[len(words)-1])
}

package reading

import "github.com/autonomous-employee/employee/workflows/reading/vocab"

// measureAhead is a measure or a thing that is set off right before its price: "9
// hours of pruning, the hour 32", "4 Abende, der Abend zu 90".
var measureAhead = vocab.Around(`[,;:(–-]\s*(?:(?:<article>|<the>)\s|<article glued>)(\pL{2,})\s*(?:(?:<price at>|<costs>|<copula>)\s*)?$`)

// ofMeasureAhead is where such words begin in a text that ends at a price, -1 where
// none say that the price is that of one of what is counted before it.
func (c *clause) ofMeasureAhead(before string) int {
	m := measureAhead.FindStringSubmatchIndex(before)
	if m == nil {
		return -1
	}
	word := before[m[2]:m[3]]
	unit, _ := c.rd.s.book.WordIn(c.rd.lang, "units", word)
	for _, n := range c.plain {
		if n.End > c.from+m[0] {
			continue
		}
		rest := c.low[n.End : c.from+m[0]]
		if other, _ := c.rd.unitAt(rest); unit != "" && other == unit {
			return m[0]
		}
		if sameThingAs(wordPattern.FindString(rest), word) {
			return m[0]
		}
	}
	for _, w := range wordPattern.FindAllStringIndex(before[:m[0]], maxNumberWords) {
		if _, ok := c.numberWord(before[w[0]:w[1]]); ok && sameThingAs(wordPattern.FindString(before[w[1]:m[0]]), word) {
			return m[0]
		}
	}
	return -1
}

const maxNumberWords = 40

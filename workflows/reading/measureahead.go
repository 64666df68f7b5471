package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// ofAhead leads from a count alone to the price of one in Dutch: "dat waren er vier van € 95".
var ofAhead = regexp.MustCompile(`(?:^|[\s(,])(\d[\d.,]*|\pL+)(\s+van\s*)$`)

// markIn is where the words begin that lead from a thing to the price of one, at the
// end of the text before it, in bytes of the sentence; -1 for none.
func (c *clause) markIn(before string) int {
	mark := -1
	cut := max(0, len(before)-maxMark)
	if m := unitMarker.FindStringIndex(before[cut:]); m != nil {
		if mark = c.from + cut + m[0]; startsWithDigit(before[cut+m[0]:]) {
			mark++ // the count of "3x 59 €"
		}
	} else if bareA.MatchString(before) && c.rd.lang != "en" {
		mark = c.from + strings.LastIndexByte(before, 'a')
	} else if c.rd.lang == "nl" {
		mark = c.ofCount(before)
	}
	if mark >= 0 {
		before = c.low[c.from:mark]
	}
	if at := c.ofMeasureAhead(before); at >= 0 {
		return c.from + at
	}
	return mark
}

// ofCount is where such a "van" stands behind a count, -1 for none.
func (c *clause) ofCount(before string) int {
	if m := ofAhead.FindStringSubmatchIndex(before); m != nil {
		if _, ok := c.rd.countWord(before[m[2]:m[3]]); ok {
			return c.from + m[4]
		}
	}
	return -1
}

const maxMark = 48 // bytes of the words that lead to a price

// measureAhead is a measure or a thing that is set off right before its price: "9
// hours of pruning, the hour 32", "4 Abende, der Abend zu 90".
var measureAhead = vocab.Around(`[,;:(–-]\s*(?:(?:<article>|<the>|<per>)\s|<article glued>)(\pL{2,})\s*(?:(?:<price at>|<costs>|<copula>)\s*)?$`)

// ofMeasureAhead is where such words begin in a text that ends at a price, -1 where
// none say that the price is that of one of what is counted before it.
func (c *clause) ofMeasureAhead(before string) int {
	if !strings.ContainsAny(before[max(0, len(before)-maxMark):], ",;:(–-") {
		return -1
	}
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
		if _, ok := c.rd.numberWord(before[w[0]:w[1]]); ok && sameThingAs(wordPattern.FindString(before[w[1]:m[0]]), word) {
			return m[0]
		}
	}
	return -1
}

const maxNumberWords = 40

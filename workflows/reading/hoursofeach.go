package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// lastsEach ends the words before a price with how long one of what is counted takes:
// "4 workshops of 3 hours each, ".
var lastsEach = vocab.Around(`(?i)(?:\s<partitive>|[\s,(]<lasts>|[,(])\s?(\d{1,3}(?:[.,]\d{1,2})?|\pL+)\s(\pL+)\.?(?:\s<each before>)?\)?[\s,:–-]*$`)

// maxSessionName is how many words name what is counted in hours each.
const maxSessionName = 6

// hoursOfEach reads things that are counted, each of which takes so many hours, at the price
// of an hour. The line's own amount must prove it: "two workshops of 3 hours each, €90 an
// hour, so €540".
func (c *clause) hoursOfEach(it item, end int) (item, bool) {
	region := c.seg[c.from:c.clauseEnd()]
	m := lastsEach.FindStringSubmatchIndex(region)
	if m == nil || c.each == "" {
		return item{}, false
	}
	hours, ok := c.rd.numeral(region[m[2]:m[3]])
	unit, known := c.rd.s.book.Word("units", vocab.Lower(region[m[4]:m[5]]))
	count, name := c.rd.countedBefore(region[:m[0]])
	if !ok || !known || !spanOfTime.MatchString(unit) || !named(name) || speaks(name) {
		return item{}, false
	}
	it.desc, it.unit, it.qty = name, unit, value{count.Mul(hours), true}
	nums := c.rd.scan(c.seg)
	for i, n := range nums {
		if n.Start == c.price.Start {
			_, _, proved := lineTotal(c.seg, nums, i, it, end)
			return it, proved
		}
	}
	return item{}, false
}

// countedBefore is the last number of a text and the few words behind it.
func (rd *reader) countedBefore(text string) (decimal.Decimal, string) {
	words := strings.Fields(text)
	for k := len(words) - 2; k >= 0 && k >= len(words)-1-maxSessionName; k-- {
		if n, ok := rd.numeral(strings.Trim(words[k], "(:")); ok {
			return n, strings.Join(words[k+1:], " ")
		}
	}
	return decimal.Zero, ""
}

// numeral is a number in figures or in one word.
func (rd *reader) numeral(word string) (decimal.Decimal, bool) {
	if spelled, ok := rd.s.book.WordIn(rd.lang, "number words", vocab.Lower(word)); ok {
		word = spelled
	}
	n, ok := numbers.Parse(word, rd.out.style)
	return n, ok && n.IsPositive()
}

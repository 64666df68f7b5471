package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// perHundred is a price of a hundred of them, perThousand one of a thousand, and
// what they are: "£8 per hundred words", "14 € el ciento".
var (
	perHundred  = vocab.Around(`^\s*[(,]?\s*(?:(?:<for many>|<the many>|<a noun>|<per>|/)\s+)(?:<a hundred>)(?:\s+(\pL+)|[^\pL\pN]|$)`)
	perThousand = vocab.Around(`^\s*[(,]?\s*(?:(?:<for many>|<the many>|<a noun>|<per>|/)\s+)(?:<a thousand>)(?:\s+(\pL+)|[^\pL\pN]|$)`)
)

// ofMany is a thing whose price is that of several. Where it is that of a hundred of
// what is counted and comes to whole cents for one, the price is that of one; else
// it is asked about.
func (c *clause) ofMany(it item, q quantity, end int) (item, int, bool) {
	price := it.price
	it.price = value{}
	from := c.price.End + len(taxTail.FindString(c.low[c.price.End:c.next]))
	behind := c.low[from:c.next]
	for _, many := range []struct {
		size  int64
		words *vocab.Expression
	}{{100, perHundred}, {1000, perThousand}} {
		m := many.words.FindStringSubmatchIndex(behind)
		if m == nil || !q.value.ok || !price.ok {
			continue
		}
		if m[2] >= 0 && !c.calledSo(behind[m[2]:m[3]], q) {
			continue
		}
		if each := price.Div(decimal.NewFromInt(many.size)); each.Equal(each.Round(2)) {
			it.price, it.ofMany, it.why = known(each), price, whyOfMany
			return it, max(end, from+m[1]), true
		}
	}
	return it, end, true
}

// calledSo is true for the word by which a clause calls what it counts, and for one
// that is no name.
func (c *clause) calledSo(word string, q quantity) bool {
	return c.rd.small(word) || strings.Contains(" "+c.low[q.start:max(q.start, c.clauseEnd())]+" ", word)
}

const whyOfMany = "the price of one, from that of a hundred or a thousand"

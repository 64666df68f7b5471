package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// agreedPrice are words for a price that is known to both and not said: "at the
// usual rate", "zelfde prijs als vorig seizoen".
var agreedPrice = vocab.Around(`(?i)(?:^|[^\pL])(?:<agreed price>)(?:$|[^\pL])`)

// agreedTail are such words behind the name of a thing, with what leads to them.
var agreedTail = vocab.Around(`(?i)(?:^|[\s,]+)(?:(?:<to the price>)\s)?(?:<agreed price>)(?:$|[^\pL].*$)`)

// atAgreedPrice reads a sentence that counts things at such a price: a line with
// its price open. Left out it would be missing from the invoice.
func (rd *reader) atAgreedPrice(seg, low string, nums []numbers.Number) {
	m := agreedPrice.FindStringIndex(low)
	if m == nil {
		return
	}
	c := clause{
		rd: rd, seg: seg, low: low, price: numbers.Number{Start: m[0], End: m[0]}, next: len(seg), mark: -1,
		plain: plainBetween(nums, 0, m[0]),
	}
	var counted []quantity
	for _, q := range c.counts() {
		if q.opens || q.tail {
			counted = append(counted, q)
		}
	}
	if len(counted) == 0 {
		return
	}
	q := counted[0]
	name := strings.Trim(c.tidy(seg[min(q.end, m[0]):m[1]]), " ,;:-–—(")
	if name == "" && (packUnit(q.unit) || namesThing.MatchString(low[q.start:q.end])) {
		name = c.unitWord(q)
	}
	if len(counted) > 1 || !named(name) || rd.nothing(name) || len(strings.Fields(name)) > maxAntecedent || speaks(name) {
		rd.out.sums = append(rd.out.sums, sum{quote: seg})
		return
	}
	rd.out.items = append(rd.out.items, item{desc: name, qty: q.value, openQty: q.open, unit: q.unit, quote: seg})
}

// unpricedSentence reads a sentence without an amount: what it counts at a price
// that is not said, else what there is more of.
func (rd *reader) unpricedSentence(seg, low string, nums []numbers.Number, listed bool) {
	had := len(rd.out.items) + len(rd.out.sums)
	if rd.atAgreedPrice(seg, low, nums); !listed && len(rd.out.items)+len(rd.out.sums) == had {
		rd.more(seg)
	}
}

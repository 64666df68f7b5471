package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// soManyTogether leads from counts to what they come to, or to one of them again.
	soManyTogether = vocab.Around(`(?:^|[\s,;(=])(?:<so many together>)\s*[:,]?\s*$`)
	// againBehind ends a name with its count again: "2 journées d'animation, soit 2 x".
	againBehind = vocab.Around(`(?i)[\s,;(]+(?:<so many together>)\s*[:,]?\s*\d[\d.,]*\s*[x×*]?\s*$`)
	// inAllBehind ends a name by saying that these are all: "41 dinners altogether".
	inAllBehind = vocab.Around(`(?i)\s+(?:<sum behind>)[\s,@]*$`)
)

// soAgain is true for a count of a list line right before its price that only says again what
// the thing before it counts: "2 journées d'animation, soit 2 x 480 €".
func (c *clause) soAgain(q quantity, leads []quantity) bool {
	return (c.listed || c.list) && len(leads) == 1 && leads[0].start < q.start && q.value.ok && leads[0].value.ok && leads[0].value.Equal(q.value.Decimal) &&
		soManyTogether.MatchString(lastBytes(c.low[leads[0].end:q.start], maxTogether))
}

// together is true for a count that is as much as those right before it make
// together: "14, 11 and 16 riders, so 41 dinners".
func (c *clause) together(q quantity) bool {
	if !q.value.ok || !soManyTogether.MatchString(lastBytes(c.low[c.from:q.start], maxTogether)) {
		return false
	}
	total, product, n := decimal.Zero, decimal.NewFromInt(1), 0
	for i := len(c.plain) - 1; i >= 0; i-- {
		if c.plain[i].Start >= q.start || !c.plain[i].OK {
			continue
		}
		total, product, n = total.Add(c.plain[i].Value), product.Mul(c.plain[i].Value), n+1
		if n > 1 && (total.Equal(q.value.Decimal) || product.Equal(q.value.Decimal)) {
			return true
		}
	}
	return false
}

// soTogether is true for a last count that says what those before it make, also in
// words: "four beds of 9 roses, so 36 roses".
func (c *clause) soTogether(leads []quantity) bool {
	last := leads[len(leads)-1]
	return productOf(last, leads) && soManyTogether.MatchString(lastBytes(c.low[c.from:last.start], maxTogether))
}

const maxTogether = 24 // bytes of such words

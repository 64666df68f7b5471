package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// quoteSigns stand around a name within a line: 2 'No Dogs' signs.
const quoteSigns = "'\"“”‘’„«»"

// saidAgain is true for a count in brackets right before its price that says
// again what the words before it count: "two brackets (2 at £14.25)". Two
// counts side by side are of two things.
func (c *clause) saidAgain(q quantity, leads []quantity) bool {
	if !q.value.ok || !strings.HasSuffix(strings.TrimRight(c.seg[c.from:q.start], " "), "(") {
		return false
	}
	for _, l := range leads {
		if !l.value.ok || !l.value.Equal(q.value.Decimal) {
			return false
		}
	}
	return len(leads) == 1
}

// priceAgain skips an amount that only says the price before it in another way:
// "45p per mile (i.e. £0.45)".
func priceAgain(seg string, nums []numbers.Number, i, from int, price numbers.Number) (int, int) {
	if i+1 >= len(nums) || nums[i+1].Kind != numbers.Money {
		return from, i
	}
	next := nums[i+1]
	if next.Start < from || !next.OK || !price.OK || !next.Value.Equal(price.Value) || next.Currency != price.Currency || !otherWords.MatchString(vocab.Lower(seg[price.End:next.Start])) {
		return from, i
	}
	return next.End, i + 1
}

// otherWords lead from a price, over its measure, to the same in other words.
var otherWords = vocab.Around(`^[^,;:()\d]{0,30}[\s,(]\(?(?:<id est>)[\s,:]*$`)

package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// joinsAnother is all that stands between a price and a number that goes on behind it.
	joinsAnother = vocab.Around(`^(?:[^,;.]{0,24}?)?\s*(?:[,;+]|[,;]?\s<and also>|<joined by>)\s(?:<and then>\s)?$`)
	// forAnother is all that stands behind such a number: one thing more, and the end of the clause.
	forAnother = vocab.Around(`^\s(?:<price for>|<for another>)\s(?:(?:<article>)\s|<article glued>)?(\pL{4,}(?:\s(?:<for another>\s)?\pL{2,}){0,3})\s*(?:$|[.,;:!?)]|\s<and also>\s)`)
)

// bareFor is true for a number without a currency that is joined to a price and
// has the name of one thing more behind it: "6 chairs at £18.90 each and 150 for
// delivery". Left out it would be missing from the invoice; it holds where a
// stated sum proves it.
func (rd *reader) bareFor(low string, nums []numbers.Number, i int) bool {
	n, k := nums[i], i-1
	for k >= 0 && nums[k].Kind == numbers.Code {
		k-- // the 2 of "m2"
	}
	if k < 0 || n.Kind != numbers.Plain || !n.OK || n.Value.LessThan(decimal.NewFromInt(minBare)) || moneys(nums) == 0 ||
		nums[k].Kind != numbers.Money && !hasCents(low, nums[k]) || nums[k].End > n.Start || !joinsAnother.MatchString(low[nums[k].End:n.Start]) {
		return false
	}
	m := forAnother.FindStringSubmatch(low[n.End:])
	if m == nil || !named(m[1]) || rd.measure(m[1]) || rd.month(m[1]) > 0 || people.MatchString(m[1]) {
		return false
	}
	if i+1 == len(nums) || nums[i+1].Kind != numbers.Money {
		return true
	}
	between := low[n.End:nums[i+1].Start] // a price behind the thing would make the number its count
	return sumLike.MatchString(between) || rd.sumWords(vocab.Fold(between))
}

// forLead is the word between such a number and its thing.
var forLead = vocab.Around(`(?i)^(?:<price for>)\s(?:(?:<article>)\s|<article glued>)?`)

package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// headsBehind are the people that a number counts.
	headsBehind = vocab.Around(`^\s+(?:<people>)(?:$|[^\pL])`)
	// perHeadFor leads from a price to the thing that it is the price of for one of them,
	// and to where its clause ends.
	perHeadFor = vocab.Around(`^\s*(?:(?:<per one>|<per>)\s+(?:<people>)|/\s?(?:<people>)|p\.? ?p\.?)\s+<price for>\s+(?:(?:<article>|<ours>)\s+|<article glued>)?(\pL[\pL'’ -]{2,40}?)(?:\s*[,;.!?(]|\s*$|,?\s<and then>\s|\s<and also>\s)`)
)

// perHeadRow reads a sentence that counts people once and goes on with what several
// things cost for each of them: "we were 7 people in the end, £95 per person for the
// workshop and £12.50 pp for lunch". Any other number makes it another sentence.
func (rd *reader) perHeadRow(seg, low string, nums []numbers.Number) bool {
	if len(nums) < 1+minAmounts {
		return false
	}
	count := nums[0]
	if count.Kind != numbers.Plain || !count.OK || !count.Value.IsInteger() || !count.Value.IsPositive() || !headsBehind.MatchString(low[count.End:]) || rd.vague(low[:count.Start]) {
		return false
	}
	var items []item
	for _, n := range nums[1:] {
		m := perHeadFor.FindStringSubmatchIndex(low[n.End:])
		if m == nil || !n.OK || n.Kind != numbers.Money && !(n.Kind == numbers.Plain && rd.inMoney && hasCents(seg, n)) || rd.othersPrice(low, n) {
			return false
		}
		name := seg[n.End+m[2] : n.End+m[3]]
		if !rd.isAmountThing(name) || people.MatchString(name) {
			return false
		}
		items = append(items, item{desc: strings.TrimSpace(name), qty: known(count.Value), unit: "person", price: known(n.Value), currency: n.Currency, quote: seg, at: n.End})
	}
	rd.out.items = append(rd.out.items, items...)
	return true
}

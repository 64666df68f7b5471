package reading

import (
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// byTimes leads from how many do something to how long each of them does: "3 men x 4 hours".
	byTimes = regexp.MustCompile(`^\s*\pL*(?:\s\pL+)?\s*[x×*]\s*$`)
	// comesTo leads from there to what it makes together.
	comesTo = regexp.MustCompile(`^\s*(?:=|->|→)\s*$`)
)

// products takes the factors of a count that is written out for what they are,
// no counts and no prices: of "3 men x 4 hours = 12 hours" only the hours count. It
// returns where the factors stand.
func (rd *reader) products(seg string, nums []numbers.Number) (from, to int) {
	if !strings.ContainsAny(seg, "=→>") {
		return 0, 0
	}
	for i := 0; i+2 < len(nums); i++ {
		a, b, product := &nums[i], &nums[i+1], nums[i+2]
		if a.Kind != numbers.Plain || b.Kind != numbers.Plain || product.Kind != numbers.Plain || !a.OK || !b.OK || !product.OK ||
			!a.Value.Mul(b.Value).Equal(product.Value) || !byTimes.MatchString(seg[a.End:b.Start]) {
			continue
		}
		unit, width := rd.unitAt(vocab.Lower(seg[b.End:product.Start]))
		made, _ := rd.unitAt(vocab.Lower(seg[product.End:]))
		if unit != "" && unit == made && comesTo.MatchString(seg[b.End+width:product.Start]) {
			a.Kind, b.Kind = numbers.Code, numbers.Code
			from, to = a.Start, product.Start
		}
	}
	return from, to
}

// withoutFactors is a line without the factors of its count: "Labour: 12 hours".
func (rd *reader) withoutFactors(l string) string {
	from, to := rd.products(l, rd.rands(l))
	return l[:from] + l[to:]
}

package reading

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	// detail sets off how an amount is made up: "benches £980.00 (four, £245.00 apiece)".
	detail = regexp.MustCompile(`^[^\pL\pN(\[]{0,8}[(\[]([^()\[\]]{3,60})[)\]]`)
	// detailCount begins what is in the brackets with a count.
	detailCount = regexp.MustCompile(`^\s*(\d[\d.,']*\d|\d|\pL+)(?:$|[^\pL\pN])`)
)

// detailed reads what stands in brackets right behind the amount of a thing: how
// many there are, and what one costs. Where both do not make the amount the line
// keeps neither, which is a question. It returns where the brackets end and the
// last number in them.
func (rd *reader) detailed(it *item, seg string, nums []numbers.Number, i, from int) (int, int) {
	m := detail.FindStringSubmatchIndex(seg[min(from, len(seg)):])
	if m == nil || !it.flat || !it.price.ok {
		return from, i
	}
	start, stop := from+m[2], from+m[3]
	price, last := numbers.Number{}, i
	for k := i + 1; k < len(nums) && nums[k].Start < stop; k++ {
		if last = k; nums[k].Kind != numbers.Money {
			continue
		}
		if price.OK || !nums[k].OK {
			return from, i
		}
		price = nums[k]
	}
	if !price.OK || rd.s.book.Has("tax", vocab.Fold(seg[start:stop])) {
		return from, i
	}
	count, unit, ok := rd.countAt(vocab.Lower(seg[start:price.Start]))
	if !ok {
		return from, i
	}
	it.flat, it.amount, it.unit = false, it.price, unit
	it.qty, it.price = known(count), known(price.Value)
	if !it.qty.Mul(it.price.Decimal).Equal(it.amount.Decimal) {
		it.qty, it.price, it.openQty, it.doubted = value{}, value{}, true, true
	}
	return from + m[1], last
}

// countAt is the count that words begin with, and its unit: "eight hours, ".
func (rd *reader) countAt(words string) (decimal.Decimal, string, bool) {
	m := detailCount.FindStringSubmatchIndex(words)
	if m == nil {
		return decimal.Decimal{}, "", false
	}
	text := words[m[2]:m[3]]
	d, ok := numbers.Parse(text, rd.out.style)
	if word, found := rd.s.book.WordIn(rd.lang, "number words", text); !ok && found {
		var err error
		d, err = decimal.NewFromString(word)
		ok = err == nil
	}
	unit, _ := rd.unitAt(strings.TrimLeft(words[m[3]:], " "))
	return d, unit, ok && d.IsPositive()
}

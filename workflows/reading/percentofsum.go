package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// partPayment is what a part of a sum is called that is billed by itself: "die zweite
// Rate", "the deposit".
var partPayment = vocab.Around(`(?i)(?:^|[^\pL])((?:(?:<part by number>|\d{1,2}\.)\s)?(?:<part payment>))(?:$|[^\pL])`)

// percentOfSum reads a part of a sum that a sentence states together with its percentage
// and the whole, where the figures bear it out: "40 % of the £4,500, so £1,800". Only the
// part is billed.
func (rd *reader) percentOfSum(seg string, nums []numbers.Number) bool {
	var percent, amounts []numbers.Number
	for _, n := range nums {
		switch {
		case n.Kind == numbers.Percent && n.OK:
			percent = append(percent, n)
		case n.Kind == numbers.Money && n.OK:
			amounts = append(amounts, n)
		}
	}
	if len(percent) != 1 || len(amounts) != 2 || clash(amounts[0].Currency, amounts[1].Currency) {
		return false
	}
	p, whole, part := percent[0], amounts[0], amounts[1]
	if whole.Value.LessThan(part.Value) {
		whole, part = part, whole
	}
	if !p.Value.LessThan(hundred()) || !whole.Value.Mul(p.Value).Equal(part.Value.Mul(hundred())) || rd.percentKind(rd.ofPercent(seg, p, amounts)) != "" {
		return false
	}
	name := rd.partName(seg)
	if name == "" {
		return false
	}
	rd.out.items = append(rd.out.items, item{
		desc: name, qty: known(decimal.NewFromInt(1)), price: known(part.Value), ofMany: known(whole.Value), currency: firstOf(part.Currency, whole.Currency), quote: seg, at: part.End, flat: true,
	})
	return true
}

// ofPercent are the words around a percentage up to the next amount.
func (rd *reader) ofPercent(seg string, p numbers.Number, amounts []numbers.Number) string {
	end := p.End + maxToWhole
	for _, n := range amounts {
		if n.Start > p.End {
			end = min(end, n.Start)
		}
	}
	return vocab.Fold(near(seg, p.Start-maxToWhole, end))
}

// maxToWhole is how far around a percentage it is said what it is of, in bytes.
const maxToWhole = 30

// partName names a part of a sum by what the sentence calls it, and by what the mail is about.
func (rd *reader) partName(seg string) string {
	m := partPayment.FindStringSubmatch(seg)
	switch {
	case m != nil && named(rd.matter) && !partPayment.MatchString(rd.matter):
		return rd.matter + ", " + m[1]
	case m != nil:
		return m[1]
	case named(rd.matter):
		return rd.matter
	}
	return ""
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

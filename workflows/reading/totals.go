package reading

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// sumLike are names of sums beside those of the vocabulary.
var sumLike = regexp.MustCompile(`(?:^|[^\pL])(?:together|altogether|all told|in all|(?:invoice|order|contract|bill) (?:value|amount|sum)|amount payable|value|gesamt\pL*|zusammen|summe|betrag|ensemble|en tout|montant|importe|insieme|in tutto|importo|totaal|samen|bedrag)(?:$|[^\pL])`)

// dropTotals takes a line that is the sum of the others for their sum. Where
// only the figure says so it may be a line of its own: that is a question.
func (st *settled) dropTotals(s *source) {
	if len(st.items) < 2 {
		return
	}
	for i, it := range st.items {
		if !it.flat || !it.price.ok {
			continue
		}
		others := append(append([]item(nil), st.items[:i]...), st.items[i+1:]...)
		net, ok := sumOf(others)
		if !ok || !st.isSumOf(it.price.Decimal, net) {
			continue
		}
		f := vocab.Fold(it.desc)
		named := len(strings.Fields(f)) <= 4 && (sumLike.MatchString(f) || s.book.Has("total", f) || s.book.Has("subtotal", f))
		if !named && len(others) < 2 {
			continue // two things may cost the same
		}
		st.items = others
		st.sums = append(st.sums, sum{value: it.price, currency: it.currency, before: f, quote: it.quote})
		if !named {
			st.mismatch = "“" + squeeze(it.quote, 80) + "” is as much as the other lines together; is it their sum or a line of its own?"
		}
		return
	}
}

// isSumOf is true for the net sum of lines, or with the tax the mail names.
func (st *settled) isSumOf(v, net decimal.Decimal) bool {
	return v.Equal(net.Round(2)) || st.rate.ok && v.Equal(withTax(net.Round(2), st.rate.Decimal))
}

package reading

import (
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// sumLike are names of sums beside those of the vocabulary.
var sumLike = regexp.MustCompile(`(?:^|[^\pL])(?:together|altogether|all told|in all|(?:invoice|order|contract|bill) (?:value|amount|sum)|amount payable|value|gesamt\pL*|zusammen|summe|betrag|ensemble|en tout|montant|importe|insieme|in tutto|importo|totaal|samen|bedrag|not to exceed|ceiling|reckon\pL*|by my count|calculat\pL*|adds up|works out|makes|gives|giving|making|coming to|macht|fait|da(?:ndo|nno)|hace|ergibt|soit|sind)(?:$|[^\pL])`)

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
		if onlySum(it.desc) {
			st.items = append(append([]item(nil), st.items[:i]...), st.items[i+1:]...)
			st.sums = append(st.sums, sum{value: it.price, currency: it.currency, before: vocab.Fold(it.desc), quote: it.quote})
			return
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

// onlySum is true for a name that says nothing but that it is a sum.
func onlySum(desc string) bool {
	f := vocab.Fold(desc)
	return sumLike.MatchString(f) && !named(sumRest.ReplaceAllString(sumLike.ReplaceAllString(" "+f+" ", "  "), ""))
}

var sumRest = regexp.MustCompile(`(?:^|[^\pL])(?:by|my|our|the|of|is|all|before|excl\.?|incl\.?|ex|vat|tax|net|gross|netto|brutto|ht|ttc|iva|mwst|btw)(?:$|[^\pL])`)

// isSumOf is true for the net sum of lines, or with the tax the mail names.
func (st *settled) isSumOf(v, net decimal.Decimal) bool {
	return v.Equal(net.Round(2)) || st.rate.ok && v.Equal(withTax(net.Round(2), st.rate.Decimal))
}

package reading

import "github.com/shopspring/decimal"

// settleLineRates takes the rates that lines name for themselves. It is false
// when no line does. One rate on all lines is the rate of the request; a line
// without one, beside lines that have it, stays open.
func (st *settled) settleLineRates() bool {
	rates := map[string]decimal.Decimal{}
	missing := false
	for _, it := range st.items {
		if !it.tax.ok {
			missing = true
			continue
		}
		rates[it.tax.String()] = it.tax.Decimal
	}
	if len(rates) == 0 {
		return false
	}
	for _, r := range st.rates {
		if _, ok := rates[r.value.String()]; !ok {
			st.manyRates = true // a rate that is on no line
		}
	}
	switch {
	case missing || st.manyRates:
		st.manyRates = true
	case len(rates) == 1:
		for _, r := range rates {
			st.rate = known(r)
		}
	default:
		st.byLine = true
	}
	return true
}

// ratesOnLines gives each line the rate that its own words name, when a stated
// sum is the tax on all of them or holds it: "500 flyers at 1.10, 7 % VAT" and
// "200 pads at 2.35, 19 % VAT" with a tax of 127.80.
func (st *settled) ratesOnLines() {
	base, ok := sumOf(st.items)
	if len(st.items) < 2 || !ok {
		return
	}
	try := settled{extraction: extraction{items: append([]item(nil), st.items...)}, byLine: true}
	for i, it := range st.items {
		own := 0
		for _, r := range st.rates {
			if r.quote == it.quote {
				try.items[i].tax, own = known(r.value), own+1
			}
		}
		if it.tax.ok || own != 1 || sharedQuote(st.items, i) {
			return
		}
	}
	tax, _ := try.taxes(base.Round(2))
	for _, sm := range st.sums {
		if sm.value.ok && (sm.value.Equal(tax.Decimal) || sm.value.Equal(base.Round(2).Add(tax.Decimal))) {
			st.items = try.items
			return
		}
	}
}

// taxes is the tax on the lines: of the request's one rate, or of each line's
// own, rounded once a rate. Groups are sums on the way there: the tax of each
// rate, the lines before a discount and what it takes off.
func (st *settled) taxes(base decimal.Decimal) (tax value, groups []decimal.Decimal) {
	if st.before.ok {
		groups = append(groups, st.before.Decimal, st.before.Sub(base))
	}
	if st.rate.ok {
		tax = known(withTax(base, st.rate.Decimal).Sub(base))
		return tax, append(groups, st.halves(tax.Decimal)...)
	}
	if !st.byLine {
		return value{}, groups
	}
	nets := map[string]decimal.Decimal{}
	rates := map[string]decimal.Decimal{}
	for _, it := range st.items {
		n, _ := it.net()
		key := it.tax.String()
		nets[key], rates[key] = nets[key].Add(n.Round(2)), it.tax.Decimal
	}
	total := decimal.Zero
	for key, net := range nets {
		t := withTax(net, rates[key]).Sub(net)
		total = total.Add(t)
		groups = append(groups, t, net)
	}
	return known(total), groups
}

// partOf is true for a sum that is the tax or the net of one of several rates.
func partOf(sm sum, groups []decimal.Decimal) bool {
	for _, g := range groups {
		if sm.value.Equal(g) {
			return true
		}
	}
	return false
}

// discounted is every line with a discount that the mail gives on the whole. A
// line that has one of its own makes it unclear.
func (st *settled) discounted(percent decimal.Decimal) ([]item, bool) {
	items := append([]item(nil), st.items...)
	for i := range items {
		if items[i].discount.ok {
			return nil, false
		}
		items[i].discount, items[i].amount = known(percent), value{}
	}
	return items, len(items) > 0
}

package reading

import (
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// solve finds the quantity, price and discount that give the stated amount.
// What contradicts it, and what reads two ways, stays open.
func (w *working) solve() {
	it := w.it
	it.openQty = true
	for _, p := range w.prices {
		if it.currency == "" {
			it.currency = p.currency
		}
	}
	for _, a := range w.amounts {
		if it.currency == "" {
			it.currency = a.currency
		} else if a.currency != "" && a.currency != it.currency && !numbers.Open(a.currency) && !numbers.Open(it.currency) {
			w.broken = true
		}
	}
	if w.broken {
		if len(w.amounts) > 0 {
			it.amount = w.amounts[0].only()
		}
		return
	}
	if w.once && len(w.qty) == 0 {
		w.qty, it.flat = []decimal.Decimal{one()}, true
	}
	switch {
	case len(w.amounts) == 0:
		w.unchecked()
	case len(w.qty) > 0 && len(w.prices) > 0:
		w.proved()
	case len(w.qty) > 0:
		w.divided()
	case len(w.prices) > 0:
		w.counted()
	default:
		w.single()
	}
	w.ownTax()
}

// unchecked takes what the row says when it states no amount.
func (w *working) unchecked() {
	it := w.it
	if len(w.qty) == 1 {
		it.qty, it.openQty = known(w.qty[0]), false
	}
	if w.otherUnit {
		it.qty, it.openQty = value{}, true
		return
	}
	if len(w.prices) == 1 {
		it.price = w.prices[0].only()
	}
	if w.cut {
		if !w.discount.percent {
			it.price = value{}
			return
		}
		it.discount = w.discount.only()
	}
	if len(w.qty) == 0 && len(w.prices) == 1 && len(w.t.cols.of(colQty)) == 0 {
		it.qty, it.flat, it.openQty = known(one()), true, false
	}
}

// proof is a combination of readings that gives the amount.
type proof struct{ qty, price, discount, amount decimal.Decimal }

// proved keeps the one combination of readings that gives the amount.
func (w *working) proved() {
	it := w.it
	proofs := w.proofs()
	if len(proofs) == 0 {
		it.amount = w.amounts[0].only()
		return
	}
	f := proofs[0]
	for _, other := range proofs[1:] {
		if !other.qty.Equal(f.qty) || !other.price.Equal(f.price) {
			return
		}
	}
	it.qty, it.price, it.amount, it.openQty = known(f.qty), known(f.price), known(f.amount), false
	w.t.rd.out.net = w.t.rd.out.net || w.withTax || w.besideGross(f.price)
	if w.cut && !f.discount.IsZero() {
		it.discount = known(f.discount)
	}
}

// proofs goes through all readings of quantity and price.
func (w *working) proofs() []proof {
	var out []proof
	for _, q := range w.qty {
		for _, price := range w.prices {
			for _, p := range price.reads {
				out = append(out, w.proofsOf(q, p)...)
			}
		}
	}
	return out
}

// proofsOf goes through what the discount can mean for one quantity and price.
func (w *working) proofsOf(q, p decimal.Decimal) []proof {
	var out []proof
	for _, d := range w.discounts(q.Mul(p)) {
		net := q.Mul(p).Mul(hundred().Sub(d)).Div(hundred()).Round(2)
		if a, ok := w.among(net); ok {
			out = append(out, proof{q, p, d, a})
		}
	}
	return out
}

// besideGross is true when the price that multiplies stands under a heading
// that says nothing of tax, beside another one that is said to hold it.
func (w *working) besideGross(p decimal.Decimal) bool {
	gross := false
	for _, i := range w.t.cols.of(colPrice) {
		f, ok := w.t.rd.figure(w.cells[i])
		if !ok || !w.t.gross(i) {
			continue
		}
		if f.only().ok && f.only().Equal(p) {
			return false
		}
		gross = true
	}
	return gross
}

// discounts lists how the discount can be meant, in percent. A discount that
// no amount confirms is none, so an absent one reads as zero.
func (w *working) discounts(gross decimal.Decimal) []decimal.Decimal {
	if !w.cut {
		return []decimal.Decimal{decimal.Zero}
	}
	d := w.discount.reads[0]
	if w.discount.percent {
		return []decimal.Decimal{d}
	}
	var out []decimal.Decimal
	if w.discount.currency == "" {
		out = append(out, d)
	}
	if gross.IsPositive() {
		if percent := d.Mul(hundred()).DivRound(gross, 6); percent.Equal(percent.Round(2)) && (len(out) == 0 || !percent.Equal(d)) {
			out = append(out, percent)
		}
	}
	return out
}

// among finds a net amount among the row's amounts. The other amounts must
// follow from it, by the row's tax or as what it was before the discount.
func (w *working) among(net decimal.Decimal) (decimal.Decimal, bool) {
	var hit value
	for _, a := range w.amounts {
		for _, x := range a.reads {
			if x.Equal(net) {
				hit = known(x)
			}
		}
	}
	gross := value{}
	switch {
	case w.taxAmount.ok:
		gross = known(net.Add(w.taxAmount.Decimal))
	case w.it.tax.ok:
		gross = known(withTax(net, w.it.tax.Decimal))
	}
	for _, a := range w.amounts {
		known := false
		for _, x := range a.reads {
			known = known || x.Equal(net) || gross.ok && x.Equal(gross.Decimal) || w.cut && hit.ok && x.GreaterThan(net) && len(w.amounts) > 1
		}
		if !known {
			return decimal.Decimal{}, false
		}
	}
	if hit.ok {
		w.withTax = len(w.amounts) > 1 && gross.ok && !gross.Equal(net)
		return hit.Decimal, true
	}
	w.withTax = gross.ok // the only amount is with tax
	return net, gross.ok
}

// divided takes the price of one out of the amount when it comes out even.
func (w *working) divided() {
	it := w.it
	if len(w.qty) != 1 {
		return
	}
	it.qty, it.openQty = known(w.qty[0]), false
	a := w.amounts[0].only()
	it.amount = a
	if !a.ok || len(w.amounts) > 1 || w.cut {
		return
	}
	if p, ok := divide(a.Decimal, it.qty.Decimal); ok {
		it.price = known(p)
		if !it.flat {
			it.why = whyDivided
		}
	}
}

// counted finds how many prices make the amount.
func (w *working) counted() {
	it := w.it
	p, a := w.prices[0].only(), w.amounts[0].only()
	it.amount = a
	if !p.ok || len(w.prices) > 1 {
		return
	}
	it.price = p
	if !a.ok || len(w.amounts) > 1 || w.cut || !p.IsPositive() {
		return
	}
	q := a.DivRound(p.Decimal, 6)
	if q.IsPositive() && q.Equal(q.Truncate(0)) && q.Mul(p.Decimal).Equal(a.Decimal) {
		it.qty, it.openQty, it.why = known(q), false, whyCounted
	}
}

// single reads a row with an amount alone.
func (w *working) single() {
	it := w.it
	a := w.amounts[0].only()
	it.amount = a
	if !a.ok || len(w.amounts) > 1 || w.cut {
		return
	}
	f := vocab.Fold(it.desc)
	counts := len(w.t.cols.of(colQty)) > 0
	switch {
	case flatMarker.MatchString(f), feeWord.MatchString(f), !counts && len(w.t.cols.of(colPrice)) == 0:
		it.qty, it.price, it.openQty, it.why = known(one()), a, false, whyOnce
	default:
		w.uncounted = true
	}
}

// ownTax turns an amount of tax into the rate it is, when it is a plain one.
func (w *working) ownTax() {
	it := w.it
	if it.tax.ok || !w.taxAmount.ok {
		return
	}
	net, ok := it.net()
	if !ok || !net.IsPositive() {
		return
	}
	rate := w.taxAmount.Mul(hundred()).DivRound(net, 1)
	if rate.LessThan(decimal.NewFromInt(28)) && withTax(net.Round(2), rate).Sub(net.Round(2)).Equal(w.taxAmount.Decimal) {
		it.tax = known(rate)
	}
}

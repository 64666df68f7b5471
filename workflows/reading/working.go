package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Why a figure that the row does not state follows from it.
const (
	whyDivided = "the amount divided by the quantity"
	whyCounted = "the amount is the price of one, or a whole number of them"
	whyOnce    = "one thing with one price"
)

// working is a row while its figures are held against each other.
type working struct {
	t     *tabular
	it    *item
	cells []string

	qty       []decimal.Decimal // readings; none when the row does not say
	prices    []figure
	amounts   []figure
	discount  figure
	cut       bool // there is a discount
	once      bool // the words say that it is charged once
	uncounted bool // an amount, and neither a quantity nor a price
	broken    bool // something is said that does not read one way
	otherUnit bool // the price is for another measure than is counted
	taxAmount value
}

var hundred = decimal.NewFromInt(100)

// quantities reads the columns that count; two that differ are a question.
func (w *working) quantities() {
	t, it := w.t, w.it
	for _, i := range t.cols.of(colQty) {
		q := t.rd.quantityCell(w.cells[i])
		switch {
		case q.open, len(q.reads) > 0 && len(w.qty) > 0 && !sameReads(q.reads, w.qty):
			w.broken = true
		case len(q.reads) > 0:
			w.qty = q.reads
		}
		w.once = w.once || q.one
		if q.unit != "" {
			it.unit = q.unit
		}
		if len(q.price.reads) > 0 {
			w.prices = append(w.prices, q.price)
		}
	}
	for _, i := range t.cols.of(colUnit) {
		f := strings.Trim(vocab.Fold(w.cells[i]), " .")
		if u, ok := t.rd.s.book.Word("units", f); ok {
			it.unit = u
		}
		if flatMarker.MatchString(f) || it.unit == "flat" {
			w.once, it.unit = true, ""
		}
		// A unit of "100 pcs" makes the price one for a hundred.
		if n, ok := t.rd.figure(w.cells[i]); ok && !(n.only().ok && n.only().Equal(one())) {
			w.broken = true
		}
	}
	if it.unit == "" && len(w.qty) > 0 {
		it.unit = t.cols.unit
	}
	if len(t.cols.of(colQty)) == 0 {
		w.countInName()
	}
	if t.cols.unsure {
		w.broken = true
	}
}

func sameReads(a, b []decimal.Decimal) bool {
	return len(a) == 1 && len(b) == 1 && a[0].Equal(b[0])
}

// countInName takes the quantity from the name where no column has it: "3 x
// Poster A2".
func (w *working) countInName() {
	nums := numbers.Scan(w.it.desc, w.t.rd.out.style)
	plain := 0
	for _, n := range nums {
		if n.Kind == numbers.Plain {
			plain++
		}
	}
	if plain == 0 {
		return
	}
	n := nums[0]
	rest := strings.TrimLeft(w.it.desc[n.End:], " ")
	name := strings.TrimLeft(rest, "x×* ")
	if n.Start != 0 || n.Kind != numbers.Plain || plain != 1 || !n.OK || !n.Value.IsPositive() || !named(name) {
		w.broken = true
		return
	}
	w.qty = []decimal.Decimal{n.Value}
	unit, width := w.t.rd.unitAt(vocab.Lower(rest))
	if unit != "" && named(rest[width:]) {
		w.it.unit, name = unit, rest[width:]
	}
	w.it.desc = strings.TrimSpace(name)
}

// figures reads prices, amounts, discount and tax.
func (w *working) figures() {
	t := w.t
	for _, i := range t.cols.of(colPrice) {
		cell := w.cells[i]
		if f, ok := t.rd.figure(cell); ok {
			w.price(f)
			continue
		}
		// "9 pcs x S$128.00" under a price; other words with figures are open.
		q := t.rd.quantityCell(cell)
		switch {
		case len(q.price.reads) > 0 && (len(w.qty) == 0 || sameReads(w.qty, q.reads)):
			w.qty, w.prices = q.reads, append(w.prices, q.price)
			if w.it.unit == "" {
				w.it.unit = q.unit
			}
		case strings.ContainsAny(cell, "0123456789"):
			w.broken = true
		}
		w.once = w.once || q.one
	}
	for _, i := range t.cols.of(colAmount) {
		if f, ok := t.rd.figure(w.cells[i]); ok {
			w.broken = w.broken || f.percent || f.minus
			w.amounts = append(w.amounts, f)
		} else if strings.ContainsAny(w.cells[i], "0123456789") {
			w.broken = true
		}
	}
	for _, i := range t.cols.of(colDiscount) {
		if strings.Trim(w.cells[i], " -–—/") == "" {
			continue
		}
		f, ok := t.rd.figure(w.cells[i])
		if !ok || len(f.reads) != 1 {
			w.broken = true
			continue
		}
		f.percent = f.percent || t.cols.percent[i]
		w.cut = !f.reads[0].IsZero()
		w.discount = f
	}
	for _, i := range t.cols.of(colBase) {
		if f, ok := t.rd.figure(w.cells[i]); ok && !(f.only().ok && f.only().Equal(one())) {
			w.broken = true // a price per hundred
		}
	}
	w.taxes()
}

// price notes a price; one for another measure than is counted is none.
func (w *working) price(f figure) {
	if f.percent || f.minus || w.t.rd.s.book.Has("vague", f.lead+" ; "+f.tail) {
		w.broken = true
		return
	}
	word := strings.Trim(perLead.ReplaceAllString(strings.TrimLeft(f.tail, " ./(,"), ""), " .)")
	unit, ok := w.t.rd.s.book.Word("units", word)
	switch {
	case multiple(word):
		w.broken = true
	case ok && w.it.unit == "":
		w.it.unit = unit
	case ok && unit != "piece" && unit != w.it.unit:
		w.otherUnit = true
	}
	w.prices = append(w.prices, f)
}

// multiple is true for words that make a price one for many.
func multiple(word string) bool {
	switch word {
	case "hundred", "thousand", "dozen", "c", "m pcs", "cent", "mille", "hundert", "tausend", "dutzend", "mil", "ciento", "cento", "duizend", "honderd", "douzaine", "docena", "dozzina":
		return true
	}
	return false
}

// taxes reads the row's own rate: a percentage, a plain number under "VAT %",
// or an amount that is a plain percentage of the row's net.
func (w *working) taxes() {
	t := w.t
	for _, i := range t.cols.of(colTax) {
		if t.cols.rate[i].ok {
			w.it.tax = t.cols.rate[i]
		}
		f, ok := t.rd.figure(w.cells[i])
		if !ok || !f.only().ok {
			continue
		}
		switch {
		case f.percent, t.cols.percent[i] && !t.cols.rate[i].ok:
			w.it.tax = f.only()
		case f.currency == "" && !f.decimals && !t.cols.rate[i].ok && f.only().LessThan(decimal.NewFromInt(28)):
			w.it.tax = f.only()
		default:
			w.taxAmount = f.only()
		}
	}
}

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

// proved keeps the one combination of readings that gives the amount.
func (w *working) proved() {
	it := w.it
	type fit struct{ q, p, d, a decimal.Decimal }
	var fits []fit
	for _, q := range w.qty {
		for _, price := range w.prices {
			for _, p := range price.reads {
				for _, d := range w.discounts(q.Mul(p)) {
					net := q.Mul(p).Mul(hundred.Sub(d)).Div(hundred).Round(2)
					if a, ok := w.among(net); ok {
						fits = append(fits, fit{q, p, d, a})
					}
				}
			}
		}
	}
	if len(fits) == 0 {
		it.amount = w.amounts[0].only()
		return
	}
	for _, f := range fits[1:] {
		if !f.q.Equal(fits[0].q) || !f.p.Equal(fits[0].p) {
			return
		}
	}
	f := fits[0]
	it.qty, it.price, it.amount, it.openQty = known(f.q), known(f.p), known(f.a), false
	if w.cut && !f.d.IsZero() {
		it.discount = known(f.d)
	}
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
		if percent := d.Mul(hundred).DivRound(gross, 6); percent.Equal(percent.Round(2)) && (len(out) == 0 || !percent.Equal(d)) {
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
		return hit.Decimal, true
	}
	return net, gross.ok // the only amount is with tax
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
	rate := w.taxAmount.Mul(hundred).DivRound(net, 1)
	if rate.LessThan(decimal.NewFromInt(28)) && withTax(net.Round(2), rate).Sub(net.Round(2)).Equal(w.taxAmount.Decimal) {
		it.tax = known(rate)
	}
}

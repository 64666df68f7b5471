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
	withTax   bool // an amount holds tax that the price does not
	otherUnit bool // the price is for another measure than is counted
	taxAmount value
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }

// quantities reads the columns that count; two that differ are a question.
func (w *working) quantities() {
	t, it := w.t, w.it
	for _, i := range t.cols.of(colQty) {
		w.quantity(t.rd.quantityCell(w.cells[i]))
	}
	for _, i := range t.cols.of(colUnit) {
		if w.countBesideUnit(w.cells[i]) {
			continue
		}
		w.unit(w.cells[i])
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

// quantity notes what one cell counts, with the unit and price beside it.
func (w *working) quantity(q quantityCell) {
	switch {
	case q.open, len(q.reads) > 0 && len(w.qty) > 0 && !sameReads(q.reads, w.qty):
		w.broken = true
	case len(q.reads) > 0:
		w.qty = q.reads
	}
	w.once = w.once || q.one
	if q.unit != "" {
		w.it.unit = q.unit
	}
	if len(q.price.reads) > 0 {
		w.prices = append(w.prices, q.price)
	}
}

// countBesideUnit reads "6 pcs" under the heading of the unit when nothing stands
// under that of the quantity: where two headings are set closely, a cell of
// both goes to either. The amount must prove it.
func (w *working) countBesideUnit(cell string) bool {
	t := w.t
	if len(w.qty) > 0 || w.broken || len(t.cols.of(colQty)) == 0 || len(t.cols.of(colAmount)) == 0 {
		return false
	}
	q := t.rd.quantityCell(cell)
	if len(q.reads) == 0 || q.open || len(q.price.reads) > 0 {
		return false
	}
	w.quantity(q)
	return true
}

// unit reads a cell that says what is counted.
func (w *working) unit(cell string) {
	rd, it := w.t.rd, w.it
	f := strings.Trim(vocab.Fold(cell), " .")
	if u, ok := rd.s.book.Word("units", f); ok {
		it.unit = u
	}
	if flatMarker.MatchString(f) || it.unit == "flat" {
		w.once, it.unit = true, ""
	}
	// A unit of "100 pcs" makes the price one for a hundred.
	if n, ok := rd.figure(cell); ok && !(n.only().ok && n.only().Equal(one())) {
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
		if len(t.cols.of(colPrice)) > 1 && len(t.cols.of(colAmount)) == 0 && t.gross(i) && !w.allGross() {
			t.rd.out.net = true // the same price with tax, beside the one without
			continue
		}
		w.priceCell(w.cells[i])
	}
	for _, i := range t.cols.of(colAmount) {
		w.amount(w.cells[i])
	}
	for _, i := range t.cols.of(colDiscount) {
		w.cutBy(w.cells[i], t.cols.percent[i])
	}
	for _, i := range t.cols.of(colBase) {
		if f, ok := t.rd.figure(w.cells[i]); ok && !(f.only().ok && f.only().Equal(one())) {
			w.broken = true // a price per hundred
		}
	}
	w.taxes()
}

// priceCell reads a cell under a price: a figure, or "9 pcs x S$128.00". Other
// words with figures are open.
func (w *working) priceCell(cell string) {
	if f, ok := w.t.rd.figure(cell); ok {
		w.price(f)
		return
	}
	q := w.t.rd.quantityCell(cell)
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

// amount reads a cell under an amount.
func (w *working) amount(cell string) {
	if f, ok := w.t.rd.figure(cell); ok {
		w.broken = w.broken || f.percent || f.minus
		w.amounts = append(w.amounts, f)
	} else if strings.ContainsAny(cell, "0123456789") {
		w.broken = true
	}
}

// cutBy reads a cell under a discount, whose heading may say that it is one in
// percent.
func (w *working) cutBy(cell string, percent bool) {
	if strings.Trim(cell, " -–—/") == "" {
		return
	}
	f, ok := w.t.rd.figure(cell)
	if !ok || len(f.reads) != 1 {
		w.broken = true
		return
	}
	f.percent = f.percent || percent
	w.cut = !f.reads[0].IsZero()
	w.discount = f
}

func (w *working) allGross() bool {
	for _, i := range w.t.cols.of(colPrice) {
		if !w.t.gross(i) && w.cells[i] != "" {
			return false
		}
	}
	return true
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
	_, ok := vocab.Word("price for many", word)
	return ok || word == "c" || word == "m pcs"
}

// taxes reads the row's own rate: a percentage, a plain number under "VAT %",
// or an amount that is a plain percentage of the row's net.
func (w *working) taxes() {
	t := w.t
	for _, i := range t.cols.of(colAmount) {
		if t.cols.rate[i].ok {
			w.it.tax = t.cols.rate[i] // "Total incl. 20 % VAT"
		}
	}
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

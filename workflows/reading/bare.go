package reading

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// bareRows reads rows without a heading, as long as each proves itself: the
// quantity times the price is the amount beside them. What it leaves is read as
// running text.
func (rd *reader) bareRows(lines []string) int {
	t := tabular{rd: rd}
	taken := 0
	for i, l := range lines {
		if i >= maxRows {
			break
		}
		if strings.TrimSpace(l) == "" && len(t.items) > 0 && i+1 < len(lines) {
			continue
		}
		if ruleLine.MatchString(l) && len(t.items) > 0 {
			taken = i + 1
			continue
		}
		r, ok := rowOf(l)
		if !ok {
			break
		}
		if it, ok := rd.bareItem(r); ok {
			t.items = append(t.items, it)
		} else if !t.bareSum(r) {
			break
		}
		taken = i + 1
	}
	if taken == 0 {
		return rd.pricedRows(lines)
	}
	t.dropRunning()
	rd.out.items, rd.out.sums = append(rd.out.items, t.items...), append(rd.out.sums, t.sums...)
	return taken
}

// bareSum reads a row that names a sum and holds one amount.
func (t *tabular) bareSum(r gridRow) bool {
	words := wordCells(t.rd, r.cells)
	if len(words) == 0 || len(words) > 2 || !t.rd.sumLabelled(strings.Join(words, " ")) {
		return false
	}
	figures := 0
	for _, c := range r.cells {
		if q := t.rd.quantityCell(c); len(q.reads) > 0 && len(q.price.reads) > 0 {
			return false // "1 x 1350,00 € HT" is the price of a thing
		}
		if f, ok := t.rd.figure(c); ok && !f.percent {
			figures++
		}
	}
	if figures != 1 {
		return false
	}
	t.sumRow(r, nil, false)
	return true
}

// bareItem reads a row of a name, a quantity, a price and an amount, in any
// order of name and figures, with a position before them or none.
func (rd *reader) bareItem(r gridRow) (item, bool) {
	b := bareRow{cells: withoutEmpty(r.cells)}
	if len(b.cells) < 3 || len(b.cells) > 8 {
		return item{}, false
	}
	for _, c := range b.cells {
		if !b.take(rd, c) {
			return item{}, false
		}
	}
	q, ok := b.quantity(rd)
	if !ok {
		return item{}, false
	}
	it := item{quote: strings.Join(b.cells, " | "), unit: b.unit}
	if r.style != barGrid {
		it.quote = r.text
	}
	n := len(b.figs)
	ok = rd.proveBare(&it, strings.TrimSpace(b.names[0]), q, b.figs[n-2], b.figs[n-1])
	return it, ok
}

// bareRow is a row without a heading, its cells sorted by what they hold.
type bareRow struct {
	cells  []string
	names  []string
	figs   []figure
	counts []quantityCell // what each of the figures would count
	unit   string
}

// take sorts one cell; it is false for a figure that no row of this kind holds.
func (b *bareRow) take(rd *reader, c string) bool {
	f, ok := rd.figure(c)
	if ok && len(b.names) == 0 && len(f.lead) > 12 && named(c) {
		b.names = append(b.names, c) // "Whiteboard markers, pack of 4"
		return true
	}
	if ok {
		if f.percent || f.minus || len(f.lead) > 12 || len(f.tail) > 24 {
			return false
		}
		b.figs, b.counts = append(b.figs, f), append(b.counts, rd.quantityCell(c))
		return true
	}
	if q := rd.quantityCell(c); len(q.price.reads) > 0 {
		b.figs, b.counts = append(b.figs, figure{reads: q.reads}, q.price), append(b.counts, q, quantityCell{})
		return true
	}
	if u, ok := rd.s.book.Word("units", strings.Trim(vocab.Fold(c), " .")); ok {
		b.unit = u
		return true
	}
	b.names = append(b.names, c)
	return true
}

// quantity is what the row counts; it is false when the cells are not one name
// with a quantity, a price and an amount.
func (b *bareRow) quantity(rd *reader) (quantityCell, bool) {
	n := len(b.figs)
	if len(b.names) != 1 || !named(b.names[0]) || n != 3 && !(n == 4 && len(b.cells) > 4) {
		return quantityCell{}, false
	}
	if n == 4 {
		if f, ok := rd.figure(b.cells[0]); !ok || f.currency != "" || f.decimals || len(f.tail) > 1 {
			return quantityCell{}, false // only a position may stand before
		}
	}
	q, price, amount := b.counts[n-3], b.figs[n-2], b.figs[n-1]
	money := amount.currency != "" || price.currency != "" || amount.decimals
	return q, money && !q.open && !q.one && len(q.reads) > 0
}

// proveBare fills the item when exactly one reading of the figures multiplies.
func (rd *reader) proveBare(it *item, name string, q quantityCell, price, amount figure) bool {
	hits := 0
	for _, x := range q.reads {
		for _, p := range price.reads {
			for _, a := range amount.reads {
				if x.Mul(p).Round(2).Equal(a) && !(x.Equal(p) && x.Equal(decimal.Zero)) {
					it.qty, it.price, it.amount = known(x), known(p), known(a)
					hits++
				}
			}
		}
	}
	if q.unit != "" {
		it.unit = q.unit
	}
	it.desc, it.currency = name, price.currency
	if it.currency == "" || numbers.Open(it.currency) && !numbers.Open(amount.currency) {
		it.currency = amount.currency
	}
	return hits == 1
}

// pricedRows reads rows of a name, a count where there is one, and an amount when the
// row below them states their sum: that proves what each costs.
func (rd *reader) pricedRows(lines []string) int {
	t := tabular{rd: rd}
	cur := ""
	for i, l := range lines {
		r, ok := rowOf(l)
		if ruleLine.MatchString(l) && len(t.items) > 0 {
			continue
		}
		if i > maxLines {
			rd.out.misses++
			return 0
		}
		if !ok || rd.out.misses > maxMisses {
			return 0
		}
		p, ok := rd.pricedRow(r)
		if !ok {
			return 0
		}
		if rd.sumLabelled(p.name) {
			if len(t.items) < 2 || !p.qty.Equal(one()) || !t.provedBy(p.reads[0]) {
				return 0
			}
			t.sumRow(r, nil, false)
			rd.out.items, rd.out.sums = append(rd.out.items, t.items...), append(rd.out.sums, t.sums...)
			return i + 1
		}
		if clash(cur, p.currency) || !t.addPriced(p, r) {
			return 0
		}
		cur = p.currency
	}
	return 0
}

// addPriced makes a line of such a row; it is false where its name may count.
func (t *tabular) addPriced(p pricedCells, r gridRow) bool {
	if !named(p.name) || !p.counted && counts(p.name, t.rd.out.style) {
		return false
	}
	t.items = append(t.items, item{desc: p.name, qty: known(p.qty), unit: p.unit, price: p.only(), amount: p.only(), currency: p.currency, quote: r.text, why: whyOnce})
	return true
}

// provedBy settles whether the figures of the rows are prices of one or what each row
// comes to, by the sum below them. It is false where neither or both would be.
func (t *tabular) provedBy(total decimal.Decimal) bool {
	amounts, products := decimal.Zero, decimal.Zero
	for _, it := range t.items {
		amounts, products = amounts.Add(it.price.Decimal), products.Add(it.price.Mul(it.qty.Decimal).Round(2))
	}
	asAmounts, asPrices := amounts.Equal(total), products.Equal(total)
	if !asAmounts && !asPrices || asAmounts && asPrices && !t.allOnce() {
		return false
	}
	for i := range t.items {
		it := &t.items[i]
		switch {
		case !asAmounts:
			it.amount = known(it.price.Mul(it.qty.Decimal).Round(2))
		case !it.qty.Equal(one()):
			it.price = known(it.amount.DivRound(it.qty.Decimal, 2))
			if !it.price.Mul(it.qty.Decimal).Equal(it.amount.Decimal) {
				return false
			}
		}
	}
	return true
}

// allOnce is true where no row counts more than one.
func (t *tabular) allOnce() bool {
	return !slices.ContainsFunc(t.items, func(it item) bool { return !it.qty.Equal(one()) })
}

// leadingCount begins a name that counts.
var leadingCount = regexp.MustCompile(`^\s*\d`)

// pricedCells are the cells of a row that holds one amount of money.
type pricedCells struct {
	figure
	name, unit string
	qty        decimal.Decimal
	counted    bool // the count has a cell of its own
}

// pricedRow reads a row of a name, a count or a word for the whole between them where
// there is one, and one amount of money.
func (rd *reader) pricedRow(r gridRow) (p pricedCells, ok bool) {
	cells := withoutEmpty(r.cells)
	if len(cells) != 2 && len(cells) != 3 {
		return p, false
	}
	p.name, p.qty = cells[0], one()
	if len(cells) == 3 {
		q := rd.quantityCell(cells[1])
		if q.open || len(q.price.reads) > 0 || !q.one && len(q.reads) != 1 || !q.one && q.unit == "" && strings.ContainsAny(cells[1], ".,") || leadingCount.MatchString(p.name) {
			return p, false // "32 h pipework   54.00   1,728.00" counts in its name
		}
		if p.counted = true; !q.one {
			p.qty, p.unit = q.reads[0], q.unit
		}
	}
	p.figure, ok = rd.figure(cells[len(cells)-1])
	if !ok || p.percent || p.minus || !p.decimals && p.currency == "" || !p.only().ok {
		return p, false
	}
	return p, true
}

// clash is true for two currencies that are said and differ.
func clash(a, b string) bool { return a != "" && b != "" && a != b }

// counts is true when a name holds a number that may count.
func counts(name string, style numbers.Style) bool {
	for _, n := range numbers.Scan(name, style) {
		if n.Kind == numbers.Plain {
			return true
		}
	}
	return false
}

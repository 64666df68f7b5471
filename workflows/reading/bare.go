package reading

import (
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
	cells := withoutEmpty(r.cells)
	if len(cells) < 3 || len(cells) > 8 {
		return item{}, false
	}
	it := item{quote: strings.Join(cells, " | ")}
	if r.style != barGrid {
		it.quote = r.text
	}
	var names []string
	var figs []figure
	var counts []quantityCell
	for _, c := range cells {
		if f, ok := rd.figure(c); ok {
			if f.percent || f.minus || len(f.lead) > 12 || len(f.tail) > 24 {
				return item{}, false
			}
			figs, counts = append(figs, f), append(counts, rd.quantityCell(c))
			continue
		}
		if q := rd.quantityCell(c); len(q.price.reads) > 0 {
			figs, counts = append(figs, figure{reads: q.reads}, q.price), append(counts, q, quantityCell{})
			continue
		}
		if u, ok := rd.s.book.Word("units", strings.Trim(vocab.Fold(c), " .")); ok {
			it.unit = u
			continue
		}
		names = append(names, c)
	}
	n := len(figs)
	if len(names) != 1 || !named(names[0]) || n != 3 && !(n == 4 && len(cells) > 4) {
		return item{}, false
	}
	if n == 4 {
		if f, ok := rd.figure(cells[0]); !ok || f.currency != "" || f.decimals || len(f.tail) > 1 {
			return item{}, false // only a position may stand before
		}
	}
	q := counts[n-3]
	if q.open || q.one || len(q.reads) == 0 || figs[n-1].currency == "" && figs[n-2].currency == "" && !figs[n-1].decimals {
		return item{}, false
	}
	return it, rd.proveBare(&it, strings.TrimSpace(names[0]), q, figs[n-2], figs[n-1])
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

// pricedRows reads rows of a name and an amount when the row below them states
// their sum: that proves that each is one thing with one price.
func (rd *reader) pricedRows(lines []string) int {
	t := tabular{rd: rd}
	total, cur := decimal.Zero, ""
	for i, l := range lines {
		r, ok := rowOf(l)
		if ruleLine.MatchString(l) && len(t.items) > 0 {
			continue
		}
		if i > maxLines {
			rd.out.misses++
		}
		if !ok || rd.out.misses > maxMisses || i > maxLines {
			return 0
		}
		cells := withoutEmpty(r.cells)
		if len(cells) != 2 {
			return 0
		}
		f, ok := rd.figure(cells[1])
		if !ok || f.percent || f.minus || !f.decimals && f.currency == "" || !f.only().ok {
			return 0
		}
		if rd.sumLabelled(cells[0]) {
			if len(t.items) < 2 || !f.reads[0].Equal(total) {
				return 0
			}
			t.sumRow(r, nil, false)
			rd.out.items, rd.out.sums = append(rd.out.items, t.items...), append(rd.out.sums, t.sums...)
			return i + 1
		}
		if !named(cells[0]) || counts(cells[0], rd.out.style) || cur != "" && f.currency != "" && cur != f.currency {
			return 0
		}
		total, cur = total.Add(f.reads[0]), f.currency
		t.items = append(t.items, item{desc: cells[0], qty: known(one()), price: f.only(), amount: f.only(), currency: f.currency, quote: r.text, why: whyOnce})
	}
	return 0
}

// counts is true when a name holds a number that may count.
func counts(name string, style numbers.Style) bool {
	for _, n := range numbers.Scan(name, style) {
		if n.Kind == numbers.Plain {
			return true
		}
	}
	return false
}

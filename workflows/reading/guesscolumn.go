package reading

import "github.com/shopspring/decimal"

// guessQuantity takes the only figures under an unknown heading for quantities
// when, times the price beside them, they come to the sum that the table states.
func (t *tabular) guessQuantity() {
	c := &t.cols
	prices := c.of(colPrice)
	if len(c.of(colQty))+len(c.of(colAmount)) > 0 || len(prices) != 1 {
		return
	}
	if i := t.onlyUnknown(); i >= 0 && t.multiplies(i, prices[0]) {
		c.kind[i] = colQty
	}
}

// onlyUnknown is the one column of figures whose heading is not known, -1 for
// none or several.
func (t *tabular) onlyUnknown() int {
	unknown := -1
	for i, k := range t.cols.kind {
		if k != "" || t.figures(i) == 0 {
			continue
		}
		if unknown >= 0 {
			return -1
		}
		unknown = i
	}
	return unknown
}

// multiplies is true when two columns, row by row, make up the table's sum.
func (t *tabular) multiplies(count, price int) bool {
	total, rows := decimal.Zero, 0
	for _, r := range t.rows {
		if words := wordCells(t.rd, r.cells); len(words) > 0 && t.rd.sumLabelled(words[0]) {
			f, ok := t.rd.figure(r.cells[len(r.cells)-1])
			return ok && rows > 0 && f.only().ok && f.only().Equal(total)
		}
		cells, ok := t.fit(r)
		if !ok {
			continue
		}
		q, counted := t.rd.figure(cells[count])
		p, priced := t.rd.figure(cells[price])
		if !counted || !priced || !q.only().ok || !p.only().ok {
			return false
		}
		total, rows = total.Add(q.only().Mul(p.only().Decimal).Round(2)), rows+1
	}
	return false
}

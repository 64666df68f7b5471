package reading

import "github.com/shopspring/decimal"

// maxTried bounds the columns of figures that are tried against each other.
const maxTried = 8

// proveColumns names columns of figures under unknown headings by what they
// multiply to: in every row that names a thing, the count times the price is the
// amount. Only one way to do so may be there.
func (t *tabular) proveColumns() {
	c := &t.cols
	open := t.openFigures()
	if len(open) == 0 || len(open) > maxTried {
		return
	}
	either := func(kind string) []int {
		if known := c.of(kind); len(known) > 0 {
			return known
		}
		return open
	}
	var found [][3]int
	for _, q := range either(colQty) {
		for _, p := range either(colPrice) {
			for _, a := range either(colAmount) {
				if t.mayBe(q, p, a) && t.makesUp(q, p, a) {
					found = append(found, [3]int{q, p, a})
				}
			}
		}
	}
	if len(found) != 1 {
		return
	}
	for i, kind := range []string{colQty, colPrice, colAmount} {
		c.kind[found[0][i]] = kind
	}
}

// mayBe is true for three columns of which one at least is not known. Of two
// that are not, the count stands before the price.
func (t *tabular) mayBe(q, p, a int) bool {
	kind := t.cols.kind
	if q == p || p == a || q == a || kind[q] != "" && kind[p] != "" && kind[a] != "" {
		return false
	}
	return kind[q] != "" || kind[p] != "" || q < p
}

// openFigures are the columns of figures whose heading is not known.
func (t *tabular) openFigures() []int {
	var out []int
	for i, k := range t.cols.kind {
		if k == "" && t.figures(i) > 0 {
			out = append(out, i)
		}
	}
	return out
}

// makesUp is true when two columns multiply to a third in each row of a thing,
// in one of them with more than one.
func (t *tabular) makesUp(count, price, amount int) bool {
	several := false
	for _, r := range t.rows {
		cells, ok := t.fit(r)
		if !ok || t.text(cells) == "" || !t.saysNumbers(cells) || t.rd.sumLabelled(t.text(cells)) {
			continue
		}
		q, okQ := t.rd.figure(cells[count])
		p, okP := t.rd.figure(cells[price])
		a, okA := t.rd.figure(cells[amount])
		if !okQ || !okP || !okA || q.percent || p.percent || a.percent || q.currency != "" || !q.only().ok || !p.only().ok || !a.only().ok {
			return false
		}
		if !q.only().Mul(p.only().Decimal).Round(2).Equal(a.only().Decimal) {
			return false
		}
		several = several || !q.only().Equal(decimal.NewFromInt(1))
	}
	return several
}

// saysNumbers is true for a row with a figure.
func (t *tabular) saysNumbers(cells []string) bool {
	for _, cell := range cells {
		if _, ok := t.rd.figure(cell); ok {
			return true
		}
	}
	return false
}

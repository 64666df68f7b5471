package reading

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// settleColumns decides by what stands below what a heading leaves open. It is
// false when the rows are not what the heading promised.
func (t *tabular) settleColumns() bool {
	c := &t.cols
	t.align()
	for i := range c.kind {
		t.settleKind(i)
	}
	t.settleNumbers()
	t.settlePrices()
	t.settleText()
	t.proveColumns()
	if len(c.of(colText)) == 0 || len(c.of(colQty))+len(c.of(colPrice))+len(c.of(colAmount)) == 0 || len(t.rows) == 0 {
		return false
	}
	t.guessQuantity()
	for i, k := range c.kind {
		if k == "" && len(c.of(colAmount)) == 0 && t.figures(i) > 0 {
			c.unsure = true // nights, persons, sets: a second quantity that nothing checks
		}
	}
	return true
}

// settleKind decides a heading that names one of two things by its own cells.
func (t *tabular) settleKind(i int) {
	kind := t.cols.kind
	switch kind[i] {
	case colUnitOr:
		kind[i] = colUnit
		if t.figures(i) > 0 {
			kind[i] = colPrice
		}
	case colPrice:
		if t.figures(i) == 0 && t.unitWords(i) {
			kind[i] = colUnit
		}
	case colEither:
		kind[i] = colText
		if t.figures(i) > 0 {
			kind[i] = colQty
		}
	case colItem:
		kind[i] = colIgnore
		if t.words(i) > 0 {
			kind[i] = colText
		}
	}
}

// settleNumbers tells quantities from positions where a heading says "number".
func (t *tabular) settleNumbers() {
	c := &t.cols
	for i, k := range c.kind {
		if k == colNumber {
			c.kind[i] = colQty
			if len(c.of(colQty)) > 1 || t.ascending(i) {
				c.kind[i] = colIgnore
			}
		}
	}
}

// settlePrices tells the price of one from the amount of the line where a
// heading says "price" or "cost" alone: beside another price the last of them
// is the amount.
func (t *tabular) settlePrices() {
	c := &t.cols
	prices := c.of(colPrice)
	last := -1
	for _, i := range prices {
		if i < len(c.generic) && c.generic[i] && !t.gross(i) {
			last = i
		}
	}
	if last < 0 || len(c.of(colAmount)) > 0 {
		return
	}
	if len(prices) > 1 && last == prices[len(prices)-1] {
		c.kind[last] = colAmount
		return
	}
	c.genericPrice = len(prices) == 1
}

// gross is true for a column that is said to hold tax.
func (t *tabular) gross(i int) bool { return t.rd.s.book.Has("tax included", t.cols.head[i]) }

// align forgets where the headings stand when full rows do not stand below
// them, as in a letter of many widths: then a place says nothing.
func (t *tabular) align() {
	c := &t.cols
	for _, r := range t.rows {
		if r.style != gapGrid || len(r.cells) != len(c.from) {
			continue
		}
		for i := range r.cells {
			if nearest(r.from[i], r.to[i], c.from, c.to) != i {
				c.from, c.to = nil, nil
				return
			}
		}
	}
}

// settleText finds the column of names: the one called so, or under an unknown
// heading the first that holds words.
func (t *tabular) settleText() {
	c := &t.cols
	best, most := -1, 0
	for i, k := range c.kind {
		if n := t.words(i); k == colText && n == 0 {
			c.kind[i] = colIgnore
		} else if k == "" && n > most {
			best, most = i, n
		}
	}
	if len(c.of(colText)) == 0 && best >= 0 {
		c.kind[best] = colText
	}
}

// cellsOf calls f with the cells of a column, in rows that fit the heading.
func (t *tabular) cellsOf(i int, f func(cell string)) {
	for n, r := range t.rows {
		if n >= 50 {
			return
		}
		if cells, ok := t.fit(r); ok && cells[i] != "" {
			f(cells[i])
		}
	}
}

// figures counts the cells of a column that are one number.
func (t *tabular) figures(i int) (n int) {
	t.cellsOf(i, func(cell string) {
		if _, ok := t.rd.figure(cell); ok {
			n++
		}
	})
	return n
}

// words counts the cells of a column that name something.
func (t *tabular) words(i int) (n int) {
	t.cellsOf(i, func(cell string) {
		if named(cell) && !codeLike(cell) && !t.rd.sumLabelled(cell) {
			n++
		}
	})
	return n
}

// codeLike is true for an article number: one word with a digit in it.
func codeLike(s string) bool {
	return !strings.Contains(s, " ") && strings.ContainsAny(s, "0123456789") && strings.IndexFunc(s, unicode.IsLower) < 0
}

func (t *tabular) unitWords(i int) bool {
	all, some := true, false
	t.cellsOf(i, func(cell string) {
		_, ok := t.rd.s.book.Word("units", strings.TrimSpace(vocab.Fold(cell)))
		all, some = all && ok, true
	})
	return all && some
}

// ascending is true for a column that counts its rows: 1, 2, 3 or 10, 20, 30.
func (t *tabular) ascending(i int) bool {
	step, n := decimal.Zero, 0
	ok := true
	t.cellsOf(i, func(cell string) {
		f, is := t.rd.figure(cell)
		if !is || f.percent || len(f.reads) != 1 {
			return
		}
		if n++; n == 1 {
			step = f.reads[0]
		}
		ok = ok && f.reads[0].Equal(step.Mul(decimal.NewFromInt(int64(n))))
	})
	return ok && n > 1
}

package reading

import (
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// row reads one row under the heading.
func (t *tabular) row(r gridRow) {
	cells, fits := t.fit(r)
	followed := t.follows
	t.follows = false
	switch {
	case t.repeats(r.cells):
	case !t.saysFigures(cells, fits, r):
		t.textRow(r, cells, fits, followed)
	case t.isSum(r, cells, fits):
		t.sumRow(r, cells, fits)
		t.pending = ""
	case !fits || t.text(cells) == "":
		t.strange(r)
	default:
		t.itemRow(cells, r)
		t.follows = true
	}
}

// repeats is true for the heading over again, as after a page break.
func (t *tabular) repeats(cells []string) bool {
	n := 0
	for _, c := range cells {
		if c == "" {
			continue
		}
		if _, ok := t.rd.columnKind(c); !ok {
			return false
		}
		n++
	}
	return n > 1
}

// saysFigures is true when something stands under a heading of figures.
func (t *tabular) saysFigures(cells []string, fits bool, r gridRow) bool {
	if !fits {
		return strings.ContainsAny(strings.Join(r.cells[min(1, len(r.cells)-1):], ""), "0123456789")
	}
	for i, cell := range cells {
		switch t.cols.kind[i] {
		case colQty, colPrice, colAmount, colTax, colDiscount:
			if strings.Trim(cell, " -–—/.") != "" {
				return true
			}
		}
	}
	return false
}

// textRow takes a row without figures for more of the name above or below it,
// when it is written so that it goes on; else it heads a group.
func (t *tabular) textRow(r gridRow, cells []string, fits, followed bool) {
	text := strings.TrimSpace(strings.Join(withoutEmpty(r.cells), " "))
	if fits && t.text(cells) != "" {
		text = t.text(cells)
	}
	if text == "" || len(text) > 160 {
		return
	}
	first := []rune(text)[0]
	if followed && (unicode.IsLower(first) || first == '(' || first == '-' || first == '+') {
		it := &t.items[len(t.items)-1]
		it.desc += " " + text
		t.follows = true
		return
	}
	t.pending = text
}

// text is what the cells of names say; an article number is none of it.
func (t *tabular) text(cells []string) string {
	var parts []string
	for _, i := range t.cols.of(colText) {
		if c := strings.Join(strings.Fields(cells[i]), " "); c != "" && (!codeLike(c) || len(t.cols.of(colText)) == 1) {
			parts = append(parts, c)
		}
	}
	for _, i := range t.cols.of(colDetail) {
		if len(parts) > 0 && strings.Trim(cells[i], "-–— ") != "" {
			parts = append(parts, cells[i])
		}
	}
	return strings.Join(parts, ", ")
}

// isSum is true for a row that states a sum: it names one, or names nothing.
func (t *tabular) isSum(r gridRow, cells []string, fits bool) bool {
	if !fits {
		words := strings.Join(wordCells(t.rd, r.cells), " ")
		return t.rd.sumLabelled(words) || t.rd.takesOff(words)
	}
	words := strings.Join(wordCells(t.rd, cells), " ")
	if t.isDiscount(cells) {
		return true
	}
	if !t.rd.sumLabelled(words) && !t.rd.sumLabelled(t.text(cells)) {
		return !named(t.text(cells)) && words == "" && len(t.cols.of(colAmount)) > 0 && t.bareAmount(cells)
	}
	if words == "" {
		return false
	}
	_, qty := t.first(colQty, cells)
	_, price := t.first(colPrice, cells)
	return !(qty && price) || t.rd.pureSum(t.text(cells))
}

// isDiscount is true for a row that takes something off the whole.
func (t *tabular) isDiscount(cells []string) bool {
	words := t.text(cells)
	if words == "" {
		words = strings.Join(wordCells(t.rd, cells), " ") // it stands below the prices
	}
	if _, counted := t.first(colQty, cells); counted || !t.rd.s.book.Has("discount", vocab.Fold(words)) {
		return false
	}
	f, ok := t.first(colAmount, cells)
	return ok && (f.minus || t.rd.takesOff(words))
}

// takesOff is true for the few words of a row that takes something off: "discount 10%".
func (rd *reader) takesOff(words string) bool {
	return len(strings.Fields(words)) < 4 && rd.s.book.Has("discount", vocab.Fold(words))
}

// pureSum is true for a name that is nothing but the name of a sum.
func (rd *reader) pureSum(cell string) bool {
	l := label(cell)
	for _, section := range []string{"total", "subtotal", "tax"} {
		if start, end, ok := rd.s.book.Find(section, l); ok && start == 0 && end == len(l) {
			return true
		}
	}
	return false
}

// bareAmount is true when the row holds an amount and nothing else.
func (t *tabular) bareAmount(cells []string) bool {
	for i, c := range cells {
		if c != "" && t.cols.kind[i] != colAmount {
			return false
		}
	}
	return true
}

func (t *tabular) first(kind string, cells []string) (figure, bool) {
	for _, i := range t.cols.of(kind) {
		if f, ok := t.rd.figure(cells[i]); ok {
			return f, true
		}
	}
	return figure{}, false
}

// wordCells are the cells that hold words and no figure.
func wordCells(rd *reader, cells []string) []string {
	var out []string
	for _, c := range cells {
		if f, ok := rd.figure(c); ok && len(f.lead)+len(f.tail) < 9 && !f.percent {
			continue
		}
		if label(c) != "" {
			out = append(out, c)
		}
	}
	return out
}

// sumRow reads "Total | 2,846.00", "VAT 20% | 427.60" and a row of totals
// under net, tax and gross.
func (t *tabular) sumRow(r gridRow, cells []string, fits bool) {
	words := strings.Join(wordCells(t.rd, r.cells), " ")
	name := vocab.Fold(words)
	text := strings.Join(withoutEmpty(r.cells), "  ")
	before := len(t.rd.out.discounts)
	t.rd.percents(text, numbers.Scan(text, t.rd.out.style))
	if len(t.rd.out.discounts) > before {
		return // a sum that closes with it is what proves it
	}
	cur := t.cols.currency
	if c := numbers.HeadingCurrency(words); c != "" {
		cur = c
	}
	if fits && t.columnSums(name, cells, cur, r.text) {
		return
	}
	for i := len(r.cells) - 1; i >= 0; i-- {
		if f, ok := t.rd.figure(r.cells[i]); ok && !f.percent {
			t.addSum(f, name, cur, r.text)
			return
		}
	}
	t.sums, t.stops = append(t.sums, t.rd.sumIn(text, cur, r.text)...), append(t.stops, len(t.items))
	t.stops = t.stops[:len(t.sums)]
}

// columnSums reads the amounts under headings of amounts and of tax; more than
// one are told apart by their headings. It is false when there are none.
func (t *tabular) columnSums(name string, cells []string, cur, quote string) bool {
	var at []int
	for i, c := range cells {
		if !t.holdsSums(i) {
			continue
		}
		if f, ok := t.rd.figure(c); ok && !f.percent {
			at = append(at, i)
		}
	}
	for _, i := range at {
		f, _ := t.rd.figure(cells[i])
		full := name
		if len(at) > 1 {
			full += " " + t.cols.head[i]
		}
		t.addSum(f, full, cur, quote)
	}
	return len(at) > 0
}

// holdsSums is true for a column whose figures are amounts of money that add up.
func (t *tabular) holdsSums(i int) bool {
	k := t.cols.kind[i]
	return k == colAmount || k == colTax && (!t.cols.percent[i] || t.cols.rate[i].ok)
}

// addSum notes a sum of the items above it; what is taken off has no value.
func (t *tabular) addSum(f figure, name, cur, quote string) {
	s := sum{value: f.only(), currency: f.currency, before: name, quote: quote}
	if s.currency == "" {
		s.currency = cur
	}
	if f.minus {
		s.value = value{}
	}
	t.sums, t.stops = append(t.sums, s), append(t.stops, len(t.items))
}

// sumIn finds the last amount of a line that states a sum in running words.
func (rd *reader) sumIn(text, cur, quote string) []sum {
	nums := numbers.Scan(text, rd.out.style)
	for i := len(nums) - 1; i >= 0; i-- {
		n := nums[i]
		if n.Kind == numbers.Percent || n.Kind == numbers.Code || !n.OK {
			continue
		}
		if n.Currency == "" {
			n.Currency = cur
		}
		return []sum{{value: known(n.Value), currency: n.Currency, before: vocab.Fold(text[:n.Start]), after: vocab.Fold(text[n.End:]), quote: quote}}
	}
	return nil
}

// strange notes a row that looks like a line and cannot be read as one, so
// that the request is asked about rather than drafted without it.
func (t *tabular) strange(r gridRow) {
	last := r.cells[len(r.cells)-1]
	if f, ok := t.rd.figure(last); ok && (f.decimals || f.currency != "") {
		t.sums, t.stops = append(t.sums, sum{quote: r.text}), append(t.stops, len(t.items))
	}
}

// feeWord names what is not counted but charged once.
var feeWord = vocab.Around(`(?:^|[^\pL])<fee>(?:$|[^\pL])`)

// itemRow reads one line to be invoiced.
func (t *tabular) itemRow(cells []string, r gridRow) {
	it := item{desc: t.text(cells), quote: r.text}
	if r.style == barGrid {
		it.quote = strings.Join(cells, " | ")
	}
	if t.pending != "" && unicode.IsLower([]rune(it.desc)[0]) {
		it.desc = t.pending + " " + it.desc
	}
	t.pending = ""
	w := working{t: t, it: &it, cells: cells}
	w.quantities()
	w.figures()
	w.solve()
	if it.currency == "" {
		it.currency = t.cols.currency
	}
	if len(w.amounts) > 0 {
		t.amounts = append(t.amounts, w.amounts[0].only())
	} else {
		n, ok := it.net()
		t.amounts = append(t.amounts, value{n, ok})
	}
	t.items, t.blank = append(t.items, it), append(t.blank, w.uncounted)
}

// divide gives the price of one when it comes out in four decimals.
func divide(total, by decimal.Decimal) (decimal.Decimal, bool) {
	if !by.IsPositive() {
		return decimal.Decimal{}, false
	}
	p := total.DivRound(by, 10)
	return p.Round(4), p.Round(4).Mul(by).Equal(total)
}

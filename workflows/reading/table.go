package reading

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

var (
	columnGap  = regexp.MustCompile(`\s{2,}|\t+`)
	ruleLine   = regexp.MustCompile(`^[\s|:+=_-]+$`)
	parens     = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)
	currencies = regexp.MustCompile(`(?i)\b[a-z]{3}\b$`)
)

// table reads the rows at the head of lines when they are a table, and returns
// how many lines it took.
func (rd *reader) table(lines []string) int {
	rows, taken := rowsOf(lines)
	if len(rows) < 2 {
		return 0
	}
	for h := 0; h < len(rows)-1 && h < 3; h++ {
		if cols, ok := rd.heading(rows[h]); ok {
			rd.out.tables++
			for _, r := range rows[h+1:] {
				rd.row(cols, r)
			}
			return taken
		}
	}
	if rd.bareRows(rows) {
		return taken
	}
	return 0
}

// rowsOf splits consecutive lines into cells: by bars, or by gaps of two
// blanks and more.
func rowsOf(lines []string) (rows [][]string, taken int) {
	bars := isBarRow(lines[0])
	for _, l := range lines {
		switch {
		case ruleLine.MatchString(l) && taken > 0 && strings.TrimSpace(l) != "":
			taken++
			continue
		case bars && isBarRow(l):
			rows = append(rows, barCells(l))
		case !bars && len(columnGap.Split(strings.TrimSpace(l), -1)) >= 2 && !isBarRow(l):
			rows = append(rows, columnGap.Split(strings.TrimSpace(l), -1))
		default:
			return rows, taken
		}
		taken++
		if taken > 500 {
			return rows, taken
		}
	}
	return rows, taken
}

func isBarRow(l string) bool {
	t := strings.TrimSpace(l)
	return strings.HasPrefix(t, "|") && strings.Count(t, "|") > 1 || strings.Count(t, " | ") >= 2
}

func barCells(l string) []string {
	t := strings.TrimSpace(l)
	t = strings.TrimSuffix(strings.TrimPrefix(t, "|"), "|")
	cells := strings.Split(t, "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// columns says which cell of a row holds what; -1 = none.
type columns struct {
	width                                         int
	desc, qty, price, amount, discount, tax, unit int
	currency                                      string
}

// heading recognises a heading row: a description, and a quantity or a price.
// Two columns of one kind are none: several quantities are a question.
func (rd *reader) heading(cells []string) (columns, bool) {
	c := columns{len(cells), -1, -1, -1, -1, -1, -1, -1, ""}
	for i, cell := range cells {
		kind, ok := rd.columnKind(cell)
		if !ok {
			continue
		}
		slot := c.slot(kind)
		switch {
		case slot == nil:
		case *slot >= 0 && kind == "description":
			if rd.itemNumber(cells[*slot]) {
				*slot = i
			}
		case *slot >= 0:
			return columns{}, false
		default:
			*slot = i
		}
		if cur := numbers.HeadingCurrency(cell); cur != "" && (kind == "unit_price" || kind == "amount") {
			c.currency = cur
		}
	}
	return c, c.desc >= 0 && (c.qty >= 0 || c.price >= 0)
}

func (rd *reader) itemNumber(heading string) bool {
	switch vocab.Fold(heading) {
	case "item", "pos", "position", "name", "service":
		return true
	}
	return false
}

func (c *columns) slot(kind string) *int {
	switch kind {
	case "description":
		return &c.desc
	case "qty":
		return &c.qty
	case "unit_price":
		return &c.price
	case "amount":
		return &c.amount
	case "discount":
		return &c.discount
	case "tax":
		return &c.tax
	case "unit":
		return &c.unit
	}
	return nil
}

func (rd *reader) columnKind(cell string) (string, bool) {
	f := vocab.Fold(parens.ReplaceAllString(cell, " "))
	f = strings.ReplaceAll(f, "_", " ")
	f = strings.Trim(strings.Join(strings.Fields(f), " "), " *:.#€$£")
	if kind, ok := rd.s.book.Word("columns", f); ok {
		return kind, true
	}
	if cut := strings.TrimSpace(currencies.ReplaceAllString(f, "")); cut != f && numbers.HeadingCurrency(strings.ToUpper(f)) != "" {
		return rd.s.book.Word("columns", cut)
	}
	return "", false
}

// row reads one row under a heading.
func (rd *reader) row(c columns, cells []string) {
	if len(cells) != c.width {
		rd.sumRow(cells, c.currency)
		return
	}
	desc := strings.TrimSpace(cells[c.desc])
	f := vocab.Fold(desc)
	if !named(desc) || c.qty >= 0 && cells[c.qty] == "" && rd.sumWords(f) {
		rd.sumRow(cells, c.currency)
		return
	}
	if _, ok := rd.columnKind(desc); ok && desc == cells[c.desc] && c.qty >= 0 && !strings.ContainsAny(cells[c.qty], "0123456789") {
		return // a repeated heading
	}
	it := item{desc: desc, quote: strings.Join(cells, " | ")}
	it.qty, it.unit, it.openQty = rd.qtyCell(c, cells)
	it.price, it.currency = rd.moneyCell(c.price, cells)
	it.amount, _ = rd.moneyCell(c.amount, cells)
	if it.currency == "" {
		it.currency = c.currency
	}
	if c.discount >= 0 {
		it.discount = rd.percentCell(cells[c.discount])
	}
	if c.tax >= 0 {
		if v := rd.percentCell(cells[c.tax]); v.ok {
			rd.out.rates = append(rd.out.rates, rate{v.Decimal, it.quote})
		}
	}
	if it.qty.ok && it.price.ok && it.amount.ok {
		if n, ok := it.net(); !ok || !n.Round(2).Equal(it.amount.Decimal) {
			it.price, it.openQty = value{}, true
			it.qty = value{}
		}
	}
	rd.out.items = append(rd.out.items, it)
}

func (rd *reader) sumWords(f string) bool {
	b := rd.s.book
	return f == "" || b.Has("total", f) || b.Has("subtotal", f) || b.Has("tax", f)
}

func (rd *reader) qtyCell(c columns, cells []string) (value, string, bool) {
	if c.qty < 0 {
		return value{}, "", true
	}
	cell := cells[c.qty]
	nums := numbers.Scan(cell, rd.out.style)
	if len(nums) != 1 || nums[0].Kind != numbers.Plain && nums[0].Kind != numbers.Money || !nums[0].OK || !nums[0].Value.IsPositive() || rd.vague(vocab.Fold(cell[:nums[0].Start])) {
		return value{}, "", true
	}
	unit, _ := rd.unitAt(vocab.Lower(cell[nums[0].End:]))
	if c.unit >= 0 {
		if u, ok := rd.s.book.Word("units", strings.TrimSpace(vocab.Fold(cells[c.unit]))); ok {
			unit = u
		}
	}
	return known(nums[0].Value), unit, false
}

func (rd *reader) moneyCell(at int, cells []string) (value, string) {
	if at < 0 {
		return value{}, ""
	}
	nums := numbers.Scan(cells[at], rd.out.style)
	if len(nums) != 1 || nums[0].Kind == numbers.Percent || nums[0].Kind == numbers.Code || !nums[0].OK {
		return value{}, ""
	}
	return known(nums[0].Value), nums[0].Currency
}

func (rd *reader) percentCell(cell string) value {
	nums := numbers.Scan(cell, rd.out.style)
	if len(nums) != 1 || !nums[0].OK || nums[0].Kind == numbers.Code {
		return value{}
	}
	return known(nums[0].Value)
}

// sumRow reads "Total | 2,846.00" and "VAT 20% | 427.60".
func (rd *reader) sumRow(cells []string, cur string) {
	text := strings.TrimSpace(strings.Join(cells, "  "))
	nums := numbers.Scan(text, rd.out.style)
	rd.percents(text, nums)
	for i := len(nums) - 1; i >= 0; i-- {
		n := nums[i]
		if n.Kind == numbers.Percent || n.Kind == numbers.Code || !n.OK {
			continue
		}
		if n.Currency == "" {
			n.Currency = cur
		}
		rd.out.sums = append(rd.out.sums, sum{value: known(n.Value), currency: n.Currency, before: vocab.Fold(text[:n.Start]), after: vocab.Fold(text[n.End:]), quote: text})
		return
	}
}

// bareRows reads rows without a heading: name, count, price, and perhaps the
// product of both, with a currency on the price.
func (rd *reader) bareRows(rows [][]string) bool {
	var items []item
	for _, r := range rows {
		if len(r) < 3 || len(r) > 4 || !named(r[0]) {
			return false
		}
		it := item{desc: strings.TrimSpace(r[0]), quote: strings.Join(r, " | ")}
		c := columns{width: len(r), desc: 0, qty: 1, price: 2, amount: -1, discount: -1, tax: -1, unit: -1}
		if len(r) == 4 {
			c.amount = 3
		}
		var cur, cur2 string
		it.qty, it.unit, _ = rd.qtyCell(c, r)
		it.price, cur = rd.moneyCell(2, r)
		it.amount, cur2 = rd.moneyCell(c.amount, r)
		it.currency = cur
		if !it.qty.ok || !it.price.ok || cur == "" && cur2 == "" || strings.ContainsAny(r[1], "€$£") {
			return false
		}
		if len(r) == 4 && (!it.amount.ok || !it.qty.Mul(it.price.Decimal).Round(2).Equal(it.amount.Decimal)) {
			return false
		}
		items = append(items, it)
	}
	rd.out.items = append(rd.out.items, items...)
	return true
}

// maxSheet bounds what is read of a text table in an attachment.
const maxSheet = 256 << 10

// csvTable reads a CSV attachment that has a heading this package knows.
func (rd *reader) csvTable(content []byte) bool {
	if len(content) > maxSheet {
		return false
	}
	text := clean(strings.ToValidUTF8(string(bytes.TrimPrefix(content, []byte("\ufeff"))), ""))
	first, _, _ := strings.Cut(text, "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.LazyQuotes, r.TrimLeadingSpace, r.FieldsPerRecord = true, true, -1
	if strings.Count(first, ";") > strings.Count(first, ",") {
		r.Comma = ';'
	} else if strings.Count(first, "\t") > strings.Count(first, ",") {
		r.Comma = '\t'
	}
	rows, err := r.ReadAll()
	if err != nil || len(rows) < 2 || len(rows) > 500 {
		return false
	}
	cols, ok := rd.heading(rows[0])
	if !ok {
		return false
	}
	rd.out.style = rd.out.style.Join(numbers.StyleOf(text))
	for _, row := range rows[1:] {
		rd.row(cols, row)
	}
	return true
}

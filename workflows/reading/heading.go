package reading

import (
	"strings"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Kinds of columns, as the vocabulary's columns section names them.
const (
	colText     = "description"
	colItem     = "item" // a name, or an article number
	colQty      = "qty"
	colNumber   = "number" // a position, or a quantity
	colPrice    = "unit_price"
	colGeneric  = "price" // of one, or of the line
	colUnit     = "unit"
	colUnitOr   = "unit or price"
	colAmount   = "amount"
	colDiscount = "discount"
	colTax      = "tax"
	colEither   = "name or count" // "nombre" is a name in one language and a count in another
	colDetail   = "detail"        // size, colour: part of the name, and no name alone
	colBase     = "base"          // how many units the price is for
	colIgnore   = "ignore"
)

// columns says what each cell of a row holds; an empty kind is a heading that
// is not known.
type columns struct {
	kind, head   []string
	from, to     []int
	rate         []value // a rate named in the heading: "VAT 5%"
	percent      []bool
	unit         string // "Hours" counts hours
	currency     string
	generic      []bool // headed "price" or "EUR" alone
	genericPrice bool
	unsure       bool // figures under an unknown heading that nothing checks
}

func (c *columns) of(kind string) []int {
	var out []int
	for i, k := range c.kind {
		if k == kind {
			out = append(out, i)
		}
	}
	return out
}

// headingAt recognises a heading in the first line, or in the first two; skip
// is how many lines it takes, 0 for none.
func (rd *reader) headingAt(first gridRow, lines []string) (columns, int) {
	if !rd.headingLike(first.cells) {
		return columns{}, 0
	}
	skip := 1
	for skip < len(lines) && skip < 4 && (strings.TrimSpace(lines[skip]) == "" && first.style != barGrid || strings.TrimSpace(lines[skip]) != "" && ruleLine.MatchString(lines[skip])) {
		skip++
	}
	if first.style == gapGrid {
		first = rd.splitHeads(first)
	}
	add := make([]string, len(first.cells))
	for k := 0; k < 2 && skip < len(lines); k++ {
		under, ok := underRow(lines[skip], first)
		if !ok || !rd.merged(first, under, add) {
			break
		}
		skip++
	}
	c := rd.columnsOf(first, add)
	if c.reads() {
		return c, skip
	}
	return columns{}, 0
}

// underRow takes the line below a heading for its second row, when it may be.
func underRow(l string, first gridRow) (gridRow, bool) {
	if strings.ContainsAny(l, "0123456789") || len(l) > 200 {
		return gridRow{}, false
	}
	r, ok := rowOf(l)
	if !ok && first.style == gapGrid && strings.TrimSpace(l) != "" {
		r, ok = gapCells(l), true
	}
	return r, ok && r.style == first.style && (r.style == gapGrid || len(r.cells) == len(first.cells))
}

// merged puts the second row of a heading below the first: "Unit" over
// "price", "Price" over "EUR". Every cell must make sense where it stands.
func (rd *reader) merged(first, under gridRow, add []string) bool {
	more := append([]string(nil), add...)
	for i, cell := range under.cells {
		at := i
		if under.style == gapGrid {
			at = nearest(under.from[i], under.to[i], first.from, first.to)
		}
		if cell == "" {
			continue
		}
		head := strings.TrimSpace(first.cells[at] + " " + add[at])
		_, alone := rd.columnKind(head)
		_, both := rd.columnKind(head + " " + cell)
		if !both && (!alone || numbers.HeadingCurrency(strings.Trim(cell, "()[]")) == "" && !strings.HasPrefix(cell, "(")) {
			return false
		}
		more[at] = strings.TrimSpace(more[at] + " " + cell)
	}
	copy(add, more)
	return true
}

// splitHeads parts two headings that a single blank keeps together: "Pos Item".
func (rd *reader) splitHeads(r gridRow) gridRow {
	out := gridRow{style: r.style, text: r.text}
	put := func(cell string, from int) {
		out.cells, out.from, out.to = append(out.cells, cell), append(out.from, from), append(out.to, from+utf8.RuneCountInString(cell))
	}
	for i, cell := range r.cells {
		a, b, ok := strings.Cut(cell, " ")
		_, whole := rd.columnKind(cell)
		_, left := rd.columnKind(a)
		_, right := rd.columnKind(b)
		if ok && !whole && left && right {
			put(a, r.from[i])
			put(b, r.from[i]+utf8.RuneCountInString(a)+1)
			continue
		}
		put(cell, r.from[i])
	}
	return out
}

// headingLike is a cheap first look: two cells or more that name columns.
func (rd *reader) headingLike(cells []string) bool {
	if len(cells) < 2 || len(cells) > 30 {
		return false
	}
	n := 0
	for _, c := range cells {
		if len(c) > 60 {
			return false
		}
		if _, ok := rd.columnKind(c); ok {
			n++
		}
	}
	return n > 0
}

func (rd *reader) columnsOf(first gridRow, under []string) columns {
	c := columns{from: first.from, to: first.to}
	for i, cell := range first.cells {
		if under != nil && under[i] != "" {
			cell += " " + under[i]
		}
		kind, _ := rd.columnKind(cell)
		c.generic = append(c.generic, kind == colGeneric)
		if kind == colGeneric {
			kind = colPrice
		}
		c.kind, c.head = append(c.kind, kind), append(c.head, vocab.Fold(cell))
		c.percent = append(c.percent, strings.Contains(cell, "%") || rateWord.MatchString(vocab.Fold(cell)))
		c.rate = append(c.rate, headingRate(cell))
		if cur := numbers.HeadingCurrency(cell); cur != "" && (kind == colPrice || kind == colAmount || kind == colUnitOr) && (c.currency == "" || kind == colPrice) {
			c.currency = cur
		}
		if u, ok := rd.s.book.Word("units", headingWords(cell)); ok && kind == colQty {
			c.unit = u
		}
	}
	return c
}

var rateWord = vocab.Around(`<rate>`)

// headingRate is the rate that a heading names for the whole column.
func headingRate(cell string) value {
	nums := numbers.Scan(cell, numbers.Unknown)
	if len(nums) == 1 && nums[0].Kind == numbers.Percent && nums[0].OK {
		return known(nums[0].Value)
	}
	return value{}
}

// reads is true when the headings say enough to read rows: two that are known,
// one of them figures to be invoiced.
func (c *columns) reads() bool {
	known, figures, words := 0, 0, false
	for _, k := range c.kind {
		switch k {
		case "":
			words = true
			continue
		case colText, colItem, colNumber, colEither:
			words = true
		case colQty, colPrice, colAmount, colUnitOr:
			figures++
		}
		known++
	}
	return known >= 2 && figures > 0 && words
}

var (
	inParens   = vocab.Around(`\([^)]*\)|\[[^\]]*\]`)
	headNoise  = vocab.Around(`\d+(?:[.,]\d+)? ?%|[%€$£¥₹*:#]|\b<in currency>\b`)
	headCode   = vocab.Around(`\b[A-Z]{3}\b|\b(?:[A-Z]{1,2}|US|CA|AU)\$`)
	headExtras = vocab.Around(`(?:^|\s)(?:<with tax>\.? ?<tax name>?(?: <included>)?|<net or gross>|h\.?t\.?|ca)\.?(?:$|\s)`)
)

// moneyPer heads a price of one of what is counted by its currency: "€/hora", "EUR per day".
var moneyPer = vocab.Around(`^(?:[€£$]|eur|euros?|gbp|usd|chf|fr\.?|<in currency>)\s?(?:/|\s<per>\s)\s?(\pL+\.?)$`)

// headingWords is what a heading says once units of money, percentages and
// asides are gone.
func headingWords(cell string) string {
	cell = inParens.ReplaceAllString(cell, " ")
	cell = headCode.ReplaceAllStringFunc(cell, func(code string) string {
		if numbers.HeadingCurrency(code) != "" || strings.HasSuffix(code, "$") {
			return " "
		}
		return code
	})
	f := headNoise.ReplaceAllString(strings.ReplaceAll(vocab.Fold(cell), "_", " "), " ")
	return strings.Trim(strings.Join(strings.Fields(f), " "), " .,/|-")
}

// columnKind says what a heading names. It is looked up as it stands first,
// because "net" alone names a column and in "net price" it does not matter.
func (rd *reader) columnKind(cell string) (string, bool) {
	if cell == "" || len(cell) > 60 {
		return "", false
	}
	word := func(f string) (string, bool) { return rd.s.book.Word("columns", f) }
	if k, ok := word(strings.Trim(strings.Join(strings.Fields(vocab.Fold(cell)), " "), " *:")); ok {
		return k, true
	}
	if m := moneyPer.FindStringSubmatch(vocab.Fold(strings.TrimSpace(cell))); m != nil {
		if _, ok := rd.s.book.Word("units", m[1]); ok {
			return colPrice, true
		}
	}
	f := headingWords(cell)
	if k, ok := word(f); ok {
		return k, true
	}
	if f == "" && numbers.HeadingCurrency(cell) != "" {
		return colGeneric, true
	}
	if k, ok := word(withoutCode(f)); ok {
		return k, true
	}
	bare := strings.Join(strings.Fields(headExtras.ReplaceAllString(" "+f+" ", " ")), " ")
	if bare == f || bare == "" {
		return "", false
	}
	return word(bare)
}

// withoutCode cuts a currency from "unit price usd", as file headings have it.
func withoutCode(f string) string {
	i := strings.LastIndexByte(f, ' ')
	if i > 0 && len(f)-i == 4 && numbers.HeadingCurrency(strings.ToUpper(f[i+1:])) != "" {
		return f[:i]
	}
	return f
}

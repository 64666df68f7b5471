package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// maxRows bounds one table; an order with more is no matter for a mail.
const maxRows = 500

// maxMisses bounds the work on a text that looks like headings all over.
const maxMisses = 20

// gridStyle is what parts the cells of a row.
type gridStyle int

const (
	noGrid gridStyle = iota
	barGrid
	tabGrid
	gapGrid // two blanks and more, or a dotted leader
)

// gridRow is one line taken apart into cells. From and to are the columns a
// cell stands in, in runes, where a cell's place says what it belongs to.
type gridRow struct {
	style    gridStyle
	cells    []string
	from, to []int
	text     string
}

var (
	cellGap  = regexp.MustCompile(`\s*(?:\.{4,}|_{4,})\s*| {2,}`)
	ruleLine = regexp.MustCompile(`^[\s|:+=_*~.\-─━═┄┈┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╞╪╡╟╫╢]+$`)
)

// rowOf takes a line apart; it is false for a line of running text.
func rowOf(l string) (gridRow, bool) {
	if strings.ContainsAny(l, "│┃║¦") {
		l = strings.NewReplacer("│", "|", "┃", "|", "║", "|", "¦", "|").Replace(l)
	}
	switch t := strings.TrimSpace(l); {
	case t == "":
		return gridRow{}, false
	case strings.HasPrefix(t, "|") && strings.Count(t, "|") > 1, strings.Count(t, " | ") >= 1:
		return gridRow{style: barGrid, cells: barCells(t), text: t}, true
	case strings.Contains(t, "\t"):
		return gridRow{style: tabGrid, cells: tabCells(l), text: t}, true
	case strings.Contains(t, "  ") || strings.Contains(t, "...."):
		r := gapCells(l)
		return r, len(r.cells) > 1
	case slashed(t) && len(twoPlaces.FindAllString(t, 2)) == 2:
		return gridRow{style: barGrid, cells: barCells(strings.ReplaceAll(t, lineInCell, "|")), text: t}, true
	}
	return gridRow{}, false
}

// minSlashes is from how many slashes on a line with two amounts is a row of cells:
// "line 10 / Translation / pages 42 / EUR 21.50 each / EUR 903.00".
const minSlashes = 3

var twoPlaces = regexp.MustCompile(`\d[.,]\d\d(?:\D|$)`)

func barCells(t string) []string {
	cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(t, "|"), "|"), "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// tabCells keeps empty cells: a spreadsheet copies one tab a column.
func tabCells(l string) []string {
	cells := strings.Split(strings.TrimRight(l, "\t "), "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

func gapCells(l string) gridRow {
	r := gridRow{style: gapGrid, text: strings.TrimSpace(l)}
	body := strings.TrimRight(l, " ")
	lead := len(body) - len(strings.TrimLeft(body, " "))
	add := func(from, to int) {
		if to > from {
			at := utf8.RuneCountInString(body[:from])
			r.cells = append(r.cells, body[from:to])
			r.from = append(r.from, at)
			r.to = append(r.to, at+utf8.RuneCountInString(body[from:to]))
		}
	}
	at := lead
	for _, m := range cellGap.FindAllStringIndex(body[lead:], -1) {
		add(at, lead+m[0])
		at = lead + m[1]
	}
	add(at, len(body))
	r.joinSigns()
	return r
}

// joinSigns puts a sign of money that stands apart to its number: "EUR   3.50".
func (r *gridRow) joinSigns() {
	last := len(r.cells) - 1
	behind := last > 0 && signAlone(r.cells[last])
	for i := 0; i < len(r.cells); i++ {
		k := i + 1 // the sign is followed by its number
		if behind {
			k = i - 1
		}
		if !signAlone(r.cells[i]) || k < 0 || k >= len(r.cells) || !strings.ContainsAny(r.cells[k][:1], "0123456789-") {
			continue
		}
		a := min(i, k)
		r.cells[a] += " " + r.cells[a+1]
		r.to[a] = r.to[a+1]
		r.cells, r.from, r.to = append(r.cells[:a+1], r.cells[a+2:]...), append(r.from[:a+1], r.from[a+2:]...), append(r.to[:a+1], r.to[a+2:]...)
		if behind {
			i--
		}
	}
}

func signAlone(c string) bool {
	return len(c) <= 4 && !strings.ContainsAny(c, "0123456789") && (numbers.HeadingCurrency(c) != "" || c == "R" || c == "kr")
}

// table reads the rows at the head of lines when they are a table, and returns
// how many lines it took.
func (rd *reader) table(lines []string) int {
	first, ok := rowOf(lines[0])
	if !ok {
		if n := rd.stackedTable(lines); n > 0 {
			return n
		}
		return rd.blankTable(lines)
	}
	if cols, skip := rd.headingAt(first, lines); skip > 0 && rd.out.misses < maxMisses {
		rows, taken := gridBelow(lines[skip:], first.style)
		t := tabular{rd: rd, cols: cols, rows: rows}
		if t.settleColumns() {
			rd.out.tables++
			t.read()
			return skip + taken
		}
		rd.out.misses++
	}
	return rd.bareRows(lines)
}

// gridBelow collects the rows of a table from the line under its heading.
func gridBelow(lines []string, style gridStyle) (rows []gridRow, taken int) {
	for i := 0; i < len(lines) && len(rows) < maxRows; i++ {
		l := lines[i]
		if strings.TrimSpace(l) == "" {
			if style == barGrid || !figuresFollow(lines, i, style) {
				return rows, taken
			}
			continue
		}
		if ruleLine.MatchString(l) {
			taken = i + 1
			continue
		}
		r, ok := rowOf(l)
		switch {
		case ok && r.style == style:
		case style == barGrid && (ok || len(l) > 120 || i+1 >= len(lines) || !strings.HasPrefix(lines[i+1], "|")):
			return rows, taken
		case ok && r.style == tabGrid:
			r = gapCells(strings.ReplaceAll(l, "\t", "    "))
		case len(l) < 120 && (figuresFollow(lines, i, style) || loneFigure(l)):
			r = gapCells(l) // a description that goes on, a heading of a group, a sum alone
		default:
			return rows, taken
		}
		rows = append(rows, r)
		taken = i + 1
	}
	return rows, taken
}

// figuresFollow is true when the next line is a row that ends in a figure.
func figuresFollow(lines []string, i int, style gridStyle) bool {
	for k := i + 1; k < len(lines) && k <= i+2; k++ {
		if strings.TrimSpace(lines[k]) == "" && k == i+1 || ruleLine.MatchString(lines[k]) && strings.TrimSpace(lines[k]) != "" {
			continue
		}
		r, ok := rowOf(lines[k])
		return ok && r.style == style && strings.ContainsAny(r.cells[len(r.cells)-1], "0123456789")
	}
	return false
}

// loneFigure is true for an indented line that holds an amount and no words.
func loneFigure(l string) bool {
	return strings.HasPrefix(l, "    ") && strings.ContainsAny(l, "0123456789") && strings.IndexFunc(strings.TrimSpace(l), unicode.IsLower) < 0
}

// tabular is a table being read.
type tabular struct {
	rd   *reader
	cols columns
	rows []gridRow

	items   []item
	sums    []sum
	stops   []int   // for each sum, how many items stand above it
	amounts []value // each item's stated amount
	blank   []bool  // the item has an amount alone and nothing says how many
	follows bool    // the row above is an item, so that text may go on with it
	pending string  // text of a row without figures that may begin the next one's
}

// read goes through the rows and hands over what they say.
func (t *tabular) read() {
	for _, r := range t.rows {
		t.row(r)
	}
	t.closeBlanks()
	t.closeGenericPrice()
	t.dropRunning()
	rd := t.rd
	rd.out.items = append(rd.out.items, t.items...)
	rd.out.sums = append(rd.out.sums, t.sums...)
}

// closeBlanks takes a row with an amount and no quantity for one thing, but
// only when the table's own sum proves that the amounts are all there is.
func (t *tabular) closeBlanks() {
	total, whole := known(zero()), len(t.items) > 0
	for _, a := range t.amounts {
		whole = whole && a.ok
		total = known(total.Add(a.Decimal))
	}
	if !whole || !t.states(total) {
		return
	}
	for i := range t.items {
		if it := &t.items[i]; t.blank[i] && !it.qty.ok {
			it.qty, it.price, it.openQty = known(one()), t.amounts[i], false
			it.why = "an amount without a number of things, in a table that adds up"
		}
	}
}

// closeGenericPrice decides what a column headed "price" alone holds when no
// column of amounts says so: prices of one, unless only the sum of the column
// itself is what the table states.
func (t *tabular) closeGenericPrice() {
	if !t.cols.genericPrice || len(t.cols.of(colAmount)) > 0 {
		return
	}
	each, together := zero(), zero()
	for _, it := range t.items {
		n, ok := it.net()
		if !ok {
			return
		}
		each, together = each.Add(n.Round(2)), together.Add(it.price.Decimal)
	}
	if t.states(known(each)) || !t.states(known(together)) {
		return
	}
	for i := range t.items {
		it := &t.items[i]
		if p, ok := divide(it.price.Decimal, it.qty.Decimal); ok && !it.discount.ok {
			it.price, it.amount, it.why = known(p), it.price, whyDivided
		} else {
			it.price = value{}
		}
	}
}

// states is true when one of the table's sums is the value.
func (t *tabular) states(v value) bool {
	for _, s := range t.sums {
		if s.value.ok && s.value.Equal(v.Decimal) {
			return true
		}
	}
	return false
}

// dropRunning leaves out subtotals of the lines above them when more lines
// follow: they are no sums of the order.
func (t *tabular) dropRunning() {
	kept := t.sums[:0]
	begin := 0
	for i, s := range t.sums {
		stop := t.stops[i]
		if stop > begin && (stop < len(t.items) || begin > 0) && s.value.ok && (t.sumBetween(begin, stop, s.value) || stop < len(t.items) && t.sumBetween(0, stop, s.value)) {
			begin = stop
			continue
		}
		kept = append(kept, s)
	}
	t.sums = kept
}

func (t *tabular) sumBetween(from, to int, v value) bool {
	total, ok := sumOf(t.items[from:to])
	return ok && total.Equal(v.Decimal)
}

// label is a row's words folded, without figures and signs.
func label(s string) string {
	f := vocab.Fold(s)
	return strings.Join(strings.FieldsFunc(f, func(r rune) bool {
		return !unicode.IsLetter(r) && r != '\'' && r != '.' && r != '-'
	}), " ")
}

func (rd *reader) sumWords(f string) bool {
	b := rd.s.book
	if rd.lang == "fr" && notASum.MatchString(f) {
		return false
	}
	return f == "" || b.Has("total", f) || b.Has("subtotal", f) || b.Has("tax", f)
}

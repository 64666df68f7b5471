package reading

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// figure is a cell that holds one number, with the words around it. Two
// readings are kept where the numeral alone does not decide: "48.000" is a
// quantity of SAP's in one mail and a thousand in another, and a row whose
// amount is stated proves which.
type figure struct {
	reads      []decimal.Decimal
	currency   string
	percent    bool
	minus      bool
	decimals   bool
	lead, tail string // folded words before and behind
}

// only returns the value when there is one reading.
func (f figure) only() value {
	if len(f.reads) != 1 {
		return value{}
	}
	return known(f.reads[0])
}

var (
	// signGlued is a sign of money that is written like the beginning of an article code: "R10 286.75".
	signGlued = regexp.MustCompile(`^(-?\p{Lu}{1,3})(\d[\d .,'’]*[.,]\d\d)$`)
	leadMinus = vocab.Around(`^\(.*\d.*\)$|(?:^|[^\pL\d])[-−–]\s*[\pL$€£¥₹]{0,4}\s*\d|^[^.,]*\d\s*[-−–]$|\d[.,]\d\d?\s*[-−–]$`)
)

// figure reads a cell that holds exactly one number.
func (rd *reader) figure(cell string) (figure, bool) {
	cell = strings.TrimSpace(cell)
	if cell == "" || len(cell) > 60 || !strings.ContainsAny(cell, "0123456789") {
		return figure{}, false
	}
	cell = signGlued.ReplaceAllString(cell, "$1 $2")
	var n numbers.Number
	count := 0
	for _, x := range numbers.Scan(cell, rd.out.style) {
		if x.Kind == numbers.Code && count > 0 && letterBefore(cell, x.Start) {
			continue // the 2 of "m2"
		}
		n, count = x, count+1
	}
	if count != 1 || n.Kind == numbers.Code {
		return figure{}, false
	}
	return rd.figureOf(cell, n)
}

func (rd *reader) figureOf(cell string, n numbers.Number) (figure, bool) {
	f := figure{
		currency: n.Currency, percent: n.Kind == numbers.Percent, minus: leadMinus.MatchString(cell), decimals: strings.ContainsAny(n.Text, ".,"),
		lead: strings.TrimSpace(vocab.Fold(cell[:n.Start])), tail: strings.TrimSpace(vocab.Fold(cell[n.End:])),
	}
	if n.OK {
		f.reads = []decimal.Decimal{n.Value}
		return f, true
	}
	for _, style := range []numbers.Style{numbers.Point, numbers.Comma} {
		if d, ok := numbers.Parse(n.Text, style); ok {
			f.reads = append(f.reads, d)
		}
	}
	// One style reads a group, the other refuses it: the decimals are the second reading.
	if len(f.reads) == 1 {
		if d, err := decimal.NewFromString(strings.ReplaceAll(n.Text, ",", ".")); err == nil {
			f.reads = append(f.reads, d)
		}
	}
	return f, len(f.reads) > 0
}

func letterBefore(s string, at int) bool {
	return at > 0 && (unicode.IsLetter(rune(s[at-1])) || s[at-1] >= 0x80)
}

// timesPrice is a cell that multiplies: "9 pcs x S$128.00", "14 Std. à 92,00".
var timesPrice = vocab.Around(`^(\d[\d.,' ]*?)\s*((?:\pL|[²³./-])*)\.?\s*(?:[x×*@à]|\b<at each>\b)\s*([^\d]{0,6}\d.*)$`)

// quantityCell is what a cell says about how many.
type quantityCell struct {
	reads []decimal.Decimal
	unit  string
	one   bool   // a price for the whole: "flat", "pauschal"
	price figure // the cell multiplies
	open  bool   // something is said that does not read one way
}

func (rd *reader) quantityCell(cell string) quantityCell {
	f := vocab.Fold(strings.TrimSpace(cell))
	switch {
	case f == "" || strings.Trim(f, "-–—/. ") == "" || f == "n/a":
		return quantityCell{}
	case !strings.ContainsAny(f, "0123456789") && flatMarker.MatchString(f):
		return quantityCell{one: true}
	}
	if m := timesPrice.FindStringSubmatch(f); m != nil {
		q := rd.quantityCell(cell[:len(m[1])+len(m[2])])
		price, ok := rd.figure(cell[len(cell)-len(m[3]):])
		if ok && len(q.reads) > 0 && !price.percent {
			q.price = price
			return q
		}
		return quantityCell{open: true}
	}
	n, ok := rd.figure(cell)
	if !ok {
		if v, is := rd.wordFigure(f); is {
			return quantityCell{reads: []decimal.Decimal{v}}
		}
		return quantityCell{open: true}
	}
	if n.percent || n.minus || n.currency != "" || rd.s.book.Has("vague", n.lead+" ; "+n.tail) || strings.ContainsAny(f, "~≈<>?") {
		return quantityCell{open: true}
	}
	for _, d := range n.reads {
		if !d.IsPositive() {
			return quantityCell{open: true}
		}
	}
	q := quantityCell{reads: n.reads}
	q.unit, _ = rd.unitAt(n.tail)
	if q.unit == "" && n.lead != "" {
		q.unit, _ = rd.unitAt(n.lead)
	}
	q.one = flatMarker.MatchString(" "+n.tail+" ") && n.only().ok && n.only().Equal(one())
	return q
}

// wordFigure reads "three".
func (rd *reader) wordFigure(f string) (decimal.Decimal, bool) {
	v, ok := rd.s.book.WordIn(rd.lang, "number words", f)
	if !ok {
		several, width, is := rd.spelled(f)
		return several, is && width == len(f)
	}
	d, err := decimal.NewFromString(v)
	return d, err == nil
}

// fit puts a row's cells under the headings. It is false when they do not
// belong there one by one.
func (t *tabular) fit(r gridRow) ([]string, bool) {
	w := len(t.cols.kind)
	cells := r.cells
	if r.style == gapGrid {
		return t.place(r)
	}
	for len(cells) > w && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	if r.style == tabGrid && len(cells) > w {
		cells = withoutEmpty(cells)
	}
	switch {
	case len(cells) == w:
		return cells, true
	case len(cells) > w || len(cells) == 0:
		return nil, false
	case r.style == tabGrid && len(cells) > w/2:
		return append(append([]string(nil), cells...), make([]string, w-len(cells))...), true
	}
	// A cell over several columns: what follows it stands under the last ones.
	out := make([]string, w)
	out[0] = cells[0]
	copy(out[w-len(cells)+1:], cells[1:])
	return out, t.rd.sumLabelled(cells[0])
}

func withoutEmpty(cells []string) []string {
	out := make([]string, 0, len(cells))
	for _, c := range cells {
		if c != "" {
			out = append(out, c)
		}
	}
	return out
}

// leadNumber is a position or a quantity that one blank parts from the name.
var leadNumber = regexp.MustCompile(`^(\d{1,4}[.)]?) (\D.*)$`)

// place puts cells under headings by where they stand.
func (t *tabular) place(r gridRow) ([]string, bool) {
	w := len(t.cols.kind)
	cells, from, to := r.cells, r.from, r.to
	if len(cells) < w && len(cells) > 0 && w > 1 && t.cols.kind[0] != colText {
		if m := leadNumber.FindStringSubmatch(cells[0]); m != nil {
			cut := from[0] + len(m[1])
			cells = append([]string{m[1], m[2]}, cells[1:]...)
			from = append([]int{from[0], cut + 1}, from[1:]...)
			to = append([]int{cut}, to...)
		}
	}
	if len(cells) == w {
		return cells, true
	}
	if len(t.cols.from) != w || len(cells) == 2 && t.rd.sumLabelled(cells[0]) {
		return nil, false
	}
	out := make([]string, w)
	last := -1
	for i, cell := range cells {
		at := nearest(from[i], to[i], t.cols.from, t.cols.to)
		switch {
		case at < last, at == last && t.cols.kind[at] != colText && t.cols.kind[at] != "":
			return nil, false
		case at == last:
			out[at] += "  " + cell
		default:
			out[at] = cell
		}
		last = at
	}
	return out, true
}

// nearest finds the heading a cell stands under: the one whose edge it shares,
// that it overlaps most, or that is closest.
func nearest(from, to int, heads, ends []int) int {
	best, score := 0, -1<<30
	for i := range heads {
		s := min(to, ends[i]) - max(from, heads[i])
		if from == heads[i] || to == ends[i] {
			s += 1000
		}
		if s > score {
			best, score = i, s
		}
	}
	return best
}

// sumLabelled is true when a cell names a sum rather than a thing.
func (rd *reader) sumLabelled(cell string) bool {
	l := flatMarker.ReplaceAllString(label(cell), " ") // a "lump sum" is no sum
	if l == "" || len(l) > 60 || len(strings.Fields(l)) > 6 {
		return false
	}
	for _, section := range []string{"total", "subtotal", "tax", "tax excluded", "tax included"} {
		start, end, ok := rd.s.book.Find(section, l)
		if ok && (start <= 1 || end >= len(l)-1) {
			return true
		}
	}
	return false
}

func zero() decimal.Decimal { return decimal.Zero }
func one() decimal.Decimal  { return decimal.NewFromInt(1) }

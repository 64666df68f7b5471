package reading

import (
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/numbers"
	"github.com/autonomous-employee/employee/workflows/reading/vocab"
)

// Tables that lost their columns when they were pasted or turned into plain
// text are read only where every row proves itself by its amount.

// stackedTable reads a table whose cells stand one below the other, first the
// headings and then row after row.
func (rd *reader) stackedTable(lines []string) int {
	if len(lines[0]) > 30 || !rd.plainHeading(lines[0]) {
		return 0
	}
	var head []string
	i := 0
	for ; i < len(lines) && len(head) < 10; i++ {
		t := strings.TrimSpace(lines[i])
		if t == "" {
			continue
		}
		if _, ok := rd.columnKind(t); !ok {
			break
		}
		head = append(head, t)
	}
	cols := rd.columnsOf(gridRow{style: barGrid, cells: head}, nil)
	t := tabular{rd: rd, cols: cols}
	if !t.provable() {
		return 0
	}
	taken := 0
	for i < len(lines) && len(t.items) <= maxLines {
		cells, next := nextLines(lines, i, len(head))
		switch {
		case len(cells) == len(head) && t.provenRow(cells):
		case len(cells) > 1 && rd.sumLabelled(cells[0]) && t.sumBelow(cells[:2]):
			_, next = nextLines(lines, i, 2)
		default:
			return t.handOver(taken)
		}
		i, taken = next, next
	}
	return t.handOver(taken)
}

// nextLines takes the next n lines that say something, and where they end.
func nextLines(lines []string, i, n int) (out []string, next int) {
	for ; i < len(lines) && len(out) < n; i++ {
		if t := strings.TrimSpace(lines[i]); t != "" {
			out = append(out, t)
		}
	}
	return out, i
}

// blankTable reads a table whose columns a single blank parts: the last figures
// of a row stand under the last headings.
func (rd *reader) blankTable(lines []string) int {
	l := strings.TrimSpace(lines[0])
	if len(l) > 100 || strings.ContainsAny(l, "0123456789:.") || !strings.Contains(l, " ") {
		return 0
	}
	words := strings.Fields(l)
	if len(words) > 12 || !rd.plainHeading(words[0]) && !rd.plainHeading(strings.Join(words[:min(2, len(words))], " ")) {
		return 0
	}
	cols, ok := rd.blankHeading(words, nil)
	if !ok {
		return 0
	}
	t := tabular{rd: rd, cols: cols}
	t.provable()
	taken := 0
	for i, l := range lines[1:] {
		l = strings.TrimSpace(l)
		switch cells, ok := t.lastFigures(l); {
		case ruleLine.MatchString(l) || l == "":
			continue
		case rd.sumLabelled(l):
			t.sums = append(t.sums, rd.sumIn(l, cols.currency, l)...)
			t.stops = append(t.stops, len(t.items))[:len(t.sums)]
		case len(t.items) <= maxLines && ok && t.provenRow(cells):
		default:
			return t.handOver(taken)
		}
		taken = i + 2
	}
	return t.handOver(taken)
}

// blankHeading parts a line of headings into known ones, the longest first,
// so that rows below them can prove themselves. A column of units is left out:
// the unit stands behind its number.
func (rd *reader) blankHeading(words, heads []string) (columns, bool) {
	if len(words) == 0 {
		var r gridRow
		priced := false
		for _, h := range heads {
			k, _ := rd.columnKind(h)
			priced = priced || k == colPrice || k == colGeneric
		}
		for _, h := range heads {
			if k, _ := rd.columnKind(h); k != colUnit && (k != colUnitOr || !priced) {
				r.cells = append(r.cells, h)
			}
		}
		cols := rd.columnsOf(r, nil)
		t := tabular{rd: rd, cols: cols}
		return cols, t.provable()
	}
	for n := min(3, len(words)); n > 0; n-- {
		if head := strings.Join(words[:n], " "); rd.plainHeading(head) {
			if cols, ok := rd.blankHeading(words[n:], append(heads[:len(heads):len(heads)], head)); ok {
				return cols, true
			}
		}
	}
	return columns{}, false
}

// plainHeading is true for the bare word of a column.
func (rd *reader) plainHeading(s string) bool {
	_, ok := rd.s.book.Word("columns", strings.Trim(vocab.Fold(s), " *"))
	return ok
}

// provable is true for a heading under which each row can prove itself: one
// column of names, of quantities, of prices and of amounts.
func (t *tabular) provable() bool {
	c := &t.cols
	t.settlePrices()
	for i, k := range c.kind {
		switch k {
		case colItem, colEither:
			c.kind[i] = colText
		case colNumber:
			c.kind[i] = colIgnore
		}
	}
	return len(c.of(colText)) == 1 && len(c.of(colQty)) == 1 && len(c.of(colPrice)) == 1 && len(c.of(colAmount)) == 1
}

// provenRow reads a row and keeps it when its amount is quantity times price.
func (t *tabular) provenRow(cells []string) bool {
	n := len(t.items)
	if !named(t.text(cells)) {
		return false
	}
	t.itemRow(cells, gridRow{style: tabGrid, cells: cells, text: strings.Join(cells, " ")})
	it := t.items[n]
	if it.qty.ok && it.price.ok && it.amount.ok && it.why == "" {
		return true
	}
	t.items, t.amounts, t.blank = t.items[:n], t.amounts[:n], t.blank[:n]
	return false
}

func (t *tabular) sumBelow(cells []string) bool {
	if f, ok := t.rd.figure(cells[1]); !ok || f.percent {
		return false
	}
	t.sumRow(gridRow{style: tabGrid, cells: cells, text: strings.Join(cells, " ")}, nil, false)
	return true
}

// lastFigures puts the last figures of a line under the headings behind the
// name, and what stands before them under those before it.
func (t *tabular) lastFigures(l string) ([]string, bool) {
	at := t.cols.of(colText)[0]
	behind := len(t.cols.kind) - at - 1
	var nums []numbers.Number
	for _, n := range numbers.Scan(l, t.rd.out.style) {
		if n.Kind != numbers.Code {
			nums = append(nums, n)
		}
	}
	if len(nums) < behind || behind == 0 {
		return nil, false
	}
	first := nums[len(nums)-behind:]
	words := strings.Fields(l[:first[0].Start])
	if len(words) <= at {
		return nil, false
	}
	cells := append(append([]string(nil), words[:at]...), strings.Join(words[at:], " "))
	for i, n := range first {
		end := len(l)
		if i+1 < len(first) {
			end = first[i+1].Start
		}
		cells = append(cells, strings.TrimSpace(l[n.Start:end]))
	}
	return cells, true
}

// handOver gives the reader what the table says; none without a line.
func (t *tabular) handOver(taken int) int {
	if len(t.items) == 0 {
		return 0
	}
	rd := t.rd
	t.dropRunning()
	rd.out.tables++
	rd.out.items, rd.out.sums = append(rd.out.items, t.items...), append(rd.out.sums, t.sums...)
	return taken
}

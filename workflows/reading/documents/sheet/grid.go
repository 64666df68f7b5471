package sheet

import (
	"errors"
	"strconv"
)

// errLong is for a sheet with more cells than are read.
var errLong = errors.New("sheet over its limits")

// maxRowTags bounds the row elements of a sheet, empty ones included:
// programs write formats for rows far below the last value.
const maxRowTags = 20_000

// grid reads one sheet as its parts come by.
type grid struct {
	b      *book
	out    Table
	rows   [][]string
	hidden map[int]bool // columns

	tags, row, col int
	skip           bool // the row is hidden
	cells          []string
	kind           string // the t attribute of the cell
	style          int
	value          string
	text           richText
	inCell         bool
}

// sheet reads the visible cells of a sheet.
func (b *book) sheet(s sheetRef) (Table, error) {
	g := &grid{b: b, hidden: map[int]bool{}, row: -1}
	g.out.Name = s.name
	name := b.rels[s.id]
	if name == "" {
		return Table{}, errMissing
	}
	if err := b.walk(name, g.visit); err != nil {
		return Table{}, err
	}
	g.out.Rows = rectangle(g.rows)
	if len(g.out.Rows) > MaxRows || len(g.out.Rows) > 0 && len(g.out.Rows[0]) > MaxColumns {
		return Table{}, errLong
	}
	return g.out, nil
}

func (g *grid) visit(v *visitor) error {
	switch {
	case v.at("col"):
		g.column(v)
	case v.at("row"):
		return g.startRow(v)
	case v.End == "row":
		return g.endRow()
	case v.at("c"):
		return g.startCell(v)
	case v.End == "c":
		return g.endCell()
	case v.End == "sheetData":
		return errStop
	case g.inCell && v.End == "v":
		g.value = v.Text
	case g.inCell:
		g.text.take(v)
	}
	return nil
}

// column notes hidden columns. A column of no width is hidden too.
func (g *grid) column(v *visitor) {
	width, err := strconv.ParseFloat(v.attr("width"), 64)
	if !truth(v.attr("hidden")) && (err != nil || width > 0) {
		return
	}
	low, err1 := strconv.Atoi(v.attr("min"))
	high, err2 := strconv.Atoi(v.attr("max"))
	if err1 != nil || err2 != nil {
		return
	}
	for i := max(low, 1); i <= min(high, 16384); i++ {
		g.hidden[i-1] = true
	}
}

func (g *grid) startRow(v *visitor) error {
	if g.tags++; g.tags > maxRowTags {
		return errLong
	}
	at := g.row + 1
	if r := v.attr("r"); r != "" {
		n, err := strconv.Atoi(r)
		if err != nil || n <= g.row+1 {
			return errMissing // rows out of order: two readers would see two tables
		}
		at = n - 1
	}
	g.row, g.col, g.cells = at, -1, nil
	height, err := strconv.ParseFloat(v.attr("ht"), 64)
	g.skip = truth(v.attr("hidden")) || err == nil && height <= 0
	return nil
}

// endRow keeps the row. A gap of any length becomes one empty row, so that
// a sheet's size is bounded by what is in it.
func (g *grid) endRow() error {
	filled := false
	for _, c := range g.cells {
		filled = filled || c != ""
	}
	if !filled {
		g.cells = nil
		if n := len(g.rows); n == 0 || g.rows[n-1] == nil {
			return nil
		}
	}
	if filled && g.skip {
		g.out.Hidden = true
		return nil
	}
	if len(g.rows) > 2*MaxRows {
		return errLong
	}
	g.rows = append(g.rows, g.cells)
	return nil
}

func (g *grid) startCell(v *visitor) error {
	at := g.col + 1
	if ref := v.attr("r"); ref != "" {
		n, ok := column(ref)
		if !ok || n < at {
			return errMissing
		}
		at = n
	}
	g.col, g.kind, g.value, g.inCell = at, v.attr("t"), "", true
	g.style, _ = strconv.Atoi(v.attr("s"))
	g.text.reset()
	return nil
}

func (g *grid) endCell() error {
	g.inCell = false
	text, concealed := g.cell()
	if text == "" {
		return nil
	}
	if concealed || g.hidden[g.col] {
		g.out.Hidden = true
		return nil
	}
	// Room for a table that begins at the right of the sheet.
	if g.col >= 8*MaxColumns {
		return errLong
	}
	for len(g.cells) <= g.col {
		g.cells = append(g.cells, "")
	}
	g.cells[g.col] = text
	return nil
}

// cell gives the text of the cell that just ended. A formula gives the value
// that was stored with it, and nothing when there is none.
func (g *grid) cell() (text string, concealed bool) {
	f := format{}
	if g.style >= 0 && g.style < len(g.b.formats) {
		f = g.b.formats[g.style]
	}
	switch g.kind {
	case "s":
		i, err := strconv.Atoi(g.value)
		if err != nil || i < 0 || i >= len(g.b.strings) {
			return "", false
		}
		text = g.b.strings[i]
	case "inlineStr":
		text = cellText(unescape(g.text.String()))
	case "str", "e", "d":
		text = cellText(g.value)
	case "b":
		text = "FALSE"
		if g.value == "1" {
			text = "TRUE"
		}
	default:
		return f.number(g.value, g.b.epoch04), f.hidesNumbers
	}
	return text, f.hidesText
}

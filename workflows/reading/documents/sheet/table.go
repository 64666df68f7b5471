package sheet

import (
	"strings"
	"unicode"
)

// Limits of one table. An order with more than 500 lines is handled by a
// program, not by mail.
const (
	MaxRows    = 500
	MaxColumns = 30
	MaxSheets  = 5
	maxCell    = 500 // runes
)

// Table is one table, rectangular: every row has the same number of cells.
// Empty rows between others are kept, since they part one block from another.
type Table struct {
	Name string // of the sheet; empty for CSV
	Rows [][]string
	// Hidden is true when rows or columns that the sender's program hides were
	// left out.
	Hidden bool
	// Ragged is true when the rows of a CSV file had different numbers of cells,
	// as happens when a separator stands in a value without quotes.
	Ragged bool
}

// Result is what a file held. Say is a sentence for the person when something
// was refused or left out; Refused means that there is no table at all.
type Result struct {
	Tables  []Table
	Say     string
	Refused bool
	// Partial is true when a sheet, a row or a column was left out.
	Partial bool
}

func refuse(say string) Result { return Result{Say: say, Refused: true} }

// cellText makes one line of a cell, drops what no reader can see and bounds it.
func cellText(s string) string {
	var b strings.Builder
	count, gap := 0, false
	for _, r := range strings.ToValidUTF8(s, "\ufffd") {
		switch {
		case unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2009':
			gap = b.Len() > 0
			continue
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		if count++; count > maxCell {
			b.WriteString("…")
			break
		}
		b.WriteRune(r)
	}
	return strings.Trim(b.String(), "\u00a0\u202f\u2009")
}

// rectangle cuts empty margins and pads all rows to one width.
func rectangle(rows [][]string) [][]string {
	left, right, top, bottom := -1, -1, -1, -1
	for i, row := range rows {
		for j, c := range row {
			if c == "" {
				continue
			}
			if top < 0 {
				top = i
			}
			bottom = i
			if left < 0 || j < left {
				left = j
			}
			right = max(right, j)
		}
	}
	if top < 0 {
		return nil
	}
	out := make([][]string, 0, bottom-top+1)
	for _, row := range rows[top : bottom+1] {
		cells := make([]string, right-left+1)
		if len(row) > left {
			copy(cells, row[left:])
		}
		out = append(out, cells)
	}
	return out
}

package sheet

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// MaxCSV bounds a text table, in bytes: 500 rows of 30 cells with room to spare.
const MaxCSV = 1 << 20

// Sentences for text tables.
const (
	SayCSVSize  = "The attached table is too large to be read; ask for the lines of this order alone."
	SayCSVRows  = "The attached table has more than 500 rows or 30 columns, which is no order by mail; it was not read."
	SayCSVText  = "The attached table is not text in a known encoding; ask for it as UTF-8 or as a workbook."
	SayCSVSplit = "It is not clear what separates the columns of the attached table; ask for it as a workbook."
	SayCSVQuote = "The attached table has quotes that do not close; ask for it as a workbook."
)

// CSV reads a text table. The separator is found from the rows, not assumed.
func CSV(content []byte) Result {
	if len(content) > MaxCSV {
		return refuse(SayCSVSize)
	}
	text, ok := decode(content)
	if !ok {
		return refuse(SayCSVText)
	}
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	comma, rest, say := separator(text)
	if say != "" {
		return refuse(say)
	}
	return table(rest, comma)
}

func table(text string, comma rune) Result {
	rows, err := records(text, comma, MaxRows+1)
	if err != nil {
		return refuse(SayCSVQuote)
	}
	widths := map[int]int{}
	filled := 0
	for _, row := range rows {
		if len(row) > MaxColumns && strings.Join(row[MaxColumns:], "") != "" {
			return refuse(SayCSVRows)
		}
		if strings.Join(row, "") != "" {
			widths[len(row)]++
			filled++
		}
		for i, c := range row {
			row[i] = cellText(c)
		}
	}
	if len(rows) > MaxRows {
		return refuse(SayCSVRows)
	}
	t := Table{Rows: rectangle(rows), Ragged: len(widths) > 1}
	if len(t.Rows) == 0 {
		return Result{}
	}
	return Result{Tables: []Table{t}}
}

// records reads at most limit rows. Quotes are read strictly first: a reader
// that forgives them swallows the rest of the file into one cell.
func records(text string, comma rune, limit int) ([][]string, error) {
	rows, err := parse(text, comma, limit, false)
	if err == nil {
		return rows, nil
	}
	// An inch sign or a quote inside a name is common; a quote that opens a
	// cell and never closes is damage.
	rows, lazy := parse(text, comma, limit, true)
	if lazy != nil {
		return nil, err
	}
	for _, row := range rows {
		for _, c := range row {
			if strings.Count(c, "\n") > 10 || strings.ContainsRune(c, '\n') && strings.ContainsRune(c, comma) {
				return nil, err
			}
		}
	}
	return rows, nil
}

func parse(text string, comma rune, limit int, lazy bool) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.TrimLeadingSpace, r.FieldsPerRecord = comma, lazy, comma != '\t', -1
	var rows [][]string
	for len(rows) < limit {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// sampleRows is how many rows decide what separates the columns.
const sampleRows = 50

// separator finds the sign that parts the cells. Spreadsheet programs may
// name it in a first line "sep=;", which is no row.
func separator(text string) (comma rune, rest, say string) {
	first, tail, _ := strings.Cut(text, "\n")
	if s, ok := strings.CutPrefix(strings.ToLower(first), "sep="); ok && len(s) == 1 && strings.Contains(",;|\t", s) {
		return rune(s[0]), tail, ""
	}
	best, points, tie := rune(0), 0, false
	for _, c := range []rune{';', '\t', '|', ','} {
		p := regularity(text, c)
		switch {
		case p == 0 || p < points || p == points && c == ',' && decimalCommas(text):
		case p == points:
			tie = true
		default:
			best, points, tie = c, p, false
		}
	}
	switch {
	case tie:
		return 0, "", SayCSVSplit
	case best == 0:
		return ',', text, "" // one column
	}
	return best, text, ""
}

// regularity is the more, the more columns a separator makes and the more rows
// agree on how many; 0 when it parts nothing.
func regularity(text string, comma rune) int {
	rows, err := records(text, comma, sampleRows)
	if err != nil || len(rows) == 0 {
		return 0
	}
	same, width := regular(rows)
	return same * 100 / len(rows) * (width - 1)
}

// decimalCommas is true when every comma stands between digits, so that it
// need not part anything.
func decimalCommas(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] == ',' && (i == 0 || i+1 == len(text) || !isDigit(text[i-1]) || !isDigit(text[i+1])) {
			return false
		}
	}
	return true
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// regular is the most common number of cells, and how many rows have it.
func regular(rows [][]string) (same, width int) {
	counts := map[int]int{}
	for _, row := range rows {
		counts[len(row)]++
	}
	for w, n := range counts {
		if n > same || n == same && w > width {
			same, width = n, w
		}
	}
	return same, width
}

package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
	"github.com/autonomous-employee/employee/workflows/reading/numbers"
)

// cells are what people write into orders, separators and quotes included.
func cells() *rapid.Generator[string] {
	return rapid.StringMatching(`[A-Za-zäöß][A-Za-z0-9äöß,;|."' -]{0,18}[a-z]`).Filter(func(s string) bool { return !strings.Contains(s, "  ") })
}

func table(t *rapid.T) [][]string {
	width, height := rapid.IntRange(2, 6).Draw(t, "width"), rapid.IntRange(2, 12).Draw(t, "height")
	rows := make([][]string, height)
	for i := range rows {
		rows[i] = rapid.SliceOfN(cells(), width, width).Draw(t, "row")
	}
	return rows
}

func TestCSV_WhatAProgramWroteIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := table(t)
		comma := rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "comma")
		var out bytes.Buffer
		fmt.Fprintf(&out, "sep=%c\n", comma)
		w := csv.NewWriter(&out)
		w.Comma = comma
		require.NoError(t, w.WriteAll(rows))
		r := sheet.CSV(out.Bytes())
		require.Len(t, r.Tables, 1)
		require.Equal(t, rows, r.Tables[0].Rows)
		require.False(t, r.Tables[0].Ragged)
	})
}

func TestCSV_NeverReadsAnotherTableThanTheOneWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// Plain words and numbers, as order lists are: the separator must be found.
		height := rapid.IntRange(2, 20).Draw(t, "height")
		rows := [][]string{{"Item", "Qty", "Price"}}
		for range height {
			rows = append(rows, []string{
				rapid.StringMatching(`[A-Z][a-z]{2,9}(, [a-z]{3,6})?`).Draw(t, "item"), fmt.Sprint(rapid.IntRange(1, 900).Draw(t, "qty")),
				rapid.StringMatching(`[1-9][0-9]{0,3},[0-9]{2}`).Draw(t, "price"),
			})
		}
		comma := rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "comma")
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma = comma
		require.NoError(t, w.WriteAll(rows))
		r := sheet.CSV(out.Bytes())
		if r.Refused {
			require.Equal(t, sheet.SayCSVSplit, r.Say)
			return
		}
		require.Equal(t, rows, r.Tables[0].Rows)
	})
}

func TestWorkbook_EveryNumberIsReadBackAsItself(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := decimal.New(rapid.Int64Range(-99_999_999, 99_999_999).Draw(t, "digits"), -int32(rapid.IntRange(0, 5).Draw(t, "decimals")))
		content := archive2(t, `<row><c><v>`+d.String()+`</v></c></row>`)
		r := sheet.Workbook(content)
		require.Len(t, r.Tables, 1)
		cell := r.Tables[0].Rows[0][0]
		// Read as a German, an English and an unknown mail would read it.
		for _, style := range []numbers.Style{numbers.Unknown, numbers.Point} {
			got, ok := numbers.Parse(strings.TrimPrefix(cell, "-"), style)
			require.True(t, ok, cell)
			require.True(t, got.Equal(d.Abs()), "%s is not %s", cell, d)
		}
		if got, ok := numbers.Parse(strings.TrimPrefix(cell, "-"), numbers.Comma); ok {
			require.True(t, got.Equal(d.Abs()), "%s is not %s", cell, d)
		}
	})
}

func archive2(t *rapid.T, rows string) []byte {
	var out bytes.Buffer
	f := parts(rows)
	w := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"} {
		p, err := w.Create(name)
		require.NoError(t, err)
		_, err = p.Write([]byte(f[name]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

func TestWorkbook_WhatAProgramWroteIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := table(t)
		f := excelize.NewFile()
		defer f.Close()
		for i, row := range rows {
			for j, c := range row {
				cell, err := excelize.CoordinatesToCellName(j+3, i+4)
				require.NoError(t, err)
				require.NoError(t, f.SetCellStr("Sheet1", cell, c))
			}
		}
		var out bytes.Buffer
		require.NoError(t, f.Write(&out))
		r := sheet.Workbook(out.Bytes())
		require.Len(t, r.Tables, 1)
		require.Equal(t, rows, r.Tables[0].Rows)
		require.False(t, r.Partial)
	})
}

func TestWorkbook_AnyDamageComesBack(t *testing.T) {
	t.Parallel()
	content := archive(t, parts(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row>`))
	rapid.Check(t, func(t *rapid.T) {
		broken := bytes.Clone(content)
		for range rapid.IntRange(1, 8).Draw(t, "bytes") {
			broken[rapid.IntRange(0, len(broken)-1).Draw(t, "at")] = rapid.Byte().Draw(t, "to")
		}
		r := sheet.Workbook(broken[:rapid.IntRange(0, len(broken)).Draw(t, "length")])
		require.Equal(t, r.Refused, len(r.Tables) == 0)
	})
}

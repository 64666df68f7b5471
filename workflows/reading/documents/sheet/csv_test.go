package sheet_test

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

func one(t *testing.T, r sheet.Result) sheet.Table {
	t.Helper()
	require.Empty(t, r.Say)
	require.Len(t, r.Tables, 1)
	return r.Tables[0]
}

func TestCSV_FindsTheSeparatorFromTheRows(t *testing.T) {
	t.Parallel()
	want := [][]string{{"Item", "Qty", "Price"}, {"Chair", "3", "1,50"}, {"Desk, oak", "1", "250,00"}}
	for name, text := range map[string]string{
		"semicolons": "Item;Qty;Price\nChair;3;1,50\nDesk, oak;1;250,00\n",
		"tabs":       "Item\tQty\tPrice\r\nChair\t3\t1,50\r\nDesk, oak\t1\t250,00\r\n",
		"bars":       "Item|Qty|Price\rChair|3|1,50\rDesk, oak|1|250,00\r",
		"commas":     "Item,Qty,Price\nChair,3,\"1,50\"\n\"Desk, oak\",1,\"250,00\"\n",
		"named":      "sep=;\r\nItem;Qty;Price\r\nChair;3;1,50\r\nDesk, oak;1;250,00\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := one(t, sheet.CSV([]byte(text)))
			assert.Equal(t, want, table.Rows)
			assert.False(t, table.Ragged)
		})
	}
}

func TestCSV_DecimalCommasAreNotTakenForSeparators(t *testing.T) {
	t.Parallel()
	table := one(t, sheet.CSV([]byte("Chair;1,50\nDesk;2,50\n")))
	assert.Equal(t, [][]string{{"Chair", "1,50"}, {"Desk", "2,50"}}, table.Rows)
}

func TestCSV_AsksWhenTwoSeparatorsAreAsGood(t *testing.T) {
	t.Parallel()
	r := sheet.CSV([]byte("Chair,red;4\nDesk,blue;5\n"))
	assert.True(t, r.Refused)
	assert.Equal(t, sheet.SayCSVSplit, r.Say)
}

func TestCSV_ReadsTheEncodingsSpreadsheetProgramsWrite(t *testing.T) {
	t.Parallel()
	const text = "Größe;Preis €\nTür;5\n"
	wide := func(big bool, mark string) []byte {
		out := []byte(mark)
		for _, u := range utf16.Encode([]rune(text)) {
			if big {
				out = append(out, byte(u>>8), byte(u))
			} else {
				out = append(out, byte(u), byte(u>>8))
			}
		}
		return out
	}
	for name, content := range map[string][]byte{
		"UTF-8":                   []byte(text),
		"UTF-8 with mark":         []byte("\xef\xbb\xbf" + text),
		"UTF-16 little end":       wide(false, "\xff\xfe"),
		"UTF-16 big end":          wide(true, "\xfe\xff"),
		"UTF-16 without a mark":   wide(false, ""),
		"Western code page":       []byte("Gr\xf6\xdfe;Preis \x80\nT\xfcr;5\n"),
		"UTF-16 big without mark": wide(true, ""),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, [][]string{{"Größe", "Preis €"}, {"Tür", "5"}}, one(t, sheet.CSV(content)).Rows)
		})
	}
}

func TestCSV_KeepsInchSignsAndRefusesQuotesThatSwallowRows(t *testing.T) {
	t.Parallel()
	table := one(t, sheet.CSV([]byte("Item;Qty\nScreen 24\" wide;2\nCable;1\n")))
	assert.Equal(t, [][]string{{"Item", "Qty"}, {`Screen 24" wide`, "2"}, {"Cable", "1"}}, table.Rows)

	r := sheet.CSV([]byte("sep=;\nItem;Qty\n\"Screen;2\nCable;1\nPlug;4\n"))
	assert.True(t, r.Refused)
	assert.Equal(t, sheet.SayCSVQuote, r.Say)
}

func TestCSV_SaysWhenRowsDifferInLength(t *testing.T) {
	t.Parallel()
	r := sheet.CSV([]byte("Item,Qty,Price\nChair,3,1,50\nDesk,1,2,50\nLamp,4,9,99\n"))
	require.Len(t, r.Tables, 1)
	assert.True(t, r.Tables[0].Ragged, "an unquoted decimal comma must not shift the columns silently")
}

func TestCSV_LeavesOutEmptyMarginsAndPadsRows(t *testing.T) {
	t.Parallel()
	table := one(t, sheet.CSV([]byte(";;;\n;Item;Qty;\n;Chair;3;\n;;;\n;Desk;1;\n;;;\n")))
	assert.Equal(t, [][]string{{"Item", "Qty"}, {"Chair", "3"}, {"", ""}, {"Desk", "1"}}, table.Rows)
}

func TestCSV_RefusesWhatIsOverItsLimits(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, say string }{
		"bytes":   {strings.Repeat("a;b\n", sheet.MaxCSV/4+1), sheet.SayCSVSize},
		"rows":    {strings.Repeat("a;b\n", sheet.MaxRows+1), sheet.SayCSVRows},
		"columns": {strings.Repeat("a;", sheet.MaxColumns) + "b\n", sheet.SayCSVRows},
		"binary":  {"a;b\x00\x01\x02;c", sheet.SayCSVText},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := sheet.CSV([]byte(c.text))
			assert.True(t, r.Refused)
			assert.Equal(t, c.say, r.Say)
			assert.Empty(t, r.Tables)
		})
	}
	assert.Len(t, one(t, sheet.CSV([]byte(strings.Repeat("a;b\n", sheet.MaxRows)))).Rows, sheet.MaxRows)
}

func TestCSV_CellsAreOneLineWithoutHiddenLettersAndBounded(t *testing.T) {
	t.Parallel()
	table := one(t, sheet.CSV([]byte("Item,Qty\n\"Chair\n  red\u200b\u202e\",3\n"+strings.Repeat("x", 600)+",1\n")))
	assert.Equal(t, "Chair red", table.Rows[1][0])
	assert.Equal(t, 501, len([]rune(table.Rows[2][0])))
}

func TestCSV_AnEmptyFileIsNoTableAndNoComplaint(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "\n\n", ";;\n;;\n"} {
		r := sheet.CSV([]byte(text))
		assert.False(t, r.Refused)
		assert.Empty(t, r.Tables)
	}
}

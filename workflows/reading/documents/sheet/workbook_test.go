package sheet_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

// workbook writes a workbook with a real writer, as a sender's program would.
func workbook(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return out.Bytes()
}

func set(t testing.TB, f *excelize.File, name, cell string, v any) {
	t.Helper()
	require.NoError(t, f.SetCellValue(name, cell, v))
}

// styled sets a value under a number format.
func styled(t testing.TB, f *excelize.File, cell string, v any, format string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	require.NoError(t, err)
	set(t, f, "Sheet1", cell, v)
	require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, id))
}

func TestWorkbook_ReadsAnOrderAsItsSenderSeesIt(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		require.NoError(t, f.SetSheetName("Sheet1", "Order"))
		for i, row := range [][]any{{"Item", "Qty", "Unit price", "VAT"}, {"Chair, red", 3, 1250.5, "19 %"}, {"Desk", 1, 99, nil}} {
			require.NoError(t, f.SetSheetRow("Order", fmt.Sprintf("B%d", i+3), &row))
		}
	})
	r := sheet.Workbook(content)
	table := one(t, r)
	assert.Equal(t, "Order", table.Name)
	assert.Equal(t, [][]string{{"Item", "Qty", "Unit price", "VAT"}, {"Chair, red", "3", "1250.5", "19 %"}, {"Desk", "1", "99", ""}}, table.Rows)
	assert.False(t, r.Partial)
}

func TestWorkbook_ANumberReadsOneWayWhateverItsFormat(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		value  any
		format string
		want   string
	}{
		{1250.5, "#,##0.00", "1250.5"},
		{1.234, "0.000", "1.2340"}, // not a thousand
		{0.1 + 0.2, "General", "0.3"},
		{1234567.89, "#,##0.00 [$€-407]", "1234567.89 €"},
		{12.5, `"$"#,##0.00`, "$ 12.5"},
		{12.5, `[$USD] #,##0.00`, "USD 12.5"},
		{-12.5, `#,##0.00\ "EUR";[Red]\-#,##0.00\ "EUR"`, "-12.5 EUR"},
		{99, `_-* #,##0.00 [$£-809]_-;-* #,##0.00 [$£-809]_-;_-* "-"??_-`, "99 £"},
		{3, `0" pcs"`, "3 pcs"},
		{3, `"no. 7/"0`, "3"}, // digits beside a number would make another number
		{1000, `#,##0.0,"k"`, "1000"},
		{0.19, "0%", "19%"},
		{0.125, "0.00%", "12.5%"},
		{0.07, "0.00 %;[Red]-0.00 %", "7%"},
		{1e6, "0.00E+00", "1000000"},
		{42, "@", "42"},
		{0.5, "# ?/?", "0.5"},
		{100.0 / 3, "0.00", "33.3333333333"},
	} {
		t.Run(c.format, func(t *testing.T) {
			t.Parallel()
			content := workbook(t, func(f *excelize.File) { styled(t, f, "A1", c.value, c.format) })
			assert.Equal(t, c.want, one(t, sheet.Workbook(content)).Rows[0][0])
		})
	}
}

func TestWorkbook_ADateIsISOAndNothingIsMadeUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		serial float64
		format string
		want   string
	}{
		{46349, "dd.mm.yyyy", "2026-11-23"},
		{46349, "d/m/yy", "2026-11-23"},
		{46349, `[$-409]mmmm\ d,\ yyyy;@`, "2026-11-23"},
		{46349, "mmm yyyy", "2026-11"},
		{46349, "yyyy", "2026"},
		{46349.604166666664, "yyyy-mm-dd hh:mm", "2026-11-23 14:30"},
		{46349.604166666664, "dd/mm/yyyy", "2026-11-23"},
		{0.604166666666667, "hh:mm", "14:30"},
		{1.5625, "[h]:mm", "37:30"},
		{61, "yyyy-mm-dd", "1900-03-01"},
		{59, "yyyy-mm-dd", "1900-02-28"},
	} {
		t.Run(fmt.Sprintf("%v as %s", c.serial, c.format), func(t *testing.T) {
			t.Parallel()
			content := workbook(t, func(f *excelize.File) { styled(t, f, "A1", c.serial, c.format) })
			assert.Equal(t, c.want, one(t, sheet.Workbook(content)).Rows[0][0])
		})
	}
}

func TestWorkbook_ADateThatNeverWasIsEmpty(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		styled(t, f, "A1", 60, "yyyy-mm-dd")
		styled(t, f, "B1", -4, "yyyy-mm-dd")
		set(t, f, "Sheet1", "C1", "x")
	})
	assert.Equal(t, [][]string{{"x"}}, one(t, sheet.Workbook(content)).Rows)
}

func TestWorkbook_KnowsTheBuiltInFormats(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		for i, id := range []int{9, 14, 22, 46, 44, 4} {
			style, err := f.NewStyle(&excelize.Style{NumFmt: id})
			require.NoError(t, err)
			cell, _ := excelize.CoordinatesToCellName(i+1, 1)
			set(t, f, "Sheet1", cell, []float64{0.19, 46349, 46349.5, 1.5, 12.5, 1250.5}[i])
			require.NoError(t, f.SetCellStyle("Sheet1", cell, cell, style))
		}
	})
	assert.Equal(t, []string{"19%", "2026-11-23", "2026-11-23 12:00", "36:00", "12.5", "1250.5"}, one(t, sheet.Workbook(content)).Rows[0])
}

func TestWorkbook_CountsFrom1904WhenTheWorkbookDoes(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		yes := true
		require.NoError(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
		styled(t, f, "A1", 44887, "yyyy-mm-dd")
	})
	assert.Equal(t, "2026-11-23", one(t, sheet.Workbook(content)).Rows[0][0])
}

func TestWorkbook_AFormulaGivesItsStoredValueOrNothing(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1", "A1", "total")
		set(t, f, "Sheet1", "B1", 30)
		require.NoError(t, f.SetCellFormula("Sheet1", "B1", "10*3"))
		require.NoError(t, f.SetCellFormula("Sheet1", "C1", "10*4"))
		set(t, f, "Sheet1", "D1", true)
	})
	assert.Equal(t, []string{"total", "30", "", "TRUE"}, one(t, sheet.Workbook(content)).Rows[0])
}

func TestWorkbook_WhatIsHiddenIsLeftOutAndSaid(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		for i, row := range [][]any{{"Item", "Margin", "Qty"}, {"Chair", 40, 3}, {"Secret", 50, 9}, {"Desk", 60, 1}} {
			require.NoError(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
		}
		require.NoError(t, f.SetColVisible("Sheet1", "B", false))
		require.NoError(t, f.SetRowVisible("Sheet1", 3, false))
		_, err := f.NewSheet("Costs")
		require.NoError(t, err)
		set(t, f, "Costs", "A1", "do not show")
		require.NoError(t, f.SetSheetVisible("Costs", false))
	})
	r := sheet.Workbook(content)
	require.Len(t, r.Tables, 1)
	assert.Equal(t, [][]string{{"Item", "", "Qty"}, {"Chair", "", "3"}, {"Desk", "", "1"}}, r.Tables[0].Rows)
	assert.True(t, r.Tables[0].Hidden)
	assert.True(t, r.Partial)
	assert.Contains(t, r.Say, "Rows or columns")
	assert.Contains(t, r.Say, "Sheets")
	assert.NotContains(t, r.Say, "Costs")
}

func TestWorkbook_AFormatThatShowsNothingHides(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		styled(t, f, "A1", 12, ";;;")
		styled(t, f, "B1", "words", ";;;")
		set(t, f, "Sheet1", "C1", "seen")
	})
	r := sheet.Workbook(content)
	require.Len(t, r.Tables, 1)
	assert.Equal(t, [][]string{{"seen"}}, r.Tables[0].Rows)
	assert.True(t, r.Partial)
}

func TestWorkbook_RichTextIsReadWhole(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		require.NoError(t, f.SetCellRichText("Sheet1", "A1", []excelize.RichTextRun{{Text: "Chair, ", Font: &excelize.Font{Bold: true}}, {Text: "red"}}))
		set(t, f, "Sheet1", "B1", "two\nlines")
	})
	assert.Equal(t, []string{"Chair, red", "two lines"}, one(t, sheet.Workbook(content)).Rows[0])
}

func TestWorkbook_ASheetOverTheLimitsIsLeftOutWhole(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		set(t, f, "Sheet1", "A1", "order")
		for _, name := range []string{"Prices", "Wide"} {
			_, err := f.NewSheet(name)
			require.NoError(t, err)
		}
		for i := range sheet.MaxRows + 1 {
			set(t, f, "Prices", fmt.Sprintf("A%d", i+1), i)
		}
		for i := range sheet.MaxColumns + 1 {
			cell, _ := excelize.CoordinatesToCellName(i+1, 1)
			set(t, f, "Wide", cell, i)
		}
	})
	r := sheet.Workbook(content)
	require.Len(t, r.Tables, 1)
	assert.Equal(t, [][]string{{"order"}}, r.Tables[0].Rows)
	assert.True(t, r.Partial)
	assert.Contains(t, r.Say, "500 rows")
}

func TestWorkbook_ReadsFiveSheetsAndSaysThatThereAreMore(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		for i := range sheet.MaxSheets + 1 {
			name := fmt.Sprintf("Sheet%d", i+1)
			if i > 0 {
				_, err := f.NewSheet(name)
				require.NoError(t, err)
			}
			set(t, f, name, "A1", name)
		}
	})
	r := sheet.Workbook(content)
	assert.Len(t, r.Tables, sheet.MaxSheets)
	assert.True(t, r.Partial)
}

func TestWorkbook_AgreesWithAnotherReader(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		for row := range 40 {
			for col := range 12 {
				cell, _ := excelize.CoordinatesToCellName(col+1, row+1)
				if v := row*col + 1; col%3 == 0 {
					set(t, f, "Sheet1", cell, fmt.Sprintf("text %d", v))
				} else {
					set(t, f, "Sheet1", cell, float64(v)/4)
				}
			}
		}
	})
	other, err := excelize.OpenReader(bytes.NewReader(content))
	require.NoError(t, err)
	defer other.Close()
	want, err := other.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	assert.Equal(t, want, one(t, sheet.Workbook(content)).Rows)
}

func TestWorkbook_ATimeValueOfTheWriterIsADate(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) { set(t, f, "Sheet1", "A1", time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)) })
	assert.Equal(t, "2026-11-23", one(t, sheet.Workbook(content)).Rows[0][0])
}

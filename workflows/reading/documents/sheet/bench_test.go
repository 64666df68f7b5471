package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

func BenchmarkCSV_500Rows(b *testing.B) {
	content := []byte("Item;Qty;Price;Total\n" + strings.Repeat("Chair, red, with arms;3;1.250,50;3.751,50\n", sheet.MaxRows-1))
	b.ReportAllocs()
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		sheet.CSV(content)
	}
}

func BenchmarkWorkbook_Order(b *testing.B) { benchWorkbook(b, 20) }

func BenchmarkWorkbook_500Rows(b *testing.B) { benchWorkbook(b, sheet.MaxRows) }

func benchWorkbook(b *testing.B, rows int) {
	content := workbook(b, func(f *excelize.File) {
		for i := range rows {
			row := []any{fmt.Sprintf("Item %d", i), i, float64(i) * 1.25, "pcs", 19}
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportAllocs()
	b.SetBytes(int64(len(content)))
	for b.Loop() {
		sheet.Workbook(content)
	}
}

// BenchmarkWorkbook_Worst is the most work a file can ask for: a part of the
// largest size made of the shortest tags.
func BenchmarkWorkbook_Worst(b *testing.B) {
	content := archive(b, parts("<row>"+strings.Repeat("<c/>", 500_000)+"</row>"))
	b.ReportAllocs()
	for b.Loop() {
		sheet.Workbook(content)
	}
}

package sheet_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

// sound holds a result against what every caller relies on.
func sound(t *testing.T, r sheet.Result) {
	t.Helper()
	require.LessOrEqual(t, len(r.Tables), sheet.MaxSheets)
	if r.Refused {
		require.Empty(t, r.Tables)
		require.NotEmpty(t, r.Say)
	}
	for _, table := range r.Tables {
		require.NotEmpty(t, table.Rows)
		require.LessOrEqual(t, len(table.Rows), sheet.MaxRows)
		require.LessOrEqual(t, len(table.Rows[0]), sheet.MaxColumns)
		for _, row := range table.Rows {
			require.Len(t, row, len(table.Rows[0]))
			for _, c := range row {
				require.True(t, utf8.ValidString(c))
				require.LessOrEqual(t, utf8.RuneCountInString(c), 600)
				require.False(t, strings.ContainsAny(c, "\n\r\t\x00"))
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a;b\n1;2\n", "sep=,\na,\"b\nc\"\n", "\xff\xfea\x00;\x00", "a\tb\n\"x", "a|b,c\n1|2,3", "\xef\xbb\xbfa,b"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		r := sheet.CSV(content)
		sound(t, r)
		assert.Equal(t, r, sheet.CSV(content))
	})
}

func FuzzWorkbook(f *testing.F) {
	f.Add(archive(f, parts(`<row r="1"><c r="A1"><v>1</v></c></row>`)))
	f.Add(workbook(f, func(x *excelize.File) { styled(f, x, "B2", 46349, "dd.mm.yyyy") }))
	f.Fuzz(func(t *testing.T, content []byte) { sound(t, sheet.Workbook(content)) })
}

// FuzzSheetXML reaches the parser behind the archive.
func FuzzSheetXML(f *testing.F) {
	f.Add(`<row r="1" ht="0"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>`, `#,##0.00 [$€-407];[Red]"x"`)
	f.Add(`<row><c s="0"><v>46349.5</v></c><c><f>1</f></c></row>`, "dd.mm.yyyy hh:mm")
	f.Add(`<row><c s="0"><v>1E-9</v></c></row>`, `\`)
	f.Fuzz(func(t *testing.T, rows, format string) {
		p := parts(rows)
		p["xl/_rels/workbook.xml.rels"] = strings.Replace(p["xl/_rels/workbook.xml.rels"], "<Relationships>", `<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/>`, 1)
		quoted := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(format)
		p["xl/styles.xml"] = `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="` + quoted + `"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`
		sound(t, sheet.Workbook(archive(t, p)))
	})
}

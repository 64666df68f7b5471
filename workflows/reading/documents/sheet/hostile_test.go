package sheet_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

const (
	mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	space    = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
)

// parts are those of a workbook with one sheet of the given rows.
func parts(rows string) map[string]string {
	return map[string]string{
		"[Content_Types].xml":        `<Types><Override PartName="/xl/workbook.xml" ContentType="` + mainType + `"/></Types>`,
		"xl/workbook.xml":            `<workbook ` + space + ` xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet ` + space + `><sheetData>` + rows + `</sheetData></worksheet>`,
	}
}

func archive(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range []string{"[Content_Types].xml"} {
		if text, ok := parts[name]; ok {
			writePart(t, w, name, text)
		}
	}
	for name, text := range parts {
		if name != "[Content_Types].xml" {
			writePart(t, w, name, text)
		}
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

func writePart(t testing.TB, w *zip.Writer, name, text string) {
	t.Helper()
	p, err := w.Create(name)
	require.NoError(t, err)
	_, err = p.Write([]byte(text))
	require.NoError(t, err)
}

func with(base map[string]string, name, text string) map[string]string {
	base[name] = text
	return base
}

func TestWorkbook_RefusesWithASentenceThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	cell := `<row r="1"><c r="A1"><v>1</v></c></row>`
	bomb := `<row r="1"><c r="A1"><v>1</v></c></row><!--` + strings.Repeat(" ", 9<<20) + `-->`
	for name, c := range map[string]struct {
		content []byte
		say     string
	}{
		"macro type":       {archive(t, with(parts(cell), "[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`)), sheet.SayBookMacro},
		"macro part":       {archive(t, with(parts(cell), "xl/vbaProject.bin", "x")), sheet.SayBookMacro},
		"external link":    {archive(t, with(parts(cell), "xl/externalLinks/externalLink1.xml", "<x/>")), sheet.SayBookExternal},
		"data connection":  {archive(t, with(parts(cell), "xl/connections.xml", "<x/>")), sheet.SayBookExternal},
		"a document":       {archive(t, map[string]string{"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="x.document.main+xml"/></Types>`}), sheet.SayBookKind},
		"no types":         {archive(t, map[string]string{"a.txt": "x"}), sheet.SayBookKind},
		"broken archive":   {archive(t, parts(cell))[:300], sheet.SayBookDamaged},
		"no archive":       {[]byte("PK\x03\x04 nothing"), sheet.SayBookDamaged},
		"bomb of blanks":   {archive(t, parts(bomb)), sheet.SayBookSize},
		"bomb of parts":    {archive(t, with(parts(cell), "xl/media/a.png", strings.Repeat("\x00", 33<<20))), sheet.SayBookSize},
		"declared entity":  {archive(t, with(parts(cell), "xl/workbook.xml", `<!DOCTYPE x [<!ENTITY a "b">]><workbook/>`)), sheet.SayBookDamaged},
		"missing sheet":    {archive(t, with(parts(cell), "xl/_rels/workbook.xml.rels", `<Relationships/>`)), sheet.SayBookDamaged},
		"no sheets":        {archive(t, with(parts(cell), "xl/workbook.xml", `<workbook/>`)), sheet.SayBookDamaged},
		"rows backwards":   {archive(t, parts(`<row r="2"><c r="A2"><v>1</v></c></row>`+cell)), sheet.SayBookDamaged},
		"cells backwards":  {archive(t, parts(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`)), sheet.SayBookDamaged},
		"same cell twice":  {archive(t, parts(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>`)), sheet.SayBookDamaged},
		"column too far":   {archive(t, parts(`<row r="1"><c r="ZZZZ1"><v>1</v></c></row>`)), sheet.SayBookDamaged},
		"part names twice": {archive(t, with(parts(cell), "XL/worksheets/SHEET1.xml", "<x/>")), sheet.SayBookDamaged},
		"deep nesting":     {archive(t, parts(strings.Repeat("<x>", 100)+strings.Repeat("</x>", 100))), sheet.SayBookSize},
		"too large":        {append([]byte("PK\x03\x04"), make([]byte, sheet.MaxWorkbook)...), sheet.SayBookSize},
		"empty":            {archive(t, parts("")), sheet.SayBookEmpty},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := sheet.Workbook(c.content)
			assert.True(t, r.Refused)
			assert.Equal(t, c.say, r.Say)
			assert.Empty(t, r.Tables)
		})
	}
}

func TestWorkbook_AFarCellCostsNothing(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
	}
	content := archive(t, parts(rows.String()))
	require.Less(t, len(content), 40_000)
	// A library that builds the grid takes gigabytes for this file.
	r := sheet.Workbook(content)
	assert.True(t, r.Refused)
	assert.Contains(t, r.Say, "500 rows or 30 columns")
}

func TestWorkbook_AMillionRowsEndSoon(t *testing.T) {
	t.Parallel()
	// Rows that say nothing, far more than tokens are granted for.
	content := archive(t, parts(strings.Repeat("<row/>", 1_000_000)))
	r := sheet.Workbook(content)
	assert.True(t, r.Refused)
	assert.Contains(t, r.Say, "500 rows")
}

func TestWorkbook_AnExponentCannotGrowIntoALongText(t *testing.T) {
	t.Parallel()
	r := sheet.Workbook(archive(t, parts(`<row r="1"><c r="A1"><v>1E+999999999</v></c><c r="B1"><v>1E+30</v></c><c r="C1"><v>1.0000000000000002E-2</v></c></row>`)))
	assert.Equal(t, []string{"1E+999999999", "1" + strings.Repeat("0", 30), "0.01"}, one(t, r).Rows[0])
}

func TestWorkbook_ReadsCellsWithoutReferencesAndInlineText(t *testing.T) {
	t.Parallel()
	rows := `<row><c t="inlineStr"><is><t>Chair</t><rPh><t>guide</t></rPh></is></c><c><v>3</v></c></row>` +
		`<row><c t="inlineStr"><is><r><t>De</t></r><r><t>sk_x000D_</t></r></is></c><c t="str"><f>x</f><v>four</v></c><c t="e"><v>#REF!</v></c></row>`
	assert.Equal(t, [][]string{{"Chair", "3", ""}, {"Desk", "four", "#REF!"}}, one(t, sheet.Workbook(archive(t, parts(rows)))).Rows)
}

func TestWorkbook_AnUnknownTextOrStyleIsEmptyAndNoPanic(t *testing.T) {
	t.Parallel()
	rows := `<row><c t="s"><v>7</v></c><c t="s"><v>-1</v></c><c s="99"><v>5</v></c><c s="-3"><v>6</v></c></row>`
	assert.Equal(t, [][]string{{"5", "6"}}, one(t, sheet.Workbook(archive(t, parts(rows)))).Rows)
}

func TestWorkbook_SameBytesGiveTheSameResult(t *testing.T) {
	t.Parallel()
	content := workbook(t, func(f *excelize.File) {
		styled(t, f, "A1", 46349, "dd.mm.yyyy")
		styled(t, f, "B1", 0.19, "0%")
	})
	first := sheet.Workbook(content)
	for range 20 {
		assert.Equal(t, first, sheet.Workbook(content))
	}
}

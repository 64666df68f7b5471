package pdf_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/documents/pdf"
)

func sound(t *testing.T, r pdf.Result) {
	t.Helper()
	require.True(t, utf8.ValidString(r.Text))
	require.LessOrEqual(t, len(r.Text), 3*pdf.MaxText)
	require.LessOrEqual(t, len(r.Files), pdf.MaxFiles)
	require.False(t, strings.ContainsAny(r.Text, "\x00\r\t"))
	if r.Refused {
		require.NotEmpty(t, r.Say)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(onePage(orderContent(), "").bytes())
	embedded := onePage("", "/AF [7 0 R]")
	embedded.stream("/Subtype /text#2Fxml", "<x/>")
	embedded.add("<< /F (a.xml) /EF << /F 6 0 R >> >>")
	f.Add(embedded.bytes())
	f.Add([]byte("%PDF-1.5\n8 0 obj<</Type/ObjStm/N 1/First 4>>stream\n1 0 <</Type/Catalog/Pages 1 0 R>>endstream"))
	f.Fuzz(func(t *testing.T, content []byte) {
		r := pdf.Read(content)
		sound(t, r)
		require.Equal(t, r, pdf.Read(content))
	})
}

// FuzzContent reaches the operators, the fonts and the maps behind the file.
func FuzzContent(f *testing.F) {
	f.Add(orderContent(), plainFont, "1 beginbfchar <41> <0042> endbfchar")
	f.Add("q 0 1 -1 0 3 4 cm BT /F1 1 Tf [(a) -300 (b)] TJ T* (c) ' 1 2 (d) \" ET Q BI ID x EI", "<< /Subtype /Type3 /FontMatrix [0.01 0 0 1 0 0] /FirstChar -5 /Widths [1 2 3] >>", "")
	f.Add("BT /F1 1 Tf <0001> Tj ET", "<< /Subtype /Type0 /DescendantFonts [<< /W [0 [1 2] 5 9 3] >>] /ToUnicode 6 0 R >>", "1 beginbfrange <0000> <ffff> <D800> endbfrange")
	f.Fuzz(func(t *testing.T, content, font, cmap string) {
		b := pageWith(content, "", font, "")
		b.stream("", cmap)
		sound(t, pdf.Read(b.bytes()))
	})
}

func FuzzFilters(f *testing.F) {
	f.Add("/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>", deflate("abc"))
	f.Add("/Filter [/LZWDecode /RunLengthDecode /ASCII85Decode /ASCIIHexDecode]", lzw("abc"))
	f.Add("/Filter /FlateDecode /DecodeParms << /Predictor 2 /Colors 3 /Columns 2 >>", deflate("abcdefghi"))
	f.Fuzz(func(t *testing.T, dict, data string) {
		b := onePage("", "")
		b.objects = b.objects[:4]
		b.stream(dict, data)
		sound(t, pdf.Read(b.bytes()))
	})
}

func BenchmarkRead_OnePage(b *testing.B) { benchmark(b, onePage(orderContent(), "").bytes()) }

func BenchmarkRead_Hostile(b *testing.B) {
	for name, content := range hostile() {
		b.Run(strings.ReplaceAll(name, " ", "_"), func(b *testing.B) { benchmark(b, content) })
	}
}

func benchmark(b *testing.B, content []byte) {
	b.ReportAllocs()
	for b.Loop() {
		pdf.Read(content)
	}
}

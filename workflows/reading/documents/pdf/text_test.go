package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/documents/pdf"
)

func text(t *testing.T, b *builder) string {
	t.Helper()
	r := pdf.Read(b.bytes())
	require.False(t, r.Refused, r.Say)
	return r.Text
}

func TestText_ColumnsStayApart(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "Item  Qty  Price\nChair, red  3  1.250,50 €\nDesk (oak)  1  99,00 €", text(t, onePage(orderContent(), "")))
}

func TestText_LinesComeFromTheirPlaceNotTheirOrder(t *testing.T) {
	t.Parallel()
	content := at(300, 600, "right") + at(50, 586, "second line") + at(50, 600, "left")
	assert.Equal(t, "left  right\nsecond line", text(t, onePage(content, "")))
}

func TestText_LettersWrittenOneByOneMakeWords(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "Invoice No 7", text(t, onePage("BT /F1 12 Tf 50 700 Td [(In) 20 (voi) -15 (ce) -300 (No) -278 (7)] TJ ET", "")))
}

func TestText_EveryWayOfMovingIsFollowed(t *testing.T) {
	t.Parallel()
	content := "q 1 0 0 1 10 10 cm BT /F1 10 Tf 14 TL 50 700 Td (one) Tj T* (two) Tj (three) ' 1 2 (four) \" 0 -14 TD (five) Tj ET Q " +
		"BT /F1 10 Tf 50 500 Td 200 Tz (wide) Tj 100 Tz 5 Ts (up) Tj ET"
	assert.Equal(t, "one\ntwo\nthree\nf o u r\nf i v e\nup\nwide", text(t, onePage(content, "")))
}

func TestText_EscapesAndHexStringsAreDecoded(t *testing.T) {
	t.Parallel()
	content := `BT /F1 10 Tf 50 700 Td (a\(b\)\\ \344\r\
c) Tj ET BT /F1 10 Tf 50 650 Td <48 65 6C6c 6F2> Tj ET`
	assert.Equal(t, "a(b)\\ ä c\nHello", text(t, onePage(content, "")))
}

func TestText_FontsSayWhatTheirCodesMean(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ font, shown, want string }{
		"differences":   {`<< /Type /Font /Subtype /Type1 /BaseFont /X /Encoding << /Differences [65 /Euro /adieresis /uni00DF /f_i /scaron /u20AC] >> >>`, "(ABCDEF)", "€äßfiš€"},
		"mac":           {`<< /Type /Font /Subtype /TrueType /BaseFont /X /Encoding /MacRomanEncoding >>`, "<8A>", "ä"},
		"to unicode":    {`<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< /DW 500 /W [1 [600 600] 3 5 700] >>] /ToUnicode 6 0 R >>`, "<000100020003>", "Tür"},
		"UTF-16 codes":  {`<< /Type /Font /Subtype /Type0 /Encoding /UniJIS-UTF16-H /DescendantFonts [<< >>] >>`, "<004100DF>", "Aß"},
		"simple mapped": {`<< /Type /Font /Subtype /TrueType /BaseFont /X /ToUnicode 6 0 R >>`, "<0A0B>", "xy"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := pageWith("BT /F1 10 Tf 50 700 Td "+c.shown+" Tj ET", "", c.font, "")
			b.stream("", "/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <ffff> endcodespacerange\n"+
				"2 beginbfchar <0001> <0054> <0002> <00FC> endbfchar 2 beginbfrange <0003> <0005> <0072> <0A> <0B> [<0078> <0079>] endbfrange")
			assert.Equal(t, c.want, text(t, b))
		})
	}
}

func TestText_LettersWithoutAMeaningAreSaid(t *testing.T) {
	t.Parallel()
	b := pageWith("BT /F1 10 Tf 50 700 Td <00010002> Tj ET", "", `<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< >>] >>`, "")
	r := pdf.Read(b.bytes())
	assert.Empty(t, r.Text)
	assert.Equal(t, pdf.SayNoText, r.Say)
	assert.True(t, r.Partial)

	b = pageWith("BT /F1 10 Tf 50 700 Td (A\x01\x02\x03) Tj ET", "", `<< /Subtype /Type1 /BaseFont /X >>`, "")
	r = pdf.Read(b.bytes())
	assert.Equal(t, "A", r.Text)
	assert.Equal(t, pdf.SayLetters, r.Say)
}

func TestText_BoldDrawnTwiceIsReadOnce(t *testing.T) {
	t.Parallel()
	content := "BT /F1 10 Tf 1 0 0 1 50 700 Tm (Total) Tj ET BT /F1 10 Tf 1 0 0 1 50.3 700 Tm (Total) Tj ET"
	assert.Equal(t, "Total", text(t, onePage(content, "")))
}

func TestText_TurnedPagesAreReadAsTheViewerShowsThem(t *testing.T) {
	t.Parallel()
	up := "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (first line) Tj ET BT /F1 10 Tf 0 1 -1 0 114 50 Tm (second line) Tj ET"
	assert.Equal(t, "first line\nsecond line", text(t, onePage(up, "")))
	assert.Equal(t, "first line\nsecond line", text(t, pageWith(up, "", plainFont, "/Rotate 90")))
}

func TestText_AStampDoesNotMixWithLines(t *testing.T) {
	t.Parallel()
	content := at(50, 700, "Invoice 7") + "BT /F1 40 Tf 0.7 0.7 -0.7 0.7 60 690 Tm (COPY) Tj ET"
	assert.Equal(t, "Invoice 7\nCOPY", text(t, onePage(content, "")))
}

func TestText_FormsAndFilledFieldsAreRead(t *testing.T) {
	t.Parallel()
	b := pageWith(at(50, 700, "Name:")+"q 1 0 0 1 0 -100 cm /Fm Do Q", "", plainFont, "/Resources << /Font << /F1 4 0 R >> /XObject << /Fm 6 0 R >> >> /Annots [7 0 R 9 0 R]")
	b.stream("/Type /XObject /Subtype /Form /Matrix [1 0 0 1 5 0]", at(50, 700, "in a form"))
	b.add("<< /Subtype /Widget /Rect [200 695 300 710] /AP << /N 8 0 R >> >>")
	b.stream("/Type /XObject /Subtype /Form", at(2, 5, "Ada Lund"))
	b.add("<< /Subtype /Widget /F 2 /Rect [200 500 300 510] /AP << /N 8 0 R >> >>")
	assert.Equal(t, "Name:  Ada Lund\nin a form", text(t, b))
}

func TestText_PicturesInTheContentAreSkipped(t *testing.T) {
	t.Parallel()
	assert.Equal(t, "after", text(t, onePage("BI /W 2 /H 2 ID \x01(EI\x02 \xff EI Q "+at(50, 700, "after"), "")))
}

func TestText_EachPageBeginsWithAFormFeedAndThirtyAreRead(t *testing.T) {
	t.Parallel()
	b := &builder{}
	kids := make([]string, 0, 40)
	b.add("<< /Type /Catalog /Pages 2 0 R >>")
	b.add("")
	b.add(plainFont)
	for i := range 40 {
		page := b.add("")
		content := b.stream("", at(50, 700, fmt.Sprintf("page %d", i+1)))
		b.objects[page-1] = fmt.Sprintf("<< /Type /Page /Parent 2 0 R /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", content)
		kids = append(kids, fmt.Sprintf("%d 0 R", page))
	}
	b.objects[1] = "<< /Type /Pages /Count 40 /Kids [" + strings.Join(kids, " ") + "] >>"
	r := pdf.Read(b.bytes())
	pages := strings.Split(r.Text, "\f")
	require.Len(t, pages, pdf.MaxPages)
	assert.Equal(t, "page 1", strings.TrimSpace(pages[0]))
	assert.Equal(t, "page 30", strings.TrimSpace(pages[29]))
	assert.True(t, r.Partial)
	assert.Equal(t, pdf.SayPages, r.Say)
}

func TestText_IsBounded(t *testing.T) {
	t.Parallel()
	content := "BT /F1 10 Tf 50 700 Td " + strings.Repeat("(xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx) '", 8000) + " ET"
	r := pdf.Read(onePage(content, "").bytes())
	assert.LessOrEqual(t, len(r.Text), pdf.MaxText*2)
	assert.Equal(t, pdf.SayCut, r.Say)
}

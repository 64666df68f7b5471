package pdf_test

import (
	"bytes"
	"encoding/ascii85"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/documents/pdf"
)

func TestRead_RefusesWithASentenceThatSaysWhatToDo(t *testing.T) {
	t.Parallel()
	locked := onePage(orderContent(), "")
	locked.trailer = "/Encrypt << /Filter /Standard /V 4 >>"
	for name, c := range map[string]struct {
		content []byte
		say     string
	}{
		"encrypted": {locked.bytes(), pdf.SayEncrypted},
		"no mark":   {[]byte("hello"), pdf.SayDamaged},
		"empty":     {[]byte("%PDF-1.4\n%%EOF"), pdf.SayDamaged},
		"no pages":  {[]byte("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj"), pdf.SayDamaged},
		"too large": {append([]byte("%PDF-1.4\n"), make([]byte, pdf.MaxBytes)...), pdf.SayTooLarge},
		"too many":  {[]byte("%PDF-1.4\n" + strings.Repeat("[", 3_000_000)), pdf.SayDamaged},
		"numbers":   {[]byte("%PDF-1.4\n1 0 obj [" + strings.Repeat("1 ", 3_000_000) + "] endobj"), pdf.SayTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := pdf.Read(c.content)
			assert.True(t, r.Refused)
			assert.Equal(t, c.say, r.Say)
			assert.Empty(t, r.Text)
		})
	}
}

func TestRead_AScanSaysThatItShowsNoText(t *testing.T) {
	t.Parallel()
	r := pdf.Read(onePage("q 500 0 0 700 0 0 cm /Im0 Do Q", "").bytes())
	assert.False(t, r.Refused)
	assert.Equal(t, pdf.SayNoText, r.Say)
}

func TestRead_ADamagedTableOfObjectsDoesNotMatter(t *testing.T) {
	t.Parallel()
	content := onePage(orderContent(), "").bytes()
	want := pdf.Read(content).Text
	at := bytes.Index(content, []byte("xref\n0"))
	require.Positive(t, at)
	assert.Equal(t, want, pdf.Read(content[:at]).Text, "cut off before the table")
	assert.Equal(t, want, pdf.Read(bytes.ReplaceAll(content, []byte("00000 n"), []byte("99999 n"))).Text)
	assert.Equal(t, want, pdf.Read(append([]byte("From: x\r\n\r\n"), content...)).Text, "something before the mark")
}

func TestRead_AnUpdateReplacesWhatCameBefore(t *testing.T) {
	t.Parallel()
	content := onePage(at(50, 700, "old"), "").bytes()
	body := at(50, 700, "new")
	update := fmt.Sprintf("5 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\ntrailer << /Root 1 0 R /Prev 9 >>\n%%%%EOF", len(body), body)
	assert.Equal(t, "new", pdf.Read(append(content, update...)).Text)
}

func TestRead_ObjectsInStreamsAreFound(t *testing.T) {
	t.Parallel()
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] >>",
		"<< /Type /Page /Contents 9 0 R /Resources << /Font << /F1 4 0 R >> >> >>", plainFont,
	}
	head, body := "", ""
	for i, o := range objects {
		head += fmt.Sprintf("%d %d ", i+1, len(body))
		body += o + " "
	}
	packed := deflate(head + body)
	content := at(50, 700, "packed")
	file := fmt.Sprintf("%%PDF-1.5\n8 0 obj << /Type /ObjStm /N 4 /First %d /Filter /FlateDecode /Length %d >> stream\n%s\nendstream endobj\n", len(head), len(packed), packed) +
		fmt.Sprintf("9 0 obj << /Length 10 0 R >> stream\r\n%s\r\nendstream endobj\n10 0 obj %d endobj\n", content, len(content)) +
		"11 0 obj << /Type /XRef /Root 1 0 R /Length 0 >> stream\n\nendstream endobj"
	assert.Equal(t, "packed", pdf.Read([]byte(file)).Text)
}

func TestRead_EveryCommonFilterIsUndone(t *testing.T) {
	t.Parallel()
	plain := at(50, 700, "filtered text, filtered text")
	var a85 strings.Builder
	w := ascii85.NewEncoder(&a85)
	_, _ = w.Write([]byte(deflate(plain)))
	_ = w.Close()
	png := ""
	for i := 0; i < len(plain); i += 10 {
		row := (plain + "          ")[i : i+10]
		png += "\x00" + row
	}
	runs := ""
	for _, c := range []byte(plain) {
		runs += "\x00" + string([]byte{c})
	}
	for name, c := range map[string]struct{ dict, data string }{
		"none":       {"", plain},
		"flate":      {"/Filter /FlateDecode", deflate(plain)},
		"chain":      {"/Filter [/ASCII85Decode /FlateDecode]", a85.String() + "~>"},
		"hex":        {"/Filter /ASCIIHexDecode", hex.EncodeToString([]byte(plain)) + ">"},
		"predictor":  {"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 10 >>", deflate(png)},
		"run length": {"/Filter /RunLengthDecode", runs + "\x80"},
		"LZW":        {"/Filter /LZWDecode", lzw(plain)},
		"cut flate":  {"/Filter /FlateDecode", deflate(plain)[:len(deflate(plain))-6]},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := onePage("", "")
			b.objects = b.objects[:4]
			b.stream(c.dict, c.data)
			assert.Equal(t, "filtered text, filtered text", text(t, b))
		})
	}
}

// lzw writes every byte as a code of its own, with a reset before the codes
// would grow longer than nine bits.
func lzw(s string) string {
	var out []byte
	acc, bits := 0, 0
	put := func(code int) {
		acc, bits = acc<<9|code, bits+9
		for bits >= 8 {
			out = append(out, byte(acc>>(bits-8)))
			bits -= 8
			acc &= 1<<bits - 1
		}
	}
	for i, c := range []byte(s) {
		if i%200 == 0 {
			put(256)
		}
		put(int(c))
	}
	put(257)
	return string(append(out, byte(acc<<(8-bits))))
}

func TestRead_LZWCodesThatPointBackAreFollowed(t *testing.T) {
	t.Parallel()
	// The example of ISO 32000-1, 7.4.4.2: 45 45 45 45 45 65 45 45 45 66.
	data, err := hex.DecodeString("800B6050220C0C8501")
	require.NoError(t, err)
	b := onePage("", "")
	b.objects = b.objects[:4]
	b.objects[2] = "<< /Type /Page /Contents [5 0 R 6 0 R 7 0 R] >>"
	b.stream("", "BT /F1 10 Tf 50 700 Td (")
	b.stream("/Filter /LZWDecode", string(data))
	b.stream("", ") Tj ET")
	assert.Equal(t, "-----A---B", strings.TrimSpace(text(t, b)))
}

func TestFiles_AnXMLFileIsFoundHoweverItIsAttached(t *testing.T) {
	t.Parallel()
	const xml = "<Invoice>embedded</Invoice>"
	for name, catalog := range map[string]string{
		"name tree":         "/Names << /EmbeddedFiles << /Kids [8 0 R] >> >>",
		"associated":        "/AF [7 0 R]",
		"nothing points":    "",
		"tree round itself": "/Names << /EmbeddedFiles 9 0 R >>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := onePage(orderContent(), catalog)
			b.stream("/Type /EmbeddedFile /Subtype /text#2Fxml /Filter /FlateDecode", deflate(xml))
			b.add("<< /Type /Filespec /F (factur-x.xml) /UF <FEFF0066002E0078006D006C> /EF << /F 6 0 R /UF 6 0 R >> >>")
			b.add("<< /Names [(factur-x.xml) 7 0 R] /Limits [(a) (z)] >>")
			b.add("<< /Kids [9 0 R 9 0 R] >>")
			r := pdf.Read(b.bytes())
			require.Len(t, r.Files, 1)
			assert.Equal(t, pdf.File{Name: "f.xml", Content: []byte(xml)}, r.Files[0])
			assert.Contains(t, r.Text, "Chair")
		})
	}
}

func TestFiles_OtherAttachmentsAreLeftAlone(t *testing.T) {
	t.Parallel()
	b := onePage(orderContent(), "/AF [7 0 R]")
	b.stream("/Type /EmbeddedFile /Subtype /application#2Fpdf", "%PDF-")
	b.add("<< /Type /Filespec /F (terms.pdf) /EF << /F 6 0 R >> >>")
	assert.Empty(t, pdf.Read(b.bytes()).Files)
}

package pdf_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/autonomous-employee/employee/workflows/reading/documents/pdf"
)

// hostile are small files that ask for endless work. The test is that each of
// them comes back at all.
func hostile() map[string][]byte {
	loops := onePage("/Fm Do /Fm Do /Fm Do", "")
	loops.objects[1] = "<< /Type /Pages /Kids [3 0 R 2 0 R 2 0 R] /Resources << /XObject << /Fm 6 0 R >> >> >>"
	loops.stream("/Subtype /Form", strings.Repeat("/Fm Do ", 1000))

	bomb := onePage("", "")
	bomb.objects = bomb.objects[:4]
	bomb.stream("/Filter [/FlateDecode /FlateDecode]", deflate(deflate(strings.Repeat(" ", 64<<20))))

	long := onePage(strings.Repeat("/Fm Do ", 100_000), "")
	long.objects[1] = "<< /Type /Pages /Kids [3 0 R] /Resources << /Font << /F1 4 0 R >> /XObject << /Fm 6 0 R >> >> >>"
	long.stream("/Subtype /Form /Filter /FlateDecode", deflate("/F1 1 Tf ("+strings.Repeat("\x01", 4<<20)+") Tj"))

	fonts := onePage("", "")
	names, use := "", ""
	for i := range 400 {
		names += fmt.Sprintf("/G%d %d 0 R ", i, 7+i)
		use += fmt.Sprintf("/G%d 1 Tf ", i)
	}
	fonts.objects[1] = "<< /Type /Pages /Kids [3 0 R] /Resources << /Font << " + names + " >> >> >>"
	fonts.objects = fonts.objects[:4]
	fonts.stream("", use)
	fonts.stream("", "1 beginbfrange <0000> <ffff> <0000> endbfrange")
	for range 400 {
		fonts.add("<< /Subtype /Type0 /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [<< /W [0 65535 500] >>] >>")
	}

	parts := onePage("", "")
	parts.objects[2] = "<< /Type /Page /Contents [" + strings.Repeat("6 0 R ", 100_000) + "] >>"
	parts.stream("/Filter /FlateDecode", deflate(strings.Repeat("q Q ", 1<<20)))

	kids := &builder{}
	kids.add("<< /Type /Catalog /Pages 2 0 R >>")
	kids.add("<< /Kids 3 0 R >>")
	kids.add("[" + strings.Repeat("4 0 R ", 300_000) + "]")
	for i := range 300 {
		kids.add(fmt.Sprintf("<< /Kids 3 0 R /N %d >>", i))
	}

	chain := onePage("", "")
	chain.objects[2] = "3 0 R"

	return map[string][]byte{
		"forms within themselves":  loops.bytes(),
		"a bomb":                   bomb.bytes(),
		"a long string many times": long.bytes(),
		"maps for every code":      fonts.bytes(),
		"one part many times":      parts.bytes(),
		"kids of kids":             kids.bytes(),
		"a reference to itself":    chain.bytes(),
		"open brackets":            []byte("%PDF-1.4\n1 0 obj " + strings.Repeat("[", 1<<20)),
		"open dictionaries":        []byte("%PDF-1.4\n1 0 obj " + strings.Repeat("<</A", 1<<20)),
		"only the word obj":        []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj ", 1<<20)),
		"only trailers":            []byte("%PDF-1.4\n" + strings.Repeat("trailer ", 1<<20)),
		"streams without end":      []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj<<>>stream\n", 1<<18)),
		"lengths that lie":         []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj<</Length 9999999>>stream\nendstream ", 1<<17)),
		"object streams that lie":  []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj<</Type/ObjStm/N 99999/First 3>>stream\n1 0 endstream ", 1<<15)),
		"far numbers":              onePage("1e300 0 0 1e300 1e308 1e308 cm 99999999999999999999 0 0 999999999 0 0 cm "+at(50, 700, "x"), "").bytes(),
	}
}

func TestRead_HostileFilesComeBack(t *testing.T) {
	t.Parallel()
	for name, content := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := pdf.Read(content)
			assert.True(t, r.Refused || r.Partial, "what was not read is said")
			assert.NotEmpty(t, r.Say)
		})
	}
}

func TestRead_SameBytesGiveTheSameText(t *testing.T) {
	t.Parallel()
	content := onePage(orderContent()+"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 60 690 Tm (COPY) Tj ET", "").bytes()
	first := pdf.Read(content)
	for range 20 {
		assert.Equal(t, first, pdf.Read(content))
	}
}

func TestRead_AnyCutOfAFileComesBack(t *testing.T) {
	t.Parallel()
	content := onePage(orderContent(), "").bytes()
	for i := range content {
		pdf.Read(content[:i])
		pdf.Read(append(bytes.Clone(content[:i]), content[min(i+7, len(content)):]...))
	}
}

package pdf_test

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
)

// builder writes small PDFs by hand: objects, and a trailer that names the
// first of them as the root.
type builder struct {
	objects []string
	trailer string
}

func (b *builder) add(body string) int {
	b.objects = append(b.objects, body)
	return len(b.objects)
}

func (b *builder) stream(dict, data string) int {
	return b.add(fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(data), data))
}

func (b *builder) bytes() []byte {
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for i, o := range b.objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, b.trailer, start)
	return out.Bytes()
}

func deflate(s string) string {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return out.String()
}

const plainFont = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>`

// onePage is a document of one page with a font F1.
func onePage(content, catalog string) *builder { return pageWith(content, catalog, plainFont, "") }

func pageWith(content, catalog, font, pageExtra string) *builder {
	b := &builder{}
	b.add("<< /Type /Catalog /Pages 2 0 R " + catalog + " >>")
	b.add("<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> >> >>")
	b.add("<< /Type /Page /Parent 2 0 R /Contents 5 0 R " + pageExtra + " >>")
	b.add(font)
	b.stream("/Filter /FlateDecode", deflate(content))
	return b
}

// at writes text at a place in 10 points.
func at(x, y int, text string) string {
	return fmt.Sprintf("BT /F1 10 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n", x, y, strings.NewReplacer("(", `\(`, ")", `\)`).Replace(text))
}

const order = "Item|Qty|Price\nChair, red|3|1.250,50 \x80\nDesk (oak)|1|99,00 \x80"

func orderContent() string {
	var b strings.Builder
	for i, line := range strings.Split(order, "\n") {
		for j, cell := range strings.Split(line, "|") {
			b.WriteString(at(50+j*200, 700-i*14, cell))
		}
	}
	return b.String()
}

package trust_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

// attached is the level of the attachments of an otherwise honest request.
func attached(files ...trust.Attachment) contract.TrustSign {
	m := request()
	m.Attachments = files
	v := judge(m)
	if s := sign(v, contract.FlagAttachmentExecutable); s.Name != "" {
		return s
	}
	return sign(v, trust.AreaAttachments)
}

func zipped(names ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		f, _ := w.Create(n)
		_, _ = f.Write([]byte("content"))
	}
	_ = w.Close()
	return b.Bytes()
}

// locked marks all files of an archive as needing a password.
func locked(b []byte) []byte {
	for i := range len(b) - 9 {
		if string(b[i:i+4]) == "PK\x01\x02" {
			b[i+8] |= 1
		}
	}
	return b
}

const (
	program   = "MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"
	oldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00"
)

func disc() []byte {
	b := make([]byte, 0x8000+64)
	copy(b[0x8000:], "\x01CD001\x01")
	return b
}

func TestAttachments_DangerousFilesAreRed(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{
		"po.exe":                nil,
		"PO.EXE":                nil,
		"po.pdf.exe":            nil,
		"po.pdf          .exe":  nil,
		"po.exe. .":             nil,
		"po.pdf\u200b.exe":      nil,
		"po\uff0eexe":           nil,
		"order\u202efdp.exe":    nil,
		"order\u202excod.pdf":   nil,
		"order.lnk":             nil,
		"order.url":             nil,
		"order.iso":             nil,
		"order.img":             nil,
		"order.vhdx":            nil,
		"order.js":              nil,
		"order.hta":             nil,
		"order.docm":            nil,
		"order.xlsm":            nil,
		"order.xll":             nil,
		"order.one":             nil,
		"order.jar":             nil,
		"order.msi":             nil,
		"order.bat":             nil,
		"order.apk":             nil,
		"order.library-ms":      nil,
		"order.exe.gz":          nil,
		"C:\\orders\\order.scr": nil,
		"order.pdf":             []byte(program),
		"order.jpg":             []byte("\x7fELF\x02\x01\x01\x00"),
		"a.pdf":                 []byte("L\x00\x00\x00\x01\x14\x02\x00"),
		"b.pdf":                 disc(),
		"order.html":            []byte("<html>"),
		"PO_4711.htm":           nil,
		"Rechnung-2026.svg":     nil,
		"facture.pdf.html":      nil,
		"scan.shtml":            nil,
		"invoice.pdf":           []byte("\n<!DOCTYPE html><html>"),
		"order.zip":             zipped("order/order.pdf.exe"),
		"Invoices.ZIP":          zipped("readme.txt", "x.lnk"),
		"order.docx":            zipped("word/document.xml", "word/vbaProject.bin"),
		"c.zip":                 zipped("Invoice.html"),
		"d.zip":                 locked(zipped("order.js")),
		"order.doc":             []byte(oldOffice + "_\x00V\x00B\x00A\x00_\x00P\x00R\x00O\x00J\x00E\x00C\x00T\x00"),
		"":                      []byte(program),
	} {
		s := attached(trust.Attachment{Name: "plan.pdf", Content: []byte("%PDF-1.7")}, trust.Attachment{Name: name, Content: content})
		require.Equal(t, contract.TrustRed, s.Level, "%q: %s", name, s.Text)
	}
}

func TestAttachments_DoubtfulFilesAreWorthALook(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{
		"order.doc":      []byte(oldOffice),
		"list.xls":       []byte(oldOffice),
		"a.xls":          nil,
		"order.pdf":      []byte(oldOffice),
		"order.xlsx":     []byte(oldOffice),
		"order.zip":      locked(zipped("order.pdf")),
		"b.zip":          []byte("PK\x03\x04 cut off"),
		"c.rar":          []byte("Rar!\x1a\x07\x01\x00"),
		"d.7z":           nil,
		"e.zip":          zipped("inner.zip"),
		"f.pdf":          zipped("x.txt"),
		"signature.html": nil,
		"logo.svg":       []byte("<svg>"),
		"ATT00001.htm":   []byte("<html>"),
	} {
		s := attached(trust.Attachment{Name: name, Content: content})
		require.Equal(t, contract.TrustLook, s.Level, "%q: %s", name, s.Text)
	}
}

func TestAttachments_OrdinaryFilesAreNothing(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{
		"order.pdf":          []byte("%PDF-1.7"),
		"order.xlsx":         zipped("xl/workbook.xml", "xl/printerSettings/printerSettings1.bin", "[Content_Types].xml"),
		"order.docx":         zipped("word/document.xml"),
		"order.csv":          []byte("a;b"),
		"invoice.xml":        []byte("<?xml version=\"1.0\"?><Invoice/>"),
		"photo.jpg":          []byte("\xff\xd8\xff"),
		"meeting.ics":        nil,
		"card.vcf":           nil,
		"mail.eml":           nil,
		"a.msg":              []byte(oldOffice),
		"order.odt":          zipped("content.xml"),
		"photos.zip":         zipped("1.jpg", "2.jpg", "orders/plan.pdf"),
		"notes.txt":          []byte("MZ is the mark of a program, as you know."),
		"Angebot Nr. 12.pdf": nil,
		"no ending":          nil,
		"PO.4711.pdf":        nil,
		"دعوة\u200f.pdf":     nil,
	} {
		s := attached(trust.Attachment{Name: name, Content: content})
		require.Equal(t, contract.TrustGood, s.Level, "%q: %s", name, s.Text)
	}
	require.Equal(t, "No attachment could run a program.", attached(trust.Attachment{Name: "a.pdf"}, trust.Attachment{Name: "b.pdf"}).Text)
	require.Equal(t, "There are no attachments.", attached().Text)
}

func TestAttachments_LogoInTheTextIsNothing(t *testing.T) {
	t.Parallel()
	require.Equal(t, contract.TrustGood, attached(trust.Attachment{Name: "order-logo.svg", Inline: true, Content: []byte("<svg>")}).Level)
}

func TestAttachments_DeclaredTypeCountsWhereTheNameSaysNothing(t *testing.T) {
	t.Parallel()
	require.Equal(t, contract.TrustRed, attached(trust.Attachment{Name: "order", Type: "application/x-msdownload"}).Level)
	require.Equal(t, contract.TrustRed, attached(trust.Attachment{Name: "order", Type: "text/html; charset=utf-8"}).Level)
	require.Equal(t, contract.TrustGood, attached(trust.Attachment{Name: "order.pdf", Type: "application/x-msdownload", Content: []byte("%PDF-")}).Level)
}

func TestAttachments_SentenceNamesTheFileAndItsDisguise(t *testing.T) {
	t.Parallel()
	s := attached(trust.Attachment{Name: "PO 4711.pdf.exe"})
	require.Equal(t, `The attachment "PO 4711.pdf.exe" is a program dressed as a pdf; do not open it.`, s.Text)
	s = attached(trust.Attachment{Name: strings.Repeat("long ", 80) + ".exe"})
	require.Contains(t, s.Text, "is a program")
}

func FuzzAttachments(f *testing.F) {
	f.Add("po.pdf.exe", []byte(program))
	f.Add("a.zip", zipped("x.exe", "y"))
	f.Add("a.zip", locked(zipped("b")))
	f.Add("\u202e..", []byte("PK\x05\x06\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Add("a.svg", []byte("<?xml <svg"))
	f.Fuzz(func(t *testing.T, name string, content []byte) {
		require.NotEmpty(t, attached(trust.Attachment{Name: name, Content: content}).Level)
	})
}

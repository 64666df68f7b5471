package documents_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"github.com/autonomous-employee/employee/workflows/reading/documents"
	"github.com/autonomous-employee/employee/workflows/reading/documents/einvoice"
	"github.com/autonomous-employee/employee/workflows/reading/documents/pdf"
	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

func invoice(t testing.TB, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("einvoice", "testdata", name))
	require.NoError(t, err)
	return content
}

func xlsx(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	require.NoError(t, f.SetSheetRow("Sheet1", "A1", &[]any{"Item", "Qty", "Price"}))
	require.NoError(t, f.SetSheetRow("Sheet1", "A2", &[]any{"Chair", 3, 1250.5}))
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return out.Bytes()
}

func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i+1 < len(parts); i += 2 {
		p, err := w.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		require.NoError(t, err)
		_, err = p.Write([]byte(parts[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// pdfWith is a PDF of one line of text with XML files attached.
func pdfWith(files ...[]byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R /AF [")
	for i := range files {
		fmt.Fprintf(&b, "%d 0 R ", 10+2*i)
	}
	b.WriteString("] >> endobj\n2 0 obj << /Kids [3 0 R] >> endobj\n3 0 obj << /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj\n")
	b.WriteString("4 0 obj << >> stream\nBT /F 10 Tf 50 700 Td (Invoice G-12) Tj ET\nendstream endobj\n5 0 obj << /Subtype /Type1 /BaseFont /Helvetica >> endobj\n")
	for i, f := range files {
		fmt.Fprintf(&b, "%d 0 obj << /F (factur-x.xml) /EF << /F %d 0 R >> >> endobj\n%d 0 obj << /Length %d >> stream\n%s\nendstream endobj\n", 10+2*i, 11+2*i, 11+2*i, len(f), f)
	}
	b.WriteString("trailer << /Root 1 0 R >>\n%%EOF")
	return b.Bytes()
}

func TestRead_TheContentDecidesWhateverTheNameSays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content []byte
		want    documents.Kind
	}{
		"workbook": {xlsx(t), documents.XLSX},
		"pdf":      {pdfWith(), documents.PDF},
		"ubl":      {invoice(t, "order_ubl.xml"), documents.UBL},
		"cii":      {invoice(t, "invoice_cii.xml"), documents.CII},
	} {
		for _, declared := range []struct{ name, mime string }{{"a.csv", "text/csv"}, {"photo.jpg", "image/jpeg"}, {"", ""}, {"x.pdf", "application/pdf; name=x"}} {
			t.Run(name+" as "+declared.name, func(t *testing.T) {
				t.Parallel()
				doc := documents.Read(declared.name, declared.mime, c.content)
				assert.Equal(t, c.want, doc.Kind)
				assert.Empty(t, doc.Say)
				assert.False(t, doc.Partial)
			})
		}
	}
}

func TestRead_ATextIsATableOnlyWhenItIsDeclaredAsOne(t *testing.T) {
	t.Parallel()
	content := []byte("Item;Qty\nChair;3\n")
	for _, d := range []struct {
		name, mime string
		want       documents.Kind
	}{
		{"order.csv", "application/octet-stream", documents.CSV},
		{"ORDER.TSV", "", documents.CSV},
		{"order", "text/csv; charset=utf-8", documents.CSV},
		{"order.txt", "text/plain", documents.None},
		{"", "", documents.None},
	} {
		doc := documents.Read(d.name, d.mime, content)
		assert.Equal(t, d.want, doc.Kind, "%s %s", d.name, d.mime)
		if d.want == documents.CSV {
			assert.Equal(t, []sheet.Table{{Rows: [][]string{{"Item", "Qty"}, {"Chair", "3"}}}}, doc.Tables)
		}
	}
}

func TestRead_WhatIsNoDocumentIsNoneAndSaysNothing(t *testing.T) {
	t.Parallel()
	for name, content := range map[string][]byte{
		"empty":     nil,
		"picture":   []byte("\x89PNG\r\n\x1a\n...."),
		"page":      []byte("<!DOCTYPE html><html><body>Invoice</body></html>"),
		"other XML": []byte(`<?xml version="1.0"?><x/>`),
		"despatch":  []byte(`<DespatchAdvice xmlns="urn:oasis:names:specification:ubl:schema:xsd:DespatchAdvice-2"/>`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, documents.Document{Kind: documents.None}, documents.Read("x.bin", "", content))
		})
	}
}

func TestRead_RefusesWithASentence(t *testing.T) {
	t.Parallel()
	old := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	wide := strings.Join(strings.Split("EncryptedPackage", ""), "\x00") + "\x00"
	for name, c := range map[string]struct {
		file    string
		content []byte
		say     string
	}{
		"old workbook":     {"a.xls", []byte(old + "Workbook"), documents.SayOldOffice},
		"locked workbook":  {"a.xlsx", []byte(old + wide), documents.SayLocked},
		"OpenDocument":     {"a.ods", archive(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<x/>"), documents.SayODS},
		"unnamed ODS":      {"a.ods", archive(t, "content.xml", "<x/>", "META-INF/manifest.xml", "<x/>"), documents.SayODS},
		"binary workbook":  {"a.xlsb", archive(t, "[Content_Types].xml", "<x/>", "xl/workbook.bin", "x"), documents.SayBinary},
		"archive":          {"a.zip", archive(t, "a.txt", "hello"), documents.SayArchive},
		"document":         {"a.docx", archive(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<x/>"), sheet.SayBookKind},
		"damaged workbook": {"a.xlsx", []byte("hello"), sheet.SayBookDamaged},
		"damaged PDF":      {"a.pdf", []byte("hello"), pdf.SayDamaged},
		"damaged invoice":  {"a.xml", invoice(t, "order_ubl.xml")[:900], einvoice.SayDamaged},
		"table of bytes":   {"a.csv", []byte("a\x00\x01b;c"), sheet.SayCSVText},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, documents.Document{Kind: documents.Refused, Say: c.say}, documents.Read(c.file, "", c.content))
		})
	}
}

func TestRead_APDFGivesItsTextAndTheInvoiceItCarries(t *testing.T) {
	t.Parallel()
	for kind, name := range map[einvoice.Syntax]string{einvoice.CII: "invoice_cii.xml", einvoice.UBL: "invoice_ubl.xml"} {
		doc := documents.Read("invoice.pdf", "application/pdf", pdfWith([]byte("<note/>"), invoice(t, name)))
		assert.Equal(t, documents.PDF, doc.Kind)
		assert.Equal(t, "Invoice G-12", doc.Text)
		require.NotNil(t, doc.Invoice)
		assert.Equal(t, kind, doc.Invoice.Syntax)
		assert.Empty(t, doc.Invoice.Problems)
		assert.False(t, doc.Partial)
	}
}

func TestRead_TwoInvoicesInOnePDFLeaveNone(t *testing.T) {
	t.Parallel()
	doc := documents.Read("", "", pdfWith(invoice(t, "invoice_cii.xml"), invoice(t, "invoice_ubl.xml")))
	assert.Nil(t, doc.Invoice)
	assert.True(t, doc.Partial)
	assert.Contains(t, doc.Say, "more than one electronic invoice")
	assert.NotEmpty(t, doc.Text)
}

func TestRead_ADamagedInvoiceInAPDFIsSaidAndTheTextStays(t *testing.T) {
	t.Parallel()
	doc := documents.Read("", "", pdfWith(invoice(t, "invoice_cii.xml")[:2000]))
	assert.Nil(t, doc.Invoice)
	assert.Equal(t, "Invoice G-12", doc.Text)
	assert.Equal(t, einvoice.SayDamaged, doc.Say)
	assert.True(t, doc.Partial)
}

func TestRead_ASentenceNeverQuotesTheFile(t *testing.T) {
	t.Parallel()
	for _, content := range [][]byte{xlsx(t)[:400], pdfWith()[:60], invoice(t, "invoice_cii.xml")[:3000], []byte("a;\"secret\nb;c\"d\n")} {
		doc := documents.Read("secret.csv", "text/csv", content)
		assert.NotContains(t, doc.Say, "secret")
		assert.NotContains(t, doc.Say, "Menuiserie")
		assert.NotContains(t, doc.Say, "XML syntax")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.csv", "text/csv", []byte("a;b\n1;2\n"))
	f.Add("a.xlsx", "", xlsx(f))
	f.Add("a.pdf", "application/pdf", pdfWith(invoice(f, "invoice_cii.xml")))
	f.Add("a.xml", "text/xml", invoice(f, "order_ubl.xml"))
	f.Fuzz(func(t *testing.T, name, mime string, content []byte) {
		doc := documents.Read(name, mime, content)
		require.NotEqual(t, documents.SayUnknown, doc.Say, "a reader panicked")
		switch doc.Kind {
		case documents.Refused:
			require.NotEmpty(t, doc.Say)
			require.Nil(t, doc.Invoice)
			require.Empty(t, doc.Text)
		case documents.UBL, documents.CII:
			require.NotNil(t, doc.Invoice)
		case documents.None:
			require.Equal(t, documents.Document{Kind: documents.None}, doc)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for name, content := range map[string][]byte{"xlsx": xlsx(b), "pdf_with_invoice": pdfWith(invoice(b, "invoice_cii.xml")), "cii": invoice(b, "invoice_cii.xml")} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				documents.Read("", "", content)
			}
		})
	}
}

package trust_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/reading/trust"
)

func TestHarmless_LetsDocumentsTablesAndPicturesThrough(t *testing.T) {
	t.Parallel()
	pdf := []byte("%PDF-1.7 text")
	for _, a := range []trust.Attachment{
		{Name: "PO 4711.pdf", Type: "application/pdf", Content: pdf},
		{Name: "ORDER.PDF", Type: "application/octet-stream", Content: pdf},
		{Name: "scan.jpg", Type: "image/jpeg", Content: []byte("\xff\xd8\xff\xe0")},
		{Name: "lines.csv", Type: "text/csv", Content: []byte("a;b\n")},
		{Name: "invoice.xml", Type: "text/xml", Content: []byte("<?xml version=\"1.0\"?><Invoice/>")},
		{Name: "lines.xlsx", Content: zipped("[Content_Types].xml", "xl/workbook.xml")},
		{Name: "letter.odt", Content: zipped("mimetype", "content.xml")},
		{Name: "", Type: "application/pdf; name=x", Content: pdf},
	} {
		why, ok := trust.Harmless(a)
		require.True(t, ok, "%s %s: %s", a.Name, a.Type, why)
		require.Empty(t, why)
	}
}

func TestHarmless_HoldsBackWhatRunsHidesOrIsNotKnown(t *testing.T) {
	t.Parallel()
	for says, all := range map[string][]trust.Attachment{
		"is a program": {{Name: "order.exe", Content: []byte("x")}, {Name: "order.pdf.js", Content: []byte("x")}},
		"in disguise": {
			{Name: "order.pdf", Content: append([]byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"), make([]byte, 64)...)},
			{Name: "order.pdf", Content: []byte("<html><form>")},
		},
		"backwards":             {{Name: "order\u202efdp.exe", Content: []byte("x")}},
		"an archive":            {{Name: "papers.zip", Content: zipped("order.pdf")}, {Name: "papers.rar", Content: []byte("Rar!\x1a\x07\x00")}, {Name: "papers.gz", Content: []byte("\x1f\x8b\x08\x00")}},
		"but an archive":        {{Name: "order.pdf", Content: zipped("order.txt")}},
		"can run a program":     {{Name: "papers.zip", Content: zipped("order.scr")}},
		"that holds macros":     {{Name: "lines.xlsx", Content: zipped("xl/workbook.xml", "xl/vbaProject.bin")}, {Name: "lines.xlsm", Content: zipped("xl/workbook.xml")}},
		"old Office":            {{Name: "letter.doc", Content: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}},
		"is a web page":         {{Name: "page.html", Content: []byte("<html>")}},
		"is a mail of its own":  {{Name: "forwarded.eml", Content: []byte("From: a@b\n\nx")}, {Name: "", Type: "message/rfc822", Content: []byte("From: a@b\n\nx")}},
		"that is not known":     {{Name: "data.xyz", Content: []byte("x")}, {Name: "noending", Type: "application/octet-stream", Content: []byte("x")}, {Name: "x", Type: "", Content: []byte("x")}},
		"is empty":              {{Name: "order.pdf", Type: "application/pdf"}},
		"in a browser":          {{Name: "logo.svg", Content: []byte("<svg>")}},
		"a shortcut that":       {{Name: "order.lnk", Content: []byte("L\x00\x00\x00\x01\x14\x02\x00")}},
		"locked with a passwor": {{Name: "letter.docx", Content: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}},
	} {
		for _, a := range all {
			why, ok := trust.Harmless(a)
			require.False(t, ok, "%q", a.Name)
			require.Contains(t, why, says, "%q", a.Name)
		}
	}
}

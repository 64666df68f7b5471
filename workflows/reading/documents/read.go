package documents

import (
	"github.com/autonomous-employee/employee/workflows/reading/documents/einvoice"
	"github.com/autonomous-employee/employee/workflows/reading/documents/pdf"
	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

// Sentences for attachments that are refused by their kind.
const (
	SayOldOffice = "The attachment is in an old Office format that is not read here; ask for the table as .xlsx or .csv."
	SayLocked    = "The attached workbook is protected by a password; ask for it without one."
	SayODS       = "The attachment is an OpenDocument file, which is not read here; ask for the table as .xlsx or .csv."
	SayBinary    = "The attachment is a workbook in binary form, which is not read here; ask for the table as .xlsx or .csv."
	SayArchive   = "The attachment is an archive, which is not opened; ask for the file itself."
	SayUnknown   = "The attachment could not be read; open it yourself, if you trust its sender."
)

// Read reads one attachment. Its kind is decided by what it holds; the
// declared name and type only tell a table from another text, and a damaged
// document from no document.
func Read(name, mimeType string, content []byte) (doc Document) {
	// The readers below are made not to panic and are fuzzed for it; a defect
	// in one of them still must not take a mail away from the owner.
	defer func() {
		if recover() != nil {
			doc = refused(SayUnknown)
		}
	}()
	switch sniff(name, mimeType, content) {
	case isPDF:
		return readPDF(content)
	case isInvoice:
		return readInvoice(content)
	case isWorkbook:
		return tables(XLSX, sheet.Workbook(content))
	case isTable:
		return tables(CSV, sheet.CSV(content))
	case isLocked:
		return refused(SayLocked)
	case isOldOffice:
		return refused(SayOldOffice)
	case isODS:
		return refused(SayODS)
	case isBinaryBook:
		return refused(SayBinary)
	case isArchive:
		return refused(SayArchive)
	}
	return Document{Kind: None}
}

func tables(kind Kind, r sheet.Result) Document {
	if r.Refused {
		return refused(r.Say)
	}
	return Document{Kind: kind, Tables: r.Tables, Say: r.Say, Partial: r.Partial}
}

func readInvoice(content []byte) Document {
	inv, say := einvoice.Read(content)
	switch {
	case say != "":
		return refused(say)
	case inv == nil:
		return Document{Kind: None}
	}
	return Document{Kind: Kind(inv.Syntax), Invoice: inv}
}

// readPDF reads the text and the one electronic invoice a PDF may carry.
func readPDF(content []byte) Document {
	r := pdf.Read(content)
	if r.Refused {
		return refused(r.Say)
	}
	doc := Document{Kind: PDF, Text: r.Text, Say: r.Say, Partial: r.Partial}
	for _, f := range r.Files {
		inv, say := einvoice.Read(f.Content)
		switch {
		case say != "":
			doc.Say = join(doc.Say, say)
			doc.Partial = true
		case inv == nil:
		case doc.Invoice != nil:
			doc.Invoice, doc.Partial = nil, true
			doc.Say = join(doc.Say, sayTwoInvoices)
			return doc
		default:
			doc.Invoice = inv
		}
	}
	return doc
}

const sayTwoInvoices = "The PDF carries more than one electronic invoice, so none was taken."

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

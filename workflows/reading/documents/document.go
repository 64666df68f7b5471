package documents

import (
	"github.com/autonomous-employee/employee/workflows/reading/documents/einvoice"
	"github.com/autonomous-employee/employee/workflows/reading/documents/sheet"
)

// Kind is what an attachment is, by its content.
type Kind string

// Kinds. None is what this package has nothing to say about, such as a
// picture or a signature; Refused is a document that was recognised and not
// read, for the reason in Say.
const (
	None    Kind = "none"
	Refused Kind = "refused"
	CSV     Kind = "csv"
	XLSX    Kind = "xlsx"
	PDF     Kind = "pdf"
	UBL     Kind = "ubl"
	CII     Kind = "cii"
)

// Document is what was read of one attachment.
type Document struct {
	Kind Kind
	// Tables are those of a CSV file or a workbook, whole or not at all.
	Tables []sheet.Table
	// Text is that of a PDF, line by line, columns two blanks and more apart;
	// each page begins with a form feed but the first. It is evidence for the
	// person: where a PDF puts its letters is no proof of what it means.
	Text string
	// Invoice is the structured document, alone or embedded in a PDF.
	Invoice *einvoice.Invoice
	// Say is one or more plain sentences when something was refused or left
	// out; they name no file and quote nothing.
	Say string
	// Partial is true when something was left out: hidden cells or sheets, a
	// table over the limits, pages behind the last that is read. A sum over a
	// partial document proves nothing.
	Partial bool
}

func refused(say string) Document { return Document{Kind: Refused, Say: say} }

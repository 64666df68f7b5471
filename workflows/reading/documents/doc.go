// Package documents turns what came along with a mail into material for
// reading: tables out of CSV and XLSX, the data of an electronic invoice or
// order, and the text of a PDF as evidence for a person.
//
// It is pure and deterministic: the same bytes give the same Document, and
// limits are counts of bytes, pages, cells and steps, never of time. It does
// not fail: what is not read comes back with a sentence that says why and what
// to do.
//
// It must not guess what a document means, must not quote a parser's error,
// must not follow a link or open a macro, and must not write to disk. Whose
// invoice a document is and whether it is asked for is for its caller.
//
// Start reading in read.go, then the packages sheet, einvoice and pdf.
package documents

package documents

import (
	"bytes"
	"path"
	"strings"

	"github.com/autonomous-employee/employee/workflows/reading/documents/einvoice"
)

type guess int

const (
	isNothing guess = iota
	isPDF
	isInvoice
	isWorkbook
	isTable
	isLocked
	isOldOffice
	isODS
	isBinaryBook
	isArchive
)

// pdfHeader is how far into a file the mark of a PDF may stand; viewers look
// as far, because some programs put mail headers or blanks before it.
const pdfHeader = 1024

// sniff decides by content first. A text is a table only when it is declared
// as one: any letter has lines and commas.
func sniff(name, mimeType string, content []byte) guess {
	ext := strings.ToLower(path.Ext(strings.TrimSpace(name)))
	mimeType, _, _ = strings.Cut(strings.ToLower(mimeType), ";")
	mimeType = strings.TrimSpace(mimeType)
	switch {
	case len(content) == 0:
		return isNothing
	case bytes.HasPrefix(content, []byte("PK\x03\x04")), bytes.HasPrefix(content, []byte("PK\x05\x06")):
		return zipKind(ext, mimeType, content)
	case bytes.HasPrefix(content, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return compoundKind(content)
	case bytes.Contains(content[:min(len(content), pdfHeader)], []byte("%PDF-")):
		return isPDF
	case einvoice.Sniff(content) != "":
		return isInvoice
	case ext == ".csv", ext == ".tsv", ext == ".tab", mimeType == "text/csv", mimeType == "text/tab-separated-values":
		return isTable
	case ext == ".pdf" || mimeType == "application/pdf":
		return isPDF // and damaged
	case ext == ".xlsx" || mimeType == xlsxType:
		return isWorkbook // and damaged
	}
	return isNothing
}

const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// peekZip is how far the names of an archive's first parts are looked for.
const peekZip = 4 << 10

func zipKind(ext, mimeType string, content []byte) guess {
	head := content[:min(len(content), peekZip)]
	switch {
	case bytes.Contains(head, []byte("mimetypeapplication/vnd.oasis.opendocument")), bytes.Contains(content, []byte("META-INF/manifest.xml")) && strings.HasPrefix(ext, ".od"):
		return isODS
	case bytes.Contains(content, []byte("xl/workbook.bin")):
		return isBinaryBook
	case bytes.Contains(content, []byte("[Content_Types].xml")), ext == ".xlsx", mimeType == xlsxType:
		return isWorkbook
	}
	return isArchive
}

// compoundKind tells a workbook behind a password, which is wrapped in the old
// container, from an old document.
func compoundKind(content []byte) guess {
	const stream = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	if bytes.Contains(content, []byte(stream)) {
		return isLocked
	}
	return isOldOffice
}

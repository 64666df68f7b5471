package einvoice

import (
	"bytes"
	"errors"
	"strings"
)

// Sentences for a document that was recognised and not read.
const (
	SayDamaged  = "The electronic invoice is damaged; ask the sender for it again, or read it in a viewer."
	SayTooLarge = "The electronic invoice is too large or too deeply nested to be read; open it in a viewer."
	SayDeclared = "The electronic invoice declares entities of its own, which no invoice needs; it was not read."
	SayCharset  = "The electronic invoice is in a character set that is not read here; ask the sender for UTF-8."
	SayOld      = "The electronic invoice is in the old ZUGFeRD 1 form, which is not read; open it in a viewer."
)

// The names that make a document one of ours: namespace, then root element.
const (
	ublSpace  = "urn:oasis:names:specification:ubl:schema:xsd:"
	ciiSpace  = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:"
	cioSpace  = "urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:"
	ferdSpace = "urn:ferd:CrossIndustryDocument:"
)

// peekBytes is how far the root element is looked for: comments and a style
// sheet may stand before it.
const peekBytes = 16 << 10

// Sniff tells which syntax content is in, from its first bytes and without
// parsing. Empty means that it is no document of this package.
func Sniff(content []byte) Syntax {
	head := content[:min(len(content), peekBytes)]
	if !bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n"), []byte("<")) {
		return ""
	}
	switch {
	case bytes.Contains(head, []byte(ciiSpace)), bytes.Contains(head, []byte(cioSpace)), bytes.Contains(head, []byte(ferdSpace)):
		return CII
	case bytes.Contains(head, []byte(ublSpace)):
		return UBL
	}
	return ""
}

// Read reads a document. A document that is not of this package's kinds is
// nil without a sentence; one that cannot be read is nil with the sentence
// that says why.
func Read(content []byte) (*Invoice, string) {
	if Sniff(content) == "" {
		return nil, ""
	}
	root, err := parse(bytes.TrimPrefix(content, []byte("\ufeff")))
	switch {
	case errors.Is(err, errDeclared):
		return nil, SayDeclared
	case errors.Is(err, errLimit):
		return nil, SayTooLarge
	case errors.Is(err, errCharset):
		return nil, SayCharset
	case err != nil:
		return nil, SayDamaged
	}
	rd := &reader{root: root}
	var inv *Invoice
	switch {
	case strings.HasPrefix(root.space, ublSpace):
		inv = rd.ubl()
	case strings.HasPrefix(root.space, ciiSpace), strings.HasPrefix(root.space, cioSpace):
		inv = rd.cii()
	case strings.HasPrefix(root.space, ferdSpace):
		return nil, SayOld
	}
	if inv == nil {
		return nil, ""
	}
	rd.check(inv)
	inv.Problems = rd.problems
	return inv, ""
}

// typeOf maps UNTDID 1001. Codes that ask for a different treatment than an
// ordinary invoice (325 pro forma, 326 partial, 384 corrected, 386 prepayment,
// 389 self-billed, 230 change of an order) are Other on purpose.
func typeOf(code string) Type {
	switch code {
	case "380", "388": // 388: a tax invoice, the plain kind where that is its legal name
		return TypeInvoice
	case "381":
		return TypeCreditNote
	case "220":
		return TypeOrder
	case "310":
		return TypeQuotation
	}
	return TypeOther
}

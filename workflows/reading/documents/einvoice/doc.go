// Package einvoice reads invoices and orders that a program wrote: UBL 2.1
// (Invoice, CreditNote, Order, Quotation) and UN/CEFACT Cross Industry Invoice
// D16B with its sister for orders, as EN 16931, Factur-X, ZUGFeRD 2 and
// Order-X use them.
//
// A field is filled when the document says it once and in the form its
// standard prescribes; what it says twice and differently stays empty and is
// named in Problems. Amounts are decimal text, never a float.
//
// It must not decide whose document it is, must not follow an address found
// in it, and must not expand entities: a document type declaration is refused.
//
// Start reading in read.go, then ubl.go and cii.go.
package einvoice

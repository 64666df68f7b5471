// Package invoice is the process GmailToOdooInvoice: one mail, read, matched,
// judged, decided by the owner and carried out as one draft in Odoo: of an
// invoice, of a quotation, or of a payment that a customer has announced.
//
// It is deterministic workflow code. It decides the order of business and
// nothing else: rules are in policy, reading and figures in their own
// packages, every outside call is an activity. A rejection, an expiry or a bad
// mail is a result; a failed workflow is a bug. The process has one request
// and one note, which is revised as things become clear. Start reading in
// workflow.go; steps.go holds the steps in the order they happen, proposal.go
// what the kinds of drafts have in common, payment.go the payment, existing.go
// what becomes of a mail about an invoice there already is.
package invoice

// Package odoo holds the activities that read from Odoo, its books included,
// and make draft customer invoices, quotations and drafts of customers' payments
// in it.
//
// It must not post, confirm, change or delete anything, nor speak to a bank: a
// draft is made once under a key derived from the mail (where a recurring rule
// lets an invoice out unasked, from rule, customer and period), a customer only
// on the owner's word, and everything after that is the owner's. Without an
// address the package stays usable: look-ups say that nothing is
// configured, and the effect is described instead of carried out.
//
// Retry classes: what begins with Find, List or Verify reads; EnsureAttachment
// is idempotent; what begins with Create writes in one attempt and ends in
// outcome_unknown when an answer was lost. Every failure is an ApplicationError
// whose type is a contract.FailureKind and whose message is a sentence for the
// owner.
//
// An Odoo that is down is left alone: a call that is kept from it fails as
// transient with the word that nothing was sent, and at once, so that the
// process waits in Temporal. A write that was sent and not answered stays
// unknown all the same. Standing tells how Odoo stands.
//
// A line stands under a product of Odoo only when its words are the product's,
// exactly, and price, words and taxes are always sent beside it. Of a mail's
// files those that open nothing that runs are attached beside the mail.
//
// Start reading in create.go and making.go, then plan.go and quotation.go (what
// is sent), products.go and papers.go (what lines stand under, and what is
// attached), document.go (how invoices and quotations differ) and failure.go; the
// figures of the books are in books.go.
package odoo

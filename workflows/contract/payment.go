package contract

// PaymentNotice is what a mail says about money that its sender has paid to
// the owner. It is a sentence in a mail and no money.
type PaymentNotice struct {
	// Email is who says so: the sender, or the one whose mail was passed on by the owner's house.
	Email string `json:"email,omitempty"`
	// Numbers are the invoice numbers or references the mail names, as written, at most 5.
	Numbers []string `json:"numbers,omitempty"`
	// Amount, Currency (ISO 4217) and Date (ISO) are empty where the mail does not say them, or not in one way only.
	Amount   Decimal `json:"amount,omitempty"`
	Currency string  `json:"currency,omitempty"`
	Date     string  `json:"date,omitempty"`
	Words    string  `json:"words,omitempty"` // the sentence, at most 300 characters
}

// PaymentDraft is exactly what will be made in Odoo once it is approved: a
// customer's incoming payment, as a draft. The approval's fingerprint covers
// every field.
type PaymentDraft struct {
	// BusinessKey names the payment in Odoo ("AE-" and 16 hex digits); one mail has one key for ever.
	BusinessKey string `json:"business_key"`
	// PartnerID is Odoo's res.partner ID of the invoice's customer, Partner its name.
	PartnerID int64   `json:"partner_id"`
	Partner   string  `json:"partner"`
	Amount    Decimal `json:"amount"`
	Currency  string  `json:"currency"`
	Date      string  `json:"date"` // ISO
	Memo      string  `json:"memo"` // the number of the invoice that is paid
	// JournalID is Odoo's account.journal ID of a bank or cash journal, Journal its name.
	JournalID int64  `json:"journal_id"`
	Journal   string `json:"journal"`
	// InvoiceID is the account.move that is paid. It is looked at before anything is made, and not changed.
	InvoiceID int64 `json:"invoice_id"`
}

// FindPaymentsInput asks what Odoo has for registering a payment.
type FindPaymentsInput struct {
	// Memo is the number of the invoice that is paid, BusinessKey the key of our own payment, which is no other one.
	Memo        string `json:"memo"`
	BusinessKey string `json:"business_key"`
}

// PaymentMatch is where a customer's money can have come in, and which
// payments of the invoice are registered already.
type PaymentMatch struct {
	Configured bool `json:"configured"`
	// Journals are the bank and cash journals that take incoming payments, in Odoo's order.
	Journals []PaymentJournal `json:"journals,omitempty"`
	// Existing are incoming payments with the same memo, drafts included and cancelled ones not, newest first, at most 10.
	Existing []ExistingPayment `json:"existing,omitempty"`
}

// ExistingPayment is an account.payment as shown to the owner.
type ExistingPayment struct {
	ID       int64   `json:"id"`
	State    string  `json:"state"`
	Date     string  `json:"date,omitempty"`
	Amount   Decimal `json:"amount"`
	Currency string  `json:"currency"`
	URL      string  `json:"url,omitempty"`
}

// PaymentJournal is an account.journal of type bank or cash.
type PaymentJournal struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Type string `json:"type"` // bank | cash
	// Currency is the ISO 4217 code of a journal that is kept in another currency than the books.
	Currency string `json:"currency,omitempty"`
}

// CreateDraftPaymentInput carries the approved payment. With DryRun nothing is
// written: the exact call is described instead.
type CreateDraftPaymentInput struct {
	Draft  PaymentDraft `json:"draft"`
	DryRun bool         `json:"dry_run"`
	// Fingerprint of the approved payment; the activity refuses when the payment does not match it.
	Fingerprint string `json:"fingerprint"`
}

// VerifyDraftPaymentInput looks for a payment by its business key after an
// answer was lost. It never writes.
type VerifyDraftPaymentInput struct {
	Draft PaymentDraft `json:"draft"`
}

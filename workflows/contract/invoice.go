package contract

// Decimal is a canonical decimal number as text, "1234.50"; no grouping, dot
// as separator, no exponent, optional leading minus. Empty = not stated.
type Decimal string

// InvoiceLine is one line of a customer invoice.
type InvoiceLine struct {
	Description     string  `json:"description"`
	Quantity        Decimal `json:"quantity"`
	Unit            string  `json:"unit,omitempty"`
	UnitPrice       Decimal `json:"unit_price"`
	DiscountPercent Decimal `json:"discount_percent,omitempty"`
	// TaxPercent empty means that no tax is put on the line.
	TaxPercent Decimal `json:"tax_percent,omitempty"`
	// Product is what a line stands under in Odoo: on a quotation the owner's words for it until ProductID, a product.product,
	// is known, and then its name there. A line of an invoice has both, or neither when it is free text.
	Product   string `json:"product,omitempty"`
	ProductID int64  `json:"product_id,omitempty"`
}

// Customer is who the invoice goes to.
type Customer struct {
	Name    string `json:"name"`              // what Odoo's partner is called: the company, else the person
	Contact string `json:"contact,omitempty"` // person, when Name is a company
	Email   string `json:"email,omitempty"`
	VATID   string `json:"vat_id,omitempty"`
}

// IsCompany tells whether Odoo's partner is a company: it has a VAT ID, or a
// contact person beside its name.
func (c Customer) IsCompany() bool { return c.VATID != "" || c.Contact != "" }

// DocumentKind says what a draft becomes in Odoo; empty = a draft customer
// invoice.
type DocumentKind string

// KindQuotation is a sale order in the state draft, which Odoo calls a quotation.
const KindQuotation DocumentKind = "quotation"

// InvoiceDraft is exactly what will be sent to Odoo once it is approved. The
// approval's fingerprint covers every field.
type InvoiceDraft struct {
	Kind DocumentKind `json:"kind,omitempty"`
	// BusinessKey names the invoice in Odoo ("AE-" and 16 hex digits); one mail has one key for ever.
	BusinessKey string   `json:"business_key"`
	Customer    Customer `json:"customer"`
	// PartnerID is Odoo's res.partner ID; 0 = the customer is not in Odoo.
	PartnerID int64 `json:"partner_id,omitempty"`
	// CreateCustomer is the owner's word that a customer who is not in Odoo is made there from Customer.
	CreateCustomer bool `json:"create_customer,omitempty"`
	// PeriodKey is of an invoice that a recurring rule lets out without asking: it stands in Odoo under this key, of which there is
	// one for a customer, rule and period, and not under the business key. Empty = the owner was asked.
	PeriodKey string `json:"period_key,omitempty"`

	Currency    string `json:"currency"`
	Reference   string `json:"reference,omitempty"` // customer's PO or reference
	DueDate     string `json:"due_date,omitempty"`  // ISO date, empty = Odoo's default; invoices alone
	Narration   string `json:"narration,omitempty"` // plain text, such as the service period
	TaxIncluded bool   `json:"tax_included,omitempty"`
	// ValidUntil is the ISO date to which a quotation binds, empty = Odoo's default.
	ValidUntil string `json:"valid_until,omitempty"`
	// PricelistID is the product.pricelist a quotation has its currency from; 0 = the company's own currency without one.
	PricelistID int64         `json:"pricelist_id,omitempty"`
	Lines       []InvoiceLine `json:"lines"`
	// Totals as computed from the lines; Odoo's own are compared with them.
	Subtotal Decimal `json:"subtotal"`
	Tax      Decimal `json:"tax"`
	Total    Decimal `json:"total"`
}

// FindCustomerInput is looked up by VAT ID, e-mail, then exact name.
type FindCustomerInput struct {
	Customer Customer `json:"customer"`
}

// CustomerMatch is the outcome of a look-up. Configured is false when there is
// no Odoo; Candidates has more than one entry when the owner must choose.
type CustomerMatch struct {
	Configured bool      `json:"configured"`
	PartnerID  int64     `json:"partner_id,omitempty"`
	MatchedBy  string    `json:"matched_by,omitempty"` // vat | email | name
	Name       string    `json:"name,omitempty"`
	Candidates []Partner `json:"candidates,omitempty"`
	// Archived is an archived customer that fits, when no other does.
	Archived *Partner `json:"archived,omitempty"`
	// PostedInvoices counts the posted customer invoices of the match: 0 = a new payee.
	PostedInvoices int `json:"posted_invoices,omitempty"`
	// Rounding is the company's way to round taxes, by Odoo's own name; empty = per line.
	Rounding string `json:"rounding,omitempty"`
}

// Partner is a res.partner as shown to the owner.
type Partner struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email,omitempty"`
	VATID string `json:"vat_id,omitempty"`
	City  string `json:"city,omitempty"`
}

// FindDuplicatesInput asks for invoices, or for a quotation for quotations and
// orders, that may be the same business.
type FindDuplicatesInput struct {
	Draft InvoiceDraft `json:"draft"`
}

// DuplicatesResult lists documents of the same customer with the same
// reference, or with the same total within 90 days.
type DuplicatesResult struct {
	Configured bool              `json:"configured"`
	Found      []ExistingInvoice `json:"found,omitempty"`
	// History sums up the customer's earlier invoices in the draft's currency; zero for a new customer.
	History AmountHistory `json:"history,omitzero"`
}

// AmountHistory sums up the totals of a customer's newest posted invoices, at
// most 50, in one currency and one company. Credit notes, drafts, invoices of
// nothing and the one made from the draft itself are not counted. The amounts
// are in Currency, with its decimals; all is empty when Count is 0.
type AmountHistory struct {
	// Count is how many invoices were summed up, 0 to 50.
	Count int `json:"count,omitempty"`
	// Currency is the ISO 4217 code of the amounts.
	Currency string `json:"currency,omitempty"`
	// Smallest is the lowest total, tax included.
	Smallest Decimal `json:"smallest,omitempty"`
	// Median is the total in the middle; of an even number the mean of the two there, rounded.
	Median Decimal `json:"median,omitempty"`
	// Largest is the highest total, tax included.
	Largest Decimal `json:"largest,omitempty"`
	// Oldest is the ISO invoice date of the oldest one counted.
	Oldest string `json:"oldest,omitempty"`
	// Newest is the ISO invoice date of the newest one.
	Newest string `json:"newest,omitempty"`
}

// ExistingInvoice is an account.move, or a sale.order, as shown to the owner.
type ExistingInvoice struct {
	ID       int64   `json:"id"`
	Name     string  `json:"name"`
	State    string  `json:"state"`
	Date     string  `json:"date,omitempty"`
	Ref      string  `json:"ref,omitempty"`
	Total    Decimal `json:"total"`
	Currency string  `json:"currency"`
	Why      string  `json:"why"` // one sentence
	URL      string  `json:"url,omitempty"`
}

// CreateDraftInvoiceInput carries the approved draft. With DryRun nothing is
// written: the exact call is described instead.
type CreateDraftInvoiceInput struct {
	Draft  InvoiceDraft `json:"draft"`
	DryRun bool         `json:"dry_run"`
	// Fingerprint of the approved draft; the activity refuses when the draft does not match it.
	Fingerprint string `json:"fingerprint"`
}

// VerifyDraftInvoiceInput looks for a draft by its business key after an
// answer was lost. It never writes.
type VerifyDraftInvoiceInput struct {
	Draft InvoiceDraft `json:"draft"`
}

// InvoiceOutcome is what is known about the effect: a draft invoice or the
// draft of a payment, of which Total is the amount.
type InvoiceOutcome struct {
	// Found is true when the draft is in Odoo (created, adopted or read back).
	Found bool `json:"found"`
	// Described is the exact call, for people, when nothing was sent (dry run or no Odoo).
	Described  string `json:"described,omitempty"`
	Configured bool   `json:"configured"`
	InvoiceID  int64  `json:"invoice_id,omitempty"`
	// QuotationID is the sale.order of a quotation, which has no InvoiceID.
	QuotationID int64   `json:"quotation_id,omitempty"`
	PaymentID   int64   `json:"payment_id,omitempty"` // account.payment
	PartnerID   int64   `json:"partner_id,omitempty"`
	URL         string  `json:"url,omitempty"`
	State       string  `json:"state,omitempty"`
	Currency    string  `json:"currency,omitempty"`
	Untaxed     Decimal `json:"untaxed,omitempty"`
	Tax         Decimal `json:"tax,omitempty"`
	Total       Decimal `json:"total,omitempty"`
	// Differences names, in sentences, each field that Odoo holds otherwise than approved.
	Differences []string `json:"differences,omitempty"`
	// Adopted is true when the draft was already there under our key.
	Adopted bool `json:"adopted,omitempty"`
}

// EnsureAttachmentInput attaches the stored mail, and each file of it that
// opens nothing that runs, to the draft, once: to the invoice, or to the
// quotation or the payment whose ID is set.
type EnsureAttachmentInput struct {
	InvoiceID   int64   `json:"invoice_id"`
	QuotationID int64   `json:"quotation_id,omitempty"`
	PaymentID   int64   `json:"payment_id,omitempty"`
	BusinessKey string  `json:"business_key"`
	Mail        MailRef `json:"mail"`
}

// Attachment is an ir.attachment; SHA1 is Odoo's checksum of the bytes.
type Attachment struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
	Size int64  `json:"size"`
	SHA1 string `json:"sha1"`
	// Files are the attachments of the mail that stand beside it, at most 20.
	Files []Attachment `json:"files,omitempty"`
	// LeftOut says of each attachment that is inside the mail alone why, one sentence each.
	LeftOut []string `json:"left_out,omitempty"`
}

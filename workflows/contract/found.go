package contract

// FindInvoicesInput names customer invoices as a mail, or another paper, does.
type FindInvoicesInput struct {
	// Numbers are invoice numbers, payment references and the customer's own references, as written; at most 10 are looked for.
	Numbers []string `json:"numbers,omitempty"`
	// Customer is looked up as odoo.FindCustomer does; empty = nobody is known, so that only a number counts.
	Customer Customer `json:"customer,omitzero"`
	// Amount is the invoice's total, tax included, in Currency (ISO 4217).
	Amount   Decimal `json:"amount,omitempty"`
	Currency string  `json:"currency,omitempty"`
}

// FoundInvoices are the customer invoices (no credit notes) that exact evidence
// points at, newest first, at most 5; More is true when there are others. None
// of several is chosen. Drafts and cancelled ones are among them.
//
// All of them rest on the strongest kind of evidence that points at any; see
// the Matched constants, strongest first.
type FoundInvoices struct {
	Configured bool           `json:"configured"`
	Invoices   []FoundInvoice `json:"invoices,omitempty"`
	More       bool           `json:"more,omitempty"`
	// Customers are the companies in Odoo that the given customer is, by VAT ID, e-mail or exact name; several when Odoo holds it
	// several times.
	Customers []Partner `json:"customers,omitempty"`
}

// Kinds of evidence that an invoice is meant. Texts are compared without case,
// blanks and signs such as dashes and slashes, amounts to the minor unit.
const (
	MatchedNumber           = "number"            // one of the numbers is the invoice's
	MatchedPaymentReference = "payment_reference" // or its payment reference; as strong as the number
	MatchedReference        = "reference"         // one of the numbers is the customer's own reference on an invoice of this customer
	MatchedTotal            = "total"             // an invoice of this customer has exactly this total in this currency
)

// FoundInvoice is a customer invoice as it stands in Odoo.
type FoundInvoice struct {
	ID int64 `json:"id"`
	// Number is a text such as "Draft 12" when the invoice has none yet.
	Number string `json:"number"`
	State  string `json:"state"` // draft | posted | cancel
	// PaymentState is Odoo's own word: not_paid, in_payment, paid, partial, reversed, blocked or invoicing_legacy. It means something for a posted invoice only.
	PaymentState string `json:"payment_state,omitempty"`
	Date         string `json:"date,omitempty"` // ISO invoice date, empty on most drafts
	DueDate      string `json:"due_date,omitempty"`
	// PartnerID is the res.partner the invoice is made out to, CompanyID the one that it belongs to: the same but for a person of a company.
	PartnerID        int64  `json:"partner_id,omitempty"`
	Partner          string `json:"partner,omitempty"`
	CompanyID        int64  `json:"company_id,omitempty"`
	Company          string `json:"company,omitempty"`
	VATID            string `json:"vat_id,omitempty"`
	Address          string `json:"address,omitempty"`   // of the partner as it stands now, on one line
	Reference        string `json:"reference,omitempty"` // the customer's
	PaymentReference string `json:"payment_reference,omitempty"`

	Currency string  `json:"currency"` // ISO 4217, of all amounts
	Untaxed  Decimal `json:"untaxed"`
	Tax      Decimal `json:"tax"`
	Total    Decimal `json:"total"`
	// Residual is what is still open of a posted invoice.
	Residual Decimal `json:"residual,omitempty"`

	// Lines are the first 40 without headings and notes, in the invoice's order; LineCount is how many there are.
	Lines     []FoundLine `json:"lines,omitempty"`
	LineCount int         `json:"line_count,omitempty"`

	URL       string `json:"url,omitempty"`
	MatchedBy string `json:"matched_by"` // one of the Matched constants
	Why       string `json:"why"`        // the same in one sentence
	// OtherCustomer is true when the given customer is in Odoo and is not the one of this invoice.
	OtherCustomer bool `json:"other_customer,omitempty"`
}

// FoundLine is one line of it.
type FoundLine struct {
	Description     string  `json:"description"` // at most 300 characters
	Quantity        Decimal `json:"quantity"`
	UnitPrice       Decimal `json:"unit_price"`
	DiscountPercent Decimal `json:"discount_percent,omitempty"`
	Tax             string  `json:"tax,omitempty"`         // names of Odoo's taxes
	TaxPercent      Decimal `json:"tax_percent,omitempty"` // when there is one tax and it is a percentage
	Subtotal        Decimal `json:"subtotal"`              // without tax
}

// How the invoices stand that are listed.
const (
	InvoicesOpen    = "open"    // posted, and not or not all paid
	InvoicesOverdue = "overdue" // of these, what was due before today
	InvoicesDraft   = "draft"
	InvoicesPaid    = "paid" // posted, and nothing is to be paid any more
	InvoicesAll     = "all"  // drafts and cancelled ones, too
)

// ListInvoicesInput asks for customer invoices (no credit notes) by how they
// stand. The answer is a FoundInvoices without lines, evidence and addresses:
// open ones by the day they are due, the oldest first, all others newest first.
type ListInvoicesInput struct {
	// Customer is looked up as odoo.FindCustomer does; empty = of all customers.
	Customer Customer `json:"customer,omitzero"`
	Standing string   `json:"standing"`        // one of the constants
	Today    string   `json:"today,omitempty"` // ISO, the owner's; overdue needs it
	Limit    int      `json:"limit"`           // 1 to 100
}

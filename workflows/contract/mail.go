package contract

import "time"

// Sources of a mail.
const (
	SourceInbox = "inbox"
	SourceGmail = "gmail"
)

// MailRef points to a mail in the host's mail store; the bytes never travel
// through a history.
type MailRef struct {
	// Key is the mail's own identity (hex), the same for every road it arrives by.
	Key    string `json:"key"`
	Source string `json:"source"`
	// GmailID is set for mails that were fetched from Gmail.
	GmailID string `json:"gmail_id,omitempty"`
	// DroppedPath is the vault-relative path where a dropped file was found, TakenPath where it was moved aside to.
	DroppedPath string    `json:"dropped_path,omitempty"`
	TakenPath   string    `json:"taken_path,omitempty"`
	Size        int64     `json:"size"`
	SeenAt      time.Time `json:"seen_at"`
}

// Owner is what reading needs to know about the business, from the handbook
// or, for evaluation, from a context file. All fields may be empty.
type Owner struct {
	Name       string   `json:"name,omitempty"`
	Company    string   `json:"company,omitempty"`
	Emails     []string `json:"emails,omitempty"`
	Domains    []string `json:"domains,omitempty"`
	Addresses  []string `json:"addresses,omitempty"`
	Colleagues []string `json:"colleagues,omitempty"` // "Name <address>", or either alone
	// FormSenders are addresses of web forms and agencies that write on behalf of customers.
	FormSenders    []string        `json:"form_senders,omitempty"`
	KnownCustomers []KnownCustomer `json:"known_customers,omitempty"`
	// HomeCurrency is the ISO 4217 code of the owner's books; DollarMeans the code that a bare "$" stands for, empty = ask.
	HomeCurrency string `json:"home_currency,omitempty"`
	DollarMeans  string `json:"dollar_means,omitempty"`
}

// KnownCustomer is a customer the owner has named in the handbook.
type KnownCustomer struct {
	Name  string `json:"name"`
	Email string `json:"email,omitempty"`
	VATID string `json:"vat_id,omitempty"`
}

// ReadRequestInput asks for the reading of a stored mail.
type ReadRequestInput struct {
	Mail  MailRef `json:"mail"`
	Owner Owner   `json:"owner"`
}

// Expectation is what must happen with a mail.
type Expectation string

const (
	ExpectDraft  Expectation = "draft"  // everything needed is there
	ExpectAsk    Expectation = "ask"    // a request with at least one question
	ExpectIgnore Expectation = "ignore" // no question, no draft
	ExpectFraud  Expectation = "fraud"  // a request that is never drafted without a typed confirmation
)

// Direction says who wants what from whom.
type Direction string

const (
	DirectionInvoice      Direction = "invoice" // asks us to bill
	DirectionQuote        Direction = "quote"   // asks us for a quotation
	DirectionOrder        Direction = "order"   // orders from us or accepts our quotation
	DirectionCorrection   Direction = "correction"
	DirectionQuestion     Direction = "question" // about an existing invoice
	DirectionIncomingBill Direction = "incoming_bill"
	DirectionReceipt      Direction = "receipt"
	DirectionDunning      Direction = "dunning"
	DirectionMarketing    Direction = "marketing"
	DirectionNone         Direction = "none"
)

// Reading is everything that was read from a mail. An empty value means that
// the mail does not say it in a way that reads one way only.
type Reading struct {
	Expected  Expectation `json:"expected"`
	Direction Direction   `json:"direction"`
	// Unreadable is a sentence for the owner when the file could not be read as a mail; all else is then empty.
	Unreadable string `json:"unreadable,omitempty"`

	Subject     string `json:"subject,omitempty"`
	FromName    string `json:"from_name,omitempty"`
	FromAddress string `json:"from_address,omitempty"`
	SentAt      string `json:"sent_at,omitempty"` // RFC 3339, empty when the mail has no readable Date
	MessageID   string `json:"message_id,omitempty"`
	Language    string `json:"language,omitempty"` // ISO 639-1, empty when unsure
	Excerpt     string `json:"excerpt,omitempty"`  // first lines of the new text, capped

	CustomerName  string        `json:"customer_name,omitempty"` // contact person
	CustomerEmail string        `json:"customer_email,omitempty"`
	Company       string        `json:"company,omitempty"` // legal or trade name to be invoiced
	VATID         string        `json:"vat_id,omitempty"`
	PO            string        `json:"po,omitempty"`
	Currency      string        `json:"currency,omitempty"` // ISO 4217
	Lines         []InvoiceLine `json:"lines,omitempty"`
	Subtotal      Decimal       `json:"subtotal,omitempty"`
	Tax           Decimal       `json:"tax,omitempty"`
	Total         Decimal       `json:"total,omitempty"`
	TaxIncluded   *bool         `json:"tax_included,omitempty"`
	DueDate       string        `json:"due_date,omitempty"` // ISO date
	NetDays       *int          `json:"net_days,omitempty"`
	ServicePeriod string        `json:"service_period,omitempty"`

	Questions []Question        `json:"questions,omitempty"`
	Flags     []string          `json:"flags,omitempty"`    // closed set, see package reading
	Evidence  map[string]string `json:"evidence,omitempty"` // field name to quoted words
	// Attachments names files that came along, for the person.
	Attachments []string `json:"attachments,omitempty"`
}

// Question is one thing the mail leaves open, asked of the owner.
type Question struct {
	Field string `json:"field"` // key of the editable field the answer goes into
	Text  string `json:"text"`  // one sentence ending in a question mark
}

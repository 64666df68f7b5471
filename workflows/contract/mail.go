package contract

import "time"

// Sources of a mail.
const (
	SourceInbox = "inbox"
	SourceGmail = "gmail"
	// SourceAssistant is a mail that an assistant has laid into Inbox/ over MCP: whether it ever arrived nobody knows.
	SourceAssistant = "assistant"
)

// Dropped is true for a mail that was laid into Inbox/, so that an answer is expected.
func (m MailRef) Dropped() bool { return m.Source == SourceInbox || m.Source == SourceAssistant }

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

	CustomerName  string `json:"customer_name,omitempty"` // contact person
	CustomerEmail string `json:"customer_email,omitempty"`
	Company       string `json:"company,omitempty"` // legal or trade name to be invoiced
	VATID         string `json:"vat_id,omitempty"`
	// Address is the customer's postal address, DeliveryAddress where the goods go, both on one line as written.
	Address         string `json:"address,omitempty"`
	DeliveryAddress string `json:"delivery_address,omitempty"`
	// InvoiceEmail is another address the customer wants the invoice sent to.
	InvoiceEmail  string        `json:"invoice_email,omitempty"`
	PO            string        `json:"po,omitempty"`
	Project       string        `json:"project,omitempty"`    // project, cost centre or job reference
	IssueDate     string        `json:"issue_date,omitempty"` // ISO date the customer wants on the invoice
	Currency      string        `json:"currency,omitempty"`   // ISO 4217
	Lines         []InvoiceLine `json:"lines,omitempty"`
	Subtotal      Decimal       `json:"subtotal,omitempty"`
	Tax           Decimal       `json:"tax,omitempty"`
	Total         Decimal       `json:"total,omitempty"`
	TaxIncluded   *bool         `json:"tax_included,omitempty"`
	DueDate       string        `json:"due_date,omitempty"` // ISO date
	NetDays       *int          `json:"net_days,omitempty"`
	ServicePeriod string        `json:"service_period,omitempty"`
	ValidUntil    string        `json:"valid_until,omitempty"` // ISO date to which a wanted quotation is to hold

	// About is set for a mail that asks about an existing invoice or wants one corrected.
	About *About `json:"about,omitempty"`

	Questions []Question          `json:"questions,omitempty"`
	Flags     []string            `json:"flags,omitempty"`    // closed set, see flags.go
	Evidence  map[string]Evidence `json:"evidence,omitempty"` // by field name; a line's is "line_<n>"
	// Reply asks the sender for what is open, in the sender's language, ready to be sent by the owner; empty when nothing is.
	Reply string `json:"reply,omitempty"`
	// Trust is the panel of what speaks for and against the sender.
	Trust []TrustSign `json:"trust,omitempty"`
	// Attachments names files that came along, for the person.
	Attachments []string `json:"attachments,omitempty"`
	// Papers are the attachments that were opened, with what they say.
	Papers []Paper `json:"papers,omitempty"`

	// References are the Message-IDs of the thread this mail answers, newest first.
	References []string `json:"references,omitempty"`
	// ContentKey is the same (hex) for two mails that ask for the same thing of the same customer; empty when too little is said.
	ContentKey string `json:"content_key,omitempty"`
	// Changes are corrections of figures that name both the old and the new one.
	Changes []Change `json:"changes,omitempty"`
	// Payment is set when the sender says that an invoice of the owner's was paid; Expected is then as it would be without.
	Payment *PaymentNotice `json:"payment,omitempty"`
	// CallsOff is true when the sender wants nothing after all, or not yet.
	CallsOff bool `json:"calls_off,omitempty"`
	// Related are earlier mails about the same thing, most likely first.
	Related []RelatedMail `json:"related,omitempty"`
}

// Ways in which a value was come by.
const (
	MethodStated  = "stated"  // the words say it
	MethodDerived = "derived" // it follows from the words, as one does from "the table"
	MethodDefault = "default" // from the handbook, not from the mail
)

// Parts of a mail that words stand in. Those of an attachment are its name
// behind PartAttachment.
const (
	PartHeader     = "header"
	PartSubject    = "subject"
	PartText       = "text"      // the plain text, without quotes and signature
	PartHTML       = "html"      // the formatted text as a reader sees it
	PartSignature  = "signature" // of either
	PartAttachment = "attachment: "
	PartQuoted     = "quoted mail"
)

// Evidence says on which words of the mail a value stands.
type Evidence struct {
	Words string `json:"words"` // quoted, at most 160 characters
	Part  string `json:"part,omitempty"`
	// Offset is where the words begin in the part, in bytes of its decoded text; -1 when the part has no running text.
	Offset int    `json:"offset"`
	Method string `json:"method"`
	Why    string `json:"why,omitempty"` // one clause, where the words alone do not tell
}

// Levels of a TrustSign.
const (
	TrustGood = "good"
	TrustLook = "look" // worth a look
	TrustRed  = "red"  // a draft needs a typed confirmation
)

// TrustSign is one line of the trust panel.
type TrustSign struct {
	Name  string `json:"name"` // a flag, or the name of a check
	Level string `json:"level"`
	Text  string `json:"text"` // one sentence
}

// Paper is an attachment that was opened.
type Paper struct {
	Name string `json:"name"`
	Kind string `json:"kind"`           // csv | xlsx | pdf | ubl | cii | none | refused
	Text string `json:"text,omitempty"` // first lines, capped
	Say  string `json:"say,omitempty"`  // what could not be read, one sentence
}

// Change is a correction such as "12 instead of 10".
type Change struct {
	Was   Decimal `json:"was"`
	Is    Decimal `json:"is"`
	About string  `json:"about,omitempty"` // the words around it that may name a line
	Words string  `json:"words"`
}

// RelatedMail is an earlier mail about the same thing.
type RelatedMail struct {
	Key string `json:"key"`
	Why string `json:"why"` // one of the Related constants
	// SeenAt is when that mail was first read.
	SeenAt time.Time `json:"seen_at,omitzero"`
}

// Why two mails belong together.
const (
	RelatedReply = "reply" // it answers that mail
	RelatedSame  = "same"  // it asks for the same thing again
)

// Question is one thing the mail leaves open, asked of the owner.
type Question struct {
	Field string `json:"field"`           // key of the editable field the answer goes into
	Text  string `json:"text"`            // one sentence ending in a question mark
	Words string `json:"words,omitempty"` // of the mail, where the question is about them
}

package contract

import "time"

// Types of notes, the front matter's "type".
const (
	NoteApproval      = "approval_request"
	NoteClarification = "clarification"
	NoteNotice        = "notice"
	NoteQuotation     = "quotation_request"  // a customer wants a price; nothing waits for it
	NoteCorrection    = "correction_request" // a customer wants an invoice corrected; nothing waits for it
	NoteQuestion      = "invoice_question"   // a customer asks about an invoice; nothing waits for it
)

// Informs is true for a note that nothing waits for: it tells, and the owner
// files or deletes it.
func (n Note) Informs() bool {
	switch n.Type {
	case NoteNotice, NoteQuotation, NoteCorrection, NoteQuestion:
		return true
	}
	return false
}

// OutcomeSettled files a notice whose reason has gone. One that the owner has
// not written into is removed instead.
const OutcomeSettled = "settled"

// Folders of the vault that a process names.
const (
	FolderNeedsAction     = "Needs_Action"
	FolderPendingApproval = "Pending_Approval"
	FolderCompleted       = "Completed"
	FolderRejected        = "Rejected"
)

// Note is what a process lays on the owner's desk. Every string is data: the
// writer escapes, caps and quotes it, so that text from a mail stays inert.
type Note struct {
	RequestID  string `json:"request_id"`
	WorkflowID string `json:"workflow_id"`
	// Revision counts rewrites of the same request, from 1; a note of a lower revision is replaced.
	Revision int       `json:"revision"`
	Type     string    `json:"type"`
	Folder   string    `json:"folder"`
	Title    string    `json:"title"` // becomes heading and file name
	Action   string    `json:"action,omitempty"`
	Created  time.Time `json:"created"`
	Expires  time.Time `json:"expires,omitzero"`

	Amount       Decimal `json:"amount,omitempty"`
	Currency     string  `json:"currency,omitempty"`
	Counterparty string  `json:"counterparty,omitempty"`
	DryRun       bool    `json:"dry_run"`
	Fingerprint  string  `json:"fingerprint,omitempty"`

	// Mail is what the request stands on, so that a closed request can be asked anew.
	Mail MailRef `json:"mail,omitzero"`
	// Fields may be edited by the owner; all other front matter may not.
	Fields   []Field   `json:"fields,omitempty"`
	Lead     []string  `json:"lead,omitempty"` // sentences under the heading: what will happen
	Sections []Section `json:"sections,omitempty"`
	HowTo    []string  `json:"how_to,omitempty"` // how to say yes or no, as a list
	// Plan is what has been done and what is still to come, for a process that takes more than one step with the owner.
	Plan []PlanStep `json:"plan,omitempty"`
}

// PlanStep is one step of a plan.
type PlanStep struct {
	Text string `json:"text"`
	Done bool   `json:"done,omitempty"`
}

// SnoozeGrace is how long a request that was put off waits at least once it is back.
const SnoozeGrace = 24 * time.Hour

// Deadline is when the request expires, given until when the owner has put it
// off (zero = not). Zero = never.
func (n Note) Deadline(snoozedUntil time.Time) time.Time {
	if n.Expires.IsZero() || snoozedUntil.IsZero() || !snoozedUntil.Add(SnoozeGrace).After(n.Expires) {
		return n.Expires
	}
	return snoozedUntil.Add(SnoozeGrace)
}

// Field is one editable property of the note.
type Field struct {
	Key   string `json:"key"` // snake_case, flat
	Value string `json:"value"`
	// Check marks a yes/no property, shown as a check box ("true"/"false").
	Check bool `json:"check,omitempty"`
}

// Section is a part of the note's body.
type Section struct {
	Heading string     `json:"heading"`
	Text    []string   `json:"text,omitempty"`
	Bullets []string   `json:"bullets,omitempty"`
	Columns []string   `json:"columns,omitempty"`
	Rows    [][]string `json:"rows,omitempty"`
	Quote   string     `json:"quote,omitempty"` // words of a stranger, rendered as an inert block
	Code    string     `json:"code,omitempty"`  // exact call of a dry run, rendered in a fence it cannot close
	Links   []Link     `json:"links,omitempty"`
}

// Link is a link of our own making: an http(s) address or a vault-relative path.
type Link struct {
	Text   string `json:"text"`
	Target string `json:"target"`
}

// NoteRef says where a note is.
type NoteRef struct {
	Path string `json:"path"` // vault-relative, slashes
}

// Verdict is what the owner has said.
type Verdict string

const (
	VerdictPending   Verdict = "pending"   // nothing decided (or taken back)
	VerdictApproved  Verdict = "approved"  // in Approved/
	VerdictRejected  Verdict = "rejected"  // in Rejected/
	VerdictWithdrawn Verdict = "withdrawn" // the note is gone
	VerdictAnswered  Verdict = "answered"  // a clarification was filled in and ticked
	VerdictProblem   Verdict = "problem"   // cannot count, see Problems
)

// DecisionSignal is the payload of SignalDecision: a hint, not a decision.
type DecisionSignal struct {
	RequestID string    `json:"request_id"`
	Path      string    `json:"path,omitempty"` // where the note was seen
	SeenAt    time.Time `json:"seen_at"`
}

// FetchDecisionInput names the request whose note is to be read.
type FetchDecisionInput struct {
	RequestID   string `json:"request_id"`
	WorkflowID  string `json:"workflow_id"`
	Revision    int    `json:"revision"`
	Fingerprint string `json:"fingerprint"`
}

// Decision is what the vault says now about a request.
type Decision struct {
	RequestID string  `json:"request_id"`
	Verdict   Verdict `json:"verdict"`
	Path      string  `json:"path,omitempty"`
	// Fields are the editable fields as they stand in the note.
	Fields map[string]string `json:"fields,omitempty"`
	// ContentHash identifies the note's bytes, to see later whether it was touched again.
	ContentHash string    `json:"content_hash,omitempty"`
	FileTime    time.Time `json:"file_time,omitzero"` // modification or move time as the file system tells
	SeenAt      time.Time `json:"seen_at"`
	// SnoozedUntil is until when the owner has put the request off; zero = not.
	SnoozedUntil time.Time `json:"snoozed_until,omitzero"`
	Problems     []string  `json:"problems,omitempty"` // sentences for the owner
	// Handbook is in force at the moment of reading; set when something was decided.
	Handbook Handbook `json:"handbook,omitzero"`
}

// FileNoteInput moves a request's note to its last folder with the outcome on
// top; when the note is gone it is written anew from Note.
type FileNoteInput struct {
	Note   Note   `json:"note"`
	Folder string `json:"folder"`
	// Status and Outcome go into the front matter (status: completed, outcome: done|dry_run|rejected|...).
	Status  string `json:"status"`
	Outcome string `json:"outcome"`
	// Result goes above what was there.
	Result []Section `json:"result"`
	Link   string    `json:"link,omitempty"` // front matter odoo_url
	// AutoRule is the rule that let it happen without asking, and AutoReason its sentence; empty when the owner was asked.
	AutoRule   string `json:"auto_rule,omitempty"`
	AutoReason string `json:"auto_reason,omitempty"`
}

// Handbook is the owner's rules as read at one moment.
type Handbook struct {
	Owner Owner `json:"owner"`
	// AutoLimit is the amount under which a recurring invoice of a known payee needs no approval, in AutoLimitCurrency.
	AutoLimit         Decimal         `json:"auto_limit"`
	AutoLimitCurrency string          `json:"auto_limit_currency"`
	Recurring         []RecurringRule `json:"recurring,omitempty"`
	Rates             []Rate          `json:"rates,omitempty"`
	DefaultTaxPercent Decimal         `json:"default_tax_percent,omitempty"`
	DefaultNetDays    *int            `json:"default_net_days,omitempty"`
	PricesIncludeTax  *bool           `json:"prices_include_tax,omitempty"`
	// QuotationProduct is the product of Odoo, by internal reference or name, that lines of quotations stand under when they name none.
	QuotationProduct string `json:"quotation_product,omitempty"`
	ExpiresDays      int    `json:"expires_days"`
	// Social are the rules for posts.
	Social   Social   `json:"social,omitzero"`
	Problems []string `json:"problems,omitempty"` // lines that could not be used
	// FailedExamples are the handbook's own examples that are decided in another way than it says.
	FailedExamples []string `json:"failed_examples,omitempty"`
	Paused         bool     `json:"paused,omitempty"` // PAUSE.md is there
	// Today is the owner's date (ISO) when the handbook was read.
	Today string `json:"today"`
	// DryRun is the installation's setting now: when true nothing leaves, whatever a process was started with.
	DryRun bool   `json:"dry_run"`
	Hash   string `json:"hash"` // of the file's bytes
}

// RecurringRule is a customer whose invoices repeat.
type RecurringRule struct {
	Name      string  `json:"name"`
	Email     string  `json:"email,omitempty"`
	MinAmount Decimal `json:"min_amount,omitempty"` // both ends are covered; empty: none
	MaxAmount Decimal `json:"max_amount"`
	Currency  string  `json:"currency"`
	Period    string  `json:"period"` // month | week | quarter | year
}

// Rate says how much one unit of From is in To.
type Rate struct {
	From string  `json:"from"`
	To   string  `json:"to"`
	Rate Decimal `json:"rate"`
	Date string  `json:"date"` // ISO
}

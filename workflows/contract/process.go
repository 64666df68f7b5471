package contract

import "time"

// WorkflowTaskTimeout is how long Temporal waits for a worker that is about to
// say what comes next before another may: after a crash in the middle of it
// that is what is lost. Temporal's own default is 10 s.
const WorkflowTaskTimeout = 3 * time.Second

// InvoiceInput starts GmailToOdooInvoice.
type InvoiceInput struct {
	Mail MailRef `json:"mail"`
	// DryRun asks for a dry run whatever the installation is set to; false leaves it to the installation's setting.
	DryRun bool `json:"dry_run"`
	// VaultQueue is the task queue of the host that holds the vault; empty = TaskQueue.
	VaultQueue string `json:"vault_queue,omitempty"`
	// Reissue counts how often the owner has brought a closed request back, 0 at first.
	Reissue int `json:"reissue,omitempty"`
	// Answers are editable fields the owner had already filled in when the request was closed.
	Answers map[string]string `json:"answers,omitempty"`
}

// InvoiceResult is how the process ended; rejection and bad input are results, not failures.
type InvoiceResult struct {
	Status   string         `json:"status"` // one of the Status constants
	NotePath string         `json:"note_path,omitempty"`
	Outcome  InvoiceOutcome `json:"outcome,omitzero"`
}

// FollowUp hands a mail to the process of an earlier one.
type FollowUp struct {
	// WorkflowID of the mail's own process, which waits for the answer.
	WorkflowID string  `json:"workflow_id"`
	Mail       MailRef `json:"mail"`
	Why        string  `json:"why"` // one of the Related constants
	Reading    Reading `json:"reading"`
}

// FollowUpAnswer says whether the earlier process has taken the mail over.
type FollowUpAnswer struct {
	WorkflowID string `json:"workflow_id"` // of the process that answers
	Taken      bool   `json:"taken"`
	NotePath   string `json:"note_path,omitempty"` // of its note
}

// ProcessStatus answers QueryStatus.
type ProcessStatus struct {
	Status       string    `json:"status"`
	WaitingFor   string    `json:"waiting_for"` // words for a person
	Since        time.Time `json:"since,omitzero"`
	RequestID    string    `json:"request_id,omitempty"`
	NotePath     string    `json:"note_path,omitempty"`
	Counterparty string    `json:"counterparty,omitempty"`
	Amount       Decimal   `json:"amount,omitempty"`
	Currency     string    `json:"currency,omitempty"`
	DryRun       bool      `json:"dry_run"`
	Rule         string    `json:"rule,omitempty"`
	Slot         time.Time `json:"slot,omitzero"` // of a post: when it goes out
}

// GmailWatchInput starts or continues the durable poll loop.
type GmailWatchInput struct {
	// HistoryID is a position as gmail.ListNew gives it, opaque; empty = begin with a full listing.
	HistoryID  string        `json:"history_id,omitempty"`
	Interval   time.Duration `json:"interval"`
	DryRun     bool          `json:"dry_run"`
	VaultQueue string        `json:"vault_queue,omitempty"`
	// AuthNoticeShown keeps the reconnect note from being written on every poll.
	AuthNoticeShown bool `json:"auth_notice_shown,omitempty"`
	// Failures counts polls in a row that failed, for the back-off.
	Failures int `json:"failures,omitempty"`
}

// GmailListInput asks for messages that came after the cursor. PageToken pages
// within one listing.
type GmailListInput struct {
	HistoryID string `json:"history_id,omitempty"`
	PageToken string `json:"page_token,omitempty"`
}

// GmailListResult is one page. Cursor is set on the last page only and is to
// be kept once every page's mails are started. Full is true when the listing
// fell back from history to a full one (no cursor, or a cursor too old).
type GmailListResult struct {
	MessageIDs    []string `json:"message_ids,omitempty"`
	NextPageToken string   `json:"next_page_token,omitempty"`
	Cursor        string   `json:"cursor,omitempty"`
	Full          bool     `json:"full,omitempty"`
	// CanLabel is true when the login may label and the installation is not in dry run.
	CanLabel bool `json:"can_label,omitempty"`
}

// GmailFetchInput downloads one message into the mail store.
type GmailFetchInput struct {
	MessageID string `json:"message_id"`
}

// GmailLabelInput puts the employee's label on a message, when the granted scope allows.
type GmailLabelInput struct {
	MessageID string `json:"message_id"`
}

package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
)

// ActionReminder is the one kind of suggestion that is also an action: a mail
// that reminds a customer of what is overdue is laid among the owner's drafts.
const ActionReminder = "payment_reminder"

const suggestionPrefix = "suggestion/"

// SuggestionID is the workflow ID of what the page of a week suggests about a
// matter, so that a week that is made again asks nobody twice.
func SuggestionID(week, key string) string { return suggestionPrefix + week + "/" + key }

// SuggestedWeek returns the week of a workflow ID that SuggestionID made.
func SuggestedWeek(workflowID string) (string, bool) {
	_, workflowID = OwnerOf(workflowID)
	rest, ok := strings.CutPrefix(workflowID, suggestionPrefix)
	week, _, found := strings.Cut(rest, "/")
	return week, ok && found && weekForm.MatchString(week)
}

// SuggestionRequestID names the request that a suggestion lays before the owner.
func SuggestionRequestID(week, key string) string {
	sum := sha256.Sum256([]byte("employee suggestion\n" + week + "\n" + key))
	return RequestID(hex.EncodeToString(sum[:8]), 0)
}

// ReminderKey names the mail of a suggestion among the owner's drafts.
func ReminderKey(week, key string) string {
	sum := sha256.Sum256([]byte("employee reminder\n" + week + "\n" + key))
	return "AR-" + hex.EncodeToString(sum[:8])
}

// ReminderInput starts PaymentReminder.
type ReminderInput struct {
	Week string `json:"week"` // of the page that suggests it, "2026-W48"
	Key  string `json:"key"`  // the suggestion's
	// Briefing is the page, vault-relative with slashes.
	Briefing  string `json:"briefing"`
	PartnerID int64  `json:"partner_id"` // Odoo's res.partner
	Partner   string `json:"partner"`
	// Expires is when the next page takes its place.
	Expires time.Time `json:"expires"`
	// VaultQueue is the task queue of the host that holds the vault; empty = TaskQueue.
	VaultQueue string `json:"vault_queue,omitempty"`
}

// ReminderTitle names the note of a reminder; the page links to it by that.
func (in ReminderInput) ReminderTitle() string {
	return "Payment reminder to " + in.Partner + " " + in.Week
}

// ReminderResult is how it ended; a rejection is a result and no failure.
type ReminderResult struct {
	Status   string       `json:"status"` // one of the Status constants
	NotePath string       `json:"note_path,omitempty"`
	Outcome  DraftOutcome `json:"outcome,omitzero"`
}

// FindDebtInput asks what a customer owes that is overdue.
type FindDebtInput struct {
	PartnerID int64 `json:"partner_id"` // a company or a person without one
	// AsOf is the ISO day in the owner's zone; what is due on it is not overdue yet.
	AsOf string `json:"as_of"`
}

// Debt is what a customer owes now.
type Debt struct {
	Configured bool   `json:"configured"`
	PartnerID  int64  `json:"partner_id,omitempty"`
	Name       string `json:"name,omitempty"`
	Email      string `json:"email,omitempty"`    // empty when Odoo has none
	Language   string `json:"language,omitempty"` // ISO 639-1, empty = not known
	// Overdue are the instalments that are past their day, the oldest first, at most 40; More is true when there are others.
	Overdue []DebtItem `json:"overdue,omitempty"`
	More    bool       `json:"more,omitempty"`
	// Sums are what Overdue adds up to, each currency on its own.
	Sums []WeekMoney `json:"sums,omitempty"`
	// Credit is what the customer has paid or been credited without its being matched to an invoice yet, as positive sums.
	Credit []WeekMoney `json:"credit,omitempty"`
}

// DebtItem is one instalment, in the currency of its invoice.
type DebtItem struct {
	InvoiceID int64   `json:"invoice_id"`
	Number    string  `json:"number"`
	Due       string  `json:"due"` // ISO
	Open      Decimal `json:"open"`
	Currency  string  `json:"currency"`
	URL       string  `json:"url,omitempty"`
}

// MailDraft is exactly what is laid among the drafts of the owner's mailbox. It
// is plain text and is never sent by the employee. The approval's fingerprint covers every field.
type MailDraft struct {
	// BusinessKey stands in a header of the draft ("AR-" and 16 hex digits).
	BusinessKey string `json:"business_key"`
	To          string `json:"to"` // one address, without a name
	Subject     string `json:"subject"`
	Text        string `json:"text"`
}

// Fingerprint is the SHA-256 (hex) of exactly what will be laid there, as for
// an invoice.
func (d MailDraft) Fingerprint() (string, error) { return fingerprint(d.BusinessKey, d) }

// CreateMailDraftInput carries the approved draft. With DryRun nothing is
// written: it is described instead.
type CreateMailDraftInput struct {
	Draft  MailDraft `json:"draft"`
	DryRun bool      `json:"dry_run"`
	// Fingerprint of the approved draft; the activity refuses when the draft does not match it.
	Fingerprint string `json:"fingerprint"`
}

// VerifyMailDraftInput looks for a draft by its key after an answer was lost.
// It never writes.
type VerifyMailDraftInput struct {
	Draft MailDraft `json:"draft"`
}

// DraftOutcome is what is known about the draft of a mail.
type DraftOutcome struct {
	Found   bool   `json:"found"` // it is among the drafts
	DraftID string `json:"draft_id,omitempty"`
	// Described is what would be laid there, when nothing was (a dry run).
	Described string `json:"described,omitempty"`
}

package contract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	invoicePrefix = "invoice/"
	postPrefix    = "post/"
)

// GmailWatchID is the workflow ID of the Gmail poll loop.
const GmailWatchID = "inbox/gmail"

// InvoiceID is the workflow ID of the process of one mail.
func InvoiceID(mailKey string) string { return invoicePrefix + mailKey }

// MailKeyOf returns the mail key of an invoice workflow ID.
func MailKeyOf(workflowID string) (string, bool) {
	_, workflowID = OwnerOf(workflowID)
	key, ok := strings.CutPrefix(workflowID, invoicePrefix)
	return key, ok && key != ""
}

// BriefingSchedule is the ID of the Schedule that makes the pages every Monday,
// and of its runs, which Temporal lengthens by their time.
const BriefingSchedule = "briefing"

const briefingPrefix = "briefing/"

// BriefingID is the workflow ID of the pages of an ISO week such as "2026-W48".
func BriefingID(week string) string { return briefingPrefix + week }

// BriefedWeek returns the week of a workflow ID that BriefingID made.
func BriefedWeek(workflowID string) (string, bool) {
	_, workflowID = OwnerOf(workflowID)
	week, ok := strings.CutPrefix(workflowID, briefingPrefix)
	return week, ok && weekForm.MatchString(week)
}

// weekForm is what an ISO week looks like; whether the year has a 53rd is not asked.
var weekForm = regexp.MustCompile(`^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$`)

// Endings of files in Inbox/ that say more than the mail in them.
const (
	mailEnding      = ".eml"
	assistantEnding = ".assistant"
)

// AssistantName is the file name of a mail that an assistant brings.
func AssistantName(stem string, dryRun bool) string {
	if dryRun {
		return DryRunName(stem + assistantEnding)
	}
	return stem + assistantEnding + mailEnding
}

// IsAssistantName tells whether a file of a mail is named so.
func IsAssistantName(name string) bool {
	name = strings.ToLower(name)
	if stem, ok := strings.CutSuffix(name, dryRunEnding); ok {
		return strings.HasSuffix(stem, assistantEnding)
	}
	return strings.HasSuffix(name, assistantEnding+mailEnding)
}

// dryRunEnding is of a file in Inbox/ whose effect is only to be described, whatever the installation is set to.
const dryRunEnding = ".dry-run.eml"

// DryRunName is the file name of a mail whose effect is only to be described.
func DryRunName(stem string) string { return stem + dryRunEnding }

// IsDryRunName tells whether a file of a mail is named so.
func IsDryRunName(name string) bool { return strings.HasSuffix(strings.ToLower(name), dryRunEnding) }

// LookUpID is the workflow ID of a look into Odoo; hash is of what is asked.
func LookUpID(hash string) string { return "lookup/" + hash }

// RequestID names the request a process lays before the owner. A process has
// one, whose note is revised; a closed request that the owner brings back gets
// the next reissue number.
func RequestID(mailKey string, reissue int) string {
	return "req-" + short(mailKey) + "-" + strconv.Itoa(reissue)
}

// ReissueOf returns the reissue number of a request ID.
func ReissueOf(requestID string) (int, bool) {
	i := strings.LastIndexByte(requestID, '-')
	if i < 0 || !strings.HasPrefix(requestID, "req-") {
		return 0, false
	}
	number := requestID[i+1:]
	n, err := strconv.Atoi(number)
	return n, err == nil && n >= 0 && strconv.Itoa(n) == number // "+1" and "01" are no names of ours
}

// BusinessKey is the name in Odoo of what comes of a mail, its invoice or its
// payment, the same for ever.
func BusinessKey(mailKey string) string {
	sum := sha256.Sum256([]byte("employee invoice\n" + mailKey))
	return "AE-" + hex.EncodeToString(sum[:8])
}

// PeriodKey names the one invoice that a recurring rule lets out by itself for
// a customer of Odoo in a period; rule holds the rule and the period's begin.
func PeriodKey(partnerID int64, rule string) string {
	sum := sha256.Sum256([]byte("employee period\n" + strconv.FormatInt(partnerID, 10) + "\n" + rule))
	return "AP-" + hex.EncodeToString(sum[:8])
}

// PostWorkflowID is the workflow ID of the process of a post's note.
func PostWorkflowID(postID string) string { return postPrefix + postID }

// PostIDOf returns the post ID of the workflow ID of a note's process.
func PostIDOf(workflowID string) (string, bool) {
	_, workflowID = OwnerOf(workflowID)
	id, ok := strings.CutPrefix(workflowID, postPrefix)
	return id, ok && id != "" && !strings.Contains(id, "/")
}

// SlotWorkflowID is the workflow ID of one slot of a post, so that a slot is
// carried out once whatever starts it.
func SlotWorkflowID(postID string, slot time.Time) string {
	return PostWorkflowID(postID) + "/" + slot.UTC().Format("20060102T150405Z")
}

// RemovalWorkflowID is the workflow ID of taking down what was published of a
// post.
func RemovalWorkflowID(postID string) string { return PostWorkflowID(postID) + "/remove" }

// PostKey names what goes to one platform in one slot of a post.
func PostKey(postID string, slot time.Time, platform Platform) string {
	sum := sha256.Sum256([]byte("employee post\n" + postID + "\n" + slot.UTC().Format(time.RFC3339) + "\n" + string(platform)))
	return "AS-" + hex.EncodeToString(sum[:8])
}

// PostRequestID names the request that a slot lays before the owner; it gets
// the next number when the post has changed and is asked about anew.
func PostRequestID(postID string, slot time.Time, number int) string {
	sum := sha256.Sum256([]byte("employee post request\n" + postID + "\n" + slot.UTC().Format(time.RFC3339)))
	return RequestID(hex.EncodeToString(sum[:8]), number)
}

// Fingerprint is the SHA-256 (hex) of exactly what will be sent to the
// platform, as for an invoice.
func (p PlatformPost) Fingerprint() (string, error) { return fingerprint(p.BusinessKey, p) }

// PostsFingerprint covers what goes to all platforms in a slot.
func PostsFingerprint(posts []PlatformPost) (string, error) { return fingerprint("of a slot", posts) }

// Fingerprint is the SHA-256 (hex) of exactly what will be sent. The draft's
// JSON form is canonical: fixed field order, no maps.
func (d InvoiceDraft) Fingerprint() (string, error) { return fingerprint(d.BusinessKey, d) }

// Fingerprint is the SHA-256 (hex) of exactly what will be sent, as for an
// invoice.
func (d PaymentDraft) Fingerprint() (string, error) { return fingerprint(d.BusinessKey, d) }

func fingerprint(key string, draft any) (string, error) {
	b, err := json.Marshal(draft)
	if err != nil {
		return "", fmt.Errorf("fingerprint of draft %s: %w", key, err)
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

func short(key string) string {
	if len(key) > 16 {
		return key[:16]
	}
	return key
}

package invoice_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/policy"
)

func TestInvoice_ApprovedDraftGoesOutAsItWasShown(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	require.Equal(t, "2020.00", string(result.Outcome.Total))
	require.Len(t, w.desk.laid, 1)
	note := w.desk.laid[0]
	require.Equal(t, contract.NoteApproval, note.Type)
	require.Equal(t, contract.FolderPendingApproval, note.Folder)
	require.Equal(t, requestID, note.RequestID)
	require.Equal(t, contract.Decimal("2020.00"), note.Amount)
	require.Equal(t, w.began.Add(14*day), note.Expires)
	for _, part := range []string{"Berger Design GmbH", "2020.00 EUR", policy.RuleOverLimit, "our PO number PO-7", "Approved/", "Rejected/", "could you please send us"} {
		require.Contains(t, words(note), part)
	}
	require.Len(t, w.odoo.sent, 1)
	require.Equal(t, note.Fingerprint, w.odoo.sent[0].Fingerprint, "what leaves is what was approved")
	require.Equal(t, int64(7), w.odoo.sent[0].Draft.PartnerID)
	require.False(t, w.odoo.sent[0].DryRun)
	require.Equal(t, w.began.Add(time.Hour), w.odoo.sentAt[0].UTC().Round(time.Second), "not before the approval")
	require.Equal(t, []contract.EnsureAttachmentInput{{InvoiceID: 31, BusinessKey: contract.BusinessKey(mailKey), Mail: w.in.Mail}}, w.odoo.attached)
}

func TestInvoice_CompletedNoteSaysWhatIsInOdoo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.differing = []string{"The due date is 2026-12-31."}
	w.owner(time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Len(t, w.desk.filed, 1)
	filed := w.desk.filed[0]
	require.Equal(t, contract.FolderCompleted, filed.Folder)
	require.Equal(t, contract.StatusDone, filed.Outcome)
	require.Equal(t, "http://odoo.example/web#id=31", filed.Link)
	text := sections(filed.Result)
	require.Contains(t, text, "number 31")
	require.Contains(t, text, "The mail is attached")
	require.Contains(t, text, "Total | 2020.00 | 2020.00")
	require.Contains(t, text, "The due date is 2026-12-31.")
	require.Equal(t, result.NotePath, w.status(t).NotePath)
}

func TestInvoice_LogTellsTheWholeStoryInOrder(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)
	w.run(t)

	var story []string
	for _, r := range w.records {
		story = append(story, r.Action+" "+r.Phase+" "+r.Result+" "+r.ApprovalStatus)
	}
	require.Equal(t, []string{
		"mail.read event draft pending", "approval.requested event pending pending", "approval.decided event approved approved",
		"odoo.create_draft_invoice intent intended approved", "odoo.create_draft_invoice result done approved", "process.ended event done approved",
	}, story)
	require.Regexp(t, "^"+requestID+"/"+w.records[0].RunID+"/[0-9a-f]{12}-1$", w.records[0].RecordID)
	require.Equal(t, w.records[3].CorrelationID, w.records[4].CorrelationID)
	require.Equal(t, "2020.00", w.records[3].Parameters["total"])
}

func TestInvoice_QuestionIsAskedAndTheAnswerLeadsToTheApproval(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = without("currency", "Which dollars are meant?", func(r *contract.Reading) { r.Currency = "" })
	w.owner(time.Hour, contract.VerdictAnswered, "currency", " usd ")
	w.owner(2*time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	require.Len(t, w.desk.laid, 2)
	question := w.desk.laid[0]
	require.Equal(t, contract.NoteClarification, question.Type)
	require.Equal(t, contract.FolderNeedsAction, question.Folder)
	require.Equal(t, contract.Field{Key: "answered", Value: "false", Check: true}, question.Fields[0])
	require.Contains(t, words(question), "Which dollars are meant? | currency")
	require.Equal(t, 2, w.desk.laid[1].Revision, "one request, one note, revised")
	require.Equal(t, "USD", w.odoo.sent[0].Draft.Currency)
	require.Equal(t, []string{"answered"}, w.logged("question.answered", contract.PhaseEvent))
}

func TestInvoice_AnswerThatCannotBeReadIsAskedAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = without("currency", "Which currency?", func(r *contract.Reading) { r.Currency = "" })
	w.owner(1*time.Hour, contract.VerdictAnswered, "currency", "dollars", "line_1_quantity", "two")
	w.owner(2*time.Hour, contract.VerdictAnswered, "currency", "USD", "due_date", "next Friday")
	w.owner(3*time.Hour, contract.VerdictAnswered, "due_date", "", "line_1_quantity", "2", "tax_included", "yes")
	w.owner(4*time.Hour, contract.VerdictAnswered, "tax_included", "false", "odoo_partner_id", "Berger")
	w.owner(5*time.Hour, contract.VerdictAnswered, "odoo_partner_id", "")
	w.owner(6*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 6)
	require.Contains(t, words(w.desk.laid[1]), "three-letter code")
	require.Contains(t, words(w.desk.laid[1]), "line_1_quantity")
	require.Contains(t, words(w.desk.laid[2]), "YYYY-MM-DD")
	require.Contains(t, words(w.desk.laid[3]), "tax_included")
	require.Contains(t, words(w.desk.laid[4]), "odoo_partner_id")
	require.Len(t, w.odoo.sent, 1)
	require.Len(t, w.odoo.finds, 1, "Odoo is asked once everything is known")
}

func TestInvoice_ReadersQuestionsAreAskedOnceAndWhatIsMissingAgain(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = without("line_1_description", "The mail lists more than 60 lines; will you enter them?", func(r *contract.Reading) { r.Lines = nil })
	w.owner(time.Hour, contract.VerdictAnswered)
	w.owner(2*time.Hour, contract.VerdictAnswered, "line_1_description", "Work", "line_1_quantity", "1", "line_1_unit_price", "10")
	w.owner(3*time.Hour, contract.VerdictApproved)

	w.run(t)

	require.Contains(t, words(w.desk.laid[0]), "more than 60 lines")
	require.NotContains(t, words(w.desk.laid[1]), "more than 60 lines")
	require.Contains(t, words(w.desk.laid[1]), "What is line 1 for?")
	require.Equal(t, contract.Decimal("10.00"), w.odoo.sent[0].Draft.Total)
}

func TestInvoice_SeveralCustomersAreTheOwnersChoice(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.match = contract.CustomerMatch{Configured: true, Candidates: []contract.Partner{{ID: 11, Name: "Berger A", City: "Ulm"}, {ID: 12, Name: "Berger B"}}}
	w.owner(time.Hour, contract.VerdictAnswered, "odoo_partner_id", "12")
	w.owner(2*time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "11 | Berger A |  |  | Ulm")
	require.Equal(t, int64(12), w.odoo.sent[0].Draft.PartnerID)
	require.Len(t, w.odoo.finds, 1, "a chosen customer is not looked up again")
}

func TestInvoice_PossibleDuplicateIsShown(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.odoo.existing = []contract.ExistingInvoice{{ID: 4, Name: "INV/2026/0004", Total: "2020.00", Currency: "EUR", State: "posted", Why: "The reference is the same."}}
	w.owner(time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "INV/2026/0004, 2020.00 EUR, posted. The reference is the same.")
	require.Contains(t, words(w.desk.laid[0]), policy.RuleDuplicate)
	require.Equal(t, int64(7), w.odoo.lookups[0].PartnerID)
}

func TestInvoice_OfManyPossibleDuplicatesThoseWithTheSameReferenceAndTheNewestAreNamed(t *testing.T) {
	t.Parallel()
	w := open(t)
	for id := int64(40); id > 0; id-- {
		w.odoo.existing = append(w.odoo.existing, contract.ExistingInvoice{ID: id, Name: fmt.Sprintf("INV/%03d", id), Total: "2020.00", Currency: "EUR", State: "posted", Why: "The total is the same."})
	}
	w.odoo.existing[30].Ref = w.reading.PO
	w.owner(time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	note := words(w.desk.laid[0])
	require.Equal(t, 10, strings.Count(note, "Possible duplicate in Odoo"))
	require.Contains(t, note, "INV/010, ", "the one with the same reference")
	require.Contains(t, note, "INV/040, ")
	require.Contains(t, note, "INV/032, ")
	require.NotContains(t, note, "INV/031, ")
	require.Contains(t, note, "Odoo has 30 more of this customer that are alike")
}

func TestInvoice_ACurrencyOfTheHandbookIsShownAsSuch(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading.Evidence = map[string]contract.Evidence{"currency": {Method: contract.MethodDefault, Why: "the mail names no currency", Offset: -1}}
	w.owner(time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "default: the mail names no currency")
}

func TestInvoice_AutomaticLeavesANoteAfterwardsAndNoneBefore(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	require.Empty(t, w.desk.laid)
	require.Empty(t, w.desk.notices)
	require.Len(t, w.desk.filed, 1)
	require.Contains(t, words(w.desk.filed[0].Note), "Hosting")
	require.Equal(t, contract.Decimal("80.00"), w.desk.filed[0].Note.Amount)
	for _, r := range w.records[1:] {
		require.Equal(t, "auto", r.ApprovalStatus, r.Action)
		require.Equal(t, policy.RuleRecurringSmall, r.PolicyRule)
	}
}

func TestInvoice_WhatAnAssistantBringsAsksWhereARuleWouldLetItOut(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading, w.in.Mail.Source = small(), contract.SourceAssistant
	w.owner(time.Hour, contract.VerdictRejected)

	require.Equal(t, contract.StatusRejected, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "what an assistant brings always asks")
	require.Empty(t, w.odoo.sent)
}

const letOut = "The handbook's recurring rule for Berger Design GmbH (up to 90 EUR a month) covers it, and it is under the limit of 100 EUR."

// What goes out by itself is announced: an event of its own before the effect,
// and a finished note that says by which rule, for the dashboard to list.
func TestInvoice_AutomaticIsAnnouncedWithItsRule(t *testing.T) {
	t.Parallel()
	for _, dry := range []bool{false, true} {
		w := open(t)
		w.reading, w.handbook.DryRun = small(), dry

		w.run(t)

		filed := w.desk.filed[0]
		require.Equal(t, policy.RuleRecurringSmall, filed.AutoRule)
		require.Equal(t, letOut, filed.AutoReason)
		require.Contains(t, sections(filed.Result), letOut)
		require.Contains(t, sections(filed.Result), "Rule: "+policy.RuleRecurringSmall)
		announced := slices.IndexFunc(w.records, func(r contract.AuditRecord) bool { return r.Action == "approval.automatic" })
		intended := slices.IndexFunc(w.records, func(r contract.AuditRecord) bool { return r.Phase == contract.PhaseIntent })
		require.Positive(t, announced)
		require.Less(t, announced, intended)
		r := w.records[announced]
		require.Equal(t, contract.PhaseEvent, r.Phase)
		require.Equal(t, policy.RuleRecurringSmall, r.PolicyRule)
		require.Equal(t, map[string]string{"reason": letOut, "customer": "Berger Design GmbH", "total": "80.00", "currency": "EUR", "handbook": "h1"}, r.Parameters)
	}
}

func TestInvoice_WhatTheOwnerApprovedIsNotAnnouncedAsAutomatic(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Empty(t, w.desk.filed[0].AutoRule)
	require.Empty(t, w.desk.filed[0].AutoReason)
	require.False(t, slices.ContainsFunc(w.records, func(r contract.AuditRecord) bool { return r.Action == "approval.automatic" }))
}

func TestInvoice_HandbookWhoseExamplesFailAsksAboutEverything(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = small()
	w.handbook.FailedExamples = []string{"The example “known customer, 75 -> automatic” fails."}
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Contains(t, words(w.desk.laid[0]), "known customer, 75 -> automatic")
	require.Contains(t, words(w.desk.laid[0]), policy.RuleHandbook)
	require.Empty(t, w.desk.filed[0].AutoRule, "it was asked about")
}

// The rules count at the moment of the effect, not at that of the decision.
func TestInvoice_AutomaticThatTheHandbookNoLongerLetsOutAsks(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*contract.Handbook){
		"the rule is gone":   func(h *contract.Handbook) { h.Recurring = nil },
		"the limit is lower": func(h *contract.Handbook) { h.AutoLimit = "80" },
		"an example fails":   func(h *contract.Handbook) { h.FailedExamples = []string{"It fails."} },
		"a line is misspelt": func(h *contract.Handbook) { h.Problems = []string{"It cannot be read."} },
		"another most amount": func(h *contract.Handbook) {
			h.Recurring = []contract.RecurringRule{{Name: "Berger Design GmbH", MaxAmount: "79", Currency: "EUR", Period: "month"}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.reading, w.handbook.Paused = small(), true
			w.at(time.Hour, func() { change(&w.handbook) })
			w.at(2*time.Hour, func() { w.handbook.Paused = false })
			w.owner(3*time.Hour, contract.VerdictRejected)

			require.Equal(t, contract.StatusRejected, w.run(t).Status)

			require.Empty(t, w.odoo.sent)
			require.Contains(t, words(w.desk.laid[0]), "the handbook was changed before anything was sent")
		})
	}
}

func TestInvoice_NothingToBillIsRefusedWithoutBotheringOdoo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading.Lines = []contract.InvoiceLine{{Description: "Credit", Quantity: "1", UnitPrice: "-10"}}

	require.Equal(t, contract.StatusRefused, w.run(t).Status)

	require.Empty(t, w.odoo.sent)
	require.Contains(t, sections(w.desk.filed[0].Result), "not a positive amount, so there is nothing to invoice. Rule: "+policy.RuleNothingToBill)
	require.NotContains(t, sections(w.desk.filed[0].Result), "move this note back")
}

func TestInvoice_ReissueKeepsTheKeyAndTheAnswers(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.in.Reissue = 2
	w.in.Answers = map[string]string{"currency": "CHF", "rate": "1"}
	w.reading = without("currency", "Which currency?", func(r *contract.Reading) { r.Currency = "" })
	w.owner(time.Hour, contract.VerdictApproved)

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1, "nothing is asked twice")
	require.Equal(t, "req-0123456789abcdef-2", w.desk.laid[0].RequestID)
	require.Equal(t, "CHF", w.odoo.sent[0].Draft.Currency)
}

func TestInvoice_DefaultsOfTheHandbookFillWhatTheMailDoesNotSay(t *testing.T) {
	t.Parallel()
	w := open(t)
	days, included := 30, true
	w.handbook.DefaultTaxPercent, w.handbook.DefaultNetDays, w.handbook.PricesIncludeTax = "19", &days, &included
	w.owner(time.Hour, contract.VerdictApproved)

	w.run(t)

	draft := w.odoo.sent[0].Draft
	require.Equal(t, contract.Decimal("19"), draft.Lines[0].TaxPercent)
	require.True(t, draft.TaxIncluded)
	require.Equal(t, "2026-12-23", draft.DueDate)
	require.Equal(t, contract.Decimal("2020.00"), draft.Total)
}

package invoice_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// correction is a mail that wants invoice 2026-118 corrected.
func correction() contract.Reading {
	r := aside(contract.DirectionCorrection, contract.ExpectAsk)
	r.CustomerEmail, r.Company, r.PO = "anna@berger.example", "Berger Design GmbH", "PO-7"
	r.About = &contract.About{Numbers: []string{"2026-118"}, Email: "anna@berger.example"}
	r.Evidence = map[string]contract.Evidence{
		"about_number_1": {Words: "Your invoice 2026-118", Part: contract.PartSubject},
		"company":        {Words: "Berger Design GmbH, Accounts", Part: contract.PartSignature},
		"po":             {Words: "our PO is PO-7", Part: contract.PartText},
	}
	return r
}

// question asks about the same invoice.
func question() contract.Reading {
	r := correction()
	r.Direction, r.Expected = contract.DirectionQuestion, contract.ExpectIgnore
	return r
}

// invoice118 is how it stands in Odoo.
func invoice118() contract.FoundInvoice {
	return contract.FoundInvoice{
		ID: 44, Number: "2026-118", State: "posted", PaymentState: "not_paid", Date: "2026-10-14", DueDate: "2026-11-13", PartnerID: 8, Partner: "Anna Berger",
		CompanyID: 7, Company: "Berger Design GmbH", VATID: "DE123456789", Address: "Hafenstraße 1, 20457 Hamburg, Germany", Reference: "PO-1",
		Currency: "EUR", Untaxed: "890.00", Tax: "169.10", Total: "1059.10", Residual: "1059.10",
		Lines: []contract.FoundLine{
			{Description: "Rendering\nOctober", Quantity: "14", UnitPrice: "60.00", Tax: "19% S", TaxPercent: "19", Subtotal: "840.00"},
			{Description: "Travel", Quantity: "1", UnitPrice: "50.00", Tax: "19% S", TaxPercent: "19", Subtotal: "50.00"},
		},
		LineCount: 2, URL: "http://odoo.example/web#id=44", MatchedBy: contract.MatchedNumber, Why: "Its number is 2026-118.",
	}
}

func only(f contract.FoundInvoice) contract.FoundInvoices {
	return contract.FoundInvoices{Configured: true, Invoices: []contract.FoundInvoice{f}}
}

// handedOver runs the process and returns its one note.
func handedOver(t *testing.T, w *world) contract.Note {
	t.Helper()
	require.Equal(t, contract.StatusHandedOver, w.run(t).Status)
	require.Len(t, w.desk.notices, 1)
	require.Empty(t, w.odoo.sent, "nothing is written to Odoo")
	require.Empty(t, w.odoo.finds)
	require.Equal(t, contract.FolderNeedsAction, w.desk.notices[0].Folder)
	require.Contains(t, words(w.desk.notices[0]), "Nothing waits for it.")
	return w.desk.notices[0]
}

func TestExisting_CorrectionShowsTheInvoiceAndWhatTheMailSaysOtherwise(t *testing.T) {
	t.Parallel()
	for _, source := range []string{contract.SourceInbox, contract.SourceGmail} {
		w := open(t)
		w.in.Mail.Source, w.reading, w.odoo.found = source, correction(), only(invoice118())

		note := handedOver(t, w)

		require.Equal(t, contract.NoteCorrection, note.Type)
		require.Equal(t, "Correction wanted by Anna", note.Title)
		require.Equal(t, contract.Decimal("1059.10"), note.Amount)
		require.Equal(t, "Berger Design GmbH", note.Counterparty)
		text := words(note)
		require.Contains(t, text, "asks to correct invoice 2026-118. Nothing was changed in Odoo")
		require.Contains(t, text, "posted and not paid; 1059.10 EUR is open, overdue since 2026-11-13")
		require.Contains(t, text, "press \"Credit Note\"")
		require.Contains(t, text, "Its number is 2026-118. The mail says \"Your invoice 2026-118\" (subject).")
		require.Contains(t, text, "Customer's reference | PO-1 | PO-7 | our PO is PO-7")
		require.NotContains(t, text, "correct the contact first")
		require.NotContains(t, text, "Berger Design GmbH, Accounts", "the customer is the same")
		require.Contains(t, text, "1 | Rendering\nOctober | 14 | 60.00 |  | 19% S | 840.00")
		require.Contains(t, text, "Open the invoice in Odoo http://odoo.example/web#id=44")
		require.Equal(t, []string{"found"}, w.logged("odoo.find_invoices", contract.PhaseEvent))
		require.Equal(t, []contract.FindInvoicesInput{{
			Numbers: []string{"2026-118", "PO-7"}, Customer: contract.Customer{Name: "Berger Design GmbH", Email: "anna@berger.example"},
		}}, w.odoo.named)
	}
}

func TestExisting_SaysWhatCanBeDoneByHowTheInvoiceStands(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		state, payment, lead, way string
	}{
		{"draft", "not_paid", "a draft that is not posted yet", "change it in Odoo. There is nothing to cancel."},
		{"cancel", "not_paid", "It is cancelled.", "cancelled already"},
		{"posted", "paid", "posted and paid.", "Something has been paid on it already"},
		{"posted", "in_payment", "its payment is being booked", "Something has been paid on it already"},
		{"posted", "partial", "paid in part; 1059.10 EUR of 1059.10 EUR is open", "Something has been paid on it already"},
		{"posted", "reversed", "reversed by a credit note", "whether the corrected one has been made"},
		{"posted", "blocked", "its payment is blocked", "press \"Credit Note\""},
		{"posted", "invoicing_legacy", "It is posted.", "press \"Credit Note\""},
	} {
		w := open(t)
		f := invoice118()
		f.State, f.PaymentState = c.state, c.payment
		w.reading, w.odoo.found = correction(), only(f)
		text := words(handedOver(t, w))
		require.Contains(t, text, c.lead, c.payment)
		require.Contains(t, text, c.way, c.payment)
	}
}

func TestExisting_NotFoundSeveralAndNotConfiguredAreSaidPlainly(t *testing.T) {
	t.Parallel()
	second := invoice118()
	second.ID, second.Number, second.URL, second.Why = 45, "2026-119", "http://odoo.example/web#id=45", "It is an invoice to Berger Design GmbH over exactly 1059.10 EUR."
	nameless := correction()
	nameless.About.Numbers, nameless.PO = nil, ""
	for name, c := range map[string]struct {
		reading contract.Reading
		found   contract.FoundInvoices
		says    []string
		log     string
	}{
		"not found":      {correction(), contract.FoundInvoices{Configured: true}, []string{"No such invoice was found in Odoo. The mail names it as 2026-118.", "Nothing that only looks similar was taken", "If it is not clear which one is meant, ask the sender.", "Customer's reference | PO-7 | our PO is PO-7"}, "none"},
		"nothing named":  {nameless, contract.FoundInvoices{Configured: true}, []string{"The mail names no invoice by its number"}, "none"},
		"not configured": {correction(), contract.FoundInvoices{}, []string{"Odoo is not configured, so the invoice was not looked up. The mail names it as 2026-118.", "in your books", "Customer's reference | PO-7"}, "not_configured"},
		"several": {
			correction(),
			contract.FoundInvoices{Configured: true, More: true, Invoices: []contract.FoundInvoice{second, invoice118()}},
			[]string{
				"More than one invoice in Odoo fits, and none was chosen", "there are more", "Open the one that is meant",
				"2026-119 | Berger Design GmbH | 2026-10-14 | 1059.10 EUR | posted and not paid; 1059.10 EUR is open, overdue since 2026-11-13 | It is an invoice to Berger Design GmbH over exactly 1059.10 EUR.",
				"Open 2026-118 in Odoo http://odoo.example/web#id=44", "Open 2026-119 in Odoo",
			},
			"several",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			w.reading, w.odoo.found = c.reading, c.found
			note := handedOver(t, w)
			for _, say := range c.says {
				require.Contains(t, words(note), say)
			}
			require.Empty(t, note.Amount, "of no single invoice")
			require.NotContains(t, words(note), "What would change")
			require.Equal(t, []string{c.log}, w.logged("odoo.find_invoices", contract.PhaseEvent))
		})
	}
}

func TestExisting_AnotherCustomersInvoiceIsWarnedOf(t *testing.T) {
	t.Parallel()
	w := open(t)
	f := invoice118()
	f.OtherCustomer = true
	w.reading, w.odoo.found = question(), only(f)
	w.odoo.found.Customers = []contract.Partner{{ID: 9, Name: "Other Ltd"}}
	require.Contains(t, words(handedOver(t, w)), "2026-118 is an invoice to Berger Design GmbH, but the sender is Other Ltd in Odoo.")
}

func TestExisting_QuestionShowsTheInvoiceAskedAbout(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.in.Mail.Source, w.reading, w.odoo.found = contract.SourceGmail, question(), only(invoice118())
	w.reading.VATID = "DE123456789"

	note := handedOver(t, w)

	require.Equal(t, contract.NoteQuestion, note.Type)
	require.Equal(t, "Question about an invoice from Anna", note.Title)
	text := words(note)
	require.Contains(t, text, "asks about invoice 2026-118.")
	require.Contains(t, text, "posted and not paid; 1059.10 EUR is open")
	require.Contains(t, text, "Total | 1059.10 EUR")
	require.NotContains(t, text, "What would change")
	require.NotContains(t, text, "Credit Note")
	require.Equal(t, "DE123456789", w.odoo.named[0].Customer.VATID)
}

func TestExisting_QuestionAboutNoInvoiceOfOursBothersNobody(t *testing.T) {
	t.Parallel()
	for _, found := range []contract.FoundInvoices{{}, {Configured: true}} {
		w := open(t)
		w.in.Mail.Source, w.reading, w.odoo.found = contract.SourceGmail, question(), found
		require.Equal(t, contract.StatusIgnored, w.run(t).Status)
		require.Empty(t, w.desk.notices)
		require.Empty(t, w.desk.filed)
	}
}

func TestExisting_QuestionThatWasDroppedOrIsAKnownCustomersIsAlwaysShown(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading, w.odoo.found = question(), contract.FoundInvoices{Configured: true}
	require.Contains(t, words(handedOver(t, w)), "No such invoice was found in Odoo.")

	w = open(t)
	w.in.Mail.Source, w.reading, w.odoo.found = contract.SourceGmail, question(), contract.FoundInvoices{Configured: true}
	w.handbook.Owner.KnownCustomers = []contract.KnownCustomer{{Name: "Berger", Email: "Anna@Berger.example"}}
	require.Contains(t, words(handedOver(t, w)), "No such invoice was found in Odoo.")
}

func TestExisting_SuspiciousMailIsAWarningAndNothingIsLookedUp(t *testing.T) {
	t.Parallel()
	for _, r := range []contract.Reading{correction(), question()} {
		w := open(t)
		r.Expected = contract.ExpectFraud
		w.reading = r
		require.Equal(t, "Suspicious request from Anna", handedOver(t, w).Title)
		require.Empty(t, w.odoo.named)
	}
}

func TestExisting_OdooDownTheNoteIsThereAtOnceAndCompletedLater(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading, w.odoo.found = correction(), only(invoice118())
	w.odoo.onInvoice = once(4, contract.FailTransient, "Nobody answers at ODOO_URL.")
	var early int
	var during contract.ProcessStatus
	w.at(time.Second, func() { early = len(w.desk.notices) })
	w.env.RegisterDelayedCallback(func() { during = w.status(t) }, time.Minute)

	require.Equal(t, contract.StatusHandedOver, w.run(t).Status)

	require.Equal(t, 1, early)
	require.Equal(t, contract.StatusWaitingSystem, during.Status)
	require.Len(t, w.desk.notices, 2, "laid once while waiting, once in full")
	first, last := w.desk.notices[0], w.desk.notices[1]
	require.Contains(t, words(first), "Odoo cannot be asked at the moment, so the invoice is not shown yet: Nobody answers at ODOO_URL.")
	require.Contains(t, words(first), "completed by itself when Odoo answers")
	require.Contains(t, words(first), "Nothing, until Odoo answers.")
	require.Contains(t, words(first), "Customer's reference | PO-7")
	require.Equal(t, first.RequestID, last.RequestID)
	require.Equal(t, first.Revision+1, last.Revision)
	require.Equal(t, first.Title, last.Title)
	require.Contains(t, words(last), "Customer's reference | PO-1 | PO-7")
	require.NotContains(t, words(last), "cannot be asked")
}

func TestExisting_OdooThatOnlyIsSlowDoesNotHoldTheNoteBack(t *testing.T) {
	t.Parallel()
	w := withoutOdoo(t)
	w.reading, w.odoo.found = correction(), only(invoice118())
	w.env.RegisterActivityWithOptions(func(context.Context, contract.FindInvoicesInput) (contract.FoundInvoices, error) {
		return w.odoo.found, nil
	}, activity.RegisterOptions{Name: contract.OdooFindInvoices.Name()})
	w.env.OnActivity(contract.OdooFindInvoices.Name(), mock.Anything, mock.Anything).After(time.Minute).Return(w.odoo.found, nil)

	require.Equal(t, contract.StatusHandedOver, w.run(t).Status)

	require.Len(t, w.desk.notices, 2)
	require.Contains(t, words(w.desk.notices[0]), "not shown yet: It has not answered yet.")
	require.Contains(t, words(w.desk.notices[1]), "posted and not paid")
}

func TestExisting_NoteThatTheOwnerPutAwayIsNotLaidAgain(t *testing.T) {
	t.Parallel()
	for _, away := range []contract.Decision{
		{Verdict: contract.VerdictWithdrawn},
		{Verdict: contract.VerdictPending, Path: "Completed/Correction wanted by Anna.md"},
		{Verdict: contract.VerdictRejected, Path: "Rejected/Correction wanted by Anna.md"},
	} {
		w := open(t)
		w.reading, w.odoo.found = correction(), only(invoice118())
		w.odoo.onInvoice = once(4, contract.FailTransient, "Nobody answers.")
		w.at(time.Minute, func() { w.desk.away = away })
		handedOver(t, w)
	}
}

func TestExisting_SilentQuestionWaitsForOdooWithoutANote(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.in.Mail.Source, w.reading, w.odoo.found = contract.SourceGmail, question(), only(invoice118())
	w.odoo.onInvoice = once(4, contract.FailTransient, "Nobody answers.")
	require.Equal(t, "2026-118", strings.TrimPrefix(table(handedOver(t, w), "The invoice in Odoo")[0], "Number | "))
}

func TestExisting_RefusedLookUpIsSaid(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = correction()
	w.odoo.onInvoice = once(1, contract.FailInvalid, "Odoo refuses it.")
	require.Contains(t, words(handedOver(t, w)), "could not be looked up in Odoo: Odoo refuses it.")
	require.Equal(t, []string{"failed"}, w.logged("odoo.find_invoices", contract.PhaseEvent))
}

func TestExisting_StoppedWhileOdooIsDownTheNoteSaysSo(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.reading = correction()
	w.odoo.onInvoice = once(1000, contract.FailTransient, "Nobody answers.")

	w.cancelled(t, time.Hour)

	require.Len(t, w.desk.notices, 2)
	require.Contains(t, words(w.desk.notices[1]), "stopped in Temporal before Odoo had answered")
	require.NotContains(t, words(w.desk.notices[1]), "completed by itself")
	require.Empty(t, w.desk.filed)
}

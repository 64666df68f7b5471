package invoice_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// till answers for the payments of an Odoo with one open invoice; without a
// script everything goes well. n counts the calls of an activity from 1.
type till struct {
	now      func() time.Time
	found    contract.FoundInvoices
	match    contract.PaymentMatch
	asked    []contract.FindInvoicesInput
	sent     []contract.CreateDraftPaymentInput
	verified []time.Time
	payments map[string]bool // by business key
	onFind   func(n int) error
	onCreate func(n int) error // the payment is not made
	onAnswer func(n int) error // the payment is made, the answer is this
	onVerify func(n int) error
}

func (o *till) find(in contract.FindInvoicesInput) (contract.FoundInvoices, error) {
	o.asked = append(o.asked, in)
	return o.found, script(o.onFind, len(o.asked))
}

func (o *till) create(in contract.CreateDraftPaymentInput) (contract.InvoiceOutcome, error) {
	o.sent = append(o.sent, in)
	if err := script(o.onCreate, len(o.sent)); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	if in.DryRun {
		return contract.InvoiceOutcome{Configured: true, Described: "account.payment.load " + in.Draft.BusinessKey}, nil
	}
	o.payments[in.Draft.BusinessKey] = true
	return o.outcome(in.Draft), script(o.onAnswer, len(o.sent))
}

func (o *till) verify(in contract.VerifyDraftPaymentInput) (contract.InvoiceOutcome, error) {
	o.verified = append(o.verified, o.now())
	if err := script(o.onVerify, len(o.verified)); err != nil || !o.payments[in.Draft.BusinessKey] {
		return contract.InvoiceOutcome{Configured: true}, err
	}
	return o.outcome(in.Draft), nil
}

func (o *till) outcome(d contract.PaymentDraft) contract.InvoiceOutcome {
	return contract.InvoiceOutcome{
		Found: true, Configured: true, PaymentID: 51, PartnerID: d.PartnerID, URL: "http://odoo.example/web#id=51", State: "draft", Currency: d.Currency, Total: d.Amount,
	}
}

// notice is a mail that says that the open invoice of the till was paid.
func notice() contract.Reading {
	return contract.Reading{
		Expected: contract.ExpectIgnore, Direction: contract.DirectionReceipt, Subject: "Payment", FromName: "Anna Berger", FromAddress: "anna@berger.example",
		SentAt: "2026-11-25T09:12:00+01:00", Excerpt: "we have paid invoice INV/2026/00012",
		Payment: &contract.PaymentNotice{Email: "anna@berger.example", Numbers: []string{"INV/2026/00012"}, Amount: "500.00", Currency: "EUR", Date: "2026-11-24", Words: "we have paid invoice INV/2026/00012, EUR 500 on 24 November."},
	}
}

func openInvoice() contract.FoundInvoice {
	return contract.FoundInvoice{
		ID: 12, Number: "INV/2026/00012", State: "posted", PaymentState: "not_paid", Date: "2026-10-30", DueDate: "2026-11-29", PartnerID: 8, Partner: "Anna Berger",
		CompanyID: 7, Company: "Berger Design GmbH", Currency: "EUR", Total: "500.00", Residual: "500.00", URL: "http://odoo.example/web#id=12",
		MatchedBy: contract.MatchedNumber, Why: "Its number is INV/2026/00012.",
	}
}

// paid is a world with such a mail and such an invoice.
func paid(t *testing.T) (*world, *till) {
	t.Helper()
	w := open(t)
	w.reading = notice()
	o := &till{
		now: w.env.Now, payments: map[string]bool{},
		found: contract.FoundInvoices{Configured: true, Customers: []contract.Partner{{ID: 7, Name: "Berger Design GmbH"}}, Invoices: []contract.FoundInvoice{openInvoice()}},
		match: contract.PaymentMatch{Configured: true, Journals: []contract.PaymentJournal{{ID: 2, Name: "Bank", Type: "bank"}, {ID: 3, Name: "Cash", Type: "cash"}}},
	}
	register(w, contract.OdooFindInvoices, o.find)
	register(w, contract.OdooFindPayments, func(contract.FindPaymentsInput) (contract.PaymentMatch, error) { return o.match, nil })
	register(w, contract.OdooCreateDraftPayment, o.create)
	register(w, contract.OdooVerifyDraftPayment, o.verify)
	t.Cleanup(func() {
		for _, in := range o.sent {
			fingerprint, err := in.Draft.Fingerprint()
			require.NoError(t, err)
			require.Equal(t, fingerprint, in.Fingerprint)
		}
		require.LessOrEqual(t, len(o.payments), 1, "one mail has one payment")
		require.Empty(t, w.odoo.sent, "no invoice comes from it")
		require.LessOrEqual(t, len(w.odoo.attached), len(o.payments), "the mail stands beside the payment alone")
		for _, in := range w.odoo.attached {
			require.Equal(t, contract.EnsureAttachmentInput{PaymentID: 51, BusinessKey: contract.BusinessKey(mailKey), Mail: w.in.Mail}, in)
		}
	})
	return w, o
}

func payments(w *world) []string { return w.logged("odoo.create_draft_payment", contract.PhaseResult) }

func TestPayment_IsLaidBeforeTheOwnerAndMadeOnceWhenApproved(t *testing.T) {
	t.Parallel()
	w, o := paid(t)
	w.owner(time.Hour, contract.VerdictApproved)

	result := w.run(t)

	require.Equal(t, contract.StatusDone, result.Status)
	note := w.desk.laid[0]
	require.Equal(t, contract.NoteApproval, note.Type)
	require.Equal(t, contract.FolderPendingApproval, note.Folder)
	require.Equal(t, "Payment Berger Design GmbH 500.00 EUR", note.Title)
	require.Equal(t, "odoo.create_draft_payment", note.Action)
	require.Equal(t, "Berger Design GmbH 500.00 EUR", note.Counterparty+" "+string(note.Amount)+" "+note.Currency)
	require.Equal(t, []contract.Field{{Key: "payment_amount", Value: "500.00"}, {Key: "payment_date", Value: "2026-11-24"}, {Key: "payment_journal", Value: "Bank"}}, note.Fields)
	require.Contains(t, note.Lead[0], "A mail is not money. Look at your bank statement first")
	for _, want := range []string{
		"It stays a draft", "Rule: payment.always_asks", "Its number is INV/2026/00012.", "Date: 2026-10-30", "Total: 500.00 EUR", "Still open: 500.00 EUR", "http://odoo.example/web#id=12",
		"we have paid invoice INV/2026/00012, EUR 500 on 24 November.", "Customer: Berger Design GmbH", "Memo: INV/2026/00012", "Journals: Bank, Cash.",
	} {
		require.Contains(t, words(note), want)
	}
	require.NotContains(t, words(note), "Look closely")
	require.Equal(t, contract.PaymentDraft{
		BusinessKey: contract.BusinessKey(mailKey), PartnerID: 7, Partner: "Berger Design GmbH", Amount: "500.00", Currency: "EUR", Date: "2026-11-24",
		Memo: "INV/2026/00012", JournalID: 2, Journal: "Bank", InvoiceID: 12,
	}, o.sent[0].Draft)
	require.Equal(t, note.Fingerprint, o.sent[0].Fingerprint)
	require.Len(t, o.sent, 1)
	require.Equal(t, []string{"intended"}, w.logged("odoo.create_draft_payment", contract.PhaseIntent))
	require.Equal(t, []string{"done"}, payments(w))
	filed := w.desk.filed[0]
	require.Equal(t, "http://odoo.example/web#id=51", filed.Link)
	require.Contains(t, sections(filed.Result), "The draft payment is in Odoo (number 51). It is a draft")
	require.Contains(t, sections(filed.Result), "Odoo holds exactly what was approved.")
	require.Contains(t, sections(filed.Result), "The mail is attached to it.")
	require.Len(t, w.odoo.attached, 1)
	require.Equal(t, []contract.FindInvoicesInput{{Numbers: []string{"INV/2026/00012"}, Customer: contract.Customer{Email: "anna@berger.example"}}}, o.asked)
}

func TestPayment_WithoutExactEvidenceStaysAsQuietAsAnyOtherMail(t *testing.T) {
	t.Parallel()
	change := func(edit func(*contract.FoundInvoice)) func(*world, *till) {
		return func(_ *world, o *till) { edit(&o.found.Invoices[0]) }
	}
	for name, arrange := range map[string]func(*world, *till){
		"no Odoo":                  func(_ *world, o *till) { o.found = contract.FoundInvoices{} },
		"no invoice":               func(_ *world, o *till) { o.found.Invoices = nil },
		"a draft invoice":          change(func(f *contract.FoundInvoice) { f.State = "draft" }),
		"a cancelled one":          change(func(f *contract.FoundInvoice) { f.State = "cancel" }),
		"paid already":             change(func(f *contract.FoundInvoice) { f.PaymentState, f.Residual = "paid", "0.00" }),
		"by the customer's number": change(func(f *contract.FoundInvoice) { f.MatchedBy = contract.MatchedReference }),
		"by its total alone":       change(func(f *contract.FoundInvoice) { f.MatchedBy = contract.MatchedTotal }),
		"two open ones": func(_ *world, o *till) {
			second := openInvoice()
			second.ID = 13
			o.found.Invoices = append(o.found.Invoices, second)
		},
		"more than are shown": func(_ *world, o *till) { o.found.More = true },
		"a stranger and another amount": func(w *world, o *till) {
			o.found.Customers, w.reading.Payment.Amount = nil, "499.00"
		},
		"another customer, the amount in another currency": func(w *world, o *till) {
			o.found.Customers[0].ID, w.reading.Payment.Currency = 9, "USD"
		},
		"no journal":   func(_ *world, o *till) { o.match.Journals = nil },
		"Odoo refuses": func(_ *world, o *till) { o.onFind = once(1, contract.FailInvalid, "No.") },
		"a suspicious mail": func(w *world, _ *till) {
			w.reading.Trust = []contract.TrustSign{{Name: "lookalike_domain", Level: contract.TrustRed, Text: "It imitates."}}
		},
		"no word of payment": func(w *world, _ *till) { w.reading.Payment = nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for source, filed := range map[string]int{contract.SourceGmail: 0, contract.SourceInbox: 1} {
				w, o := paid(t)
				w.in.Mail.Source = source
				arrange(w, o)
				require.Equal(t, contract.StatusIgnored, w.run(t).Status)
				require.Empty(t, w.desk.laid)
				require.Empty(t, w.desk.notices)
				require.Len(t, w.desk.filed, filed, "a file that was dropped by hand is answered")
				require.Empty(t, o.sent)
				require.Empty(t, payments(w))
			}
		})
	}
}

func TestPayment_SenderOrAmountIsEnoughBesideTheNumber(t *testing.T) {
	t.Parallel()
	for name, arrange := range map[string]func(*world, *till){
		"a stranger with the open amount": func(_ *world, o *till) { o.found.Customers = nil },
		"a stranger with the total of what is partly paid": func(_ *world, o *till) {
			o.found.Customers, o.found.Invoices[0].Residual, o.found.Invoices[0].PaymentState = nil, "200.00", "partial"
		},
		"the customer with another amount": func(w *world, _ *till) { w.reading.Payment.Amount = "450.00" },
		"the customer without an amount":   func(w *world, _ *till) { w.reading.Payment.Amount, w.reading.Payment.Currency = "", "" },
		"beside one that is paid already": func(_ *world, o *till) {
			second := openInvoice()
			second.ID, second.Residual = 11, "0.00"
			o.found.Invoices = append(o.found.Invoices, second)
		},
		"by the payment reference": func(_ *world, o *till) { o.found.Invoices[0].MatchedBy = contract.MatchedPaymentReference },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, o := paid(t)
			arrange(w, o)
			w.owner(time.Hour, contract.VerdictRejected)
			require.Equal(t, contract.StatusRejected, w.run(t).Status)
			require.Len(t, w.desk.laid, 1)
			require.Empty(t, o.sent)
		})
	}
}

func TestPayment_NoteSaysWhatDoesNotFit(t *testing.T) {
	t.Parallel()
	for want, arrange := range map[string]func(*world, *till){
		"The amount is 50.00 EUR less than the 500.00 EUR that are open, so 50.00 EUR would stay open.": func(w *world, _ *till) { w.reading.Payment.Amount = "450.00" },
		"The amount is 100.00 EUR more than the 500.00 EUR that are open.":                              func(w *world, _ *till) { w.reading.Payment.Amount = "600.00" },
		"The mail names no single amount, so what is still open was filled in.":                         func(w *world, _ *till) { w.reading.Payment.Amount = "" },
		"The mail names 500.00 USD, and the invoice is in EUR.":                                         func(w *world, _ *till) { w.reading.Payment.Currency = "USD" },
		"the day it was sent was filled in":                                                             func(w *world, _ *till) { w.reading.Payment.Date = "" },
		"does not say when it was paid":                                                                 func(w *world, _ *till) { w.reading.Payment.Date = "2026-10-30" },
		"The sender's address is not one of this customer's in Odoo":                                    func(_ *world, o *till) { o.found.Customers = nil },
		"Odoo has a payment with this memo already: 500.00 EUR of 2026-11-20, draft.": func(_ *world, o *till) {
			o.match.Existing = []contract.ExistingPayment{{ID: 9, State: "draft", Date: "2026-11-20", Amount: "500.00", Currency: "EUR"}}
		},
		"An assistant brought this.":                                   func(w *world, _ *till) { w.in.Mail.Source = contract.SourceAssistant },
		"The sender is not among the known customers in the handbook.": func(w *world, _ *till) { w.reading.Flags = []string{contract.FlagFirstContact} },
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			w, o := paid(t)
			arrange(w, o)
			w.owner(time.Hour, contract.VerdictRejected)
			w.run(t)
			require.Contains(t, words(w.desk.laid[0]), "Look closely")
			require.Contains(t, words(w.desk.laid[0]), want)
		})
	}
}

func TestPayment_JournalIsOneThatTakesTheCurrency(t *testing.T) {
	t.Parallel()
	w, o := paid(t)
	o.match.Journals = slices.Insert(o.match.Journals, 0, contract.PaymentJournal{ID: 1, Name: "Dollars", Type: "bank", Currency: "USD"})
	w.owner(time.Hour, contract.VerdictRejected)
	w.run(t)
	require.Equal(t, "Bank", w.desk.laid[0].Fields[2].Value)
	require.Contains(t, words(w.desk.laid[0]), "Journals: Dollars, Bank, Cash.")
}

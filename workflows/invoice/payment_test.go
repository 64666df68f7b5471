package invoice_test

import (
	"slices"
	"strings"
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
		Payment: &contract.PaymentNotice{Numbers: []string{"INV/2026/00012"}, Amount: "500.00", Currency: "EUR", Date: "2026-11-24", Words: "we have paid invoice INV/2026/00012, EUR 500 on 24 November."},
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
		require.Empty(t, w.odoo.attached)
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
	require.NotContains(t, sections(filed.Result), "attached")
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

func TestPayment_EditedValuesAreWhatGoesOut(t *testing.T) {
	t.Parallel()
	w, o := paid(t)
	w.owner(time.Hour, contract.VerdictApproved, "payment_amount", " 450.00 ", "payment_date", "2026-11-26", "payment_journal", "cash")

	require.Equal(t, contract.StatusDone, w.run(t).Status)

	require.Len(t, w.desk.laid, 1)
	d := o.sent[0].Draft
	require.Equal(t, "450.00 2026-11-26 Cash 3", string(d.Amount)+" "+d.Date+" "+d.Journal+" "+string(rune('0'+d.JournalID)))
	require.Contains(t, sections(w.desk.filed[0].Result), `payment_amount: "500.00" became "450.00"`)
	require.Equal(t, "Payment Berger Design GmbH 450.00 EUR", w.desk.filed[0].Note.Title)
	require.Equal(t, []string{"edited"}, w.logged("approval.edited", contract.PhaseEvent))
}

func TestPayment_EditThatCannotBeUsedIsAskedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ key, value, want string }{
		{"payment_amount", "five hundred", "payment_amount must be a plain number such as 1234.50."},
		{"payment_amount", "500.001", "payment_amount must be a plain number"},
		{"payment_amount", "-500.00", "payment_amount must be a plain number"},
		{"payment_amount", "0", "payment_amount must be a plain number"},
		{"payment_date", "24.11.2026", "payment_date must be a day written as YYYY-MM-DD."},
		{"payment_journal", "Savings", "payment_journal must be one of Bank, Cash."},
		{"payment_amount", "600.00", "the amount is more than is open on the invoice"},
	} {
		t.Run(c.key+" "+c.value, func(t *testing.T) {
			t.Parallel()
			w, o := paid(t)
			w.owner(time.Hour, contract.VerdictApproved, c.key, c.value)
			w.owner(2*time.Hour, contract.VerdictRejected)
			require.Equal(t, contract.StatusRejected, w.run(t).Status)
			require.Len(t, w.desk.laid, 2)
			require.Contains(t, words(w.desk.top()), c.want)
			require.Contains(t, words(w.desk.top()), "Nothing was sent")
			require.Empty(t, o.sent)
		})
	}
}

func TestPayment_ApprovalTakenBackExpiryAndPauseHoldAsForAnInvoice(t *testing.T) {
	t.Parallel()
	w, o := paid(t)
	w.handbook.Paused = true
	w.owner(time.Hour, contract.VerdictApproved)
	w.at(2*time.Hour, func() { w.desk.decided = contract.Decision{} })
	w.at(3*time.Hour, func() { w.handbook.Paused = false })
	require.Equal(t, contract.StatusExpired, w.run(t).Status)
	require.Contains(t, words(w.desk.top()), "You took the approval back")
	require.Empty(t, o.sent)
	require.Contains(t, sections(w.desk.filed[0].Result), "To be asked again")
}

func TestPayment_LostAnswerIsLookedForAndNeverMakesASecondOne(t *testing.T) {
	t.Parallel()
	unclear := once(1, contract.FailOutcomeUnknown, "Odoo was asked, but no clear answer came back.")
	w, o := paid(t)
	o.onAnswer = unclear
	w.owner(time.Hour, contract.VerdictApproved)
	result := w.run(t)
	require.True(t, result.Outcome.Adopted)
	require.Len(t, o.sent, 1)
	require.Len(t, o.verified, 1)
	require.Contains(t, sections(w.desk.filed[0].Result), "there is only one")

	w, o = paid(t)
	o.onCreate = unclear
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.GreaterOrEqual(t, o.verified[len(o.verified)-1].Sub(w.began.Add(time.Hour)), 150*time.Second)
	require.Equal(t, []string{"not_done:not_found", "done"}, payments(w))
	require.Contains(t, words(w.desk.top()), "this can never make a second payment")
	require.Len(t, o.sent, 2)

	w, o = paid(t)
	o.onAnswer, o.onVerify = unclear, once(1, contract.FailInvalid, "Odoo cannot be asked.")
	w.owner(time.Hour, contract.VerdictApproved)
	w.owner(2*time.Hour, contract.VerdictRejected)
	require.Equal(t, contract.StatusRejected, w.run(t).Status)
	require.Equal(t, []string{"unknown"}, payments(w))
	require.Contains(t, words(w.desk.top()), "look there for a payment with the payment reference "+contract.BusinessKey(mailKey))
	require.Contains(t, sections(w.desk.filed[0].Result), "look in Odoo for a payment with the payment reference")
}

func TestPayment_DryRunDescribesTheCall(t *testing.T) {
	t.Parallel()
	w, o := paid(t)
	w.handbook.DryRun = true
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDryRun, w.run(t).Status)
	require.True(t, o.sent[0].DryRun)
	require.Empty(t, o.payments)
	require.Contains(t, words(w.desk.laid[0]), "Dry run: A draft payment of 500.00 EUR from Berger Design GmbH for the invoice INV/2026/00012 will be described")
	require.Contains(t, sections(w.desk.filed[0].Result), "account.payment.load")
	require.Equal(t, []string{"dry_run"}, payments(w))
}

func TestPayment_InvoiceThatWasPaidMeanwhileEndsTheRequest(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*contract.FoundInvoice){
		"paid":                        func(f *contract.FoundInvoice) { f.Residual = "0.00" },
		"another one has that number": func(f *contract.FoundInvoice) { f.ID = 13 },
	} {
		w, o := paid(t)
		o.onCreate = once(1, contract.FailConflict, "The invoice INV/2026/00012 is fully paid in Odoo by now.")
		w.at(30*time.Minute, func() { change(&o.found.Invoices[0]) })
		w.owner(time.Hour, contract.VerdictApproved)
		require.Equal(t, contract.StatusRefused, w.run(t).Status, name)
		result := sections(w.desk.filed[0].Result)
		require.Contains(t, result, "The invoice INV/2026/00012 is not open in Odoo any more, so there is nothing to register. Nothing was sent.")
		require.Len(t, o.sent, 1)
		require.Empty(t, o.payments)
	}
}

func TestPayment_BroughtBackFromCompletedKeepsWhatTheOwnerPutIn(t *testing.T) {
	t.Parallel()
	w, _ := paid(t)
	w.in.Reissue, w.in.Answers = 1, map[string]string{"payment_amount": "450.00", "payment_journal": "Cash", "payment_date": "tomorrow", "customer": "X"}
	w.owner(time.Hour, contract.VerdictRejected)
	w.run(t)
	require.Contains(t, words(w.desk.laid[0]), "What was filled in before cannot be used: payment_date must be a day")
	require.Equal(t, []contract.Field{{Key: "payment_amount", Value: "450.00"}, {Key: "payment_date", Value: "2026-11-24"}, {Key: "payment_journal", Value: "Cash"}}, w.desk.laid[0].Fields)

	w, o := paid(t)
	w.in.Reissue, w.in.Answers = 1, map[string]string{"payment_amount": "450.00", "payment_journal": "Cash"}
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Equal(t, "450.00 Cash", string(o.sent[0].Draft.Amount)+" "+o.sent[0].Draft.Journal)

	w, o = paid(t)
	w.in.Mail.Source, w.in.Reissue = contract.SourceGmail, 1
	o.found.Invoices = nil
	require.Equal(t, contract.StatusRefused, w.run(t).Status, "who brings a note back gets an answer")
	require.Contains(t, sections(w.desk.filed[0].Result), "there is nothing to register")
}

func TestPayment_LaterMailIsShownAndAskedAbout(t *testing.T) {
	t.Parallel()
	w, o := paid(t)
	w.answers()
	w.later(time.Hour, contract.RelatedReply, func(r *contract.Reading) { r.PO, r.Excerpt = "PO-9", "sorry, it was 450" })
	w.owner(2*time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, w.desk.laid, 2)
	require.Contains(t, words(w.desk.top()), "sorry, it was 450")
	require.Len(t, w.desk.top().Fields, 3)
	require.Len(t, o.sent, 1)
}

func TestPayment_WaitsForAnOdooThatIsDown(t *testing.T) {
	t.Parallel()
	w, o := paid(t)
	o.onFind = once(2, contract.FailTransient, "Nobody answers at ODOO_URL.")
	o.onCreate = once(2, contract.FailTransient, "Nobody answers at ODOO_URL.")
	w.owner(time.Hour, contract.VerdictApproved)
	require.Equal(t, contract.StatusDone, w.run(t).Status)
	require.Len(t, o.payments, 1)
	require.Equal(t, []string{"not_done:transient", "not_done:transient", "done"}, payments(w))
	require.Len(t, w.desk.laid, 1)
}

func TestPayment_ProcessThatIsStoppedInTemporalSaysWhatWasDone(t *testing.T) {
	t.Parallel()
	w, _ := paid(t)
	w.cancelled(t, time.Hour)
	require.Equal(t, contract.StatusWithdrawn, w.desk.filed[0].Outcome)
	require.True(t, strings.HasPrefix(w.desk.filed[0].Note.Title, "Payment Berger"))
}

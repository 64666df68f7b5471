package invoice_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

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

package odoo_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// paid is an open invoice of a customer and the draft of its payment into the
// first bank journal.
func paid(t *testing.T, b *bench, edit ...func(*contract.PaymentDraft)) contract.PaymentDraft {
	t.Helper()
	partner := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", IsCompany: true})
	invoice := b.fake.AddInvoice(odoofake.Invoice{Partner: partner, State: "posted", Name: "INV/2026/00012", Date: "2026-10-30", Total: "500"})
	match, err := run(t, b.acts, contract.OdooFindPayments, contract.FindPaymentsInput{Memo: "INV/2026/00012"})
	require.NoError(t, err)
	bank := match.Journals[0]
	d := contract.PaymentDraft{
		BusinessKey: contract.BusinessKey("mail-1"), PartnerID: partner, Partner: "ACME GmbH", Amount: "500.00", Currency: "EUR", Date: "2026-11-24",
		Memo: "INV/2026/00012", JournalID: bank.ID, Journal: bank.Name, InvoiceID: invoice,
	}
	for _, e := range edit {
		e(&d)
	}
	return d
}

func approvedPayment(t *testing.T, d contract.PaymentDraft) contract.CreateDraftPaymentInput {
	t.Helper()
	fingerprint, err := d.Fingerprint()
	require.NoError(t, err)
	return contract.CreateDraftPaymentInput{Draft: d, Fingerprint: fingerprint}
}

func (b *bench) pay(d contract.PaymentDraft) (contract.InvoiceOutcome, error) {
	b.t.Helper()
	return run(b.t, b.acts, contract.OdooCreateDraftPayment, approvedPayment(b.t, d))
}

func (b *bench) lookForPayment(d contract.PaymentDraft) (contract.InvoiceOutcome, error) {
	b.t.Helper()
	return run(b.t, b.acts, contract.OdooVerifyDraftPayment, contract.VerifyDraftPaymentInput{Draft: d})
}

func TestFindPayments_NamesWhereMoneyComesInAndNoBankData(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 15, 17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.AddJournal(odoofake.Journal{Name: "Dollars", Currency: 1})
		b.fake.AddJournal(odoofake.Journal{Name: "Closed", NoMethod: true})
		b.fake.AddJournal(odoofake.Journal{Name: "Of the other company", Company: 2})
		got, err := run(t, b.acts, contract.OdooFindPayments, contract.FindPaymentsInput{Memo: "INV/2026/00012"})
		require.NoError(t, err)
		require.True(t, got.Configured)
		var names []string
		for _, j := range got.Journals {
			names = append(names, j.Name+" "+j.Type+" "+j.Currency)
		}
		require.Equal(t, []string{"Bank bank ", "Cash cash ", "Dollars bank USD"}, names)
		require.Empty(t, got.Existing)
	})
}

func TestFindPayments_TellsWhatIsRegisteredOfTheInvoiceAlready(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 17, 18, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := paid(t, b)
		_, err := b.pay(d)
		require.NoError(t, err)
		find := func(key string) []contract.ExistingPayment {
			got, err := run(t, b.acts, contract.OdooFindPayments, contract.FindPaymentsInput{Memo: d.Memo, BusinessKey: key})
			require.NoError(t, err)
			return got.Existing
		}
		require.Empty(t, find(d.BusinessKey), "our own is no other one")
		require.Equal(t, []contract.ExistingPayment{{
			ID: 1, State: "draft", Date: "2026-11-24", Amount: "500.00", Currency: "EUR", URL: b.fake.URL + "/web#id=1&model=account.payment&view_type=form",
		}}, find(contract.BusinessKey("another mail")))
		b.fake.Edit("account.payment", 1, map[string]any{"state": "cancel"})
		require.Empty(t, find(contract.BusinessKey("another mail")))
	})
}

func TestCreateDraftPayment_MakesOneDraftOfWhatWasApproved(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 15, 16, 17, 18, 19, 20, 21, 22, 23}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := paid(t, b)
		before := b.fake.Moves()[0]
		out, err := b.pay(d)
		require.NoError(t, err)
		require.Equal(t, contract.InvoiceOutcome{
			Found: true, Configured: true, PaymentID: 1, PartnerID: d.PartnerID, State: "draft", Currency: "EUR", Total: "500.00",
			URL: b.fake.URL + "/web#id=1&model=account.payment&view_type=form",
		}, out)
		require.Len(t, b.fake.Payments(), 1)
		made := b.fake.Payments()[0]
		require.Equal(t, "draft", made["state"])
		require.Equal(t, "inbound customer", made["payment_type"].(string)+" "+made["partner_type"].(string))
		require.Equal(t, "500", made.Amount("amount"))
		require.Equal(t, "2026-11-24", made["date"])
		require.Equal(t, d.BusinessKey, made["payment_reference"])
		require.Equal(t, d.JournalID, made["journal_id"])
		require.NotNil(t, made["payment_method_id"])
		memo := "memo"
		if w.version < 18 {
			memo = "ref"
		}
		require.Equal(t, "INV/2026/00012", made[memo])
		require.Equal(t, before, b.fake.Moves()[0], "the invoice is as it was")

		again, err := b.pay(d)
		require.NoError(t, err)
		require.True(t, again.Adopted)
		require.Len(t, b.fake.Payments(), 1)
	})
}

func TestCreateDraftPayment_ManyAtOnceMakeOne(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := paid(t, b)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				_, err := b.pay(d)
				for err != nil {
					requireKind(t, contract.FailTransient, err)
					_, err = b.pay(d)
				}
			})
		}
		wg.Wait()
		require.Len(t, b.fake.Payments(), 1)
	})
}

func TestCreateDraftPayment_NeverSendsWhatWasNotApproved(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := paid(t, b)
		in := approvedPayment(t, d)
		in.Draft.Amount = "5000.00"
		for _, in := range []contract.CreateDraftPaymentInput{in, {Draft: d}, {Draft: d, DryRun: true}} {
			_, err := run(t, b.acts, contract.OdooCreateDraftPayment, in)
			require.Contains(t, requireKind(t, contract.FailConflict, err), "not the one that was approved")
		}
		require.Empty(t, b.fake.Payments())
	})
}

func TestCreateDraftPayment_RefusesWhatIsNoPayment(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		for want, edit := range map[string]func(*contract.PaymentDraft){
			"no business key":           func(d *contract.PaymentDraft) { d.BusinessKey = "x" },
			"which customer":            func(d *contract.PaymentDraft) { d.PartnerID = 0 },
			"which journal":             func(d *contract.PaymentDraft) { d.JournalID = 0 },
			"which invoice":             func(d *contract.PaymentDraft) { d.InvoiceID = 0 },
			"not a positive number":     func(d *contract.PaymentDraft) { d.Amount = "-1" },
			"more decimals":             func(d *contract.PaymentDraft) { d.Amount = "1.005" },
			"not a date":                func(d *contract.PaymentDraft) { d.Date = "24.11.2026" },
			`The currency "Euro" is no`: func(d *contract.PaymentDraft) { d.Currency = "Euro" },
		} {
			_, err := b.pay(paid(t, b, edit))
			require.Contains(t, requireKind(t, contract.FailInvalid, err), want)
		}
		require.Zero(t, b.fake.Count("account.payment.load"))
	})
}

func TestCreateDraftPayment_LooksAtTheInvoiceAndTheJournalFirst(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for want, edit := range map[string]func(*bench, *contract.PaymentDraft){
			"fully paid in Odoo by now": func(b *bench, d *contract.PaymentDraft) {
				b.fake.Edit("account.move", d.InvoiceID, map[string]any{"amount_residual": b.fake.Moves()[0]["amount_tax"], "payment_state": "paid"})
			},
			"no longer posted": func(b *bench, d *contract.PaymentDraft) {
				b.fake.Edit("account.move", d.InvoiceID, map[string]any{"state": "cancel"})
			},
			"no longer in Odoo": func(b *bench, d *contract.PaymentDraft) { b.fake.Delete("account.move", d.InvoiceID) },
			"is archived": func(b *bench, d *contract.PaymentDraft) {
				b.fake.Edit("res.partner", d.PartnerID, map[string]any{"active": false})
			},
			"journal \"Bank\"": func(b *bench, d *contract.PaymentDraft) {
				d.JournalID = b.fake.AddJournal(odoofake.Journal{Name: "Bank", NoMethod: true})
			},
			"journal \"Bills\"":  func(b *bench, d *contract.PaymentDraft) { d.JournalID, d.Journal = 1, "Bills" },
			"currency CHF is sw": func(_ *bench, d *contract.PaymentDraft) { d.Currency = "CHF" },
		} {
			b := w.bench(t, odoofake.Options{})
			d := paid(t, b)
			edit(b, &d)
			_, err := b.pay(d)
			_, message, _ := kindOf(t, err)
			require.Contains(t, message, want)
			require.Empty(t, b.fake.Payments())
			require.Zero(t, b.fake.Count("account.payment.load"))
		}
	})
}

func TestVerifyDraftPayment_FindsWhatALostAnswerHasLeft(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 17, 18, 19, 22}, func(t *testing.T, w way) {
		for name, lose := range map[string]func(*odoofake.Server){
			"done":     func(f *odoofake.Server) { f.CommitThenDrop(1, "account.payment.load") },
			"not done": func(f *odoofake.Server) { f.DropBefore(1, "account.payment.load") },
		} {
			b := w.bench(t, odoofake.Options{})
			d := paid(t, b)
			lose(b.fake)
			_, err := b.pay(d)
			requireKind(t, contract.FailOutcomeUnknown, err)
			seen, err := b.lookForPayment(d)
			require.NoError(t, err)
			require.Equal(t, name == "done", seen.Found)
			require.True(t, seen.Configured)
			again, err := b.pay(d)
			require.NoError(t, err)
			require.Equal(t, name == "done", again.Adopted)
			require.Len(t, b.fake.Payments(), 1)
		}
	})
}

func TestVerifyDraftPayment_TellsEachDifference(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		d := paid(t, b)
		out, err := b.pay(d)
		require.NoError(t, err)
		other := d
		other.Amount, other.Date, other.Memo, other.PartnerID, other.JournalID, other.Journal = "499.00", "2026-11-25", "INV/2026/00013", 1, 3, "Cash"
		b.fake.Edit("account.payment", out.PaymentID, map[string]any{"state": "posted"})
		seen, err := b.lookForPayment(other)
		require.NoError(t, err)
		all := strings.Join(seen.Differences, "\n")
		for _, want := range []string{"no longer a draft", "customer in Odoo", "500.00 EUR; approved was 499.00", "date in Odoo is 2026-11-24", `journal in Odoo is "Bank"`, "memo in Odoo is INV/2026/00012"} {
			require.Contains(t, all, want)
		}
		require.Len(t, seen.Differences, 6)

		copied := map[string]any{"payment_reference": d.BusinessKey}
		b.fake.Edit("account.payment", b.fake.AddPayment(odoofake.Payment{Amount: "1", Date: "2026-11-24"}), copied)
		_, err = b.lookForPayment(d)
		require.Contains(t, requireKind(t, contract.FailConflict, err), "2 payments")
	})
}

func TestCreateDraftPayment_DryRunContactsNobodyAndSaysTheExactCall(t *testing.T) {
	t.Parallel()
	b := newBench(t, odoofake.Options{})
	in := approvedPayment(t, paid(t, b))
	before := len(b.fake.Requests())
	in.DryRun = true
	out, err := run(t, b.acts, contract.OdooCreateDraftPayment, in)
	require.NoError(t, err)
	require.False(t, out.Found)
	require.Len(t, b.fake.Requests(), before)
	for _, want := range []string{
		"account.payment.load", "mode=update noupdate=true", `id = "aiemp.payment_` + in.Draft.BusinessKey, `payment_type = "inbound"`, `partner_type = "customer"`,
		`amount = "500.00"`, "currency_id/.id = <ID of EUR>", `date = "2026-11-24"`, `memo = "INV/2026/00012"`, `payment_reference = "` + in.Draft.BusinessKey, "stays a draft",
	} {
		require.Contains(t, out.Described, want)
	}
	none, err := odoo.New(odoo.Config{})
	require.NoError(t, err)
	in.DryRun = false
	described, err := run(t, none, contract.OdooCreateDraftPayment, in)
	require.NoError(t, err)
	require.Equal(t, out.Described, described.Described)
	require.False(t, described.Configured)
	match, err := run(t, none, contract.OdooFindPayments, contract.FindPaymentsInput{Memo: "INV/2026/00012"})
	require.NoError(t, err)
	require.Equal(t, contract.PaymentMatch{}, match)
}

func TestCreateDraftPayment_WithoutTheRightSaysWhichOne(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Rights: odoofake.RightsReadonly})
		_, err := b.pay(paid(t, b))
		require.Contains(t, requireKind(t, contract.FailAuth, err), "Invoicing / Billing")
		require.Empty(t, b.fake.Payments())
	})
}

package odoo_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func (b *bench) findInvoices(in contract.FindInvoicesInput) contract.FoundInvoices {
	b.t.Helper()
	got, err := run(b.t, b.acts, contract.OdooFindInvoices, in)
	require.NoError(b.t, err)
	for _, r := range b.fake.Requests() {
		require.False(b.t, strings.HasSuffix(r.Op, ".load"), "a look-up writes nothing")
	}
	return got
}

func byNumber(numbers ...string) contract.FindInvoicesInput {
	return contract.FindInvoicesInput{Numbers: numbers}
}

func numbersOf(found contract.FoundInvoices) []string {
	var out []string
	for _, f := range found.Invoices {
		out = append(out, f.Number)
	}
	return out
}

// acme is a company with one contact.
func acme(b *bench) (company, contact int64) {
	company = b.fake.AddPartner(odoofake.Partner{
		Name: "ACME GmbH", VATID: "DE123456789", Email: "office@acme.example", Street: "Hafenstraße 1", Zip: "20457", City: "Hamburg", Country: "Germany", IsCompany: true,
	})
	return company, b.fake.AddPartner(odoofake.Partner{Name: "Anna", Email: "anna@acme.example", Parent: company})
}

func posted(partner int64, name, date, total string) odoofake.Invoice {
	return odoofake.Invoice{Partner: partner, State: "posted", Name: name, PaymentReference: name, Date: date, Total: total}
}

func TestFindInvoices_NumberCountsWhateverSignsAreWrittenAndNothingElse(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		for _, name := range []string{"INV/2026/00017", "INV/2026/00117", "INV/2026/000170", "RE-2026-118", "2026.44", "F12", "F 1-2/0"} {
			b.fake.AddInvoice(posted(contact, name, "2026-10-14", "120"))
		}
		for written, want := range map[string][]string{
			"INV/2026/00017": {"INV/2026/00017"}, "inv-2026-00017": {"INV/2026/00017"}, "INV202600017": {"INV/2026/00017"}, " Inv 2026 / 00017 ": {"INV/2026/00017"},
			"RE2026118": {"RE-2026-118"}, "re 2026/118": {"RE-2026-118"}, "2026-44": {"2026.44"}, "f-12": {"F12"},
			"INV/2026/17": nil, "17": nil, "00017": nil, "2026": nil, "RE-2026-11": nil, "%": nil, "_____": nil, "": nil, "INV/2026/%": nil,
		} {
			require.Equal(t, want, numbersOf(b.findInvoices(byNumber(written))), written)
		}
	})
}

func TestFindInvoices_PaymentReferenceIsAsGoodAsTheNumber(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		b.fake.AddInvoice(odoofake.Invoice{Partner: contact, State: "posted", Name: "INV/2026/00017", PaymentReference: "+++090/9337/55493+++", Date: "2026-10-14", Total: "1"})
		b.fake.AddInvoice(posted(contact, "INV/2026/00018", "2026-10-15", "2"))
		got := b.findInvoices(byNumber("090 9337 55493", "INV/2026/00018"))
		require.Equal(t, []string{"INV/2026/00018", "INV/2026/00017"}, numbersOf(got), "both are meant, the newest first")
		require.Equal(t, contract.MatchedPaymentReference, got.Invoices[1].MatchedBy)
		require.Equal(t, "Its payment reference is +++090/9337/55493+++.", got.Invoices[1].Why)
	})
}

func TestFindInvoices_ReferenceCountsWithItsCustomerOnly(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		company, contact := acme(b)
		other := b.fake.AddPartner(odoofake.Partner{Name: "Other"})
		mine := posted(contact, "INV/2026/00017", "2026-10-14", "120")
		mine.Ref = "PO-4711 "
		b.fake.AddInvoice(mine)
		theirs := posted(other, "INV/2026/00018", "2026-10-15", "120")
		theirs.Ref = "PO-4711"
		b.fake.AddInvoice(theirs)

		require.Empty(t, b.findInvoices(byNumber("PO 4711")).Invoices, "anybody may have an order of that number")
		in := byNumber("po 4711")
		in.Customer.VATID = "DE 123 456 789"
		got := b.findInvoices(in)
		require.Equal(t, []string{"INV/2026/00017"}, numbersOf(got))
		require.Equal(t, contract.MatchedReference, got.Invoices[0].MatchedBy)
		require.Equal(t, "It is an invoice to ACME GmbH with the reference PO-4711.", got.Invoices[0].Why)
		require.Equal(t, company, got.Invoices[0].CompanyID)

		in.Customer = contract.Customer{Name: "Nobody"}
		require.Empty(t, b.findInvoices(in).Invoices)
	})
}

func TestFindInvoices_TotalCountsWithItsCustomerAndCurrency(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		other := b.fake.AddPartner(odoofake.Partner{Name: "Other"})
		b.fake.AddInvoice(posted(contact, "INV/2026/00017", "2026-10-14", "215.29"))
		b.fake.AddInvoice(posted(contact, "INV/2026/00018", "2026-10-15", "215.30"))
		b.fake.AddInvoice(posted(other, "INV/2026/00019", "2026-10-16", "215.29"))
		dollars := posted(contact, "INV/2026/00020", "2026-10-17", "215.29")
		dollars.Currency = 1
		b.fake.AddInvoice(dollars)

		in := contract.FindInvoicesInput{Customer: contract.Customer{Name: "acme  gmbh"}, Amount: "215.29", Currency: "EUR"}
		got := b.findInvoices(in)
		require.Equal(t, []string{"INV/2026/00017"}, numbersOf(got))
		require.Equal(t, contract.MatchedTotal, got.Invoices[0].MatchedBy)
		require.Equal(t, "It is an invoice to ACME GmbH over exactly 215.29 EUR.", got.Invoices[0].Why)

		for name, edit := range map[string]func(*contract.FindInvoicesInput){
			"no currency":    func(in *contract.FindInvoicesInput) { in.Currency = "" },
			"another":        func(in *contract.FindInvoicesInput) { in.Currency = "GBP" },
			"no customer":    func(in *contract.FindInvoicesInput) { in.Customer = contract.Customer{} },
			"nearly":         func(in *contract.FindInvoicesInput) { in.Amount = "215" },
			"no number":      func(in *contract.FindInvoicesInput) { in.Amount = "a lot" },
			"no total":       func(in *contract.FindInvoicesInput) { in.Amount = "" },
			"a stranger":     func(in *contract.FindInvoicesInput) { in.Customer.Name = "ACME" },
			"another VAT ID": func(in *contract.FindInvoicesInput) { in.Customer.VATID = "DE999999999" },
		} {
			changed := in
			edit(&changed)
			require.Empty(t, b.findInvoices(changed).Invoices, name)
		}
	})
}

func TestFindInvoices_StrongerEvidenceLeavesTheWeakerOut(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		b.fake.AddInvoice(posted(contact, "INV/2026/00017", "2026-10-14", "120"))
		ordered := posted(contact, "INV/2026/00018", "2026-10-15", "120")
		ordered.Ref = "PO-7"
		b.fake.AddInvoice(ordered)
		b.fake.AddInvoice(posted(contact, "INV/2026/00019", "2026-10-16", "120"))
		in := contract.FindInvoicesInput{
			Numbers: []string{"PO-7", "INV/2026/00017"}, Customer: contract.Customer{Email: "anna@acme.example"}, Amount: "120.00", Currency: "EUR",
		}
		require.Equal(t, []string{"INV/2026/00017"}, numbersOf(b.findInvoices(in)))
		in.Numbers = []string{"PO-7", "INV/2026/99"}
		require.Equal(t, []string{"INV/2026/00018"}, numbersOf(b.findInvoices(in)))
		in.Numbers = []string{"PO-8"}
		require.Equal(t, []string{"INV/2026/00019", "INV/2026/00018", "INV/2026/00017"}, numbersOf(b.findInvoices(in)), "none of several is chosen")
	})
}

func TestFindInvoices_OfManyTheNewestFiveAreListed(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		for n := range 7 {
			b.fake.AddInvoice(posted(contact, "INV/2026/0000"+itoa(n+1), "2026-10-1"+itoa(n), "120"))
		}
		in := contract.FindInvoicesInput{Customer: contract.Customer{Email: "anna@acme.example"}, Amount: "120", Currency: "EUR"}
		got := b.findInvoices(in)
		require.True(t, got.More)
		require.Equal(t, []string{"INV/2026/00007", "INV/2026/00006", "INV/2026/00005", "INV/2026/00004", "INV/2026/00003"}, numbersOf(got))
	})
}

func TestFindInvoices_SaysThatItIsAnotherCustomersInvoice(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		b.fake.AddPartner(odoofake.Partner{Name: "Other", Email: "x@other.example"})
		b.fake.AddInvoice(posted(contact, "INV/2026/00017", "2026-10-14", "120"))
		in := byNumber("INV/2026/00017")
		in.Customer.Email = "x@other.example"
		require.True(t, b.findInvoices(in).Invoices[0].OtherCustomer)
		in.Customer.Email = "anna@acme.example"
		require.False(t, b.findInvoices(in).Invoices[0].OtherCustomer)
		in.Customer.Email = "unknown@acme.example"
		require.False(t, b.findInvoices(in).Invoices[0].OtherCustomer, "who is not in Odoo may well be a colleague")
	})
}

func TestFindInvoices_LooksAtTheCustomersOwnCompanyAndAtInvoicesOnly(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		for _, i := range []odoofake.Invoice{{Type: "out_refund"}, {Type: "in_invoice"}, {Type: "entry"}, {Company: 2}} {
			i.Partner, i.State, i.Name, i.Date, i.Total = contact, "posted", "INV/2026/00017", "2026-10-14", "120"
			b.fake.AddInvoice(i)
		}
		require.Empty(t, b.findInvoices(byNumber("INV/2026/00017")).Invoices)
		for _, state := range []string{"draft", "cancel"} {
			i := posted(contact, "INV/2026/00018", "", "120")
			i.State = state
			b.fake.AddInvoice(i)
		}
		got := b.findInvoices(byNumber("INV/2026/00018"))
		require.Len(t, got.Invoices, 2, "the owner is told the state")
		require.Empty(t, got.Invoices[0].Residual)
	})
}

func TestFindInvoices_NeedsFewCallsHoweverMuchIsNamed(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		for n := range 6 {
			i := posted(contact, "INV/2026/0000"+itoa(n+1), "2026-10-14", "")
			i.Lines = []odoofake.Line{{Name: "Work", Quantity: "1", Price: "120", Taxes: []int64{1}}}
			b.fake.AddInvoice(i)
		}
		in := contract.FindInvoicesInput{
			Customer: contract.Customer{Name: "ACME GmbH", VATID: "FR99999999999", Email: "nobody@acme.example"}, Amount: "142.80", Currency: "EUR",
		}
		for n := range 40 {
			in.Numbers = append(in.Numbers, "nothing "+itoa(n))
		}
		in.Customer.VATID = "" // else the name is somebody else's by law
		require.Len(t, b.findInvoices(in).Invoices, 5)
		calls := 0
		for _, r := range b.fake.Requests() {
			if !strings.HasPrefix(r.Op, "common.") && !strings.HasPrefix(r.Op, "res.users.") {
				calls++
			}
		}
		require.LessOrEqual(t, calls, 12)
	})
}

func TestFindInvoices_WithoutOdooSaysSo(t *testing.T) {
	t.Parallel()
	got, err := run(t, activities(t, odoo.Config{}), contract.OdooFindInvoices, byNumber("INV/2026/00017"))
	require.NoError(t, err)
	require.Equal(t, contract.FoundInvoices{}, got)
}

func TestFindInvoices_NothingNamedAsksForNothing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		require.Equal(t, contract.FoundInvoices{Configured: true}, b.findInvoices(contract.FindInvoicesInput{}))
		require.Zero(t, b.fake.Count("account.move.search_read"))
	})
}

func TestFindInvoices_AFailureIsTriedAgainLikeEveryRead(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		for name, c := range map[string]struct {
			fail func(*odoofake.Server, string)
			kind contract.FailureKind
		}{
			"reset":     {func(f *odoofake.Server, op string) { f.Reset(1, op) }, contract.FailTransient},
			"502":       {func(f *odoofake.Server, op string) { f.HTML502(1, op) }, contract.FailTransient},
			"throttled": {func(f *odoofake.Server, op string) { f.RateLimit(time.Second, 1, op) }, contract.FailRateLimited},
			"no right": {func(f *odoofake.Server, op string) {
				f.Fault(4, "You are not allowed to access 'Journal Entry'", 1, op)
			}, contract.FailAuth},
		} {
			for _, op := range []string{"account.move.search_read", "account.move.line.read", "res.partner.search_read", "account.tax.search_read"} {
				b := w.bench(t, odoofake.Options{})
				_, contact := acme(b)
				i := posted(contact, "INV/2026/00017", "2026-10-14", "")
				i.Lines = []odoofake.Line{{Name: "Work", Quantity: "1", Price: "120", Taxes: []int64{1}}}
				b.fake.AddInvoice(i)
				c.fail(b.fake, op)
				_, err := run(t, b.acts, contract.OdooFindInvoices, byNumber("INV/2026/00017"))
				requireKind(t, c.kind, err)
				require.Len(t, b.findInvoices(byNumber("INV/2026/00017")).Invoices, 1, name)
			}
		}
	})
}

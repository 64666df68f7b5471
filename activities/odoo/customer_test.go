package odoo_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func (b *bench) find(c contract.Customer) contract.CustomerMatch {
	b.t.Helper()
	match, err := run(b.t, b.acts, contract.OdooFindCustomer, contract.FindCustomerInput{Customer: c})
	require.NoError(b.t, err)
	return match
}

func TestFindCustomer_GoesByVATThenEmailThenName(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		vat := b.fake.AddPartner(odoofake.Partner{Name: "By VAT", VATID: "DE 123.456-789", IsCompany: true})
		email := b.fake.AddPartner(odoofake.Partner{Name: "By Mail", Email: "Anna_K@Acme.example"})
		name := b.fake.AddPartner(odoofake.Partner{Name: "By   Name"})
		for _, c := range []struct {
			in   contract.Customer
			id   int64
			road string
		}{
			{contract.Customer{VATID: "de123456789", Email: "anna_k@acme.example", Name: "By Name"}, vat, "vat"},
			{contract.Customer{Email: "anna_k@ACME.example", Name: "by name"}, email, "email"},
			{contract.Customer{VATID: "FR999", Email: "anna_k@acme.example"}, email, "email"},
			{contract.Customer{Email: "nobody@acme.example", Name: "by   mail"}, email, "name"},
			{contract.Customer{Name: "  By   Name "}, name, "name"},
			{contract.Customer{Email: "annaXk@acme.example"}, 0, ""},
			{contract.Customer{Email: "%@%"}, 0, ""},
			{contract.Customer{Name: "By _ame"}, 0, ""},
			{contract.Customer{VATID: "DE12"}, 0, ""},
			{contract.Customer{}, 0, ""},
		} {
			match := b.find(c.in)
			require.True(t, match.Configured)
			require.Equal(t, c.id, match.PartnerID, "%+v", c.in)
			require.Equal(t, c.road, match.MatchedBy, "%+v", c.in)
			require.Empty(t, match.Candidates)
		}
	})
}

func TestFindCustomer_ReadsTheAddressOutOfANameAndAddress(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		id := b.fake.AddPartner(odoofake.Partner{Name: "Anna", Email: "Anna <anna@acme.example>"})
		require.Equal(t, id, b.find(contract.Customer{Email: "ANNA@acme.example"}).PartnerID)
	})
}

func TestFindCustomer_InvoicesTheCompanyOfAContact(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		company := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", IsCompany: true, VATID: "DE123456789"})
		b.fake.AddPartner(odoofake.Partner{Name: "Anna", Email: "anna@acme.example", Parent: company, VATID: "DE123456789"})
		b.fake.AddPartner(odoofake.Partner{Name: "Bert", Email: "anna@acme.example", Parent: company})
		for _, c := range []contract.Customer{{Email: "anna@acme.example"}, {VATID: "DE123456789"}} {
			match := b.find(c)
			require.Equal(t, company, match.PartnerID)
			require.Equal(t, "ACME GmbH", match.Name)
		}
	})
}

func TestFindCustomer_SeveralCompaniesAreForTheOwnerToChoose(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		first := b.fake.AddPartner(odoofake.Partner{Name: "North", Email: "office@group.example", City: "Kiel"})
		second := b.fake.AddPartner(odoofake.Partner{Name: "South", Email: "office@group.example", VATID: "DE1"})
		match := b.find(contract.Customer{Email: "office@group.example", Name: "Group"})
		require.Zero(t, match.PartnerID)
		require.Equal(t, "email", match.MatchedBy)
		require.Equal(t, []contract.Partner{
			{ID: first, Name: "North", Email: "office@group.example", City: "Kiel"},
			{ID: second, Name: "South", Email: "office@group.example", VATID: "DE1"},
		}, match.Candidates)
		require.Equal(t, second, b.find(contract.Customer{Email: "office@group.example", Name: "south"}).PartnerID, "the name settles it")
	})
}

func TestFindCustomer_AnotherVATIDIsAnotherCustomer(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", Email: "anna@acme.example", VATID: "DE123456789"})
		match := b.find(contract.Customer{Name: "ACME GmbH", Email: "anna@acme.example", VATID: "DE987654321"})
		require.Zero(t, match.PartnerID)
	})
}

func TestFindCustomer_ArchivedAndForeignContactsDoNotCount(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		b.fake.AddPartner(odoofake.Partner{Name: "Gone", Archived: true})
		b.fake.AddPartner(odoofake.Partner{Name: "Theirs", Company: 2})
		require.Zero(t, b.find(contract.Customer{Name: "Gone"}).PartnerID)
		require.Zero(t, b.find(contract.Customer{Name: "Theirs"}).PartnerID)
	})
}

func TestFindCustomer_CountsPostedCustomerInvoicesOnly(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		company := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		child := b.fake.AddPartner(odoofake.Partner{Name: "Anna", Parent: company})
		for _, i := range []odoofake.Invoice{
			{Partner: company, State: "posted", Total: "1"},
			{Partner: child, State: "posted", Total: "2"},
			{Partner: company, State: "draft", Total: "3"},
			{Partner: company, State: "posted", Type: "in_invoice", Total: "4"},
		} {
			b.fake.AddInvoice(i)
		}
		require.Equal(t, 2, b.find(contract.Customer{Name: "ACME GmbH"}).PostedInvoices)
	})
}

func TestFindDuplicates_SameReferenceOrSameTotalWithinNinetyDays(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
		clock := func() time.Time { return now }
		b := w.bench(t, odoofake.Options{Now: clock}, odoo.WithClock(clock))
		company := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		contact := b.fake.AddPartner(odoofake.Partner{Name: "Anna", Parent: company})
		other := b.fake.AddPartner(odoofake.Partner{Name: "Other"})
		d := draft(t, "mail-1", contact)
		add := func(i odoofake.Invoice) int64 {
			if i.Partner == 0 {
				i.Partner = company
			}
			return b.fake.AddInvoice(i)
		}
		old := now.AddDate(-1, 0, 0)
		sameRef := add(odoofake.Invoice{State: "posted", Name: "INV/1", Ref: "po-7", Date: "2025-01-01", Created: old, Total: "5"})
		sameTotal := add(odoofake.Invoice{State: "draft", Total: string(d.Total), Created: now.AddDate(0, 0, -10)})
		both := add(odoofake.Invoice{State: "posted", Name: "INV/2", Ref: "PO-7", Date: "2026-11-01", Total: string(d.Total)})
		add(odoofake.Invoice{State: "posted", Date: "2026-08-01", Created: old, Total: string(d.Total)})
		add(odoofake.Invoice{State: "cancel", Ref: "PO-7", Total: string(d.Total)})
		add(odoofake.Invoice{State: "posted", Ref: "PO_7", Total: "9"})
		add(odoofake.Invoice{State: "draft", Origin: d.BusinessKey, Ref: "PO-7", Total: string(d.Total)})
		add(odoofake.Invoice{State: "draft", Total: string(d.Total), Currency: 1})
		add(odoofake.Invoice{Partner: other, State: "posted", Ref: "PO-7", Total: string(d.Total)})

		got, err := run(t, b.acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: d})
		require.NoError(t, err)
		require.True(t, got.Configured)
		require.Len(t, got.Found, 3)
		require.Equal(t, []int64{both, sameTotal, sameRef}, []int64{got.Found[0].ID, got.Found[1].ID, got.Found[2].ID})
		require.Equal(t, "It has the same reference PO-7 and the same total.", got.Found[0].Why)
		require.Equal(t, "It has the same total and is less than 90 days old.", got.Found[1].Why)
		require.Equal(t, "Draft 2", got.Found[1].Name)
		require.Equal(t, "2026-11-13", got.Found[1].Date)
		require.Equal(t, contract.ExistingInvoice{
			ID: sameRef, Name: "INV/1", State: "posted", Date: "2025-01-01", Ref: "po-7", Total: "5.00", Currency: "EUR",
			Why: "It has the same reference PO-7.", URL: b.fake.URL + "/web#id=1&model=account.move&view_type=form",
		}, got.Found[2])
	})
}

func TestFindDuplicates_ANewCustomerHasNone(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		got, err := run(t, b.acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: draft(t, "mail-1", 0)})
		require.NoError(t, err)
		require.Equal(t, contract.DuplicatesResult{Configured: true}, got)
		require.Empty(t, b.fake.Requests())
	})
}

func TestFindCustomer_TellsOfAnArchivedOneWhenThereIsNoOther(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		old := b.fake.AddPartner(odoofake.Partner{Name: "Gone GmbH", Email: "office@gone.example", VATID: "DE123456789", IsCompany: true, Archived: true})
		for _, asked := range []contract.Customer{{VATID: "DE 123456789"}, {Email: "Office@gone.example"}, {Name: "gone  gmbh"}} {
			match := b.find(asked)
			require.Zero(t, match.PartnerID, "%+v", asked)
			require.NotNil(t, match.Archived, "%+v", asked)
			require.Equal(t, contract.Partner{ID: old, Name: "Gone GmbH", Email: "office@gone.example", VATID: "DE123456789"}, *match.Archived)
		}
		require.Nil(t, b.find(contract.Customer{Name: "Gone GmbH", VATID: "DE999999999"}).Archived, "somebody else by law")

		there := b.fake.AddPartner(odoofake.Partner{Name: "Gone GmbH", IsCompany: true})
		match := b.find(contract.Customer{Name: "Gone GmbH"})
		require.Equal(t, there, match.PartnerID)
		require.Nil(t, match.Archived)
	})
}

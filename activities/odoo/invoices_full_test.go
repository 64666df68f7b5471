package odoo_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestFindInvoices_GivesTheWholeInvoice(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 15, 16, 17, 18, 19, 22}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		company, contact := acme(b)
		reduced := b.fake.AddTax(odoofake.Tax{Name: "7% L", Rate: "7"})
		id := b.fake.AddInvoice(odoofake.Invoice{
			Partner: contact, State: "posted", Name: "INV/2026/00017", PaymentReference: "INV/2026/00017", Ref: "PO-7", Date: "2026-10-14", Due: "2026-11-13",
			Open: "119.5", Lines: []odoofake.Line{
				{Name: "October", Kind: "line_section"},
				{Name: "Consulting\non site", Quantity: "2.5", Price: "80", Taxes: []int64{reduced}},
				{Name: "Thank you", Kind: "line_note"},
				{Name: "Travel", Quantity: "1", Price: "50", Discount: "10"},
			},
		})

		got := b.findInvoices(contract.FindInvoicesInput{Numbers: []string{"inv 2026-00017"}, Customer: contract.Customer{Email: "anna@acme.example"}})

		require.Equal(t, contract.FoundInvoices{
			Configured: true,
			Customers:  []contract.Partner{{ID: company, Name: "ACME GmbH"}},
			Invoices: []contract.FoundInvoice{{
				ID: id, Number: "INV/2026/00017", State: "posted", PaymentState: "partial", Date: "2026-10-14", DueDate: "2026-11-13",
				PartnerID: contact, Partner: "Anna", CompanyID: company, Company: "ACME GmbH", Reference: "PO-7", PaymentReference: "INV/2026/00017",
				Currency: "EUR", Untaxed: "245.00", Tax: "14.00", Total: "259.00", Residual: "119.50",
				Lines: []contract.FoundLine{
					{Description: "Consulting\non site", Quantity: "2.5", UnitPrice: "80.00", Tax: "7% L", TaxPercent: "7", Subtotal: "200.00"},
					{Description: "Travel", Quantity: "1", UnitPrice: "50.00", DiscountPercent: "10", Subtotal: "45.00"},
				},
				LineCount: 2,
				URL:       b.fake.URL + "/web#id=" + strconv.FormatInt(id, 10) + "&model=account.move&view_type=form",
				MatchedBy: contract.MatchedNumber, Why: "Its number is INV/2026/00017.",
			}},
		}, got)
	})
}

func TestFindInvoices_GivesTheCustomersAddressAndVATID(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		company, _ := acme(b)
		b.fake.AddInvoice(posted(company, "INV/2026/00017", "2026-10-14", "120"))
		got := b.findInvoices(byNumber("INV/2026/00017")).Invoices[0]
		require.Equal(t, "ACME GmbH", got.Partner)
		require.Equal(t, "DE123456789", got.VATID)
		require.Equal(t, "Hafenstraße 1, 20457 Hamburg, Germany", got.Address)
		require.False(t, got.OtherCustomer, "nobody was named")
	})
}

func TestFindInvoices_PricesKeepTheirDecimals(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{14, 19}, func(t *testing.T, w way) { // between them prices are rounded to two
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		i := posted(contact, "INV/2026/00017", "2026-10-14", "")
		i.Lines = []odoofake.Line{{Name: "Screws", Quantity: "1000", Price: "0.0125"}}
		b.fake.AddInvoice(i)
		line := b.findInvoices(byNumber("INV/2026/00017")).Invoices[0].Lines[0]
		require.Equal(t, contract.Decimal("0.0125"), line.UnitPrice)
		require.Equal(t, contract.Decimal("12.50"), line.Subtotal)
	})
}

func TestFindInvoices_KeepsLongInvoicesShort(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		i := posted(contact, "INV/2026/00017", "2026-10-14", "")
		for range 45 {
			i.Lines = append(i.Lines, odoofake.Line{Name: strings.Repeat("ü", 400), Quantity: "1", Price: "1"})
		}
		b.fake.AddInvoice(i)
		got := b.findInvoices(byNumber("INV/2026/00017")).Invoices[0]
		require.Equal(t, 45, got.LineCount)
		require.Len(t, got.Lines, 40)
		require.Equal(t, strings.Repeat("ü", 299)+"…", got.Lines[0].Description)
	})
}

func TestFindInvoices_DraftsHaveNoNumberAndAreFoundByTotal(t *testing.T) {
	t.Parallel()
	everyVersion(t, []int{17, 19}, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		_, contact := acme(b)
		d := draft(t, "mail-1", contact)
		made, err := b.create(d)
		require.NoError(t, err)
		got, err := run(t, b.acts, contract.OdooFindInvoices, contract.FindInvoicesInput{
			Numbers: []string{"/", "false"}, Customer: contract.Customer{Email: "anna@acme.example"}, Amount: d.Total, Currency: "EUR",
		})
		require.NoError(t, err)
		require.Equal(t, []string{"Draft " + strconv.FormatInt(made.InvoiceID, 10)}, numbersOf(got))
		require.Equal(t, contract.MatchedTotal, got.Invoices[0].MatchedBy)
		require.Len(t, got.Invoices[0].Lines, 2)
	})
}

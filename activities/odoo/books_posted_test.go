package odoo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// What is told of the books follows from invoices that the owner has posted,
// also from those in another currency.
func TestListBooks_TellsWhatPostingHasBooked(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme := b.partner("ACME GmbH")
		b.fake.AddRate(odoofake.Rate{Currency: odoofake.CurrencyUSD, Date: "2026-01-01", Rate: "1.25"})
		due := func(d *contract.InvoiceDraft) { d.DueDate = "2026-11-29" }
		own, err := b.create(draft(t, "mail-1", acme, due))
		require.NoError(t, err)
		dollars, err := b.create(draft(t, "mail-2", acme, due, func(d *contract.InvoiceDraft) {
			d.Currency, d.Lines = "USD", []contract.InvoiceLine{{Description: "Consulting", Quantity: "1", UnitPrice: "100.00", TaxPercent: "19"}}
		}))
		require.NoError(t, err)

		month := lastWeek()
		month.Period = contract.BooksPeriod{From: "2026-11-01", To: "2026-11-30", Start: month.Period.Start.AddDate(0, 0, -22), End: month.Period.End}
		require.Equal(t, contract.Decimal("0.00"), b.books(month).Revenue.Current.Amount, "drafts are no turnover")
		require.NoError(t, b.fake.Post(own.InvoiceID))
		require.NoError(t, b.fake.Post(dollars.InvoiceID))
		got := b.books(month)
		require.Equal(t, figure("230.00", 3, "turnover_by_day"), got.Revenue.Current, "150.00 and 80.00")
		require.Equal(t, contract.Decimal("270.10"), got.Receivables.Total.Amount, "174.90 and 95.20: the tax is owed and no revenue")
		require.Equal(t, figure("270.10", 2, "open_items_by_day"), got.Receivables.Days1To30)
	})
}

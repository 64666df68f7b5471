package odoo_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// historyOf looks for duplicates of a draft and returns what came with it.
func (b *bench) historyOf(d contract.InvoiceDraft) contract.AmountHistory {
	b.t.Helper()
	got, err := run(b.t, b.acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: d})
	require.NoError(b.t, err)
	return got.History
}

func TestFindDuplicates_SumsUpTheCustomersEarlierInvoices(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		company := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", IsCompany: true})
		contact := b.fake.AddPartner(odoofake.Partner{Name: "Anna", Parent: company})
		other := b.fake.AddPartner(odoofake.Partner{Name: "Other"})
		d := draft(t, "mail-1", contact)
		for _, i := range []odoofake.Invoice{
			{Partner: company, Date: "2026-10-14", Total: "120"},
			{Partner: contact, Date: "2025-03-02", Total: "480"},
			{Partner: company, Date: "2026-01-31", Total: "215.29"},
			{Partner: company, Date: "2026-02-28", Total: "300.10"},
			// none of these is an earlier invoice of this customer to compare with
			{Partner: company, Date: "2026-11-01", Total: "9001", State: "draft"},
			{Partner: company, Date: "2026-11-01", Total: "9002", State: "cancel"},
			{Partner: company, Date: "2026-11-01", Total: "9003", Type: "out_refund"},
			{Partner: company, Date: "2026-11-01", Total: "9004", Type: "in_invoice"},
			{Partner: company, Date: "2026-11-01", Total: "9005", Currency: 1},
			{Partner: company, Date: "2026-11-01", Total: "9006", Company: 2},
			{Partner: company, Date: "2026-11-01", Total: "9007", Origin: d.BusinessKey},
			{Partner: company, Date: "2026-11-01", Total: "0"},
			{Partner: other, Date: "2026-11-01", Total: "9008"},
		} {
			if i.State == "" {
				i.State = "posted"
			}
			b.fake.AddInvoice(i)
		}

		require.Equal(t, contract.AmountHistory{
			Count: 4, Currency: "EUR", Smallest: "120.00", Median: "257.70", Largest: "480.00", Oldest: "2025-03-02", Newest: "2026-10-14",
		}, b.historyOf(d))
		require.Equal(t, 2, b.fake.Count("account.move.search_read"), "one call for the duplicates and one for the history")

		d.Currency = "USD"
		require.Equal(t, contract.AmountHistory{
			Count: 1, Currency: "USD", Smallest: "9005.00", Median: "9005.00", Largest: "9005.00", Oldest: "2026-11-01", Newest: "2026-11-01",
		}, b.historyOf(d))
		d.Currency = "GBP"
		require.Zero(t, b.historyOf(d))
	})
}

func TestFindDuplicates_HistoryIsTheNewestFifty(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{})
		customer := b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"})
		day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		for n := range 60 { // the oldest ten are the largest
			b.fake.AddInvoice(odoofake.Invoice{Partner: customer, State: "posted", Date: day.AddDate(0, 0, n).Format(time.DateOnly), Total: fmt.Sprint(1000 - n), Currency: 25})
		}
		require.Equal(t, contract.AmountHistory{
			Count: 50, Currency: "JPY", Smallest: "941", Median: "966", Largest: "990", Oldest: "2026-01-11", Newest: "2026-03-01",
		}, b.historyOf(draft(t, "mail-1", customer, func(d *contract.InvoiceDraft) { d.Currency = "JPY" })), "the mean of 965 and 966 is rounded to a whole yen")
	})
}

func TestFindDuplicates_AFailedReadOfTheHistoryIsTriedAgainLikeEveryOther(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		const op = "account.move.search_read"
		for name, c := range map[string]struct {
			fail func(*odoofake.Server)
			kind contract.FailureKind
		}{
			"reset":     {func(f *odoofake.Server) { f.Reset(1, op) }, contract.FailTransient},
			"502":       {func(f *odoofake.Server) { f.HTML502(1, op) }, contract.FailTransient},
			"half":      {func(f *odoofake.Server) { f.CommitThenTruncate(1, op) }, contract.FailTransient},
			"throttled": {func(f *odoofake.Server) { f.RateLimit(time.Second, 1, op) }, contract.FailRateLimited},
			"no right":  {func(f *odoofake.Server) { f.Fault(4, "You are not allowed to access 'Journal Entry'", 1, op) }, contract.FailAuth},
		} {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				b := w.bench(t, odoofake.Options{})
				b.fake.Pass(1, op)
				c.fail(b.fake)
				d := draft(t, "mail-1", b.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH"}))
				_, err := run(t, b.acts, contract.OdooFindDuplicates, contract.FindDuplicatesInput{Draft: d})
				requireKind(t, c.kind, err)
				require.Zero(t, b.historyOf(d), "the next attempt goes through")
			})
		}
	})
}

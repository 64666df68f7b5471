package odoo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestListBooks_TellsWhatTheMonthHasBroughtAndWhatIsInTheBank(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme := b.partner("ACME GmbH")
		petty := b.fake.AddAccount("1810", "Petty Cash", "asset_cash")
		gains := b.fake.AddAccount("4900", "Other Income", "income_other")
		for _, e := range []odoofake.Entry{
			{Partner: acme, Date: "2026-11-01", Untaxed: "1000.01"},
			{Partner: acme, Date: "2026-11-29", Untaxed: "200", Account: gains},
			{Type: "out_refund", Partner: acme, Date: "2026-11-12", Untaxed: "50"},
			{Type: "in_invoice", Partner: acme, Date: "2026-11-12", Untaxed: "70"},
			// outside
			{Partner: acme, Date: "2026-10-31", Untaxed: "9001"},
			{Partner: acme, Date: "2026-11-30", Untaxed: "9002"},
			{Partner: acme, Date: "2026-11-24", Untaxed: "9003", State: "draft"},
			{Partner: acme, Date: "2026-11-24", Untaxed: "9004", Company: 2},
			// what a bill puts into an account stands for the bank's own entries
			{Type: "in_invoice", Partner: acme, Date: "2024-01-05", Untaxed: "4000.50", Account: odoofake.AccountBank},
			{Type: "in_invoice", Partner: acme, Date: "2026-11-29", Untaxed: "12.25", Account: petty},
			{Type: "in_refund", Partner: acme, Date: "2026-11-02", Untaxed: "1000", Account: odoofake.AccountBank},
			{Type: "in_invoice", Partner: acme, Date: "2026-11-30", Untaxed: "9005", Account: odoofake.AccountBank},
			{Type: "in_invoice", Partner: acme, Date: "2026-11-20", Untaxed: "9006", Account: odoofake.AccountBank, State: "draft"},
		} {
			b.fake.Book(e)
		}
		got := b.books(lastWeek())
		require.Equal(t, contract.BooksMonth{
			Period: contract.BooksPeriod{From: "2026-11-01", To: "2026-11-29"}, Revenue: figure("1150.01", 3, "turnover_by_day"),
		}, got.Month)
		require.Equal(t, figure("3012.75", 2, "open_items_and_cash_by_month"), got.Cash)
		require.NotContains(t, got.Revenue.Accounts, petty)
	})
}

func TestListBooks_AWeekThatCrossesIntoAMonthTellsHowTheOldOneEnded(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme := b.partner("ACME GmbH")
		for _, date := range []string{"2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01"} {
			b.fake.Book(odoofake.Entry{Partner: acme, Date: date, Untaxed: "10"})
		}
		in := lastWeek()
		in.AsOf, in.Period = "2027-01-04", contract.BooksPeriod{From: "2026-12-28", To: "2027-01-03"}
		got := b.books(in)
		require.Equal(t, contract.BooksPeriod{From: "2026-12-01", To: "2026-12-31"}, got.Month.Period)
		require.Equal(t, contract.Decimal("20.00"), got.Month.Revenue.Amount)
	})
}

func TestListBooks_WithoutTheAccountsTheMonthAndTheBankAreMissing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		fill(b.fake, 10)
		b.fake.Fault(4, "You are not allowed to access 'Account' (account.account) records.", 1, "account.account.search_read")
		got := b.books(lastWeek())
		require.Zero(t, got.Month)
		require.Zero(t, got.Cash)
		requireMissing(t, got, "month", "accounts could not be read")
		requireMissing(t, got, "cash", "accounts could not be read")
	})
}

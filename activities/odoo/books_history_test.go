package odoo_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestListBooks_TellsTheTurnoverOfTheEightWeeksBefore(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme := b.partner("ACME GmbH")
		rent := b.fake.AddAccount("6310", "Rent", "expense")
		travel := b.fake.AddAccount("6650", "Travel", "expense")
		for _, e := range []odoofake.Entry{
			{Type: "in_invoice", Partner: acme, Date: "2026-11-24", Untaxed: "900", Account: rent}, // in the week itself
			{Partner: acme, Date: "2026-11-22", Untaxed: "100.10"},
			{Partner: acme, Date: "2026-11-16", Untaxed: "50"},
			{Type: "in_invoice", Partner: acme, Date: "2026-11-18", Untaxed: "880.40", Account: rent},
			{Type: "in_invoice", Partner: acme, Date: "2026-11-19", Untaxed: "7", Account: travel},
			{Type: "in_refund", Partner: acme, Date: "2026-11-20", Untaxed: "80.40", Account: rent},
			{Partner: acme, Date: "2026-10-12", Untaxed: "9"}, // the first one told
			// outside
			{Partner: acme, Date: "2026-09-27", Untaxed: "9001"},
			{Partner: acme, Date: "2026-11-23", Untaxed: "9002"},
			{Partner: acme, Date: "2026-11-10", Untaxed: "9003", State: "draft"},
			{Partner: acme, Date: "2026-11-10", Untaxed: "9004", Company: 2},
		} {
			b.fake.Book(e)
		}
		got := b.books(lastWeek()).History
		require.Equal(t, "turnover_by_day", got.Source)
		require.Len(t, got.Weeks, 6, "from the week of the first item on")
		require.Equal(t, contract.BooksWeek{From: "2026-10-12", To: "2026-10-18", Revenue: "9.00", Expenses: "0.00"}, got.Weeks[0])
		require.Equal(t, contract.BooksWeek{From: "2026-10-19", To: "2026-10-25", Revenue: "0.00", Expenses: "0.00"}, got.Weeks[1], "a week without items is zero")
		require.Equal(t, contract.BooksWeek{
			From: "2026-11-16", To: "2026-11-22", Revenue: "150.10", Expenses: "807.00", Accounts: []contract.BooksWeekAccount{{ID: rent, Expenses: "800.00"}, {ID: travel, Expenses: "7.00"}},
		}, got.Weeks[5])

		b = w.booksBench(t)
		empty := b.books(lastWeek()).History
		require.Equal(t, contract.BooksHistory{Source: "turnover_by_day"}, empty)
	})
}

func TestListBooks_ComparesWithDaysThatNoWeekOfTheHistoryHas(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme := b.partner("ACME GmbH")
		for _, e := range []odoofake.Entry{
			{Partner: acme, Date: "2025-11-24", Untaxed: "10.10"},
			{Partner: acme, Date: "2025-11-30", Untaxed: "20.20"},
			{Type: "in_invoice", Partner: acme, Date: "2025-11-25", Untaxed: "3.03"},
			{Partner: acme, Date: "2026-11-24", Untaxed: "500"},
			{Partner: acme, Date: "2026-10-01", Untaxed: "40"},
			// outside
			{Partner: acme, Date: "2025-11-23", Untaxed: "9001"},
			{Partner: acme, Date: "2025-12-01", Untaxed: "9002"},
		} {
			b.fake.Book(e)
		}
		in := lastWeek()
		in.Comparison = contract.BooksPeriod{From: "2025-11-24", To: "2025-11-30"}
		got := b.books(in)
		require.Equal(t, figure("30.30", 2, "turnover_by_day"), got.Revenue.Previous)
		require.Equal(t, figure("3.03", 1, "turnover_by_day"), got.Expenses.Previous)
		require.Equal(t, figure("500.00", 1, "turnover_by_day"), got.Revenue.Current)
		require.Len(t, got.History.Weeks, 8)
		require.Equal(t, contract.Decimal("40.00"), got.History.Weeks[0].Revenue)
	})
}

func TestListBooks_MoreDaysOfAccountsThanAnAnswerHoldsAreMissingAndNotCutOff(t *testing.T) {
	t.Parallel()
	b := ways()[1].booksBench(t)
	acme := b.partner("ACME GmbH")
	first := time.Date(2026, 9, 28, 0, 0, 0, 0, time.UTC)
	for n := range 64 {
		account := b.fake.AddAccount(fmt.Sprint(7000+n), "Cost", "expense")
		for day := range 63 {
			b.fake.Book(odoofake.Entry{Type: "in_invoice", Partner: acme, Date: first.AddDate(0, 0, day).Format(time.DateOnly), Untaxed: "1", Account: account})
		}
	}
	got := b.books(lastWeek())
	require.Zero(t, got.Revenue)
	require.Zero(t, got.Expenses)
	require.Zero(t, got.Month)
	require.Zero(t, got.History)
	for _, missing := range []string{"revenue.current", "expenses.current", "revenue.previous", "expenses.previous", "history", "month"} {
		requireMissing(t, got, missing, "too long")
	}
	require.Equal(t, "open_items_by_day", got.Payables.Days1To30.Source, "the others are there")
}

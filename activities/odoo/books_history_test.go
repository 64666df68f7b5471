package odoo_test

import (
	"testing"

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

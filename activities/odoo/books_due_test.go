package odoo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestListBooks_ListsWhatBecomesDueInTwoWeeks(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme, paper := b.partner("ACME GmbH"), b.partner("Paper Ltd")
		b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-11-01", Untaxed: "400", Instalments: []odoofake.Instalment{
			{Due: "2026-11-29", Amount: "1"}, {Due: "2026-11-30", Amount: "100"}, {Due: "2026-12-14", Amount: "200", Open: "150.05"}, {Due: "2026-12-15", Amount: "2"}, {Due: "2026-12-03", Amount: "97", Open: "0"},
		}})
		b.fake.Book(odoofake.Entry{Type: "in_invoice", Partner: paper, Date: "2026-12-02", Untaxed: "55.55"})
		b.fake.Book(odoofake.Entry{Type: "out_refund", Partner: acme, Date: "2026-12-05", Untaxed: "10"})
		b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-12-05", Untaxed: "9001", State: "draft"})
		b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-12-05", Untaxed: "9002", Company: 2})

		got := b.books(lastWeek())
		require.Equal(t, "items_due_soon", got.DueSoon.Source)
		require.False(t, got.DueSoon.More)
		var rows []contract.BooksInstalment
		for _, r := range got.DueSoon.Rows {
			require.Contains(t, r.URL, b.fake.URL)
			rows = append(rows, contract.BooksInstalment{Payable: r.Payable, Partner: r.Partner, Due: r.Due, Days: r.Days, Open: r.Open})
		}
		require.Equal(t, []contract.BooksInstalment{
			{Partner: "ACME GmbH", Due: "2026-11-30", Days: 0, Open: "100.00"},
			{Payable: true, Partner: "Paper Ltd", Due: "2026-12-02", Days: -2, Open: "55.55"},
			{Partner: "ACME GmbH", Due: "2026-12-14", Days: -14, Open: "150.05"},
		}, rows)
		require.Len(t, got.Overdue.Rows, 1, "what is due today is not overdue")
	})
}

package odoo_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestFindDebt_TellsWhatOneCustomerOwesThatIsOverdue(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		hill := b.fake.AddPartner(odoofake.Partner{Name: "Hill", Email: " pay@hill.example", Language: "de_DE", IsCompany: true})
		other := b.partner("Vale")
		b.fake.Book(odoofake.Entry{Name: "INV/1", Partner: hill, Date: "2026-09-01", Untaxed: "300", Instalments: []odoofake.Instalment{
			{Due: "2026-10-01", Amount: "100", Open: "40.50"}, {Due: "2026-11-30", Amount: "100"}, {Due: "2026-12-31", Amount: "100"},
		}})
		b.fake.Book(odoofake.Entry{Name: "INV/2", Partner: hill, Date: "2026-09-15", Untaxed: "10"})
		b.fake.Book(odoofake.Entry{Name: "INV/3", Partner: hill, Date: "2026-09-16", Untaxed: "10", Instalments: []odoofake.Instalment{{Due: "2026-09-16", Amount: "10", Open: "0"}}})
		b.fake.Book(odoofake.Entry{Name: "RINV/1", Type: "out_refund", Partner: hill, Date: "2026-09-20", Untaxed: "7"})
		b.fake.Book(odoofake.Entry{Name: "BILL/1", Type: "in_invoice", Partner: hill, Date: "2026-09-20", Untaxed: "500"})
		b.fake.Book(odoofake.Entry{Name: "INV/9", Partner: other, Date: "2026-09-20", Untaxed: "900"})
		b.fake.Book(odoofake.Entry{Name: "INV/8", Partner: hill, Date: "2026-09-20", Untaxed: "900", State: "draft", WithoutLedger: true})

		got, err := run(t, b.acts, contract.OdooFindDebt, contract.FindDebtInput{PartnerID: hill, AsOf: "2026-11-30"})
		require.NoError(t, err)
		require.Equal(t, []any{true, "Hill", "pay@hill.example", "de", false}, []any{got.Configured, got.Name, got.Email, got.Language, got.More})
		require.Len(t, got.Overdue, 2)
		require.Equal(t, []any{"INV/2", "2026-09-15", contract.Decimal("10.00"), "EUR"}, []any{got.Overdue[0].Number, got.Overdue[0].Due, got.Overdue[0].Open, got.Overdue[0].Currency})
		require.Equal(t, []any{"INV/1", "2026-10-01", contract.Decimal("40.50")}, []any{got.Overdue[1].Number, got.Overdue[1].Due, got.Overdue[1].Open})
		require.NotEmpty(t, got.Overdue[0].URL)
		require.Equal(t, []contract.WeekMoney{{Currency: "EUR", Amount: "50.50", Count: 2}}, got.Sums)
		require.Equal(t, []contract.WeekMoney{{Currency: "EUR", Amount: "7.00", Count: 1}}, got.Credit)

		_, err = run(t, b.acts, contract.OdooFindDebt, contract.FindDebtInput{PartnerID: 99999, AsOf: "2026-11-30"})
		require.ErrorContains(t, err, "not in Odoo any more")
		_, err = run(t, b.acts, contract.OdooFindDebt, contract.FindDebtInput{PartnerID: hill, AsOf: "yesterday"})
		require.Error(t, err)
	})
}

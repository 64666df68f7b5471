package odoo_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// readingTime is a Monday morning.
func readingTime() time.Time { return time.Date(2026, 11, 30, 7, 0, 0, 0, time.UTC) }

// lastWeek asks for the week before, compared with the one before that, of an
// owner an hour east of UTC.
func lastWeek() contract.ListBooksInput {
	midnight := time.Date(2026, 11, 22, 23, 0, 0, 0, time.UTC)
	return contract.ListBooksInput{
		AsOf:       "2026-11-30",
		Period:     contract.BooksPeriod{From: "2026-11-23", To: "2026-11-29", Start: midnight, End: midnight.AddDate(0, 0, 7)},
		Comparison: contract.BooksPeriod{From: "2026-11-16", To: "2026-11-22"},
	}
}

// booksBench is a bench on Monday morning, after contacts that are older.
func (w way) booksBench(t *testing.T) *bench {
	t.Helper()
	return w.bench(t, odoofake.Options{Now: readingTime}, odoo.WithClock(readingTime))
}

func (b *bench) books(in contract.ListBooksInput) contract.Books {
	b.t.Helper()
	out, err := run(b.t, b.acts, contract.OdooListBooks, in)
	require.NoError(b.t, err)
	return out
}

// partner adds a contact that has been there for long.
func (b *bench) partner(name string) int64 {
	id := b.fake.AddPartner(odoofake.Partner{Name: name, IsCompany: true})
	b.fake.Edit("res.partner", id, map[string]any{"create_date": "2025-01-01 08:00:00"})
	return id
}

func figure(amount contract.Decimal, count int, source string) contract.BooksFigure {
	return contract.BooksFigure{Amount: amount, Count: count, Source: source}
}

// everyBooksVersion runs a test on all versions that differ in the reading.
func everyBooksVersion(t *testing.T, test func(*testing.T, way)) {
	t.Helper()
	everyVersion(t, []int{14, 15, 16, 17, 18, 19, 22}, test)
}

func TestListBooks_AgesEachInstalmentByItsOwnDueDay(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme := b.partner("ACME GmbH")
		for _, due := range []string{"2027-05-31", "2026-11-30", "2026-11-29", "2026-10-31", "2026-10-30", "2026-10-01", "2026-09-30", "2026-09-01", "2026-08-31", "2024-02-29", ""} {
			b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-01-05", Untaxed: "100.10", Instalments: []odoofake.Instalment{{Due: due, Amount: "100.10"}}})
		}
		b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-01-05", Untaxed: "300", Instalments: []odoofake.Instalment{
			{Due: "2026-11-01", Amount: "100", Open: "0"}, {Due: "2026-11-20", Amount: "100", Open: "40.05"}, {Due: "2026-12-20", Amount: "100"},
		}})
		b.fake.Book(odoofake.Entry{Type: "out_refund", Partner: acme, Date: "2026-11-25", Untaxed: "10"})
		b.fake.Book(odoofake.Entry{Type: "in_invoice", Partner: acme, Date: "2026-11-10", Untaxed: "55.55"})
		b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-11-10", Untaxed: "7777", State: "draft"})
		b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-11-10", Untaxed: "8888", Company: 2})

		got := b.books(lastWeek())
		require.Equal(t, contract.BooksAgeing{
			Total:  figure("1231.15", 14, "open_items_by_day, open_items_and_cash_by_month"),
			NotDue: figure("300.20", 3, "open_items_and_cash_by_month"), Days1To30: figure("230.25", 4, "open_items_by_day"),
			Days31: figure("200.20", 2, "open_items_by_day"), Days61: figure("200.20", 2, "open_items_by_day"),
			Over90: figure("200.20", 2, "open_items_and_cash_by_month"), Undated: figure("100.10", 1, "open_items_and_cash_by_month"),
		}, got.Receivables)
		require.Equal(t, figure("55.55", 1, "open_items_by_day"), got.Payables.Days1To30)
		require.Equal(t, figure("0.00", 0, "open_items_and_cash_by_month"), got.Payables.Over90, "zero that the server has told")

		require.Equal(t, "overdue_items", got.Overdue.Source)
		require.Len(t, got.Overdue.Rows, 10, "the credit note is no claim")
		require.Equal(t, "2024-02-29", got.Overdue.Rows[0].Due)
		require.Equal(t, 1005, got.Overdue.Rows[0].Days)
		require.Equal(t, "ACME GmbH", got.Overdue.Rows[0].Partner)
		require.Contains(t, got.Overdue.Rows[0].URL, b.fake.URL)
		require.True(t, got.Overdue.Rows[7].Payable, "%+v", got.Overdue.Rows)
		require.Equal(t, contract.Decimal("55.55"), got.Overdue.Rows[7].Open)
		require.False(t, got.Overdue.More)
	})
}

func TestListBooks_ComparesRevenueAndExpensesOfTwoPeriods(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme, beta := b.partner("ACME GmbH"), b.partner("Beta Ltd")
		rent := b.fake.AddAccount("6310", "Rent", "expense")
		gains := b.fake.AddAccount("4900", "Other Income", "income_other")
		for _, e := range []odoofake.Entry{
			{Partner: acme, Date: "2026-11-23", Untaxed: "1000.01", Total: "1190.01"},
			{Partner: acme, Date: "2026-11-29", Untaxed: "200.02"},
			{Partner: beta, Date: "2026-11-26", Untaxed: "2000", Account: gains},
			{Type: "out_refund", Partner: acme, Date: "2026-11-27", Untaxed: "50.03"},
			{Partner: beta, Date: "2026-11-16", Untaxed: "700"},
			{Type: "in_invoice", Partner: beta, Date: "2026-11-24", Untaxed: "900", Account: rent},
			{Type: "in_invoice", Partner: beta, Date: "2026-11-22", Untaxed: "880", Account: rent},
			{Type: "in_invoice", Partner: beta, Date: "2026-11-22", Untaxed: "12.34"},
			{Partner: acme, Date: "2026-10-15", BookedOn: "2026-11-24", Untaxed: "5"}, // its period was locked
			// outside
			{Partner: acme, Date: "2026-11-30", Untaxed: "9001"},
			{Partner: acme, Date: "2026-11-15", Untaxed: "9002"},
			{Partner: acme, Date: "2026-11-24", Untaxed: "9003", State: "draft"},
			{Partner: acme, Date: "2026-11-24", Untaxed: "9004", Company: 2},
		} {
			b.fake.Book(e)
		}

		got := b.books(lastWeek())
		const now, before = "turnover_by_day", "turnover_by_day"
		require.Equal(t, "EUR", got.Currency)
		require.Equal(t, figure("3155.00", 5, now), got.Revenue.Current)
		require.Equal(t, figure("700.00", 1, before), got.Revenue.Previous)
		require.Equal(t, []contract.BooksAccount{
			{ID: gains, Name: "4900 Other Income", Current: figure("2000.00", 1, now), Previous: figure("0.00", 0, before)},
			{ID: odoofake.AccountIncome, Name: "4000 Product Sales", Current: figure("1155.00", 4, now), Previous: figure("700.00", 1, before)},
		}, got.Revenue.Accounts)
		require.Equal(t, figure("900.00", 1, now), got.Expenses.Current)
		require.Equal(t, figure("892.34", 2, before), got.Expenses.Previous)
		require.Equal(t, "6310 Rent", got.Expenses.Accounts[0].Name)
		require.Equal(t, contract.BooksCustomers{Source: "invoices_by_customer", Rows: []contract.BooksCustomer{
			{ID: beta, Name: "Beta Ltd", Untaxed: "2000.00", Count: 1}, {ID: acme, Name: "ACME GmbH", Untaxed: "1155.00", Count: 4},
		}}, got.TopCustomers)

		alone := lastWeek()
		alone.Comparison = contract.BooksPeriod{}
		got = b.books(alone)
		require.Zero(t, got.Revenue.Previous)
		require.Zero(t, got.Revenue.Accounts[0].Previous, "what was not asked for is not zero")
	})
}

func TestListBooks_TellsDraftsPaymentsAndNewPartners(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		acme := b.partner("ACME GmbH")
		b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-11-24", Untaxed: "100.50", State: "draft", WithoutLedger: true})
		b.fake.Book(odoofake.Entry{Type: "in_invoice", Partner: acme, Date: "2026-11-24", Untaxed: "40", State: "draft", WithoutLedger: true})
		b.fake.Book(odoofake.Entry{Type: "entry", Partner: acme, Date: "2026-11-24", Untaxed: "1", State: "draft", WithoutLedger: true})
		repeats := w.version >= 16
		if repeats {
			b.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-12-01", Untaxed: "300", State: "draft", AutoPost: "monthly", WithoutLedger: true})
		}
		for _, p := range []odoofake.Payment{
			{Amount: "500.25", Date: "2026-11-23"},
			{Amount: "100", Date: "2026-11-29"},
			{Sent: true, Amount: "70", Date: "2026-11-25"},
			{Amount: "20", Date: "2026-11-25", Currency: 1},
			{Amount: "9001", Date: "2026-11-30"},
			{Amount: "9002", Date: "2026-11-25", State: "draft"},
			{Amount: "9003", Date: "2026-11-25", Company: 2},
		} {
			b.fake.AddPayment(p)
		}
		if w.version < 18 {
			b.fake.AddPayment(odoofake.Payment{Amount: "9004", Date: "2026-11-25", Transfer: true})
		}
		for name, made := range map[string]string{"Too Early": "2026-11-22 22:59:59", "First": "2026-11-22 23:00:00", "Last": "2026-11-29 22:59:59", "Too Late": "2026-11-29 23:00:00"} {
			id := b.fake.AddPartner(odoofake.Partner{Name: name})
			b.fake.Edit("res.partner", id, map[string]any{"create_date": made, "customer_rank": int64(2)})
		}
		b.fake.AddPartner(odoofake.Partner{Name: "Anna", Parent: acme})

		got := b.books(lastWeek())
		want := []contract.BooksDraftGroup{{Kind: "in_invoice", Amount: "40.00", Count: 1}, {Kind: "out_invoice", Amount: "100.50", Count: 1}}
		if repeats {
			monthly := contract.BooksDraftGroup{Kind: "out_invoice", Repeats: "monthly", Amount: "300.00", Count: 1}
			require.Equal(t, contract.BooksDrafts{Source: "drafts_by_kind", Rows: []contract.BooksDraftGroup{monthly}}, got.Recurring)
			want = append(want, monthly)
		} else {
			require.Zero(t, got.Recurring)
			requireMissing(t, got, "recurring", "does not repeat")
		}
		require.ElementsMatch(t, want, got.Drafts.Rows)
		require.Equal(t, contract.BooksPayments{
			Received: figure("600.25", 2, "payments_by_direction"), Sent: figure("70.00", 1, "payments_by_direction"),
			Others: []contract.BooksForeign{{Currency: "USD", Amount: "20.00", Count: 1}},
		}, got.Payments)
		require.Len(t, got.NewPartners.Rows, 2)
		require.Equal(t, "Last", got.NewPartners.Rows[0].Name)
		require.True(t, got.NewPartners.Rows[1].Customer)
		require.False(t, got.NewPartners.Rows[1].Supplier)
	})
}

func TestListBooks_FindsBillsThatRepeat(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		hosting, cleaning, rent, shop, few := b.partner("Hosting"), b.partner("Cleaning"), b.partner("Rent"), b.partner("Shop"), b.partner("Few")
		bill := func(partner int64, date, amount string) {
			b.fake.Book(odoofake.Entry{Type: "in_invoice", Partner: partner, Date: date, BookedOn: date[:8] + "28", Untaxed: amount})
		}
		for month := range 6 {
			bill(hosting, time.Date(2026, 5+time.Month(month), 3, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), []string{"19.90", "21.50"}[month/3])
			bill(cleaning, time.Date(2026, 10, 1+7*month, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), "80")
			bill(shop, time.Date(2026, 5+time.Month(month), 9, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), []string{"5", "190", "33"}[month%3])
		}
		for _, date := range []string{"2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01", "2024-01-01"} {
			bill(rent, date, "3000")
		}
		bill(few, "2026-10-01", "10")
		bill(few, "2026-11-01", "10")

		require.Equal(t, contract.BooksRepeatedBills{Source: "bills_by_supplier", Rows: []contract.BooksRepeatedBill{
			{ID: rent, Name: "Rent", Every: "quarterly", Count: 4, First: "2026-01-01", Last: "2026-10-01", Smallest: "3000.00", Largest: "3000.00", Total: "12000.00", Latest: "3000.00", Before: "3000.00"},
			{ID: cleaning, Name: "Cleaning", Every: "weekly", Count: 6, First: "2026-10-01", Last: "2026-11-05", Smallest: "80.00", Largest: "80.00", Total: "480.00", Latest: "80.00", Before: "80.00"},
			{ID: hosting, Name: "Hosting", Every: "monthly", Count: 6, First: "2026-05-03", Last: "2026-10-03", Smallest: "19.90", Largest: "21.50", Total: "124.20", Latest: "21.50", Before: "21.50"},
		}}, b.books(lastWeek()).Repeated)
	})
}

func requireMissing(t *testing.T, got contract.Books, figure, says string) {
	t.Helper()
	for _, m := range got.Missing {
		if m.Figure == figure {
			require.Contains(t, m.Why, says)
			return
		}
	}
	t.Fatalf("%s is not said to be missing: %+v", figure, got.Missing)
}

package odoo_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/odoo"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// mostCalls is what one reading may cost, with the login before it.
const mostCalls = 16

// fill books n posted invoices of the last two years, a bill for every fifth
// and a payment for every second.
func fill(fake *odoofake.Server, n int) {
	partners := make([]int64, 0, 200)
	for i := range min(n, 200) {
		partners = append(partners, fake.AddPartner(odoofake.Partner{Name: fmt.Sprintf("Customer %d", i), IsCompany: true}))
	}
	for i := range n {
		date := readingTime().AddDate(0, 0, -(i*7)%730).Format(time.DateOnly)
		due := readingTime().AddDate(0, 0, 30-(i*7)%730).Format(time.DateOnly)
		open := "100.01"
		if i%4 > 0 {
			open = "0"
		}
		fake.Book(odoofake.Entry{Partner: partners[i%len(partners)], Date: date, Untaxed: "100.01", Instalments: []odoofake.Instalment{{Due: due, Amount: "100.01", Open: open}}})
		if i%5 == 0 {
			fake.Book(odoofake.Entry{Type: "in_invoice", Partner: partners[i%len(partners)], Date: date, Untaxed: "20"})
		}
		if i%2 == 0 {
			fake.AddPayment(odoofake.Payment{Amount: "100.01", Date: date})
		}
	}
}

func TestListBooks_TakesTheSameFewCallsWhateverTheSizeOfTheBooks(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		calls := map[int]int{}
		for _, size := range []int{10, 1_000, 10_000} {
			b := w.booksBench(t)
			fill(b.fake, size)
			got := b.books(lastWeek())
			calls[size] = len(b.fake.Requests())
			require.LessOrEqual(t, calls[size], mostCalls, "%d invoices", size)
			require.Len(t, got.Missing, 1, "%+v", got.Missing)
			require.Positive(t, got.Receivables.Total.Count)
			if size == 10_000 {
				require.Equal(t, 2_500, got.Receivables.Total.Count)
				require.Equal(t, contract.Decimal("250025.00"), got.Receivables.Total.Amount)
				require.True(t, got.Overdue.More)
				text, err := json.Marshal(got)
				require.NoError(t, err)
				require.Less(t, len(text), 64<<10, "what a history keeps")
			}

			before := len(b.fake.Requests())
			b.books(lastWeek())
			require.Equal(t, 12, len(b.fake.Requests())-before, "with the session open")
		}
		require.Equal(t, calls[10], calls[1_000])
		require.Equal(t, calls[10], calls[10_000])
	})
}

// The longest login is that of a password in which JSON-2 might see a key, and
// of the servers that do not tell their version without one.
func TestListBooks_TheFirstReadingAfterTheLongestLoginTakesSixteenCalls(t *testing.T) {
	t.Parallel()
	for _, version := range []int{14, 18, 19, 21} {
		w := way{"XML-RPC", version, "correct-horse", odoofake.XMLRPC}
		b := w.bench(t, odoofake.Options{Now: readingTime, Password: w.secret}, odoo.WithClock(readingTime))
		fill(b.fake, 10)
		b.books(lastWeek())
		require.Len(t, b.fake.Requests(), mostCalls, "Odoo %d", version)
	}
}

func TestListBooks_AsksForTheCurrencyWhereTheLoginDoesNotTellIt(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		b.fake.Fault(1, trace("ValueError: Invalid field 'currency_id' on model 'res.users'"), 1, "res.users.read")
		require.Equal(t, "EUR", b.books(lastWeek()).Currency)
		require.Equal(t, 1, b.fake.Count("res.company.search_read"))
	})
}

func TestListBooks_NamesTheQueryOfEachFigure(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		fill(b.fake, 10)
		got := b.books(lastWeek())
		names := map[string]contract.BooksQuery{}
		for _, q := range got.Queries {
			require.NotContains(t, names, q.Name)
			names[q.Name] = q
			require.Equal(t, readingTime(), q.ReadAt)
			var domain []any
			require.NoError(t, json.Unmarshal([]byte(q.Condition), &domain), q.Condition)
		}
		require.Len(t, names, 12, "every call but the login's")
		for _, source := range []string{
			got.Receivables.NotDue.Source, got.Receivables.Days61.Source, got.Revenue.Current.Source, got.Revenue.Previous.Source, got.TopCustomers.Source,
			got.Overdue.Source, got.Drafts.Source, got.Payments.Sent.Source, got.NewPartners.Source, got.Recurring.Source, got.Repeated.Source,
		} {
			require.Contains(t, names, source)
		}
		for _, part := range strings.Split(got.Receivables.Total.Source, ", ") {
			require.Contains(t, names, part)
		}
		require.Equal(t, w.grouped(), names["turnover_by_day"].Method)
		require.Equal(t, readingTime(), got.ReadAt)
	})
}

// grouped is the method for sums over groups.
func (w way) grouped() string {
	if w.version >= 19 {
		return "formatted_read_group"
	}
	return "read_group"
}

func TestListBooks_WhatOdooDoesNotTellIsMissingAndNeverZero(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		denied := "You are not allowed to access 'Payments' (account.payment) records."
		for name, c := range map[string]struct {
			fail    func(*odoofake.Server)
			missing string
			zero    func(contract.Books) any
		}{
			"payments": {func(f *odoofake.Server) { f.Fault(4, denied, 1, "account.payment."+w.grouped()) }, "payments", func(b contract.Books) any { return b.Payments }},
			"accounts": {
				func(f *odoofake.Server) { f.Fault(4, denied, 1, "account.account.search_read") }, "revenue",
				func(b contract.Books) any { return []any{b.Receivables, b.Payables, b.Revenue, b.Expenses, b.Overdue} },
			},
			"ageing": {
				func(f *odoofake.Server) {
					f.Fault(1, trace("ValueError: Invalid field 'reconciled' on model 'account.move.line'"), 1, "account.move.line."+w.grouped())
				},
				"receivables", func(b contract.Books) any { return []any{b.Receivables, b.Payables} },
			},
			"partners": {func(f *odoofake.Server) { f.Fault(4, denied, 1, "res.partner.search_read") }, "new_partners", func(b contract.Books) any { return b.NewPartners }},
		} {
			b := w.booksBench(t)
			fill(b.fake, 10)
			c.fail(b.fake)
			got := b.books(lastWeek())
			requireMissing(t, got, c.missing, ".")
			require.NotContains(t, fmt.Sprint(c.zero(got)), "0.00", name)
			require.NotContains(t, fmt.Sprint(c.zero(got)), "_", "%s has no source", name)
			require.Equal(t, "invoices_by_customer", got.TopCustomers.Source, "the others are there")
			require.LessOrEqual(t, len(b.fake.Requests()), mostCalls, "a refusal makes nobody log in again")
		}
	})
}

func TestListBooks_AnAnswerInAnUnknownFormIsMissingToo(t *testing.T) {
	t.Parallel()
	const answer = `[{"payment_type": "inbound", "currency_id": [125, "EUR"], "amount:sum": %s, "__count": 1}]`
	for _, amount := range []string{"false", "null", `"12"`} {
		fake := odoofake.NewServer(odoofake.Options{Version: 22, Now: readingTime})
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if strings.Contains(r.URL.Path, "account.payment") {
				w.Header().Set("Content-Type", "application/json")
				_, _ = fmt.Fprintf(w, answer, amount)
				return
			}
			fake.ServeHTTP(w, r)
		}))
		t.Cleanup(srv.Close)
		got, err := run(t, activities(t, ways()[2].config(srv.URL)), contract.OdooListBooks, lastWeek())
		require.NoError(t, err)
		require.Zero(t, got.Payments)
		requireMissing(t, got, "payments", "left out")
	}
}

func TestListBooks_WhatMayBeOtherwiseInAMomentIsTriedAgain(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		op := "account.move." + w.grouped()
		for name, c := range map[string]struct {
			fail func(*odoofake.Server)
			kind contract.FailureKind
		}{
			"reset":     {func(f *odoofake.Server) { f.Reset(1, op) }, contract.FailTransient},
			"502":       {func(f *odoofake.Server) { f.HTML502(1, op) }, contract.FailTransient},
			"half":      {func(f *odoofake.Server) { f.CommitThenTruncate(1, op) }, contract.FailTransient},
			"throttled": {func(f *odoofake.Server) { f.RateLimit(time.Second, 1, op) }, contract.FailRateLimited},
		} {
			b := w.booksBench(t)
			fill(b.fake, 10)
			c.fail(b.fake)
			_, err := run(t, b.acts, contract.OdooListBooks, lastWeek())
			requireKind(t, c.kind, err)
			require.Len(t, b.books(lastWeek()).Missing, 1, name)
		}
	})
}

func TestListBooks_AUserWithoutAccountingIsToldWhatIsMissing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Now: readingTime, Rights: odoofake.RightsInternal})
		got := b.books(lastWeek())
		require.Zero(t, got.Receivables)
		require.Zero(t, got.Revenue)
		for _, figure := range []string{"receivables", "payables", "revenue", "expenses", "top_customers", "overdue", "drafts", "recurring", "payments", "repeated"} {
			requireMissing(t, got, figure, ".")
		}
		require.Equal(t, "new_partners", got.NewPartners.Source)
	})
}

func TestListBooks_EmptyBooksAreZeroAndNotMissing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		got := w.booksBench(t).books(lastWeek())
		require.Equal(t, figure("0.00", 0, "turnover_by_day"), got.Revenue.Current)
		require.Equal(t, figure("0.00", 0, "open_items_by_day"), got.Payables.Days1To30)
		require.Equal(t, figure("0.00", 0, "payments_by_direction"), got.Payments.Sent)
	})
}

func TestListBooks_ReadsForAReadonlyUserAndChangesNothing(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.bench(t, odoofake.Options{Now: readingTime, Rights: odoofake.RightsReadonly})
		fill(b.fake, 10)
		before := b.fake.Moves()
		require.Len(t, b.books(lastWeek()).Missing, 1)
		require.Equal(t, before, b.fake.Moves())
	})
}

func TestListBooks_WithoutOdooSaysSo(t *testing.T) {
	t.Parallel()
	acts := activities(t, odoo.Config{})
	got, err := run(t, acts, contract.OdooListBooks, lastWeek())
	require.NoError(t, err)
	require.Zero(t, got)
}

func TestListBooks_RefusesDaysThatAreNone(t *testing.T) {
	t.Parallel()
	b := ways()[0].booksBench(t)
	for name, edit := range map[string]func(*contract.ListBooksInput){
		"as of":      func(in *contract.ListBooksInput) { in.AsOf = "30.11.2026" },
		"from":       func(in *contract.ListBooksInput) { in.Period.From = "" },
		"backwards":  func(in *contract.ListBooksInput) { in.Period.From = "2026-12-24" },
		"comparison": func(in *contract.ListBooksInput) { in.Comparison.To = "2026-02-30" },
	} {
		in := lastWeek()
		edit(&in)
		_, err := run(t, b.acts, contract.OdooListBooks, in)
		requireKind(t, contract.FailInvalid, err)
		require.Empty(t, b.fake.Requests(), name)
	}
}

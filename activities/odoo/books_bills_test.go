package odoo_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// billed lays a bill with its reference.
func (b *bench) billed(partner int64, date, amount, reference, state string) int64 {
	id := b.fake.Book(odoofake.Entry{Type: "in_invoice", Partner: partner, Date: date, Untaxed: amount, State: state, WithoutLedger: state == "draft"})
	b.fake.Edit("account.move", id, map[string]any{"ref": reference})
	return id
}

func TestListBooks_FindsBillsThatMayBeDoubles(t *testing.T) {
	t.Parallel()
	everyBooksVersion(t, func(t *testing.T, w way) {
		for name, c := range map[string]struct {
			first, second [3]string // date, amount, reference
			double        bool
		}{
			"seven days apart":              {[3]string{"2026-11-10", "95.20", ""}, [3]string{"2026-11-17", "95.20", ""}, true},
			"eight days apart":              {[3]string{"2026-11-10", "95.20", ""}, [3]string{"2026-11-18", "95.20", ""}, false},
			"one reference, far apart":      {[3]string{"2026-10-10", "95.20", "R-7"}, [3]string{"2026-11-18", "95.20", "r-7 "}, true},
			"one reference, other amounts":  {[3]string{"2026-11-10", "95.20", "R-7"}, [3]string{"2026-11-10", "95.21", "R-7"}, false},
			"other references, one day":     {[3]string{"2026-11-10", "95.20", "R-7"}, [3]string{"2026-11-10", "95.20", "R-8"}, true},
			"longer ago than sixty days":    {[3]string{"2026-09-20", "95.20", "R-7"}, [3]string{"2026-09-21", "95.20", "R-7"}, false},
			"one of them is after the week": {[3]string{"2026-11-29", "95.20", "R-7"}, [3]string{"2026-12-01", "95.20", "R-7"}, false},
		} {
			b := w.booksBench(t)
			paper := b.partner("Paper Ltd")
			first := b.billed(paper, c.first[0], c.first[1], c.first[2], "posted")
			second := b.billed(paper, c.second[0], c.second[1], c.second[2], "draft")
			b.billed(b.partner("Other Ltd"), c.first[0], c.first[1], c.first[2], "posted")
			b.fake.Book(odoofake.Entry{Type: "in_invoice", Partner: paper, Date: c.first[0], Untaxed: c.first[1], Company: 2})
			got := b.books(lastWeek()).Doubles
			require.Equal(t, "newest_bills", got.Source, name)
			if !c.double {
				require.Empty(t, got.Rows, name)
				continue
			}
			require.Len(t, got.Rows, 1, name)
			row := got.Rows[0]
			require.Equal(t, []any{paper, "Paper Ltd", contract.Decimal("95.20"), "EUR"}, []any{row.PartnerID, row.Partner, row.Amount, row.Currency}, name)
			require.Equal(t, []int64{first, second}, []int64{row.Bills[0].ID, row.Bills[1].ID}, name)
			require.Equal(t, []bool{false, true}, []bool{row.Bills[0].Draft, row.Bills[1].Draft}, name)
			require.Empty(t, row.Bills[1].Name, "a draft has no number of its own")
			require.Contains(t, row.Bills[0].URL, b.fake.URL)
		}
	})
}

func TestListBooks_AWeeklySubscriptionIsNoDouble(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		cleaning := b.partner("Cleaning")
		for n := range 6 {
			day := time.Date(2026, 10, 12+7*n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
			b.billed(cleaning, day, "80", fmt.Sprintf("C-%d", n), "posted")
		}
		require.Empty(t, b.books(lastWeek()).Doubles.Rows)
		b.billed(cleaning, "2026-11-17", "80", "C-5", "posted")
		require.Len(t, b.books(lastWeek()).Doubles.Rows, 1, "its last reference has come twice")
	})
}

func TestListBooks_ShowsTheStepOfAPriceThatRose(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		hosting := b.partner("Hosting")
		for month, amount := range []string{"20", "20", "20", "22.50"} {
			b.billed(hosting, time.Date(2026, 8+time.Month(month), 3, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), amount, "", "posted")
		}
		b.billed(hosting, "2026-11-20", "99", "", "draft")
		row := b.books(lastWeek()).Repeated.Rows[0]
		require.Equal(t, []contract.Decimal{"22.50", "20.00"}, []contract.Decimal{row.Latest, row.Before}, "a draft is no price yet")
	})
}

func TestListBooks_ManyDoublesAreCutAndSaid(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		b := w.booksBench(t)
		for n := range 11 {
			partner := b.partner(fmt.Sprintf("Supplier %d", n))
			b.billed(partner, "2026-11-10", "50", "A", "posted")
			b.billed(partner, "2026-11-10", "50", "A", "posted")
		}
		got := b.books(lastWeek()).Doubles
		require.Len(t, got.Rows, 10)
		require.True(t, got.More)
	})
}

package page_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func TestDeadlines_ThatWereNotReadAreNotNone(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	require.Contains(t, briefing(t, w), "- Not looked for where the data are missing: what becomes due in Odoo\n")
	w.Books.DueSoon.Source = "q"
	require.Contains(t, briefing(t, w), "No deadline is known.")
}

func TestDeadlines_LookTwoWeeksAheadFromToday(t *testing.T) {
	t.Parallel()
	for due, listed := range map[string]bool{"2026-11-29": false, "2026-11-30": true, "2026-12-14": true, "2026-12-15": false, "someday": false} {
		w := plainWeek(t)
		w.Books.DueSoon = contract.BooksOverdue{Source: "q", Rows: []contract.BooksInstalment{
			{Payable: true, Partner: "Paper", Invoice: "B", Due: due, Open: "12.34"}, {Partner: "Hill", Invoice: "I", Due: due, Open: "56.78"},
		}}
		pages, _ := composed(t, w, nil)
		if listed {
			require.Contains(t, pages.Briefing, "Paper is to be paid 12.34 EUR", due)
			require.Contains(t, pages.Briefing, "- Customers are to pay 56.78 EUR on 1 invoice in that time", due)
			require.NotContains(t, pages.Briefing, "Hill is to pay", "what others have to keep is in the audit")
			require.Contains(t, pages.Audit, "Hill is to pay 56.78 EUR", due)
			continue
		}
		require.NotContains(t, pages.Audit, "is to be paid", due)
		require.Contains(t, pages.Briefing, "No deadline is known.", due)
	}
}

func TestDeadlines_ExpectTheNextBillOfASubscriptionByItsRhythm(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ every, last, today, want string }{
		"a month on":                 {"monthly", "2026-11-05", "2026-11-30", "Sat 5 Dec: Next bill of Host"},
		"the 31st in a short month":  {"monthly", "2027-01-31", "2027-02-22", "Sun 28 Feb: Next bill of Host"},
		"over the turn of the year":  {"monthly", "2026-12-31", "2027-01-25", "Sun 31 Jan: Next bill of Host"},
		"a week on":                  {"weekly", "2026-11-27", "2026-11-30", "Fri 4 Dec: Next bill of Host"},
		"a quarter on":               {"quarterly", "2026-09-10", "2026-11-30", "Thu 10 Dec: Next bill of Host"},
		"in the leap year's quarter": {"quarterly", "2027-11-30", "2028-02-21", "Tue 29 Feb: Next bill of Host"},
	} {
		w := plainWeek(t)
		w.Span.Today = c.today
		w.Books.Repeated = contract.BooksRepeatedBills{Source: "q", Rows: []contract.BooksRepeatedBill{{ID: 1, Name: "Host", Every: c.every, Last: c.last, Latest: "9.00", Before: "9.00"}}}
		require.Contains(t, briefing(t, w), c.want, name)
	}
	w := plainWeek(t)
	w.Books.Repeated = contract.BooksRepeatedBills{Source: "q", Rows: []contract.BooksRepeatedBill{{ID: 1, Name: "Host", Every: "now and then", Last: "2026-11-05"}}}
	require.NotContains(t, briefing(t, w), "Next bill of Host")
}

func TestHistory_OfAWeekMadeTwiceTheLaterPagesCount(t *testing.T) {
	t.Parallel()
	w := plainWeek(t)
	page := func(day int, amount contract.Decimal) contract.WeekFigures {
		return contract.WeekFigures{Week: "2026-W47", AsOf: w.Span.AsOf.AddDate(0, 0, day), Figures: []contract.WeekFigure{{Name: "cash", Value: amount, Unit: "EUR"}}}
	}
	later := contract.WeekFigures{Week: "2026-W49", AsOf: w.Span.AsOf.AddDate(0, 0, 7), Figures: []contract.WeekFigure{{Name: "cash", Value: "1.00", Unit: "EUR"}}}
	for _, past := range [][]contract.WeekFigures{{page(-7, "4000.00"), page(-2, "4100.00"), later}, {later, page(-2, "4100.00"), page(-7, "4000.00")}} {
		require.Contains(t, briefing(t, w, past...), "| In bank and cash | 5,000.00 EUR | 4,100.00 EUR |")
	}
}

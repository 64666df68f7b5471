package odoo

import (
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

const historyWeeks = 8

// pastWeek is one week of the history in the making.
type pastWeek struct {
	items             int
	revenue, expenses decimal.Decimal
	accounts          map[int64]decimal.Decimal // expenses
}

// historyStart is the first day of the eight weeks before the period.
func (r *booksReader) historyStart() time.Time {
	from, _ := parseDay(r.in.Period.From) // it was parsed before
	return from.AddDate(0, 0, -7*historyWeeks)
}

// history puts the days before the period into their weeks. It is done here,
// since Odoo's weeks begin on another day in each language.
func (r *booksReader) history() contract.BooksHistory {
	start := r.historyStart()
	var weeks [historyWeeks]pastWeek
	for _, d := range r.turnover {
		day, err := parseDay(d.day)
		n := int(day.Sub(start).Hours()/24) / 7
		if err != nil || day.Before(start) || n >= historyWeeks {
			continue // of the period, or of a comparison that is further back
		}
		w := &weeks[n]
		w.items += d.sum.count
		if r.kinds[d.account] == income {
			w.revenue = w.revenue.Sub(d.sum.amount) // income is negative in the books
			continue
		}
		if w.accounts == nil {
			w.accounts = map[int64]decimal.Decimal{}
		}
		w.expenses, w.accounts[d.account] = w.expenses.Add(d.sum.amount), w.accounts[d.account].Add(d.sum.amount)
	}
	return r.historyOf(weeks, start)
}

// historyOf leaves out the weeks before the first that has anything.
func (r *booksReader) historyOf(weeks [historyWeeks]pastWeek, start time.Time) contract.BooksHistory {
	out := contract.BooksHistory{Source: queryTurnover}
	begun := slices.IndexFunc(weeks[:], func(w pastWeek) bool { return w.items > 0 })
	for n, w := range weeks {
		if begun < 0 || n < begun {
			continue
		}
		from := start.AddDate(0, 0, 7*n)
		row := contract.BooksWeek{
			From: from.Format(time.DateOnly), To: from.AddDate(0, 0, 6).Format(time.DateOnly), Revenue: r.amount(w.revenue), Expenses: r.amount(w.expenses),
		}
		for _, a := range r.out.Expenses.Accounts {
			if amount, has := w.accounts[a.ID]; has {
				row.Accounts = append(row.Accounts, contract.BooksWeekAccount{ID: a.ID, Expenses: r.amount(amount)})
			}
		}
		out.Weeks = append(out.Weeks, row)
	}
	return out
}

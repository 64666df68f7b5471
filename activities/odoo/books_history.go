package odoo

import (
	"context"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	queryHistory = "turnover_by_day"
	historyWeeks = 8
	byDay        = "date:day"
)

// pastWeek is one week of the history in the making.
type pastWeek struct {
	items             int
	revenue, expenses decimal.Decimal
	accounts          map[int64]decimal.Decimal // expenses
}

// readHistory sums up the turnover of the eight weeks before the period, by the
// day and here by the week, since Odoo's weeks begin on another day in each
// language. It comes after readTurnover, which says which accounts are told.
func (r *booksReader) readHistory(ctx context.Context) error {
	const figure = "history"
	if r.kinds == nil {
		r.miss(figure, "The accounts could not be read, so that income cannot be told from expenses.")
		return nil
	}
	end, err := parseDay(r.in.Period.From)
	if err != nil {
		return err // it was parsed before
	}
	start := end.AddDate(0, 0, -7*historyWeeks)
	days := contract.BooksPeriod{From: start.Format(time.DateOnly), To: end.AddDate(0, 0, -1).Format(time.DateOnly)}
	domain := r.own(cond("parent_state", "=", "posted"), r.turnoverAccounts("account_id."))
	found, ok, err := r.groups(ctx, queryHistory, odooclient.ModelMoveLine, odooclient.Grouping{
		Domain: append(domain, within(days)...), By: []string{"account_id", byDay}, Aggregates: []string{"balance:sum"},
	}, figure)
	if err != nil || !ok {
		return err
	}
	weeks, told := r.byWeek(found, start)
	if !told || len(found) >= odooclient.MaxGroups {
		r.incomplete(figure)
		return nil
	}
	r.out.History = r.historyOf(weeks, start)
	return nil
}

// byWeek puts the groups into their weeks; false when one fits nowhere.
func (r *booksReader) byWeek(found []odooclient.Group, start time.Time) ([historyWeeks]pastWeek, bool) {
	var weeks [historyWeeks]pastWeek
	for _, group := range found {
		first, dated := group.From(byDay)
		day, err := parseDay(first)
		balance, told := group.Number("balance:sum")
		account := group.Ref("account_id").ID
		n := int(day.Sub(start).Hours()/24) / 7
		if !dated || err != nil || !told || day.Before(start) || n >= historyWeeks {
			return weeks, false
		}
		w := &weeks[n]
		w.items += group.Count()
		switch r.kinds[account] {
		case income:
			w.revenue = w.revenue.Sub(balance) // income is negative in the books
		case expense:
			if w.accounts == nil {
				w.accounts = map[int64]decimal.Decimal{}
			}
			w.expenses, w.accounts[account] = w.expenses.Add(balance), w.accounts[account].Add(balance)
		default:
			return weeks, false
		}
	}
	return weeks, true
}

// historyOf leaves out the weeks before the first that has anything.
func (r *booksReader) historyOf(weeks [historyWeeks]pastWeek, start time.Time) contract.BooksHistory {
	out := contract.BooksHistory{Source: queryHistory}
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

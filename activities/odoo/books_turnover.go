package odoo

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	queryTurnover = "turnover_by_day"
	byDay         = "date:day"
	// accountsShown bounds the accounts of a turnover.
	accountsShown = 30
)

// dayTurnover is what one account of income or expenses had on one day.
type dayTurnover struct {
	account int64
	day     string // ISO, which sorts as the days do
	sum     sum
}

// turnover is what the days of one period say of each account.
type turnover struct {
	read bool
	sums map[int64]sum
}

// readTurnover sums up income and expenses by the accounting date: of the
// period, of the one it is compared with, of the weeks before and of the month.
// All of them come out of one query by the day, whose sums of cents add up to
// the same as Odoo's own over any of these spans.
func (r *booksReader) readTurnover(ctx context.Context) error {
	if r.kinds == nil {
		r.miss("history", "The accounts could not be read, so that income cannot be told from expenses.")
		r.miss("month", "The accounts could not be read, so that income cannot be told from the rest.")
		return nil
	}
	if ok, err := r.readDays(ctx); err != nil || !ok {
		return err
	}
	current, previous := r.turnoverOf(r.in.Period), turnover{}
	if r.days.compares {
		previous = r.turnoverOf(r.in.Comparison)
	}
	r.out.Revenue = r.turned(income, -1, current, previous)
	r.out.Expenses = r.turned(expense, 1, current, previous)
	r.out.History = r.history() // of the accounts that the expenses name
	r.out.Month = r.month()
	return nil
}

// readDays reads the days from the first week of the history to the end of the
// period, and those of the comparison wherever they are. Days by accounts are
// bounded by MaxGroups: nine weeks of sixty accounts that are used every day.
func (r *booksReader) readDays(ctx context.Context) (ok bool, err error) {
	figures := []string{"revenue.current", "expenses.current", "history", "month"}
	days := within(contract.BooksPeriod{From: r.historyStart().Format(time.DateOnly), To: r.in.Period.To})
	if r.days.compares {
		figures = append(figures, "revenue.previous", "expenses.previous")
		days = append(append([]any{"|", "&"}, days...), append([]any{"&"}, within(r.in.Comparison)...)...)
	}
	found, ok, err := r.groups(ctx, queryTurnover, odooclient.ModelMoveLine, odooclient.Grouping{
		Domain: append(r.own(cond("parent_state", "=", "posted"), r.turnoverAccounts("account_id.")), days...),
		By:     []string{"account_id", byDay}, Aggregates: []string{balanceSum},
	}, figures...)
	if err != nil || !ok {
		return false, err
	}
	for _, group := range found {
		day, dated := group.From(byDay)
		balance, told := group.Number(balanceSum)
		account := group.Ref("account_id").ID
		if !dated || day == "" || !told || (r.kinds[account] != income && r.kinds[account] != expense) || len(found) >= odooclient.MaxGroups {
			r.incomplete(figures...)
			return false, nil
		}
		r.turnover = append(r.turnover, dayTurnover{account, day, sum{balance, group.Count()}})
	}
	return true, nil
}

// turnoverOf adds up the days of a period, all of which were read.
func (r *booksReader) turnoverOf(period contract.BooksPeriod) turnover {
	t := turnover{read: true, sums: map[int64]sum{}}
	for _, d := range r.turnover {
		if period.From <= d.day && d.day <= period.To {
			s := t.sums[d.account]
			s.add(d.sum.amount, d.sum.count)
			t.sums[d.account] = s
		}
	}
	return t
}

// turned is the part of one kind of account. Income is negative in the books,
// so that sign makes both positive.
func (r *booksReader) turned(kind accountKind, sign int64, current, previous turnover) contract.BooksTurnover {
	out := contract.BooksTurnover{Current: r.turnedFigure(kind, sign, current), Previous: r.turnedFigure(kind, sign, previous)}
	both := map[int64]sum{}
	maps.Copy(both, previous.sums)
	maps.Copy(both, current.sums)
	for _, id := range slices.Sorted(maps.Keys(both)) {
		if r.kinds[id] != kind {
			continue
		}
		out.Accounts = append(out.Accounts, contract.BooksAccount{
			ID: id, Name: r.names[id],
			Current: r.accountFigure(id, sign, current), Previous: r.accountFigure(id, sign, previous),
		})
	}
	size := func(a contract.BooksAccount) decimal.Decimal {
		one, other := current.sums[a.ID].amount.Abs(), previous.sums[a.ID].amount.Abs()
		return decimal.Max(one, other)
	}
	slices.SortStableFunc(out.Accounts, func(a, b contract.BooksAccount) int { return size(b).Cmp(size(a)) })
	out.Accounts = out.Accounts[:min(len(out.Accounts), accountsShown)]
	return out
}

func (r *booksReader) turnedFigure(kind accountKind, sign int64, t turnover) contract.BooksFigure {
	if !t.read {
		return contract.BooksFigure{}
	}
	var total sum
	for id, s := range t.sums {
		if r.kinds[id] == kind {
			total.add(s.amount, s.count)
		}
	}
	return contract.BooksFigure{Amount: r.amount(total.amount.Mul(decimal.NewFromInt(sign))), Count: total.count, Source: queryTurnover}
}

// accountFigure: an account without items in a period that was read has zero.
func (r *booksReader) accountFigure(id, sign int64, t turnover) contract.BooksFigure {
	if !t.read {
		return contract.BooksFigure{}
	}
	s := t.sums[id]
	return contract.BooksFigure{Amount: r.amount(s.amount.Mul(decimal.NewFromInt(sign))), Count: s.count, Source: queryTurnover}
}

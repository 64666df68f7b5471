package odoo

import (
	"context"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	queryCurrent  = "turnover_of_period"
	queryPrevious = "turnover_of_comparison"
	// accountsShown bounds the accounts of a turnover.
	accountsShown = 30
)

// turnover is what one query says of each account.
type turnover struct {
	source string
	read   bool
	sums   map[int64]sum
}

// readTurnover sums up income and expenses of the period and of the one it is
// compared with, by the accounting date.
func (r *booksReader) readTurnover(ctx context.Context) error {
	if r.kinds == nil {
		return nil
	}
	current, err := r.turnoverOf(ctx, queryCurrent, r.in.Period, "revenue.current", "expenses.current")
	if err != nil {
		return err
	}
	previous := turnover{}
	if r.days.compares {
		previous, err = r.turnoverOf(ctx, queryPrevious, r.in.Comparison, "revenue.previous", "expenses.previous")
		if err != nil {
			return err
		}
	}
	r.out.Revenue = r.turned(income, -1, current, previous)
	r.out.Expenses = r.turned(expense, 1, current, previous)
	return nil
}

func (r *booksReader) turnoverOf(ctx context.Context, name string, period contract.BooksPeriod, figures ...string) (turnover, error) {
	domain := r.own(cond("parent_state", "=", "posted"), r.turnoverAccounts("account_id."))
	found, ok, err := r.groups(ctx, name, odooclient.ModelMoveLine, odooclient.Grouping{
		Domain: append(domain, within(period)...), By: []string{"account_id"}, Aggregates: []string{"balance:sum"},
	}, figures...)
	if err != nil || !ok {
		return turnover{}, err
	}
	t := turnover{source: name, read: true, sums: map[int64]sum{}}
	for _, group := range found {
		account := group.Ref("account_id").ID
		balance, told := group.Number("balance:sum")
		if !told || (r.kinds[account] != income && r.kinds[account] != expense) || len(found) >= odooclient.MaxGroups {
			r.incomplete(figures...)
			return turnover{}, nil
		}
		t.sums[account] = sum{balance, group.Count()}
	}
	return t, nil
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
	return contract.BooksFigure{Amount: r.amount(total.amount.Mul(decimal.NewFromInt(sign))), Count: total.count, Source: t.source}
}

// accountFigure: an account without items in a period that was read has zero.
func (r *booksReader) accountFigure(id, sign int64, t turnover) contract.BooksFigure {
	if !t.read {
		return contract.BooksFigure{}
	}
	s := t.sums[id]
	return contract.BooksFigure{Amount: r.amount(s.amount.Mul(decimal.NewFromInt(sign))), Count: s.count, Source: t.source}
}

package odoo

import (
	"context"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const queryMonth = "turnover_of_month_and_cash"

// readMonthAndCash reads in one call what the month has brought, for the pace
// of a goal, and what is in the bank and cash accounts.
func (r *booksReader) readMonthAndCash(ctx context.Context) error {
	const month, money = "month", "cash"
	if r.kinds == nil {
		r.miss(month, "The accounts could not be read, so that income cannot be told from the rest.")
		r.miss(money, "The accounts could not be read, so that the bank's cannot be told from the rest.")
		return nil
	}
	of := monthOf(r.in.Period)
	domain := r.own(
		cond("parent_state", "=", "posted"),
		"|", "&", r.cashAccounts(), cond("date", "<=", r.in.Period.To),
		"&", "&", r.incomeAccounts(), cond("date", ">=", of.From), cond("date", "<=", of.To),
	)
	found, ok, err := r.groups(ctx, queryMonth, odooclient.ModelMoveLine, odooclient.Grouping{
		Domain: domain, By: []string{"account_id"}, Aggregates: []string{"balance:sum"},
	}, month, money)
	if err != nil || !ok {
		return err
	}
	var revenue, inBank sum
	for _, group := range found {
		balance, told := group.Number("balance:sum")
		kind := r.kinds[group.Ref("account_id").ID]
		if !told || (kind != income && kind != cash) || len(found) >= odooclient.MaxGroups {
			r.incomplete(month, money)
			return nil
		}
		if kind == cash {
			inBank.add(balance, 1)
			continue
		}
		revenue.add(balance.Neg(), group.Count()) // income is negative in the books
	}
	r.out.Month = contract.BooksMonth{Period: of, Revenue: contract.BooksFigure{Amount: r.amount(revenue.amount), Count: revenue.count, Source: queryMonth}}
	r.out.Cash = contract.BooksFigure{Amount: r.amount(inBank.amount), Count: inBank.count, Source: queryMonth}
	return nil
}

// monthOf is the month in which a period begins, up to the period's end or the
// month's. The period has been parsed before.
func monthOf(p contract.BooksPeriod) contract.BooksPeriod {
	from, _ := parseDay(p.From)
	first := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC)
	to := min(p.To, first.AddDate(0, 1, -1).Format(time.DateOnly))
	return contract.BooksPeriod{From: first.Format(time.DateOnly), To: to}
}

func (r *booksReader) cashAccounts() []any {
	if r.oldAccounts() {
		return cond("account_id.internal_type", "=", "liquidity")
	}
	return cond("account_id.account_type", "=", "asset_cash")
}

func (r *booksReader) incomeAccounts() []any {
	if r.oldAccounts() {
		return cond("account_id.internal_group", "=", "income")
	}
	return cond("account_id.account_type", "in", []any{"income", "income_other"})
}

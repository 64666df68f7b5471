package odoo

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// bucketDays is the age up to which days are told apart.
const bucketDays = 90

// The two queries of the ageing: the last 90 days by the day, and everything
// before and after by the month. A month of the second is either older or not
// due, since 90 days lie between. What is in the bank and cash accounts comes
// with the second: it needs no day, only its accounts.
const (
	queryRecent = "open_items_by_day"
	queryRest   = "open_items_and_cash_by_month"
	byDueDay    = "date_maturity:day"
	byDueMonth  = "date_maturity:month"
	openSum     = "amount_residual:sum"
	balanceSum  = "balance:sum"
)

// sum is a figure in the making.
type sum struct {
	amount decimal.Decimal
	count  int
}

func (s *sum) add(amount decimal.Decimal, count int) {
	s.amount, s.count = s.amount.Add(amount), s.count+count
}

// ageing are the sums of one kind of account: not due, 1-30, 31-60, 61-90,
// older, without a date.
type ageing [6]sum

const (
	notDue = iota
	days1
	days31
	days61
	over90
	undated
)

// readAgeingAndCash ages what is open by the due date of each instalment, which
// the due date of the invoice hides, and sums up what is in the bank.
func (r *booksReader) readAgeingAndCash(ctx context.Context) error {
	if r.kinds == nil {
		r.miss("cash", "The accounts could not be read, so that the bank's cannot be told from the rest.")
		return nil
	}
	from, today := r.day(-bucketDays), r.in.AsOf
	open := []any{cond("reconciled", "=", false), r.claims(receivable, payable)}
	ages := map[accountKind]*ageing{receivable: {}, payable: {}}
	rest, ok, err := r.openItems(ctx, queryRest, byDueMonth, []any{
		"|", "&", r.cashAccounts(), cond("date", "<=", r.in.Period.To), "&", "&", open[0], open[1],
		"|", cond("date_maturity", "=", false), "|", cond("date_maturity", "<", from), cond("date_maturity", ">=", today),
	}, "receivables", "payables", "cash")
	if err != nil {
		return err
	}
	if ok = ok && r.takeCash(rest); !ok || !r.ageAll(rest, byDueMonth, ages) {
		return nil
	}
	recent, ok, err := r.openItems(ctx, queryRecent, byDueDay, append(open, cond("date_maturity", ">=", from), cond("date_maturity", "<", today)), "receivables", "payables")
	if err != nil || !ok || !r.ageAll(recent, byDueDay, ages) {
		return err
	}
	r.out.Receivables = r.aged(ages[receivable], 1)
	r.out.Payables = r.aged(ages[payable], -1)
	return nil
}

// openItems makes one of the two queries; not ok when the figures are missing.
func (r *booksReader) openItems(ctx context.Context, name, by string, domain []any, figures ...string) (found []odooclient.Group, ok bool, err error) {
	found, ok, err = r.groups(ctx, name, odooclient.ModelMoveLine, odooclient.Grouping{
		Domain: r.own(append([]any{cond("parent_state", "=", "posted")}, domain...)...),
		By:     []string{"account_id", by}, Aggregates: []string{openSum, balanceSum},
	}, figures...)
	if ok && len(found) >= odooclient.MaxGroups {
		r.incomplete(figures...)
		return nil, false, nil
	}
	return found, ok, err
}

func (r *booksReader) day(offset int) string {
	return r.days.asOf.AddDate(0, 0, offset).Format(time.DateOnly)
}

// takeCash adds up the groups of bank and cash accounts; false when one of them
// does not tell its balance, and then nothing of the answer is believed.
func (r *booksReader) takeCash(found []odooclient.Group) bool {
	var total decimal.Decimal
	accounts := map[int64]bool{}
	for _, group := range found {
		account := group.Ref("account_id").ID
		if r.kinds[account] != cash {
			continue
		}
		balance, told := group.Number(balanceSum)
		if !told {
			r.incomplete("receivables", "payables", "cash")
			return false
		}
		total, accounts[account] = total.Add(balance), true
	}
	r.out.Cash = contract.BooksFigure{Amount: r.amount(total), Count: len(accounts), Source: queryRest}
	return true
}

// ageAll puts the groups of claims into their ages; false, which is said, when
// one cannot be put anywhere.
func (r *booksReader) ageAll(found []odooclient.Group, by string, ages map[accountKind]*ageing) bool {
	for _, group := range found {
		kind := r.kinds[group.Ref("account_id").ID]
		if kind == cash {
			continue
		}
		first, dated := group.From(by)
		amount, told := group.Number(openSum)
		of := ages[kind]
		if !dated || !told || of == nil {
			r.incomplete("receivables", "payables")
			return false
		}
		of[r.age(first, by)].add(amount, group.Count())
	}
	return true
}

// age is the place in the ageing of a day, or of a month outside of the days.
func (r *booksReader) age(first, by string) int {
	day, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return undated
	}
	if by == byDueMonth {
		if first[:7] >= r.in.AsOf[:7] {
			return notDue
		}
		return over90
	}
	switch days := int(r.days.asOf.Sub(day).Hours() / 24); {
	case days <= 30:
		return days1
	case days <= 60:
		return days31
	default:
		return days61
	}
}

func (r *booksReader) aged(a *ageing, sign int64) contract.BooksAgeing {
	figure := func(s sum, source string) contract.BooksFigure {
		return contract.BooksFigure{Amount: r.amount(s.amount.Mul(decimal.NewFromInt(sign))), Count: s.count, Source: source}
	}
	var total sum
	for _, s := range a {
		total.add(s.amount, s.count)
	}
	return contract.BooksAgeing{
		Total:  figure(total, queryRecent+", "+queryRest),
		NotDue: figure(a[notDue], queryRest), Days1To30: figure(a[days1], queryRecent), Days31: figure(a[days31], queryRecent),
		Days61: figure(a[days61], queryRecent), Over90: figure(a[over90], queryRest), Undated: figure(a[undated], queryRest),
	}
}

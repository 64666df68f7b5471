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
// due, since 90 days lie between.
const (
	queryRecent = "open_items_by_day"
	queryRest   = "open_items_by_month"
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

// readAgeing ages what is open by the due date of each instalment, which the
// due date of the invoice hides.
func (r *booksReader) readAgeing(ctx context.Context) error {
	if r.kinds == nil {
		return nil
	}
	from, today := r.day(-bucketDays), r.in.AsOf
	open := r.own(cond("parent_state", "=", "posted"), cond("reconciled", "=", false), r.claims(receivable, payable))
	ages := map[accountKind]*ageing{receivable: {}, payable: {}}
	for _, q := range []struct {
		name, by string
		domain   []any
	}{
		{queryRecent, "date_maturity:day", []any{cond("date_maturity", ">=", from), cond("date_maturity", "<", today)}},
		{queryRest, "date_maturity:month", []any{
			"|", cond("date_maturity", "=", false), "|", cond("date_maturity", "<", from), cond("date_maturity", ">=", today),
		}},
	} {
		found, ok, err := r.groups(ctx, q.name, odooclient.ModelMoveLine, odooclient.Grouping{
			Domain: append(open[:len(open):len(open)], q.domain...), By: []string{"account_id", q.by}, Aggregates: []string{"amount_residual:sum"},
		}, "receivables", "payables")
		if err != nil || !ok {
			return err
		}
		if !r.ageAll(found, q.by, ages) {
			r.incomplete("receivables", "payables")
			return nil
		}
	}
	r.out.Receivables = r.aged(ages[receivable], 1)
	r.out.Payables = r.aged(ages[payable], -1)
	return nil
}

func (r *booksReader) day(offset int) string {
	return r.days.asOf.AddDate(0, 0, offset).Format(time.DateOnly)
}

// ageAll puts groups into their ages; false when one cannot be put anywhere.
func (r *booksReader) ageAll(found []odooclient.Group, by string, ages map[accountKind]*ageing) bool {
	if len(found) >= odooclient.MaxGroups {
		return false
	}
	for _, group := range found {
		first, dated := group.From(by)
		amount, told := group.Number("amount_residual:sum")
		of := ages[r.kinds[group.Ref("account_id").ID]]
		if !dated || !told || of == nil {
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
	if by == "date_maturity:month" {
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

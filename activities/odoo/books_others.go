package odoo

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

const (
	partnersShown = 50
	// suppliersRead bounds the suppliers that are looked at, the largest first.
	suppliersRead = 500
	// firstOwnPayments is the first Odoo whose payments have states of their own
	// and no mark for transfers between the company's own accounts.
	firstOwnPayments = 18
)

// readPayments sums up the payments of the period by direction and currency.
func (r *booksReader) readPayments(ctx context.Context) error {
	const name, figure = "payments_by_direction", "payments"
	domain := r.own(within(r.in.Period)...)
	if r.Session.Major >= firstOwnPayments {
		domain = append(domain, cond("state", "in", []any{"in_process", "paid"}))
	} else {
		domain = append(domain, cond("state", "=", "posted"), cond("is_internal_transfer", "=", false))
	}
	found, ok, err := r.groups(ctx, name, odooclient.ModelPayment, odooclient.Grouping{
		Domain: domain, By: []string{"payment_type", "currency_id"}, Aggregates: []string{"amount:sum"},
	}, figure)
	if err != nil || !ok {
		return err
	}
	var received, sent sum
	var others []contract.BooksForeign
	for _, group := range found {
		amount, told := group.Number("amount:sum")
		direction, currency := group.Key("payment_type"), group.Ref("currency_id").Name
		if !told || currency == "" || (direction != "inbound" && direction != "outbound") {
			r.incomplete(figure)
			return nil
		}
		switch {
		case currency != r.out.Currency:
			others = append(others, contract.BooksForeign{
				Currency: currency, Sent: direction == "outbound", Amount: money.FormatAmount(amount, currency), Count: group.Count(),
			})
		case direction == "inbound":
			received.add(amount, group.Count())
		default:
			sent.add(amount, group.Count())
		}
	}
	r.out.Payments = contract.BooksPayments{
		Received: contract.BooksFigure{Amount: r.amount(received.amount), Count: received.count, Source: name},
		Sent:     contract.BooksFigure{Amount: r.amount(sent.amount), Count: sent.count, Source: name},
		Others:   others,
	}
	return nil
}

// odooTime is how Odoo writes a moment, in UTC.
const odooTime = time.DateTime

// readNewPartners lists the contacts made in the period.
func (r *booksReader) readNewPartners(ctx context.Context) error {
	const name, figure = "new_partners", "new_partners"
	found, ok, err := r.list(ctx, name, odooclient.ModelPartner, odooclient.Query{
		Domain: []any{
			"|", cond("company_id", "=", false), cond("company_id", "=", r.Session.CompanyID), cond("parent_id", "=", false),
			cond("create_date", ">=", r.days.start.Format(odooTime)), cond("create_date", "<", r.days.end.Format(odooTime)),
		},
		Fields: []string{"name", "create_date", "customer_rank", "supplier_rank"},
		Order:  "create_date desc, id desc", Limit: partnersShown + 1,
	}, figure)
	if err != nil || !ok {
		return err
	}
	out := contract.BooksNewPartners{Source: name, More: len(found) > partnersShown}
	for _, partner := range found[:min(len(found), partnersShown)] {
		made, err := time.Parse(odooTime, partner.Str("create_date"))
		if err != nil {
			r.incomplete(figure)
			return nil //nolint:nilerr // the figure is missing, and that is said
		}
		out.Rows = append(out.Rows, contract.BooksNewPartner{
			ID: partner.Int("id"), Name: partner.Str("name"), Made: made,
			Customer: partner.Int("customer_rank") > 0, Supplier: partner.Int("supplier_rank") > 0,
		})
	}
	r.out.NewPartners = out
	return nil
}

// readRepeatedBills finds suppliers whose bills look like a subscription. Their
// distance is by the bill's own day: Odoo puts the accounting date of a bill
// that is entered late at the end of its month.
func (r *booksReader) readRepeatedBills(ctx context.Context) error {
	const name, figure = "bills_by_supplier", "repeated"
	from := r.days.asOf.AddDate(-1, 0, 1).Format(time.DateOnly)
	found, ok, err := r.groups(ctx, name, odooclient.ModelMove, odooclient.Grouping{
		Domain: r.own(
			cond("state", "=", "posted"), cond("move_type", "=", "in_invoice"), cond("invoice_date", ">=", from), cond("invoice_date", "<=", r.in.AsOf),
		),
		By:         []string{"commercial_partner_id"},
		Aggregates: []string{"amount_total_signed:sum", "amount_total_signed:min", "amount_total_signed:max", "invoice_date:min", "invoice_date:max"},
		Order:      "amount_total_signed:sum", Limit: suppliersRead,
	}, figure)
	if err != nil || !ok {
		return err
	}
	out := contract.BooksRepeatedBills{Source: name, More: len(found) >= suppliersRead}
	for _, group := range found {
		row, repeats, told := r.repeatedBill(group)
		if !told {
			r.incomplete(figure)
			return nil
		}
		if repeats {
			out.Rows = append(out.Rows, row)
		}
	}
	r.out.Repeated = out
	return nil
}

// repeatedBill judges one supplier. Bills are negative in Odoo, so that its
// smallest amount is the largest bill.
func (r *booksReader) repeatedBill(group odooclient.Group) (row contract.BooksRepeatedBill, repeats, told bool) {
	total, okTotal := group.Number("amount_total_signed:sum")
	least, okLeast := group.Number("amount_total_signed:min")
	most, okMost := group.Number("amount_total_signed:max")
	first, errFirst := parseDay(group.Date("invoice_date:min"))
	last, errLast := parseDay(group.Date("invoice_date:max"))
	if !okTotal || !okLeast || !okMost || errFirst != nil || errLast != nil {
		return row, false, false
	}
	smallest, largest := most.Neg(), least.Neg()
	every := rhythm(group.Count(), last.Sub(first))
	supplier := group.Ref("commercial_partner_id")
	return contract.BooksRepeatedBill{
		ID: supplier.ID, Name: supplier.Name, Every: every, Count: group.Count(),
		First: group.Date("invoice_date:min"), Last: group.Date("invoice_date:max"),
		Smallest: r.amount(smallest), Largest: r.amount(largest), Total: r.amount(total.Neg()),
	}, every != "" && steady(smallest, largest), true
}

// steady allows a quarter between the smallest and the largest bill, for a
// raised price or a longer month.
func steady(smallest, largest decimal.Decimal) bool {
	return smallest.IsPositive() && largest.LessThanOrEqual(smallest.Mul(decimal.RequireFromString("1.25")))
}

// rhythm names the mean distance of three or more bills, "" for none.
func rhythm(count int, span time.Duration) string {
	if count < 3 {
		return ""
	}
	switch days := span.Hours() / 24 / float64(count-1); {
	case days >= 6 && days <= 8:
		return "weekly"
	case days >= 26 && days <= 35:
		return "monthly"
	case days >= 85 && days <= 97:
		return "quarterly"
	}
	return ""
}

func parseDay(day string) (time.Time, error) { return time.Parse(time.DateOnly, day) }

package odoo

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

const (
	// billsDays is how far back bills are listed: two of a quarterly subscription.
	billsDays = 200
	billsRead = 500
	// doubleDays is how far back doubles are looked for, and alikeDays how far
	// apart bills without the same reference may be.
	doubleDays   = 60
	alikeDays    = 7
	doublesShown = 10
)

// bill is one bill of the list.
type bill struct {
	contract.BooksBill
	supplier odooclient.Ref
	day      time.Time
	amount   decimal.Decimal
	currency string
}

// readBills lists the newest bills, for the last prices of subscriptions and
// for bills that may be the same one twice. It comes after readRepeatedBills.
func (r *booksReader) readBills(ctx context.Context) error {
	const name, figure = "newest_bills", "doubles"
	found, ok, err := r.list(ctx, name, odooclient.ModelMove, odooclient.Query{
		Domain: r.own(
			cond("move_type", "=", "in_invoice"), cond("state", "in", []any{"draft", "posted"}),
			cond("invoice_date", ">=", r.day(-billsDays)), cond("invoice_date", "<=", r.in.AsOf),
		),
		Fields: []string{"name", "ref", "state", "invoice_date", "commercial_partner_id", "amount_total", "currency_id"},
		Order:  "invoice_date desc, id desc", Limit: billsRead,
	}, figure)
	if err != nil || !ok {
		return err
	}
	bills := make([]bill, 0, len(found))
	for _, record := range found {
		if b, told := r.bill(record); told {
			bills = append(bills, b)
		}
	}
	r.addPrices(bills)
	r.out.Doubles = r.doubles(bills)
	r.out.Doubles.Source = name
	r.out.Doubles.More = r.out.Doubles.More || len(found) >= billsRead
	return nil
}

func (r *booksReader) bill(record odooclient.Record) (bill, bool) {
	day, err := parseDay(record.Date("invoice_date"))
	supplier := record.Ref("commercial_partner_id")
	b := bill{supplier: supplier, day: day, amount: record.Decimal("amount_total"), currency: record.Ref("currency_id").Name}
	b.BooksBill = contract.BooksBill{
		ID: record.Int("id"), Name: record.Str("name"), Reference: strings.TrimSpace(record.Str("ref")), Date: record.Date("invoice_date"),
		Draft: record.Str("state") == "draft", URL: r.a.moveURL(record.Int("id")),
	}
	if b.Draft {
		b.Name = "" // a slash, or the number that it would get
	}
	return b, err == nil && supplier.ID != 0 && b.amount.IsPositive() && money.IsCurrency(b.currency)
}

// addPrices tells the last two posted bills of each subscription, when they are
// in the company's currency.
func (r *booksReader) addPrices(bills []bill) {
	for i := range r.out.Repeated.Rows {
		row := &r.out.Repeated.Rows[i]
		var newest []bill
		for _, b := range bills {
			if b.supplier.ID == row.ID && !b.Draft && len(newest) < 2 {
				newest = append(newest, b)
			}
		}
		for n, price := range []*contract.Decimal{&row.Latest, &row.Before} {
			if n < len(newest) && newest[n].currency == r.out.Currency {
				*price = r.amount(newest[n].amount)
			}
		}
	}
}

// doubles groups bills of one supplier and one amount that have the same
// reference or few days between them. A weekly subscription has those by
// nature, so that only the reference counts there.
func (r *booksReader) doubles(bills []bill) contract.BooksDoubleBills {
	type same struct {
		supplier         int64
		amount, currency string
	}
	groups := map[same][]bill{}
	var order []same // newest first, as the list is
	for _, b := range bills {
		if b.Date < r.day(-doubleDays) {
			continue
		}
		key := same{b.supplier.ID, b.amount.String(), b.currency}
		if groups[key] == nil {
			order = append(order, key)
		}
		groups[key] = append(groups[key], b)
	}
	var out contract.BooksDoubleBills
	for _, key := range order {
		alike := r.alike(groups[key])
		if len(alike) < 2 {
			continue
		}
		if out.More = len(out.Rows) == doublesShown; out.More {
			break
		}
		row := contract.BooksDoubleBill{PartnerID: key.supplier, Partner: alike[0].supplier.Name, Amount: money.FormatAmount(alike[0].amount, key.currency), Currency: key.currency}
		for _, b := range alike {
			row.Bills = append(row.Bills, b.BooksBill)
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// alike keeps those that have a double among the others, oldest first.
func (r *booksReader) alike(bills []bill) []bill {
	weekly := slices.ContainsFunc(r.out.Repeated.Rows, func(row contract.BooksRepeatedBill) bool {
		return row.ID == bills[0].supplier.ID && row.Every == "weekly"
	})
	var out []bill
	for i, b := range bills {
		if slices.ContainsFunc(bills, func(other bill) bool { return other.ID != bills[i].ID && b.mayBe(other, weekly) }) {
			out = append(out, b)
		}
	}
	slices.SortStableFunc(out, func(a, b bill) int { return cmp.Or(a.day.Compare(b.day), cmp.Compare(a.ID, b.ID)) })
	return out
}

func (b bill) mayBe(other bill, weekly bool) bool {
	if b.Reference != "" && strings.EqualFold(b.Reference, other.Reference) {
		return true
	}
	return !weekly && b.day.Sub(other.day).Abs() <= alikeDays*24*time.Hour
}

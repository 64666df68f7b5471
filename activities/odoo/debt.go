package odoo

import (
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

const (
	debtShown = 40
	// debtRead bounds the open items of one customer that are looked at.
	debtRead = 400
)

// FindDebt tells what one customer owes that is overdue, and what of it may be
// paid without being matched. It reads only, in two calls besides the login.
func (a *Activities) FindDebt(ctx context.Context, in contract.FindDebtInput) (contract.Debt, error) {
	if a.client == nil {
		return contract.Debt{}, nil
	}
	if _, err := parseDay(in.AsOf); err != nil || in.PartnerID <= 0 {
		return contract.Debt{}, refuse(contract.FailInvalid, "The customer or the day that the debt is asked for is missing.")
	}
	reading, err := a.client.Reading(ctx)
	if err != nil {
		return contract.Debt{}, a.failed(err)
	}
	people, err := reading.Search(ctx, odooclient.ModelPartner, odooclient.Query{
		Domain: []any{cond("id", "=", in.PartnerID)}, Fields: []string{"name", "email", "lang"}, Archived: true, Limit: 1,
	})
	if err != nil {
		return contract.Debt{}, a.failed(err)
	}
	if len(people) == 0 {
		return contract.Debt{}, refuse(contract.FailNotFound, "The customer is not in Odoo any more.")
	}
	r := booksReader{Reading: reading, a: a}
	items, err := reading.Search(ctx, odooclient.ModelMoveLine, odooclient.Query{
		Domain: r.own(cond("parent_state", "=", "posted"), cond("reconciled", "=", false), r.claims(receivable),
			cond("partner_id", "=", in.PartnerID), cond("amount_residual", "!=", 0)),
		Fields: []string{"move_id", "date_maturity", "amount_residual_currency", "currency_id"},
		Order:  "date_maturity, id", Limit: debtRead + 1,
	})
	if err != nil {
		return contract.Debt{}, a.failed(err)
	}
	language, _, _ := strings.Cut(people[0].Str("lang"), "_")
	out := contract.Debt{Configured: true, PartnerID: in.PartnerID, Name: people[0].Str("name"), Email: strings.TrimSpace(people[0].Str("email")), Language: language, More: len(items) > debtRead}
	a.sumDebt(&out, items[:min(len(items), debtRead)], in.AsOf)
	return out, nil
}

// sumDebt tells claims that are overdue from credit. Claims that are not due yet
// are neither.
func (a *Activities) sumDebt(out *contract.Debt, items []odooclient.Record, asOf string) {
	var overdue, credit tally
	for _, item := range items {
		open, currency, due := item.Decimal("amount_residual_currency"), item.Ref("currency_id").Name, item.Date("date_maturity")
		switch {
		case open.IsNegative():
			credit.add(currency, open.Neg())
		case due == "" || due >= asOf || !open.IsPositive():
		default:
			overdue.add(currency, open)
			if len(out.Overdue) == debtShown {
				out.More = true
				continue
			}
			move := item.Ref("move_id")
			number, _, _ := strings.Cut(move.Name, " (") // Odoo puts the reference behind it
			out.Overdue = append(out.Overdue, contract.DebtItem{
				InvoiceID: move.ID, Number: number, Due: due, Open: money.FormatAmount(open, currency), Currency: currency, URL: a.moveURL(move.ID),
			})
		}
	}
	out.Sums, out.Credit = overdue.sums(), credit.sums()
}

// tally adds amounts up by currency.
type tally struct {
	sum   map[string]decimal.Decimal
	count map[string]int
}

func (t *tally) add(currency string, amount decimal.Decimal) {
	if t.sum == nil {
		t.sum, t.count = map[string]decimal.Decimal{}, map[string]int{}
	}
	t.sum[currency] = t.sum[currency].Add(amount)
	t.count[currency]++
}

func (t *tally) sums() []contract.WeekMoney {
	var out []contract.WeekMoney
	for currency, amount := range t.sum {
		out = append(out, contract.WeekMoney{Currency: currency, Amount: money.FormatAmount(amount, currency), Count: t.count[currency]})
	}
	slices.SortFunc(out, func(a, b contract.WeekMoney) int { return strings.Compare(a.Currency, b.Currency) })
	return out
}

package odoo

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

const (
	// historyRead bounds the invoices that are looked at. The currency is told
	// apart here, because a condition on it needs its ID, which is a call more.
	historyRead = 200
	// historyCounted bounds those of the draft's currency that are summed up, so
	// that what was usual years ago is no measure.
	historyCounted = 50
)

// history sums up the customer's newest posted invoices in the draft's
// currency, in one call.
func (a *Activities) history(ctx context.Context, d contract.InvoiceDraft, customer, company int64) (contract.AmountHistory, error) {
	moves, err := a.client.Search(ctx, odooclient.ModelMove, odooclient.Query{
		Domain: []any{
			cond("commercial_partner_id", "=", customer), cond("move_type", "=", "out_invoice"),
			cond("company_id", "=", company), cond("state", "=", "posted"),
		},
		Fields: []string{"amount_total", "currency_id", "invoice_date", "invoice_origin"},
		Order:  "invoice_date desc, id desc", Limit: historyRead,
	})
	if err != nil {
		return contract.AmountHistory{}, err
	}
	moves = keep(moves, func(move odooclient.Record) bool { return measures(d, move) })
	return summary(moves[:min(len(moves), historyCounted)], d.Currency), nil
}

// measures leaves out what says nothing about the customer's usual amounts:
// other currencies, invoices of nothing, and the one made from this draft when
// a request is brought back after it was posted.
func measures(d contract.InvoiceDraft, move odooclient.Record) bool {
	return move.Ref("currency_id").Name == d.Currency && move.Decimal("amount_total").IsPositive() &&
		move.Date("invoice_date") != "" && move.Str("invoice_origin") != d.BusinessKey
}

// summary expects the newest first.
func summary(moves []odooclient.Record, currency string) contract.AmountHistory {
	if len(moves) == 0 {
		return contract.AmountHistory{}
	}
	amounts := make([]decimal.Decimal, 0, len(moves))
	for _, move := range moves {
		amounts = append(amounts, move.Decimal("amount_total"))
	}
	slices.SortFunc(amounts, decimal.Decimal.Cmp)
	n := len(amounts)
	median := decimal.Avg(amounts[(n-1)/2], amounts[n/2])
	return contract.AmountHistory{
		Count: n, Currency: currency,
		Smallest: money.FormatAmount(amounts[0], currency), Median: money.FormatAmount(median, currency), Largest: money.FormatAmount(amounts[n-1], currency),
		Oldest: moves[n-1].Date("invoice_date"), Newest: moves[0].Date("invoice_date"),
	}
}

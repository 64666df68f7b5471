package odoofake_test

import (
	"fmt"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// inDollars makes a draft of three at 77.77 with a tax of 15 % in dollars, of
// which 0.9 are one euro by then. The figures are those of a real 19.
func inDollars(s speaker) int64 {
	s.t.Helper()
	s.fake.AddRate(odoofake.Rate{Currency: odoofake.CurrencyUSD, Date: "2026-11-20", Rate: "0.9"})
	s.fake.AddRate(odoofake.Rate{Currency: odoofake.CurrencyUSD, Date: "2026-11-01", Rate: "0.8"})
	s.fake.AddRate(odoofake.Rate{Currency: odoofake.CurrencyUSD, Date: "2026-11-24", Rate: "5"})
	tax := s.fake.AddTax(odoofake.Tax{Name: "15%", Rate: "15"})
	return s.made("account.move", oneLine(func(v args) {
		v["currency_id"] = odoofake.CurrencyUSD
		v["invoice_line_ids"] = []any{[]any{0, 0, args{"name": "work", "quantity": 3, "price_unit": 77.77, "tax_ids": []any{[]any{6, 0, []int64{tax}}}}}}
	}))
}

func amounts(r odoofake.Record, fields ...string) []string {
	var out []string
	for _, f := range fields {
		out = append(out, r.Amount(f))
	}
	return out
}

func TestLedger_PostingMakesItemsThatBalanceInTheCompanysCurrency(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Now: monday}, func(t *testing.T, s speaker) {
		id := inDollars(s)
		require.Equal(t, []string{"233.31", "35", "268.31"}, amounts(s.fake.Moves()[0], "amount_untaxed", "amount_tax", "amount_total"))
		require.Equal(t, []string{"259.23", "38.89", "298.12"}, amounts(s.fake.Moves()[0], "amount_untaxed_signed", "amount_tax_signed", "amount_total_signed"))
		require.Len(t, s.fake.Lines(), 1, "a draft has no items")

		require.NoError(t, s.fake.Post(id))
		require.ErrorContains(t, s.fake.Post(id), "must be in draft")
		require.Error(t, s.fake.Post(99))
		items := s.fake.Lines()
		require.Len(t, items, 3)
		for i, want := range [][]string{
			{"0", "259.23", "-259.23", "-233.31", "0", "0"},
			{"0", "38.89", "-38.89", "-35", "0", "0"},
			{"298.12", "0", "298.12", "268.31", "298.12", "268.31"},
		} {
			require.Equal(t, want, amounts(items[i], "debit", "credit", "balance", "amount_currency", "amount_residual", "amount_residual_currency"))
			require.Equal(t, "posted", items[i]["parent_state"])
			require.Equal(t, "2026-11-23", items[i]["date"])
			require.Equal(t, []int64{odoofake.AccountIncome, odoofake.AccountTax, odoofake.AccountReceivable}[i], items[i]["account_id"])
			require.Equal(t, []string{"product", "tax", "payment_term"}[i], items[i]["display_type"])
		}
		require.Equal(t, "INV/2026/00001", items[2]["name"])

		_, err := s.ask("account.move", "button_draft", []int64{id}, nil)
		if !s.json {
			require.ErrorContains(t, err, "cannot marshal None")
		}
		require.Len(t, s.fake.Lines(), 1, "the way back takes them out of the books")
		require.Equal(t, "draft", s.fake.Lines()[0]["parent_state"])
	})
}

func TestLedger_EveryKindAndRoundingBalances(t *testing.T) {
	t.Parallel()
	for _, version := range []int{14, 17, 19} {
		for _, rounding := range []string{"round_per_line", "round_globally"} {
			fake := odoofake.New(t, odoofake.Options{Version: version, Rounding: rounding, Now: monday})
			fake.AddRate(odoofake.Rate{Currency: odoofake.CurrencyUSD, Date: "2026-01-01", Rate: "1.37"})
			on, in := fake.AddTax(odoofake.Tax{Name: "15", Rate: "15"}), fake.AddTax(odoofake.Tax{Name: "i20", Rate: "20", Included: true})
			lines := []odoofake.Line{
				{Name: "a", Quantity: "0.5", Price: "0.03", Taxes: []int64{on}},
				{Name: "b", Quantity: "1", Price: "100.05", Taxes: []int64{in}},
				{Name: "c", Quantity: "0.5", Price: "0.03", Taxes: []int64{on, in}},
				{Name: "words", Kind: "line_note"},
			}
			for _, kind := range []string{"out_invoice", "out_refund", "in_invoice", "in_refund"} {
				fake.AddInvoice(odoofake.Invoice{Partner: 1, State: "posted", Type: kind, Lines: lines})
				fake.AddInvoice(odoofake.Invoice{Partner: 1, State: "posted", Type: kind, Currency: odoofake.CurrencyUSD, Lines: lines})
			}
			requireBalanced(t, fake, 8)
		}
	}
}

// requireBalanced requires of each entry that its items add up to nothing and
// that the claim is the total in the company's currency.
func requireBalanced(t *testing.T, fake *odoofake.Server, entries int) {
	t.Helper()
	sums, claims := map[any]decimal.Decimal{}, map[any]string{}
	for _, item := range fake.Lines() {
		balance, booked := item["balance"].(decimal.Decimal)
		if !booked {
			continue // words
		}
		sums[item["move_id"]] = sums[item["move_id"]].Add(balance)
		if account := item["account_id"]; account == int64(odoofake.AccountReceivable) || account == int64(odoofake.AccountPayable) {
			claims[item["move_id"]] = balance.String()
		}
	}
	require.Len(t, sums, entries)
	for _, move := range fake.Moves() {
		require.True(t, sums[move["id"]].IsZero(), "%s: %s", move["move_type"], sums[move["id"]])
		require.Equal(t, move.Amount("amount_total_signed"), claims[move["id"]], move["move_type"])
		if move["currency_id"] != odoofake.CurrencyUSD {
			require.Equal(t, move.Amount("amount_untaxed"), move["amount_untaxed_signed"].(decimal.Decimal).Abs().String(), "what rounding leaves over is booked too")
		}
	}
}

func TestRates_TheCurrencyTellsTheRateOfTheDay(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Now: monday}, func(t *testing.T, s speaker) {
		inDollars(s)
		got, err := s.ask("res.currency", "read", []int64{odoofake.CurrencyUSD}, args{"fields": []string{"rate", "date", "rate_ids", "inverse_rate"}})
		require.NoError(t, err)
		dollar := got.([]any)[0].(map[string]any)
		require.InDelta(t, 0.9, dollar["rate"], 1e-9)
		require.InDelta(t, 1.1111111111, dollar["inverse_rate"], 1e-9)
		require.Equal(t, "2026-11-20", dollar["date"])
		require.Len(t, dollar["rate_ids"], 3)
		rates, err := s.ask("res.currency.rate", "search_read", nil, args{"domain": []any{[]any{"name", "<=", "2026-11-20"}}, "fields": []string{"name", "currency_id", "rate"}, "order": "name desc"})
		require.NoError(t, err)
		require.Len(t, rates, 2)
		require.Equal(t, "2026-11-20", rates.([]any)[0].(map[string]any)["name"])
		_, err = s.ask("res.currency.rate", "create", nil, args{"vals_list": []any{args{"name": "2026-01-01", "rate": 2}}})
		s.refused(err, 4, 403, "AccessError", "You are not allowed to create")
	})
	for version, total := range map[int]string{14: "72", 19: "90"} { // before the first rate
		s := speaker{t, odoofake.New(t, odoofake.Options{Version: version, Now: monday}), false}
		s.fake.AddRate(odoofake.Rate{Currency: odoofake.CurrencyUSD, Date: "2026-11-01", Rate: "0.8"})
		s.made("account.move", oneLine(func(v args) {
			v["currency_id"], v["invoice_date"] = odoofake.CurrencyUSD, "2026-10-01"
			v["invoice_line_ids"] = []any{[]any{0, 0, args{"name": "a", "price_unit": 72}}}
		}))
		require.Equal(t, total, s.fake.Moves()[0].Amount("amount_total_signed"), fmt.Sprint(version))
	}
}

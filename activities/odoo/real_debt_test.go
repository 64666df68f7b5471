package odoo_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/week"
)

func TestReal_WhatACustomerOwesIsWhatTheTablesOfOdooSay(t *testing.T) { //nolint:paralleltest // one real server
	acts, _ := realOdoo(t)
	realSetting(t, "TEST_ODOO_SQL")
	now := time.Now().UTC()
	span := week.Last(now, time.UTC).Span(time.UTC, now)
	const late = openSQL + `and a.account_type = 'asset_receivable' and l.partner_id is not null `
	want := asked(t, `select l.partner_id || '.' || cu.name, sum(l.amount_residual_currency) from account_move_line l join account_move m on m.id = l.move_id
		join account_account a on a.id = l.account_id join res_currency cu on cu.id = l.currency_id where m.state = 'posted' and l.company_id = :c `+late+
		`and l.amount_residual_currency > 0 and l.date_maturity < :d group by l.partner_id, cu.name
		union all select l.partner_id || '.' || cu.name || '.credit', -sum(l.amount_residual_currency) from account_move_line l join account_move m on m.id = l.move_id
		join account_account a on a.id = l.account_id join res_currency cu on cu.id = l.currency_id where m.state = 'posted' and l.company_id = :c `+late+
		`and l.amount_residual_currency < 0 group by l.partner_id, cu.name`, span, [2]string{span.From, span.To})
	require.NotEmpty(t, want)
	got := map[string]decimal.Decimal{}
	for name := range want {
		var id int64
		_, err := fmt.Sscanf(name, "%d.", &id)
		require.NoError(t, err)
		debt, err := run(t, acts, contract.OdooFindDebt, contract.FindDebtInput{PartnerID: id, AsOf: span.Today})
		require.NoError(t, err)
		require.NotEmpty(t, debt.Name)
		require.False(t, debt.More)
		for suffix, sums := range map[string][]contract.WeekMoney{"": debt.Sums, ".credit": debt.Credit} {
			for _, s := range sums {
				got[fmt.Sprintf("%d.%s%s", id, s.Currency, suffix)] = decimal.RequireFromString(string(s.Amount))
			}
		}
	}
	require.Len(t, got, len(want))
	for name, v := range want {
		require.True(t, got[name].Equal(v.Round(2)), "%s: %s, SQL %s", name, got[name], v)
		t.Logf("%-20s %12s = %s", name, got[name], v.Round(2))
	}
}

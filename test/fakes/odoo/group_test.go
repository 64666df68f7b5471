package odoofake_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// ledger books three claims of one customer, one of them without a due date.
func ledger(s speaker) int64 {
	acme := s.fake.AddPartner(odoofake.Partner{Name: "ACME"})
	for _, due := range []string{"2026-11-30", "2026-11-02", ""} {
		s.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-11-01", Untaxed: "10.50", Instalments: []odoofake.Instalment{{Due: due, Amount: "10.50"}}})
	}
	return acme
}

func claims() []any { return []any{[]any{"account_id", "=", odoofake.AccountReceivable}} }

func TestReadGroup_AnswersAsOdooTo18Does(t *testing.T) {
	t.Parallel()
	s := speaker{t, odoofake.New(t, odoofake.Options{Version: 17}), false}
	ledger(s)
	value, err := s.ask("account.move.line", "read_group", nil, args{
		"domain": claims(), "fields": []any{"amount_residual:sum", "least:min(amount_residual)"}, "groupby": []any{"account_id", "date_maturity:month"}, "lazy": false,
	})
	require.NoError(t, err)
	groups := value.([]any)
	require.Len(t, groups, 2)
	november := groups[0].(map[string]any)
	require.Equal(t, []any{int64(odoofake.AccountReceivable), "1200 Account Receivable"}, november["account_id"])
	require.Equal(t, "November 2026", november["date_maturity:month"], "a label, not a date")
	require.Equal(t, map[string]any{"date_maturity:month": map[string]any{"from": "2026-11-01", "to": "2026-12-01"}}, november["__range"])
	require.Equal(t, 21.0, november["amount_residual"])
	require.Equal(t, 10.5, november["least"])
	require.Equal(t, int64(2), november["__count"])
	require.Contains(t, november["__domain"], []any{"date_maturity", ">=", "2026-11-01"})
	undated := groups[1].(map[string]any)
	require.Equal(t, false, undated["date_maturity:month"])
	require.Equal(t, map[string]any{"date_maturity:month": false}, undated["__range"])

	value, err = s.ask("account.move.line", "read_group", nil, args{"domain": claims(), "fields": []any{"amount_residual"}, "groupby": []any{"account_id", "date_maturity"}})
	require.NoError(t, err)
	lazy := value.([]any)[0].(map[string]any)
	require.Equal(t, int64(3), lazy["account_id_count"], "lazy groups by the first alone")
	require.NotContains(t, lazy, "__count")
}

func TestFormattedReadGroup_AnswersAsOdoo19Does(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Version: 19}, func(t *testing.T, s speaker) {
		ledger(s)
		value, err := s.ask("account.move.line", "formatted_read_group", nil, args{
			"domain": claims(), "groupby": []any{"account_id", "date_maturity:day"}, "aggregates": []any{"amount_residual:sum", "__count"},
		})
		require.NoError(t, err)
		groups := value.([]any)
		require.Len(t, groups, 3)
		first := groups[0].(map[string]any)
		require.Len(t, first, 5, "what was asked for and __extra_domain")
		require.Equal(t, []any{"2026-11-02", "02 Nov 2026"}, first["date_maturity:day"])
		require.Equal(t, 10.5, first["amount_residual:sum"])
		require.Equal(t, int64(1), whole(first["__count"]))
		require.NotEmpty(t, first["__extra_domain"])

		value, err = s.ask("account.move.line", "formatted_read_group", nil, args{"domain": claims(), "groupby": []any{"account_id"}})
		require.NoError(t, err)
		require.NotContains(t, value.([]any)[0], "__count", "only when asked for")
	})
}

func TestGroups_RefuseWhatTheVersionDoes(t *testing.T) {
	t.Parallel()
	for _, version := range []int{14, 17, 18} {
		s := speaker{t, odoofake.New(t, odoofake.Options{Version: version}), false}
		_, err := s.ask("account.move.line", "formatted_read_group", nil, args{"domain": []any{}, "groupby": []any{"account_id"}})
		s.refused(err, 1, 404, "NotFound", "formatted_read_group")
		for says, named := range map[string]args{
			"Invalid field 'nope'":      {"domain": []any{}, "fields": []any{}, "groupby": []any{"nope"}},
			"Invalid field 'nowhere'":   {"domain": []any{}, "fields": []any{"nowhere:sum"}, "groupby": []any{"account_id"}},
			"Invalid field account":     {"domain": []any{[]any{"absent", "=", 1}}, "fields": []any{}, "groupby": []any{"account_id"}},
			"missing a required":        {"domain": []any{}, "groupby": []any{"account_id"}},
			"unexpected keyword":        {"domain": []any{}, "fields": []any{}, "groupby": []any{"account_id"}, "order": "x"},
			"isn't a valid granularity": {"domain": []any{}, "fields": []any{}, "groupby": []any{"date:decade"}},
			"Invalid aggregate":         {"domain": []any{}, "fields": []any{"balance:sum:x"}, "groupby": []any{"account_id"}},
			"not a valid aggregate":     {"domain": []any{}, "fields": []any{"balance:sum"}, "groupby": []any{"account_id"}, "orderby": "nope desc"},
		} {
			_, err := s.ask("account.move.line", "read_group", nil, named)
			s.refused(err, 1, 500, "", says)
		}
	}
	old := speaker{t, odoofake.New(t, odoofake.Options{Version: 17}), false}
	_, err := old.ask("account.move.line", "read_group", nil, args{"domain": []any{}, "fields": []any{}, "groupby": []any{"account_type"}})
	old.refused(err, 1, 500, "", "Cannot convert field")
	bothDialects(t, odoofake.Options{Version: 19}, func(t *testing.T, s speaker) {
		for says, named := range map[string]args{
			"Granularity is missing": {"domain": []any{}, "groupby": []any{"date_maturity"}},
			"Invalid aggregate":      {"domain": []any{}, "groupby": []any{"account_id"}, "aggregates": []any{"balance"}},
			"Invalid field":          {"domain": []any{}, "groupby": "account_id"}, // a tuple of its letters
		} {
			_, err := s.ask("account.move.line", "formatted_read_group", nil, named)
			s.refused(err, 1, 500, "", says)
		}
	})
}

func TestGroups_KeepToRightsAndTheCompany(t *testing.T) {
	t.Parallel()
	s := speaker{t, odoofake.New(t, odoofake.Options{Version: 17}), false}
	acme := ledger(s)
	s.fake.Book(odoofake.Entry{Partner: acme, Date: "2026-11-01", Untaxed: "1000", Company: 2})
	context := english()
	context["allowed_company_ids"] = []any{1}
	value, err := s.askIn("account.move", "read_group", nil, args{"domain": []any{}, "fields": []any{"amount_total_signed:sum"}, "groupby": []any{"commercial_partner_id"}}, context)
	require.NoError(t, err)
	require.Equal(t, 31.5, value.([]any)[0].(map[string]any)["amount_total_signed"])

	s = speaker{t, odoofake.New(t, odoofake.Options{Version: 17, Rights: odoofake.RightsInternal}), false}
	_, err = s.ask("account.move", "read_group", nil, args{"domain": []any{}, "fields": []any{}, "groupby": []any{"state"}})
	s.refused(err, 4, 403, "AccessError", "not allowed")
}

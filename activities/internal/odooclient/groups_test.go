package odooclient_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// openItems asks for open items by account and month.
func openItems() odooclient.Grouping {
	return odooclient.Grouping{
		Domain: []any{[]any{"reconciled", "=", false}}, By: []string{"account_id", "date_maturity:month"}, Aggregates: []string{"amount_residual:sum"},
	}
}

// groupsOf is the call of a method, as Groups makes it.
func groupsOf(method string, edit func(*odooclient.Call)) odooclient.Call {
	call, _ := odooclient.GroupCall(odooclient.ModelMoveLine, method, openItems())
	edit(&call)
	return call
}

func set(name string, value any) func(*odooclient.Call) {
	return func(c *odooclient.Call) {
		for i := range c.Params {
			if c.Params[i].Name == name {
				c.Params[i].Value = value
				return
			}
		}
		c.Params = append(c.Params, odooclient.Param{Name: name, Value: value})
	}
}

func TestPermit_LetsSumsOfKnownFieldsThroughAndNoOthers(t *testing.T) {
	t.Parallel()
	for method, specs := range map[string]string{"read_group": "fields", "formatted_read_group": "aggregates"} {
		require.NoError(t, odooclient.Permit(groupsOf(method, func(*odooclient.Call) {})))
		for name, edit := range map[string]func(*odooclient.Call){
			"another model":            func(c *odooclient.Call) { c.Model = "account.journal" },
			"a model with secrets":     func(c *odooclient.Call) { c.Model = "res.users" },
			"a payment's amount alone": func(c *odooclient.Call) { c.Model = "account.payment"; set("groupby", []string{"payment_type"})(c) },
			"a grouping of texts":      set("groupby", []string{"name"}),
			"a linked grouping":        set("groupby", []string{"partner_id.email"}),
			"weeks":                    set("groupby", []string{"date_maturity:week"}),
			"no grouping":              set("groupby", []string{}),
			"a grouping as text":       set("groupby", "account_id"),
			"another aggregate":        set(specs, []string{"balance:array_agg"}),
			"another field":            set(specs, []string{"amount_currency:sum"}),
			"a hidden field":           set(specs, []string{"balance:sum(amount_currency)"}),
			"names of a field":         set(specs, []string{"name:array_agg"}),
			"no list":                  set(specs, "balance:sum"),
			"no bound":                 set("limit", 0),
			"a bound too far":          set("limit", 100_000),
			"an offset":                set("offset", 10),
			"a second domain":          set("having", []any{[]any{"balance:sum", ">", 1}}),
			"lazy groups":              set("lazy", true),
			"an argument more":         set("context", "x"),
			"no domain":                set("domain", nil),
			"a domain as text":         set("domain", "[]"),
			"a secret condition":       set("domain", []any{[]any{"partner_id.bank_ids", "!=", false}}),
			"a nested domain":          set("domain", []any{[]any{"partner_id", "any", []any{[]any{"email", "=", "x"}}}}),
			"an order by a name":       set("order", "name"),
			"an order of two":          set("orderby", "balance:sum, name"),
		} {
			t.Run(method+" "+name, func(t *testing.T) {
				t.Parallel()
				requireForbidden(t, groupsOf(method, edit))
			})
		}
	}
}

func TestPermit_RefusesConditionsThatCarryOthers(t *testing.T) {
	t.Parallel()
	for _, leaf := range []any{[]any{"partner_id", "any", []any{[]any{"vat", "=", "x"}}}, []any{"partner_id", "not any", []any{}}, []any{"partner_id"}, []any{}} {
		requireForbidden(t, odooclient.Call{Model: "account.move", Method: "search_read", Params: []odooclient.Param{
			{Name: "domain", Value: []any{leaf}}, {Name: "fields", Value: []string{"id"}},
		}})
	}
}

func TestReading_SumsUpOverEveryVersionAlike(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		acme := fake.AddPartner(odoofake.Partner{Name: "ACME"})
		for _, due := range []string{"2026-11-30", "2026-12-01", "2026-12-31", ""} {
			fake.Book(odoofake.Entry{Partner: acme, Date: "2026-11-01", Untaxed: "10.10", Instalments: []odoofake.Instalment{{Due: due, Amount: "10.10"}}})
		}
		r, err := w.client(t, fake.URL).Reading(context.Background())
		require.NoError(t, err)
		g := openItems()
		g.Domain = append(g.Domain, []any{"account_id", "=", odoofake.AccountReceivable})
		got, err := r.Groups(context.Background(), odooclient.ModelMoveLine, g)
		require.NoError(t, err)
		var seen []string
		for _, group := range got {
			month, ok := group.From("date_maturity:month")
			require.True(t, ok)
			sum, ok := group.Number("amount_residual:sum")
			require.True(t, ok)
			seen = append(seen, fmt.Sprintf("%d %s %s %d", group.Ref("account_id").ID, month, sum, group.Count()))
		}
		require.Equal(t, []string{
			"1 2026-11-01 10.1 1", "1 2026-12-01 20.2 2", "1  10.1 1",
		}, seen)
	})
}

func TestReading_SeveralAggregatesOfOneFieldAndAnOrder(t *testing.T) {
	t.Parallel()
	everyWay(t, func(t *testing.T, w way) {
		fake := w.fake(t, odoofake.Options{})
		for i, name := range []string{"A", "B", "C"} {
			partner := fake.AddPartner(odoofake.Partner{Name: name})
			fake.Book(odoofake.Entry{Partner: partner, Date: fmt.Sprintf("2026-11-0%d", i+1), Untaxed: fmt.Sprint(10 * (i + 1))})
			fake.Book(odoofake.Entry{Partner: partner, Date: "2026-12-24", Untaxed: "1"})
		}
		r, err := w.client(t, fake.URL).Reading(context.Background())
		require.NoError(t, err)
		got, err := r.Groups(context.Background(), odooclient.ModelMove, odooclient.Grouping{
			By: []string{"commercial_partner_id"}, Limit: 2, Order: "amount_total_signed:sum desc",
			Aggregates: []string{"amount_total_signed:sum", "amount_total_signed:min", "amount_total_signed:max", "invoice_date:min", "invoice_date:max"},
		})
		require.NoError(t, err)
		require.Len(t, got, 2)
		require.Equal(t, "C", got[0].Ref("commercial_partner_id").Name)
		for spec, want := range map[string]string{"amount_total_signed:sum": "31", "amount_total_signed:min": "1", "amount_total_signed:max": "30"} {
			n, ok := got[0].Number(spec)
			require.True(t, ok)
			require.Equal(t, want, n.String(), spec)
		}
		require.Equal(t, "2026-11-03", got[0].Date("invoice_date:min"))
		require.Equal(t, "2026-12-24", got[0].Date("invoice_date:max"))
		_, ok := got[0].Number("balance:sum")
		require.False(t, ok, "what was not asked for")
	})
}

func TestReading_GroupsInAnUnknownFormAreAnErrorAndNotZero(t *testing.T) {
	t.Parallel()
	w := ways()[3]
	for _, answer := range []string{
		`{}`, `[1]`, `[{"account_id": false, "date_maturity:month": false, "amount_residual:sum": 1.0}]`,
		`[{"account_id": false, "date_maturity:month": false, "__count": 1}]`, `[{"account_id": false, "amount_residual:sum": 1.0, "__count": 1}]`,
		`[{"account_id": false, "date_maturity:month": false, "amount_residual:sum": 1.0, "__count": "1"}]`,
	} {
		fake := odoofake.NewServer(odoofake.Options{Version: w.version})
		url := w.instead(t, func(rw http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/json/2/account.move.line/formatted_read_group" {
				fake.ServeHTTP(rw, r)
				return
			}
			rw.Header().Set("Content-Type", "application/json")
			_, _ = rw.Write([]byte(answer))
		})
		r, err := w.client(t, url).Reading(context.Background())
		require.NoError(t, err)
		_, err = r.Groups(context.Background(), odooclient.ModelMoveLine, openItems())
		requireError(t, err, odooclient.Invalid, odooclient.CodeMalformed, false)
	}
}

func TestGroup_TellsADateThatIsNotTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		row map[string]any
		day string
		ok  bool
	}{
		"range":         {map[string]any{"d:day": "30 Nov 2026", "__range": map[string]any{"d:day": map[string]any{"from": "2026-11-30", "to": "2026-12-01"}}}, "2026-11-30", true},
		"pair":          {map[string]any{"d:day": []any{"2026-11-30", "30 Nov 2026"}}, "2026-11-30", true},
		"no date":       {map[string]any{"d:day": false, "__range": map[string]any{"d:day": false}}, "", true},
		"a label alone": {map[string]any{"d:day": "30 Nov 2026"}, "", false},
		"conditions": {map[string]any{"d:day": "30 Nov 2026", "__domain": []any{
			"&", "&",
			[]any{"a", "=", int64(3)},
			"&",
			[]any{"d", ">=", "2026-11-30"},
			[]any{"d", "<", "2026-12-01"},
			[]any{"d", ">=", "2026-09-01"},
		}}, "2026-11-30", true},
		"conditions of another field": {map[string]any{"d:day": "30 Nov 2026", "__domain": []any{[]any{"e", ">=", "2026-11-30"}}}, "", false},
		"conditions of words":         {map[string]any{"d:day": "30 Nov 2026", "__domain": []any{[]any{"d", ">=", "now"}}}, "", false},
		"a range of words":            {map[string]any{"d:day": "x", "__range": map[string]any{"d:day": map[string]any{"from": "x"}}}, "", false},
		"a pair of words":             {map[string]any{"d:day": []any{"November", "2026"}}, "", false},
	} {
		day, ok := odooclient.GroupOf(c.row).From("d:day")
		require.Equal(t, c.day, day, name)
		require.Equal(t, c.ok, ok, name)
	}
}

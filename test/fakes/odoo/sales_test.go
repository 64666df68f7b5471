package odoofake_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

// order loads one line of a product under the key.
func (s speaker) order(columns []string, cells ...string) (ids any, message string) {
	s.t.Helper()
	got, err := s.askIn("sale.order", "load", nil, args{"fields": columns, "data": [][]string{cells}}, loadContext())
	require.NoError(s.t, err)
	for _, m := range got.(args)["messages"].([]any) {
		message = m.(args)["message"].(string)
	}
	return got.(args)["ids"], message
}

func TestSales_WithoutTheAppThereIsNoSuchModel(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		_, err := s.ask("sale.order", "fields_get", nil, args{"attributes": []string{"type"}})
		want := "Object sale.order doesn't exist"
		if s.json {
			want = "the model 'sale.order' does not exist"
		}
		s.refused(err, 2, 404, "NotFound", want)
	})
}

func TestSales_ALineNeedsAProductAndAQuotationAPricelist(t *testing.T) {
	t.Parallel()
	columns := []string{"id", "partner_id/.id", "pricelist_id/.id", "order_line/product_id/.id", "order_line/name", "order_line/price_unit"}
	bothDialects(t, odoofake.Options{Sales: true}, func(t *testing.T, s speaker) {
		ids, message := s.order(columns, "a.without", "1", "", "", "Work", "80")
		require.Equal(t, false, ids)
		require.Contains(t, message, `violates check constraint "sale_order_line_accountable_required_fields"`)
		require.Empty(t, s.fake.Orders())

		product := fmt.Sprint(s.fake.AddProduct(odoofake.Product{Name: "Work"}))
		_, message = s.order(columns, "a.with", "1", "", product, "Work", "80")
		require.Empty(t, message, "from 17 on the company's currency needs no pricelist")
		require.Len(t, s.fake.Orders(), 1)
	})
	old := speaker{t, odoofake.New(t, odoofake.Options{Version: 16, Sales: true}), false}
	product := fmt.Sprint(old.fake.AddProduct(odoofake.Product{Name: "Work"}))
	_, message := old.order(columns, "a.list", "1", "", product, "Work", "80")
	require.Contains(t, message, "Missing required value for the field 'Pricelist'")
	require.Empty(t, old.fake.OrderLines())
}

func TestSales_TheTaxesOfALineChangedTheirNameWith19(t *testing.T) {
	t.Parallel()
	for version, name := range map[int]string{14: "tax_id", 18: "tax_id", 19: "tax_ids", 20: "tax_ids"} {
		s := speaker{t, odoofake.New(t, odoofake.Options{Version: version, Sales: true}), false}
		got, err := s.ask("sale.order.line", "fields_get", nil, args{"attributes": []string{"type"}})
		require.NoError(t, err)
		require.Contains(t, got, name)
		require.NotContains(t, got, map[string]string{"tax_id": "tax_ids", "tax_ids": "tax_id"}[name])
	}
}

func TestSales_TheGroupSalesMakesAndConfirmsAndAccountingOnlyReads(t *testing.T) {
	t.Parallel()
	for _, without := range []bool{false, true} {
		bothDialects(t, odoofake.Options{Sales: true, NoSalesRights: without}, func(t *testing.T, s speaker) {
			product := fmt.Sprint(s.fake.AddProduct(odoofake.Product{Name: "Work"}))
			_, err := s.ask("sale.order", "search_count", nil, args{"domain": []any{}})
			require.NoError(t, err)
			may, err := s.ask("sale.order", "has_access", []int64{}, args{"operation": "create"})
			require.NoError(t, err)
			require.Equal(t, !without, may)
			may, err = s.ask("sale.order", "check_access_rights", nil, args{"operation": "create", "raise_exception": false})
			require.NoError(t, err)
			require.Equal(t, !without, may)
			_, message := s.order([]string{"id", "partner_id/.id", "order_line/product_id/.id"}, "a.b", "1", product)
			if without {
				require.Contains(t, message, "You are not allowed to create 'Sales Order' (sale.order) records.")
				require.Contains(t, message, "Sales/User: Own Documents Only")
				return
			}
			require.Empty(t, message)
			_, err = s.ask("sale.order", "action_confirm", []int64{1}, nil)
			require.NoError(t, err)
			require.Equal(t, "sale", s.fake.Orders()[0]["state"])
		})
	}
	bothDialects(t, odoofake.Options{Sales: true, NoSalesRights: true, Rights: odoofake.RightsInternal}, func(t *testing.T, s speaker) {
		_, err := s.ask("sale.order", "fields_get", nil, nil)
		s.refused(err, 4, 403, "AccessError", "You are not allowed to access 'Sales Order' (sale.order) records.")
	})
}

package odoofake_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	odoofake "github.com/autonomous-employee/employee/test/fakes/odoo"
)

func consulting(s speaker) string {
	return fmt.Sprint(s.fake.AddProduct(odoofake.Product{Name: "Consulting", Code: "CONS", Price: "100", Unit: "Hours", Description: "sold by the hour"}))
}

func (s speaker) draftOf(columns []string, cells ...string) odoofake.Record {
	s.t.Helper()
	value, err := s.askIn("account.move", "load", nil, args{
		"fields": append([]string{"id", "move_type", "partner_id/.id"}, columns...), "data": []any{append([]string{"a.b", "out_invoice", "1"}, cells...)},
	}, loadContext())
	require.NoError(s.t, err)
	require.NotEqual(s.t, false, value.(map[string]any)["ids"], "%v", value)
	return s.fake.Lines()[0]
}

func TestProducts_ALineTakesWhatItDoesNotSay(t *testing.T) {
	t.Parallel()
	columns := []string{"invoice_line_ids/product_id/.id", "invoice_line_ids/quantity"}
	bothDialects(t, odoofake.Options{Now: monday}, func(t *testing.T, s speaker) {
		line := s.draftOf(columns, consulting(s), "2")
		require.Equal(t, "[CONS] Consulting\nsold by the hour", line["name"])
		require.Equal(t, "100", line.Amount("price_unit"))
		require.Equal(t, []int64{1}, line["tax_ids"], "the company's usual tax, as on every product")
		require.Equal(t, []string{"200", "38", "238"}, amounts(s.fake.Moves()[0], "amount_untaxed", "amount_tax", "amount_total"))
		got, err := s.ask("account.move.line", "read", []int64{1}, args{"fields": []string{"product_id", "product_uom_id"}})
		require.NoError(t, err)
		require.Equal(t, []any{args{"id": s.n(1), "product_id": []any{s.n(1), "[CONS] Consulting"}, "product_uom_id": []any{s.n(1), "Hours"}}}, got)
	})
	old := speaker{t, odoofake.New(t, odoofake.Options{Version: 14}), false}
	line := old.draftOf(columns, consulting(old), "2")
	require.Equal(t, "[CONS] Consulting\nsold by the hour", line["name"])
	require.Equal(t, "0", line.Amount("price_unit"), "before 16 only the form fills it in")
	require.Nil(t, line["tax_ids"])
	require.Nil(t, line["product_uom_id"])
}

func TestProducts_WhatALineSaysStays(t *testing.T) {
	t.Parallel()
	columns := []string{"invoice_line_ids/product_id/.id", "invoice_line_ids/name", "invoice_line_ids/price_unit", "invoice_line_ids/tax_ids/.id"}
	bothDialects(t, odoofake.Options{}, func(t *testing.T, s speaker) {
		line := s.draftOf(columns, consulting(s), "our words", "77.5", "")
		require.Equal(t, "our words", line["name"])
		require.Equal(t, "77.5", line.Amount("price_unit"))
		require.Equal(t, "77.5", s.fake.Moves()[0].Amount("amount_total"), "an empty cell is no tax")
	})
}

func TestProducts_ThePriceIsInTheCurrencyOfTheDocument(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Now: monday, Sales: true}, func(t *testing.T, s speaker) {
		product := consulting(s)
		s.fake.AddRate(odoofake.Rate{Currency: odoofake.CurrencyUSD, Date: "2026-11-20", Rate: "0.9"})
		line := s.draftOf([]string{"currency_id/.id", "invoice_line_ids/product_id/.id"}, fmt.Sprint(odoofake.CurrencyUSD), product)
		require.Equal(t, "90", line.Amount("price_unit"))
		_, message := s.order([]string{"id", "partner_id/.id", "order_line/product_id/.id"}, "a.c", "1", product)
		require.Empty(t, message)
		require.Equal(t, []string{"100", "19", "119"}, amounts(s.fake.Orders()[0], "amount_untaxed", "amount_tax", "amount_total"))
	})
}

func TestProducts_PostingUsesTheProductsAccount(t *testing.T) {
	t.Parallel()
	bothDialects(t, odoofake.Options{Now: monday}, func(t *testing.T, s speaker) {
		account := s.fake.AddAccount("4400", "Services", "income")
		product := s.fake.AddProduct(odoofake.Product{Name: "Consulting", Income: account})
		s.draftOf([]string{"invoice_line_ids/product_id/.id"}, fmt.Sprint(product))
		require.NoError(t, s.fake.Post(1))
		require.Equal(t, account, s.fake.Lines()[0]["account_id"])
	})
}

func TestNameSearch_FindsByPartsAndAnswersPairs(t *testing.T) {
	t.Parallel()
	for _, version := range []int{17, 19} {
		bothDialects(t, odoofake.Options{Version: 19}, func(t *testing.T, s speaker) {
			if version == 17 {
				s = speaker{t, odoofake.New(t, odoofake.Options{Version: 17}), false}
			}
			domain := map[int]string{17: "args", 19: "domain"}[version]
			acme := s.fake.AddPartner(odoofake.Partner{Name: "ACME GmbH", IsCompany: true, Email: "post@acme.example"})
			anna := s.fake.AddPartner(odoofake.Partner{Name: "Anna", Parent: acme})
			s.fake.AddPartner(odoofake.Partner{Name: "Old ACME", Archived: true})
			desk := s.fake.AddProduct(odoofake.Product{Name: "Desk", Code: "D-2"})
			lamp := s.fake.AddProduct(odoofake.Product{Name: "Desk lamp", Code: "D-1"})
			plain := s.fake.AddProduct(odoofake.Product{Name: "Plain desk"})
			pair := func(id int64, name string) any { return []any{s.n(id), name} }
			for _, c := range []struct {
				model string
				named args
				want  []any
			}{
				{"res.partner", args{"name": "acme"}, []any{pair(acme, "ACME GmbH")}},
				{"res.partner", args{"name": "anna"}, []any{pair(anna, "ACME GmbH, Anna")}},
				{"res.partner", args{"name": "", domain: []any{[]any{"is_company", "=", true}}, "limit": 1}, []any{pair(acme, "ACME GmbH")}},
				{"product.product", args{"name": "DESK"}, []any{pair(lamp, "[D-1] Desk lamp"), pair(desk, "[D-2] Desk"), pair(plain, "Plain desk")}},
				{"product.product", args{"name": "desk", "limit": 2}, []any{pair(lamp, "[D-1] Desk lamp"), pair(desk, "[D-2] Desk")}},
				{"product.product", args{"name": "Desk", "operator": "="}, []any{pair(desk, "[D-2] Desk")}},
				{"res.currency", args{"name": "us"}, []any{pair(odoofake.CurrencyUSD, "USD")}},
				{"res.currency", args{"name": "CHF"}, []any{}}, // switched off
			} {
				got, err := s.ask(c.model, "name_search", nil, c.named)
				require.NoError(t, err)
				require.Equal(t, c.want, got, "%v", c.named)
			}
			_, err := s.ask("account.move", "name_search", nil, args{"name": "x"})
			s.refused(err, 1, 404, "NotFound", "name_search")
			_, err = s.ask("res.partner", "name_search", nil, args{"name": "x", map[string]string{"args": "domain", "domain": "args"}[domain]: []any{}})
			require.Error(t, err)
			_, err = s.ask("res.partner", "name_search", nil, args{"name": "x", "operator": "child_of"})
			require.Error(t, err)
		})
	}
}

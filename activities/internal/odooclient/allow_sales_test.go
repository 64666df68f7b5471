package odooclient_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

const quotationKey = "aiemp.quotation_AE-0123456789abcdef"

// quotationLoad is a load of a quotation that is allowed.
func quotationLoad() odooclient.Call {
	return odooclient.Call{
		Model: "sale.order", Method: "load", Context: odooclient.LoadContext(1),
		Params: []odooclient.Param{
			{Name: "fields", Value: []string{
				"id", "company_id/.id", "partner_id/.id", "pricelist_id/.id", "client_order_ref", "origin", "note", "validity_date",
				"order_line/sequence", "order_line/product_id/.id", "order_line/name", "order_line/product_uom_qty", "order_line/price_unit",
				"order_line/discount", "order_line/tax_id/.id",
			}},
			{Name: "data", Value: [][]string{
				{quotationKey, "1", "7", "3", "RFQ", "AE-1", "", "2026-12-31", "10", "5", "Work", "2", "80.00", "0", "1,2"},
				{"", "", "", "", "", "", "", "", "20", "5", "Travel", "1", "12.00", "0", ""},
			}},
		},
	}
}

func TestPermit_LetsAQuotationThrough(t *testing.T) {
	t.Parallel()
	require.NoError(t, odooclient.Permit(quotationLoad()))
	nineteen := quotationLoad()
	columns := nineteen.Params[0].Value.([]string)
	columns[len(columns)-1] = "order_line/tax_ids/.id"
	require.NoError(t, odooclient.Permit(nineteen))
	require.NoError(t, odooclient.Permit(loadOf("ir.attachment", []string{"id", "res_model", "res_id"}, "aiemp.mail_123", "sale.order", "7")))
}

func TestPermit_RefusesEveryMethodThatMovesAQuotationOn(t *testing.T) {
	t.Parallel()
	for _, method := range []string{
		"action_confirm", "_action_confirm", "action_quotation_send", "action_quotation_sent", "action_cancel", "action_draft", "action_done",
		"action_lock", "action_unlock", "_create_invoices", "create_invoices", "action_update_prices", "message_post", "write", "create", "unlink", "copy",
		"payment_action_capture", "validate_taxes_on_sales_order",
	} {
		call := quotationLoad()
		call.Method = method
		requireForbidden(t, call)
	}
}

func TestPermit_RefusesEveryColumnOfAQuotationButItsContent(t *testing.T) {
	t.Parallel()
	for _, column := range []string{
		"state", "locked", "name", "date_order", "signature", "signed_by", "signed_on", "require_payment", "require_signature", "prepayment_percent",
		"payment_term_id/.id", "fiscal_position_id/.id", "user_id/.id", "team_id/.id", "partner_invoice_id/.id", "partner_shipping_id/.id",
		"commitment_date", "invoice_ids/.id", "invoice_status", "transaction_ids/.id", "journal_id/.id", "currency_id/.id", "company_id", "partner_id",
		"order_line/.id", "order_line/id", "order_line/state", "order_line/display_type", "order_line/is_downpayment", "order_line/product_uom/.id",
		"order_line/qty_delivered", "order_line/invoice_lines/.id", "order_line/product_id", "order_line/technical_price_unit", "invoice_line_ids/name",
		"move_type", "STATE", "state ",
	} {
		call := quotationLoad()
		rows := call.Params[1].Value.([][]string)
		call.Params[0].Value = append(slices.Clone(call.Params[0].Value.([]string)), column)
		call.Params[1].Value = [][]string{append(slices.Clone(rows[0]), "x")}
		requireForbidden(t, call)
	}
}

func TestPermit_RefusesASecondQuotationAndKeysOfOthers(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(rows [][]string){
		"two records":             func(rows [][]string) { rows[1][0] = quotationKey + "2" },
		"a header in a line":      func(rows [][]string) { rows[1][4] = "x" },
		"another module's record": func(rows [][]string) { rows[0][0] = "sale.sale_order_1" },
		"a name for an ID":        func(rows [][]string) { rows[1][9] = "Consulting" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			call := quotationLoad()
			edit(call.Params[1].Value.([][]string))
			requireForbidden(t, call)
		})
	}
	for _, model := range []string{"sale.order.line", "product.product", "product.template", "product.pricelist", "product.pricelist.item", "sale.advance.payment.inv"} {
		requireForbidden(t, loadOf(model, []string{"id", "name"}, quotationKey, "x"))
	}
}

func TestPermit_OfRightsOnlyThatToMakeRecordsIsAskedFor(t *testing.T) {
	t.Parallel()
	ask := func(method string, ids []int64, params ...odooclient.Param) odooclient.Call {
		return odooclient.Call{Model: "sale.order", Method: method, IDs: ids, Params: params}
	}
	create := odooclient.Param{Name: "operation", Value: "create"}
	quiet := odooclient.Param{Name: "raise_exception", Value: false}
	require.NoError(t, odooclient.Permit(ask("has_access", []int64{}, create)))
	require.NoError(t, odooclient.Permit(ask("check_access_rights", nil, create, quiet)))
	requireForbidden(t, ask("has_access", []int64{1}, create))
	requireForbidden(t, ask("has_access", []int64{}, odooclient.Param{Name: "operation", Value: "write"}))
	requireForbidden(t, ask("check_access_rights", nil, create, odooclient.Param{Name: "raise_exception", Value: true}))
	requireForbidden(t, ask("check_access_rights", nil, create, odooclient.Param{Name: "user", Value: 1}))
	requireForbidden(t, ask("check_access_rights", nil))
	other := ask("has_access", []int64{}, create)
	other.Model = "res.users.apikeys"
	requireForbidden(t, other)
}

func TestPermit_ReadsOfQuotationsAreOfKnownFieldsAlone(t *testing.T) {
	t.Parallel()
	search := func(model string, domain []any, fields ...string) odooclient.Call {
		return odooclient.Call{Model: model, Method: "search_read", Params: []odooclient.Param{{Name: "domain", Value: domain}, {Name: "fields", Value: fields}}}
	}
	require.NoError(t, odooclient.Permit(search("sale.order", []any{[]any{"partner_id.commercial_partner_id", "=", 7}}, "id", "state")))
	requireForbidden(t, search("sale.order", []any{}, "access_token"))
	requireForbidden(t, search("sale.order", []any{[]any{"access_token", "=ilike", "a%"}}, "id"))
	requireForbidden(t, search("sale.order", []any{}, "signature"))
	requireForbidden(t, search("product.product", []any{}, "standard_price"))
}

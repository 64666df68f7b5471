package odooclient_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

const key = "aiemp.invoice_AE-0123456789abcdef"

// draftLoad is a load that is allowed.
func draftLoad() odooclient.Call {
	return odooclient.Call{
		Model: "account.move", Method: "load", Context: odooclient.LoadContext(1),
		Params: []odooclient.Param{
			{Name: "fields", Value: []string{"id", "move_type", "partner_id/.id", "invoice_line_ids/name", "invoice_line_ids/tax_ids/.id"}},
			{Name: "data", Value: [][]string{{key, "out_invoice", "7", "work", "1,2"}, {"", "", "", "travel", ""}}},
		},
	}
}

func with(edit func(*odooclient.Call)) odooclient.Call {
	c := draftLoad()
	c.Context = maps.Clone(c.Context)
	edit(&c)
	return c
}

func loadOf(model string, columns []string, row ...string) odooclient.Call {
	return odooclient.Call{Model: model, Method: "load", Context: odooclient.LoadContext(1), Params: []odooclient.Param{
		{Name: "fields", Value: columns}, {Name: "data", Value: [][]string{row}},
	}}
}

func requireForbidden(t *testing.T, call odooclient.Call) {
	t.Helper()
	err := odooclient.Permit(call)
	e, ok := odooclient.As(err)
	require.True(t, ok, "%s %v was let through", call.Op(), call.Params)
	require.Equal(t, odooclient.CodeForbidden, e.Code)
	require.Equal(t, odooclient.Invalid, e.Kind)
	require.False(t, e.Sent)
}

func TestPermit_LetsADraftThrough(t *testing.T) {
	t.Parallel()
	require.NoError(t, odooclient.Permit(draftLoad()))
	require.NoError(t, odooclient.Permit(loadOf("res.partner", []string{"id", "name", "email", "vat", "is_company"}, "aiemp.customer_1", "A", "", "", "1")))
	require.NoError(t, odooclient.Permit(loadOf("ir.attachment", []string{"id", "name", "datas", "mimetype", "res_model", "res_id"}, "aiemp.mail_123", "a", "QQ==", "x/y", "account.move", "7")))
}

func TestPermit_RefusesEveryMethodThatIsNotOnTheList(t *testing.T) {
	t.Parallel()
	for _, method := range []string{
		"write", "create", "unlink", "copy", "action_post", "_post", "post", "button_draft", "button_cancel", "action_register_payment",
		"message_post", "toggle_active", "name_create", "export_data", "action_invoice_sent", "js_assign_outstanding_line", "execute", "",
		"web_save", "onchange", "search", "name_search", "default_get", "get_external_id", "LOAD", "load ",
	} {
		requireForbidden(t, with(func(c *odooclient.Call) { c.Method = method }))
	}
}

func TestPermit_RefusesEveryColumnThatCouldPostOrReachFurther(t *testing.T) {
	t.Parallel()
	for _, column := range []string{
		"state", "auto_post", "line_ids/name", "line_ids/debit", "name", "journal_id/.id", "payment_reference", "date", "invoice_date",
		"posted_before", "to_check", "checked", "invoice_user_id/.id", "partner_bank_id/.id", "invoice_line_ids/account_id/.id",
		"invoice_line_ids/id", "invoice_line_ids/.id", ".id", "partner_id", "partner_id/id", "sequence_number", "reversed_entry_id/.id",
		"invoice_line_ids/product_id", "invoice_line_ids/product_id/id", "invoice_line_ids/product_uom_id/.id", "message_follower_ids/.id", "STATE", "state ", "invoice_payment_term_id",
	} {
		requireForbidden(t, with(func(c *odooclient.Call) {
			c.Params[0].Value = append(slices.Clone(c.Params[0].Value.([]string)), column)
			rows := c.Params[1].Value.([][]string)
			c.Params[1].Value = [][]string{append(slices.Clone(rows[0]), "x")}
		}))
	}
}

// productLoad is a load of a draft with a product that is allowed.
func productLoad() (columns []string, rows [][]string) {
	columns = []string{
		"id", "move_type", "partner_id/.id", "invoice_line_ids/product_id/.id", "invoice_line_ids/name", "invoice_line_ids/quantity",
		"invoice_line_ids/price_unit", "invoice_line_ids/tax_ids/.id",
	}
	rows = [][]string{
		{key, "out_invoice", "7", "5", "work", "1", "60", "1,2"},
		{"", "", "", "", "travel", "1", "10", ""},
	}
	return columns, rows
}

func TestPermit_AProductComesWithDescriptionPriceAndTaxesOrNotAtAll(t *testing.T) {
	t.Parallel()
	load := func(columns []string, rows [][]string) odooclient.Call {
		return with(func(c *odooclient.Call) { c.Params[0].Value, c.Params[1].Value = columns, rows })
	}
	columns, rows := productLoad()
	require.NoError(t, odooclient.Permit(load(columns, rows)))
	for _, must := range []string{"invoice_line_ids/name", "invoice_line_ids/quantity", "invoice_line_ids/price_unit", "invoice_line_ids/tax_ids/.id"} {
		columns, rows := productLoad()
		at := slices.Index(columns, must)
		for i := range rows {
			rows[i] = slices.Delete(rows[i], at, at+1)
		}
		requireForbidden(t, load(slices.Delete(columns, at, at+1), rows))
	}
	for _, product := range []string{"0", "5,6", "Desk", "-1"} {
		for row := range 2 {
			columns, rows := productLoad()
			rows[row][3] = product
			requireForbidden(t, load(columns, rows))
		}
	}
	requireForbidden(t, loadOf("product.product", []string{"id", "name"}, "aiemp.product_1", "x"))
	requireForbidden(t, odooclient.Call{Model: "product.product", Method: "search_read", Params: []odooclient.Param{
		{Name: "domain", Value: []any{}}, {Name: "fields", Value: []string{"standard_price"}},
	}})
}

func TestPermit_AttachesToDocumentsAndPaymentsAlone(t *testing.T) {
	t.Parallel()
	for model, may := range map[string]bool{
		"account.move": true, "sale.order": true, "account.payment": true,
		"account.move.line": false, "res.partner": false, "account.bank.statement": false, "ir.attachment": false, "account.payment.register": false, "mail.message": false,
	} {
		call := loadOf("ir.attachment", []string{"id", "res_model", "res_id"}, "aiemp.file_123", model, "7")
		if may {
			require.NoError(t, odooclient.Permit(call), model)
			continue
		}
		requireForbidden(t, call)
	}
	for _, column := range []string{"url", "type", "public", "access_token", "raw", "db_datas", "store_fname", "res_field"} {
		requireForbidden(t, loadOf("ir.attachment", []string{"id", "res_model", "res_id", column}, "aiemp.file_123", "account.payment", "7", "1"))
	}
}

func TestPermit_LetsTheCallerAskWhoItIsAndNothingMore(t *testing.T) {
	t.Parallel()
	whoami := odooclient.Call{Model: "res.users", Method: "context_get"}
	require.NoError(t, odooclient.Permit(whoami))
	for _, edit := range []func(*odooclient.Call){
		func(c *odooclient.Call) { c.Model = "res.partner" },
		func(c *odooclient.Call) { c.IDs = []int64{2} },
		func(c *odooclient.Call) { c.Params = []odooclient.Param{{Name: "fields", Value: []string{"password"}}} },
		func(c *odooclient.Call) { c.Context = map[string]any{"mode": "update"} },
	} {
		call := whoami
		edit(&call)
		requireForbidden(t, call)
	}
}

func TestPermit_RefusesOtherModels(t *testing.T) {
	t.Parallel()
	for _, model := range []string{
		"account.payment.register", "account.payment.method.line", "account.bank.statement", "account.partial.reconcile", "res.partner.bank", "res.users", "res.users.apikeys", "ir.model.data", "ir.cron",
		"ir.actions.server", "account.journal", "account.bank.statement.line", "account.move.line", "mail.mail", "res.company", "ir.config_parameter", "",
	} {
		requireForbidden(t, loadOf(model, []string{"id", "name"}, key, "x"))
	}
	for _, model := range []string{"res.users.apikeys", "ir.config_parameter", "res.partner.bank", "ir.cron", "mail.message", ""} {
		requireForbidden(t, odooclient.Call{Model: model, Method: "search_read", Params: []odooclient.Param{
			{Name: "domain", Value: []any{}}, {Name: "fields", Value: []string{"id"}},
		}})
	}
}

func TestPermit_RefusesValuesThatMakeSomethingElse(t *testing.T) {
	t.Parallel()
	for name, row := range map[string][]string{
		"a journal entry":         {key, "entry", "7", "work", ""},
		"a vendor bill":           {key, "in_invoice", "7", "work", ""},
		"a credit note":           {key, "out_refund", "7", "work", ""},
		"no type":                 {key, "", "7", "work", ""},
		"another module's record": {"base.main_company", "out_invoice", "7", "work", ""},
		"no key":                  {"", "out_invoice", "7", "work", ""},
		"a short key":             {"aiemp.1", "out_invoice", "7", "work", ""},
		"a key with a line end":   {key + "\nx", "out_invoice", "7", "work", ""},
		"a name for an ID":        {key, "out_invoice", "ACME", "work", ""},
		"words for a tax":         {key, "out_invoice", "7", "work", "19%"},
		"a missing cell":          {key, "out_invoice", "7", "work"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireForbidden(t, with(func(c *odooclient.Call) { c.Params[1].Value = [][]string{row} }))
		})
	}
	requireForbidden(t, with(func(c *odooclient.Call) {
		c.Params[1].Value = [][]string{{key, "out_invoice", "7", "a", ""}, {key + "2", "out_invoice", "7", "b", ""}}
	}))
	requireForbidden(t, with(func(c *odooclient.Call) { c.Params[1].Value = [][]string{} }))
	requireForbidden(t, loadOf("account.move", []string{"id", "partner_id/.id"}, key, "7"))
	requireForbidden(t, loadOf("account.move", []string{"move_type", "id"}, "out_invoice", key))
	requireForbidden(t, loadOf("account.move", []string{"id", "move_type", "move_type"}, key, "out_invoice", "out_invoice"))
	for _, res := range [][2]string{{"res.users", "2"}, {"account.move", "0"}, {"account.move", ""}, {"account.move", "1,2"}, {"", "1"}} {
		requireForbidden(t, loadOf("ir.attachment", []string{"id", "res_model", "res_id"}, "aiemp.mail_123", res[0], res[1]))
	}
}

func TestPermit_RefusesAContextThatActsBehindTheColumns(t *testing.T) {
	t.Parallel()
	for k, v := range map[string]any{
		"default_state": "posted", "default_auto_post": "at_date", "default_move_type": "entry", "check_move_validity": false,
		"force_company": 2, "install_mode": true, "tracking_disable": true, "import_file": true, "mode": "init", "noupdate": false,
	} {
		requireForbidden(t, with(func(c *odooclient.Call) { c.Context[k] = v }))
	}
	requireForbidden(t, with(func(c *odooclient.Call) { delete(c.Context, "mode") }))
	requireForbidden(t, with(func(c *odooclient.Call) { delete(c.Context, "noupdate") }))
	requireForbidden(t, odooclient.Call{Model: "account.move", Method: "read", IDs: []int64{1}, Context: odooclient.LoadContext(1), Params: []odooclient.Param{{Name: "fields", Value: []string{"id"}}}})
}

func TestPermit_RefusesReadsOfSecretsAndOfEverything(t *testing.T) {
	t.Parallel()
	read := func(model string, domain []any, fields ...string) odooclient.Call {
		return odooclient.Call{Model: model, Method: "search_read", Params: []odooclient.Param{
			{Name: "domain", Value: domain}, {Name: "fields", Value: fields},
		}}
	}
	requireForbidden(t, read("res.users", []any{}, "password"))
	requireForbidden(t, read("res.users", []any{[]any{"password", "=ilike", "a%"}}, "id"))
	requireForbidden(t, read("res.users", []any{"|", []any{"id", "=", 1}, []any{"api_key_ids", "!=", false}}, "id"))
	requireForbidden(t, read("ir.attachment", []any{}, "datas"))
	requireForbidden(t, read("res.partner", []any{[]any{"bank_ids.acc_number", "=", "1"}}, "id"))
	requireForbidden(t, read("res.partner", []any{}))
	requireForbidden(t, read("res.partner", []any{[]any{"name", "=", nil}}, "id"))
	require.NoError(t, odooclient.Permit(read("res.partner", []any{[]any{"name", "=", "x"}}, "id")))
}

func TestPermit_ErrorSaysThatTheProgramStoppedItself(t *testing.T) {
	t.Parallel()
	err := odooclient.Permit(with(func(c *odooclient.Call) { c.Method = "action_post" }))
	require.True(t, strings.HasPrefix(err.Error(), "odoo account.move.action_post: invalid (forbidden): this program never does that"))
}

package odooclient_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

// paymentCells are those of a load that is allowed.
func paymentCells() [][2]string {
	return [][2]string{
		{"id", "aiemp.payment_AE-0123456789abcdef"},
		{"payment_type", "inbound"},
		{"partner_type", "customer"},
		{"partner_id/.id", "7"},
		{"amount", "500.00"},
		{"currency_id/.id", "1"},
		{"date", "2026-11-24"},
		{"journal_id/.id", "2"},
		{"payment_method_line_id/.id", "3"},
		{"memo", "INV/2026/00012"},
		{"payment_reference", "AE-0123456789abcdef"},
	}
}

func paymentLoad(cells [][2]string) odooclient.Call {
	columns, row := []string{}, []string{}
	for _, c := range cells {
		columns, row = append(columns, c[0]), append(row, c[1])
	}
	return loadOf("account.payment", columns, row...)
}

func TestPermit_LetsADraftPaymentOfACustomerThrough(t *testing.T) {
	t.Parallel()
	require.NoError(t, odooclient.Permit(paymentLoad(paymentCells())))
	older := slices.Clone(paymentCells())
	older[8], older[9] = [2]string{"payment_method_id/.id", "3"}, [2]string{"ref", "INV/2026/00012"}
	require.NoError(t, odooclient.Permit(paymentLoad(older)))
}

func TestPermit_APaymentCannotBeConfirmedOrChanged(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"action_post", "action_validate", "action_draft", "action_cancel", "mark_as_sent", "write", "create", "unlink", "copy", "web_save", "button_open_invoices"} {
		call := paymentLoad(paymentCells())
		call.Method = method
		requireForbidden(t, call)
	}
	for _, column := range []string{
		"state", "move_id/.id", "name", "partner_bank_id/.id", "destination_account_id/.id", "outstanding_account_id/.id", "invoice_ids/.id",
		"reconciled_invoice_ids/.id", "is_internal_transfer", "destination_journal_id/.id", "line_ids/debit", "company_id/.id", "auto_post",
		"payment_token_id/.id", "payment_transaction_id/.id", "is_sent", "journal_id", "partner_id", "check_number", "date ",
	} {
		requireForbidden(t, paymentLoad(append(paymentCells(), [2]string{column, "1"})))
	}
}

func TestPermit_APaymentIsAlwaysMoneyOfACustomerComingIn(t *testing.T) {
	t.Parallel()
	for column, values := range map[string][]string{
		"id":              {"", "account.payment_1", "aiemp.p"},
		"payment_type":    {"", "outbound", "transfer", "Receive"},
		"partner_type":    {"", "supplier", "Customer"},
		"partner_id/.id":  {"", "0", "7,8", "ACME"},
		"amount":          {"", "0", "0.00", "-500.00", "5e2", "500,00", "1.00001", "nan"},
		"currency_id/.id": {"", "0"},
		"date":            {"", "24.11.2026", "2026-11-24 10:00:00"},
		"journal_id/.id":  {"", "0", "1,2", "Bank"},
	} {
		for _, value := range values {
			cells := paymentCells()
			at := slices.IndexFunc(cells, func(c [2]string) bool { return c[0] == column })
			cells[at][1] = value
			requireForbidden(t, paymentLoad(cells))
		}
		without := slices.DeleteFunc(paymentCells(), func(c [2]string) bool { return c[0] == column })
		requireForbidden(t, paymentLoad(without))
	}
}

func TestPermit_BankStatementsAndTheWizardsOfPaymentsDoNotExistHere(t *testing.T) {
	t.Parallel()
	for _, model := range []string{
		"account.bank.statement", "account.bank.statement.line", "account.payment.register", "account.payment.method", "account.payment.method.line",
		"account.reconcile.model", "account.partial.reconcile", "account.batch.payment", "res.partner.bank", "payment.transaction", "account.journal",
	} {
		requireForbidden(t, loadOf(model, []string{"id", "name"}, "aiemp.payment_AE-0123456789abcdef", "x"))
		if model == "account.journal" {
			continue // its name is read
		}
		for _, method := range []string{"search_read", "fields_get", "search_count", "read"} {
			requireForbidden(t, odooclient.Call{Model: model, Method: method, Params: []odooclient.Param{{Name: "domain", Value: []any{}}, {Name: "fields", Value: []string{"id"}}}})
		}
	}
	read := func(model string, fields ...string) odooclient.Call {
		return odooclient.Call{Model: model, Method: "search_read", Params: []odooclient.Param{{Name: "domain", Value: []any{}}, {Name: "fields", Value: fields}}}
	}
	require.NoError(t, odooclient.Permit(read("account.journal", "id", "name", "type")))
	for _, field := range []string{"bank_account_id", "bank_acc_number", "bank_id", "bank_statements_source"} {
		requireForbidden(t, read("account.journal", field))
	}
	requireForbidden(t, read("account.payment", "partner_bank_id"))
}

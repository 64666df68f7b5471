package e2e_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/autonomous-employee/employee/test/fakes/odoo"
	"github.com/autonomous-employee/employee/test/harness"
)

// An assistant finds the customer, composes an invoice for it, and finds the
// draft after the owner's word: what it sees is what Odoo holds.
func TestAssistant_ComposesAnInvoiceForACustomerItHasFound(t *testing.T) {
	t.Parallel()
	fake := odoofake.New(t, odoofake.Options{})
	customer := knowsTheCustomer(fake)
	p := harness.New(t, realOdoo(fake.URL)...)
	p.Start()
	a := p.Assistant("odoo")

	var who struct {
		Found    string
		Customer struct {
			ID   int64
			Name string
		}
	}
	require.Empty(t, a.Call("find_customer", map[string]any{"email": "anna.berger@berger-design.example"}, &who))
	require.Equal(t, "one", who.Found)
	require.Equal(t, customer, who.Customer.ID)
	require.Empty(t, a.Call("find_customer", map[string]any{"name": "Nobody GmbH"}, &who))
	require.Equal(t, "none", who.Found)

	var draft assistantDraft
	require.Empty(t, a.Call("compose_invoice", map[string]any{
		"customer": "Berger Design GmbH", "customer_email": "anna.berger@berger-design.example", "currency": "EUR", "reference": "PO-2026-9100", "dry_run": false,
		"lines": []any{map[string]any{"description": "Workshop day", "quantity": "2", "unit_price": "950.00"}},
	}, &draft))
	require.Equal(t, "started", draft.State)
	note := p.Note("Pending_Approval", "Berger")
	never(t, "drafts before the owner's word", len(fake.Moves()))
	p.Approve(note)
	p.Note("Completed", "Berger Design GmbH")
	p.Eventually("the draft", func() bool { return len(fake.Drafts()) == 1 })
	require.Equal(t, "1900", fake.Drafts()[0].Amount("amount_untaxed"))

	var found struct {
		Invoices []struct {
			State, Customer, Total string
			Items                  []struct{ Description, Quantity string }
		}
	}
	require.Empty(t, a.Call("find_invoices", map[string]any{"number": "PO-2026-9100", "email": "anna.berger@berger-design.example"}, &found))
	require.Len(t, found.Invoices, 1)
	require.Equal(t, "draft", found.Invoices[0].State)
	require.Equal(t, "Berger Design GmbH", found.Invoices[0].Customer)
	require.Len(t, found.Invoices[0].Items, 1)
	require.Contains(t, found.Invoices[0].Items[0].Description, "Workshop day")
	a.Protocol()
}

package lookup

import (
	"go.temporal.io/sdk/workflow"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/internal/flow"
)

// Customer finds a customer as the invoice process does: by VAT ID, e-mail,
// then exact name.
func Customer(ctx workflow.Context, in contract.FindCustomerInput) (contract.CustomerMatch, error) {
	return flow.Do(ctx, contract.OdooFindCustomer, in, "find the customer")
}

// Invoices finds customer invoices by exact evidence.
func Invoices(ctx workflow.Context, in contract.FindInvoicesInput) (contract.FoundInvoices, error) {
	return flow.Do(ctx, contract.OdooFindInvoices, in, "find invoices")
}

// InvoiceList lists customer invoices by how they stand.
func InvoiceList(ctx workflow.Context, in contract.ListInvoicesInput) (contract.FoundInvoices, error) {
	return flow.Do(ctx, contract.OdooListInvoices, in, "list invoices")
}

package odoo

import (
	"context"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	invoicesListed = 100
	oldestDueFirst = "invoice_date_due, id"
)

// ListInvoices lists customer invoices by how they stand, without their lines.
// It reads only, in at most seven calls besides the login.
func (a *Activities) ListInvoices(ctx context.Context, in contract.ListInvoicesInput) (contract.FoundInvoices, error) {
	if a.client == nil {
		return contract.FoundInvoices{}, nil
	}
	session, err := a.client.Session(ctx)
	if err != nil {
		return contract.FoundInvoices{}, a.failed(err)
	}
	out := contract.FoundInvoices{Configured: true}
	search := invoiceSearch{company: session.CompanyID}
	if search.customers, err = a.companiesNamed(ctx, in.Customer); err != nil {
		return contract.FoundInvoices{}, a.failed(err)
	}
	out.Customers = search.customers
	if in.Customer != (contract.Customer{}) && len(out.Customers) == 0 {
		return out, nil // nobody's invoices are not everybody's
	}
	most := min(max(in.Limit, 1), invoicesListed)
	domain, order := search.standing(in)
	moves, err := a.client.Search(ctx, odooclient.ModelMove, odooclient.Query{Domain: domain, Fields: invoiceFields(), Order: order, Limit: most + 1})
	if err != nil {
		return contract.FoundInvoices{}, a.failed(err)
	}
	out.More = len(moves) > most
	for _, move := range moves[:min(len(moves), most)] {
		f := a.foundInvoice(invoiceHit{move: move}, nil)
		f.LineCount = len(move.IDs("invoice_line_ids"))
		out.Invoices = append(out.Invoices, f)
	}
	return out, nil
}

// standing is the condition of what is asked for, and the order.
func (s invoiceSearch) standing(in contract.ListInvoicesInput) (domain []any, order string) {
	domain, order = []any{cond("move_type", "=", "out_invoice"), cond("company_id", "=", s.company)}, newestFirst
	if len(s.customers) > 0 {
		domain = append(domain, s.ofCustomer())
	}
	toBePaid := []any{cond("state", "=", "posted"), cond("payment_state", "in", []any{"not_paid", "partial"})}
	switch in.Standing {
	case contract.InvoicesDraft:
		return append(domain, cond("state", "=", "draft")), order
	case contract.InvoicesPaid:
		return append(domain, cond("state", "=", "posted"), cond("payment_state", "in", []any{"paid", "in_payment", "reversed"})), order
	case contract.InvoicesOpen:
		return append(domain, toBePaid...), oldestDueFirst
	case contract.InvoicesOverdue:
		return append(append(domain, toBePaid...), cond("invoice_date_due", "<", in.Today)), oldestDueFirst
	}
	return domain, order
}

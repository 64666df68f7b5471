package odoo

import (
	"context"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

const (
	topCustomers = 10
	overdueShown = 50
)

// readTopCustomers ranks customers by what they were invoiced in the period.
func (r *booksReader) readTopCustomers(ctx context.Context) error {
	const name, figure, untaxed = "invoices_by_customer", "top_customers", "amount_untaxed_signed:sum"
	domain := r.own(cond("state", "=", "posted"), cond("move_type", "in", []any{"out_invoice", "out_refund"}))
	found, ok, err := r.groups(ctx, name, odooclient.ModelMove, odooclient.Grouping{
		Domain: append(domain, within(r.in.Period)...), By: []string{"commercial_partner_id"},
		Aggregates: []string{untaxed}, Order: untaxed + " desc", Limit: topCustomers,
	}, figure)
	if err != nil || !ok {
		return err
	}
	out := contract.BooksCustomers{Source: name}
	for _, group := range found {
		amount, told := group.Number(untaxed)
		if !told {
			r.incomplete(figure)
			return nil
		}
		customer := group.Ref("commercial_partner_id")
		out.Rows = append(out.Rows, contract.BooksCustomer{ID: customer.ID, Name: customer.Name, Untaxed: r.amount(amount), Count: group.Count()})
	}
	r.out.TopCustomers = out
	return nil
}

// dueAhead is how many days the instalments that become due look forward.
const dueAhead = 14

// readOverdue lists what is longest overdue, in both directions.
func (r *booksReader) readOverdue(ctx context.Context) (err error) {
	r.out.Overdue, err = r.instalments(ctx, "overdue_items", "overdue", cond("date_maturity", "<", r.in.AsOf))
	return err
}

// readDueSoon lists what becomes due next, in both directions.
func (r *booksReader) readDueSoon(ctx context.Context) (err error) {
	r.out.DueSoon, err = r.instalments(ctx, "items_due_soon", "due_soon",
		cond("date_maturity", ">=", r.in.AsOf), cond("date_maturity", "<=", r.day(dueAhead)))
	return err
}

// instalments lists what is open of the instalments that are due in some days,
// the earliest first. Credit that is not matched is no claim, so each direction
// has its sign.
func (r *booksReader) instalments(ctx context.Context, name, figure string, days ...any) (out contract.BooksOverdue, err error) {
	if r.kinds == nil {
		r.miss(figure, "The accounts could not be read, so that what customers owe cannot be told from what the company owes.")
		return out, nil
	}
	domain := append([]any{cond("parent_state", "=", "posted"), cond("reconciled", "=", false)}, days...)
	found, ok, err := r.list(ctx, name, odooclient.ModelMoveLine, odooclient.Query{
		Domain: r.own(append(domain,
			"|", "&", r.claims(receivable), cond("amount_residual", ">", 0), "&", r.claims(payable), cond("amount_residual", "<", 0))...),
		Fields: []string{"move_id", "partner_id", "account_id", "date_maturity", "amount_residual"},
		Order:  "date_maturity, id", Limit: overdueShown + 1,
	}, figure)
	if err != nil || !ok {
		return out, err
	}
	listed := contract.BooksOverdue{Source: name, More: len(found) > overdueShown}
	for _, item := range found[:min(len(found), overdueShown)] {
		row, told := r.instalment(item)
		if !told {
			r.incomplete(figure)
			return out, nil
		}
		listed.Rows = append(listed.Rows, row)
	}
	return listed, nil
}

func (r *booksReader) instalment(item odooclient.Record) (contract.BooksInstalment, bool) {
	due, err := parseDay(item.Date("date_maturity"))
	kind := r.kinds[item.Ref("account_id").ID]
	if err != nil || item.Decimal("amount_residual").IsZero() || (kind != receivable && kind != payable) {
		return contract.BooksInstalment{}, false
	}
	move, partner := item.Ref("move_id"), item.Ref("partner_id")
	return contract.BooksInstalment{
		Payable: kind == payable, PartnerID: partner.ID, Partner: partner.Name, InvoiceID: move.ID, Invoice: move.Name,
		Due: item.Date("date_maturity"), Days: int(r.days.asOf.Sub(due).Hours() / 24),
		Open: r.amount(item.Decimal("amount_residual").Abs()), URL: r.a.moveURL(move.ID),
	}, true
}

// firstRepeating is the first Odoo that repeats invoices by itself.
const firstRepeating = 16

// readDrafts counts drafts by what they are, and those that Odoo posts or
// repeats by itself: the next one of those is a draft that waits for its day.
func (r *booksReader) readDrafts(ctx context.Context) error {
	const name, drafts, recurring, total = "drafts_by_kind", "drafts", "recurring", "amount_total_signed:sum"
	by := []string{"move_type"}
	if r.Session.Major >= firstRepeating {
		by = append(by, "auto_post")
	} else {
		r.miss(recurring, "This version of Odoo does not repeat invoices by itself.")
	}
	found, ok, err := r.groups(ctx, name, odooclient.ModelMove, odooclient.Grouping{
		Domain: r.own(cond("state", "=", "draft"), cond("move_type", "in", []any{
			"out_invoice", "out_refund", "out_receipt", "in_invoice", "in_refund", "in_receipt",
		})),
		By: by, Aggregates: []string{total},
	}, drafts, recurring)
	if err != nil || !ok {
		return err
	}
	all, repeated := contract.BooksDrafts{Source: name}, contract.BooksDrafts{Source: name}
	for _, group := range found {
		amount, told := group.Number(total)
		kind := group.Key("move_type")
		if !told || kind == "" {
			r.incomplete(drafts, recurring)
			return nil
		}
		if outward(kind) {
			amount = amount.Neg()
		}
		row := contract.BooksDraftGroup{Kind: kind, Amount: r.amount(amount), Count: group.Count()}
		if r.Session.Major >= firstRepeating && group.Key("auto_post") != "no" {
			row.Repeats = group.Key("auto_post")
			repeated.Rows = append(repeated.Rows, row)
		}
		all.Rows = append(all.Rows, row)
	}
	r.out.Drafts = all
	if r.Session.Major >= firstRepeating {
		r.out.Recurring = repeated
	}
	return nil
}

// outward tells what lowers the company's claims, and is negative in Odoo.
func outward(kind string) bool {
	return kind == "out_refund" || kind == "in_invoice" || kind == "in_receipt"
}

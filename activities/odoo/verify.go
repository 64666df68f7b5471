package odoo

import (
	"context"
	"fmt"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// VerifyDraftInvoice looks for the invoice by its business key after an answer
// was lost. It never writes. Not found right after a lost answer proves
// nothing: Odoo goes on with a call whose caller has gone.
func (a *Activities) VerifyDraftInvoice(ctx context.Context, in contract.VerifyDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	if a.client == nil {
		return contract.InvoiceOutcome{}, nil
	}
	if !businessKey.MatchString(in.Draft.BusinessKey) {
		return contract.InvoiceOutcome{}, refuse(contract.FailInvalid, "The invoice has no business key, so it cannot be looked for in Odoo.")
	}
	found, err := a.findByKey(ctx, in.Draft.BusinessKey)
	if err != nil {
		return contract.InvoiceOutcome{}, a.failed(err)
	}
	if found == nil {
		return contract.InvoiceOutcome{Configured: true}, nil
	}
	out, err := a.outcome(ctx, in.Draft, found)
	return out, a.failed(err)
}

func moveFields() []string {
	return []string{
		"name", "state", "move_type", "company_id", "partner_id", "currency_id", "ref", "invoice_origin",
		"invoice_date_due", "amount_untaxed", "amount_tax", "amount_total", "invoice_line_ids",
	}
}

// findByKey returns the one invoice made under the key, nil when there is none.
func (a *Activities) findByKey(ctx context.Context, key string) (odooclient.Record, error) {
	session, err := a.client.Session(ctx)
	if err != nil {
		return nil, err
	}
	found, err := a.client.Search(ctx, odooclient.ModelMove, odooclient.Query{
		Domain: []any{
			cond("invoice_origin", "=", key), cond("move_type", "=", "out_invoice"), cond("company_id", "=", session.CompanyID),
		},
		Fields: moveFields(), Archived: true,
	})
	if err != nil {
		return nil, err
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return found[0], nil
	default:
		return nil, refuse(contract.FailConflict, fmt.Sprintf(
			"There are %d invoices with the origin %s in Odoo, probably copies; delete or cancel all but one, or clear the origin of the copies.", len(found), key))
	}
}

// outcome describes the invoice as Odoo holds it and how it differs from the
// approved draft.
func (a *Activities) outcome(ctx context.Context, d contract.InvoiceDraft, move odooclient.Record) (contract.InvoiceOutcome, error) {
	id := move.Int("id")
	currency := move.Ref("currency_id").Name
	out := contract.InvoiceOutcome{
		Found: true, Configured: true, InvoiceID: id,
		PartnerID: move.Ref("partner_id").ID,
		URL:       a.moveURL(id),
		State:     move.Str("state"),
		Currency:  currency,
		Untaxed:   money.FormatAmount(move.Decimal("amount_untaxed"), currency),
		Tax:       money.FormatAmount(move.Decimal("amount_tax"), currency),
		Total:     money.FormatAmount(move.Decimal("amount_total"), currency),
	}
	out.Differences = differences(d, out, move)
	if !amountsEqual(d, out) {
		reasons, err := a.reasons(ctx, d, move)
		if err != nil {
			return contract.InvoiceOutcome{}, err
		}
		out.Differences = append(out.Differences, reasons...)
	}
	return out, nil
}

// moveURL opens the invoice in Odoo 14 to 19: 18 and later read the old form
// and rewrite it (addons/web/static/src/core/browser/router.js, urlToState).
func (a *Activities) moveURL(id int64) string {
	return fmt.Sprintf("%s/web#id=%d&model=account.move&view_type=form", a.client.Base(), id)
}

// differences compares field by field; amounts may differ by half a minor unit.
func differences(d contract.InvoiceDraft, out contract.InvoiceOutcome, move odooclient.Record) []string {
	var diff []string
	add := func(differs bool, format string, args ...any) {
		if differs {
			diff = append(diff, fmt.Sprintf(format, args...))
		}
	}
	partner := move.Ref("partner_id")
	lines := len(move.IDs("invoice_line_ids"))
	add(out.State != "draft", "The invoice is no longer a draft in Odoo; its state is %q.", out.State)
	add(move.Str("move_type") != "out_invoice", "The record in Odoo is not a customer invoice but %q.", move.Str("move_type"))
	add(d.PartnerID != 0 && partner.ID != d.PartnerID, "The customer in Odoo is %q (contact %d); approved was contact %d.", partner.Name, partner.ID, d.PartnerID)
	add(out.Currency != d.Currency, "The currency in Odoo is %s; approved was %s.", out.Currency, d.Currency)
	add(d.DueDate != "" && move.Date("invoice_date_due") != d.DueDate, "The due date in Odoo is %s; approved was %s.", orNone(move.Date("invoice_date_due")), d.DueDate)
	add(strings.TrimSpace(move.Str("ref")) != strings.TrimSpace(d.Reference), "The reference in Odoo is %s; approved was %s.", orNone(move.Str("ref")), orNone(d.Reference))
	add(lines != len(d.Lines), "The invoice has %d lines in Odoo; approved were %d.", lines, len(d.Lines))
	if splitOnly(d, out) {
		return diff
	}
	for _, amount := range []struct {
		what            string
		there, approved contract.Decimal
	}{{"amount without tax", out.Untaxed, d.Subtotal}, {"tax", out.Tax, d.Tax}, {"total", out.Total, d.Total}} {
		add(!money.Equal(amount.there, amount.approved, d.Currency), "The %s in Odoo is %s %s; approved was %s %s.",
			amount.what, amount.there, out.Currency, amount.approved, d.Currency)
	}
	return diff
}

func amountsEqual(d contract.InvoiceDraft, out contract.InvoiceOutcome) bool {
	return splitOnly(d, out) || money.Equal(out.Untaxed, d.Subtotal, d.Currency) &&
		money.Equal(out.Tax, d.Tax, d.Currency) && money.Equal(out.Total, d.Total, d.Currency)
}

// splitOnly: with the tax inside the price, versions round an exact half
// between base and tax differently (money.Line). The total is what was
// approved; one minor unit per line may lie on the other side.
func splitOnly(d contract.InvoiceDraft, out contract.InvoiceOutcome) bool {
	if !d.TaxIncluded || out.Currency != d.Currency || !money.Equal(out.Total, d.Total, d.Currency) {
		return false
	}
	there, err := money.Parse(out.Tax)
	if err != nil {
		return false
	}
	approved, err := money.Parse(d.Tax)
	if err != nil {
		return false
	}
	digits, _ := money.MinorUnits(d.Currency)
	units := there.Sub(approved).Abs().Shift(int32(digits))
	return units.IntPart() <= int64(len(d.Lines))
}

func orNone(s string) string {
	if strings.TrimSpace(s) == "" {
		return "empty"
	}
	return s
}

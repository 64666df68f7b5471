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
	return a.verify(ctx, "", in)
}

// VerifyDraftQuotation is VerifyDraftInvoice for a quotation.
func (a *Activities) VerifyDraftQuotation(ctx context.Context, in contract.VerifyDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	return a.verify(ctx, contract.KindQuotation, in)
}

func (a *Activities) verify(ctx context.Context, kind contract.DocumentKind, in contract.VerifyDraftInvoiceInput) (contract.InvoiceOutcome, error) {
	if a.client == nil {
		return contract.InvoiceOutcome{}, nil
	}
	if err := ofKind(kind, in.Draft); err != nil {
		return contract.InvoiceOutcome{}, err
	}
	doc := documentOf(kind)
	if !businessKey.MatchString(in.Draft.BusinessKey) {
		return contract.InvoiceOutcome{}, refuse(contract.FailInvalid, "The "+doc.noun+" has no business key, so it cannot be looked for in Odoo.")
	}
	found, err := a.findByKey(ctx, doc, in.Draft.BusinessKey)
	if err != nil {
		return contract.InvoiceOutcome{}, a.failed(err)
	}
	if found == nil {
		return contract.InvoiceOutcome{Configured: true}, nil
	}
	out, err := a.outcome(ctx, in.Draft, found)
	return out, a.failed(err)
}

// ofKind keeps a draft from becoming another document than was approved.
func ofKind(kind contract.DocumentKind, d contract.InvoiceDraft) error {
	if d.Kind != kind {
		return refuse(contract.FailInvalid, "The draft is of another kind of document than "+documentOf(kind).noun+"; nothing was sent.")
	}
	return nil
}

// findByKey returns the one document made under the key, nil when there is
// none.
func (a *Activities) findByKey(ctx context.Context, doc document, key string) (odooclient.Record, error) {
	session, err := a.client.Session(ctx)
	if err != nil {
		return nil, err
	}
	found, err := a.client.Search(ctx, doc.model, odooclient.Query{Domain: doc.under(key, session.CompanyID), Fields: doc.readBack(), Archived: true})
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
			"There are %d %ss with the %s %s in Odoo, probably copies; delete or cancel all but one, or clear the %s of the copies.",
			len(found), doc.noun, doc.origin, key, doc.origin))
	}
}

// outcome describes the document as Odoo holds it and how it differs from the
// approved draft.
func (a *Activities) outcome(ctx context.Context, d contract.InvoiceDraft, there odooclient.Record) (contract.InvoiceOutcome, error) {
	doc, id, currency := documentOf(d.Kind), there.Int("id"), there.Ref("currency_id").Name
	out := contract.InvoiceOutcome{
		Found: true, Configured: true,
		PartnerID: there.Ref("partner_id").ID,
		URL:       a.url(doc, id),
		State:     there.Str("state"),
		Currency:  currency,
		Untaxed:   money.FormatAmount(there.Decimal("amount_untaxed"), currency),
		Tax:       money.FormatAmount(there.Decimal("amount_tax"), currency),
		Total:     money.FormatAmount(there.Decimal("amount_total"), currency),
	}
	if d.Kind == contract.KindQuotation {
		out.QuotationID = id
	} else {
		out.InvoiceID = id
	}
	out.Differences = differences(doc, d, out, there)
	others, err := a.otherProducts(ctx, d, there)
	if err != nil {
		return contract.InvoiceOutcome{}, err
	}
	out.Differences = append(out.Differences, others...)
	if !amountsEqual(d, out) {
		reasons, err := a.reasons(ctx, doc, d, there)
		if err != nil {
			return contract.InvoiceOutcome{}, err
		}
		out.Differences = append(out.Differences, reasons...)
	}
	return out, nil
}

// differences compares field by field; amounts may differ by half a minor unit.
func differences(doc document, d contract.InvoiceDraft, out contract.InvoiceOutcome, there odooclient.Record) []string {
	var diff []string
	add := func(differs bool, format string, args ...any) {
		if differs {
			diff = append(diff, fmt.Sprintf(format, args...))
		}
	}
	partner, lines := there.Ref("partner_id"), len(there.IDs(doc.lines))
	date, reference := doc.approvedDate(d), there.Str(doc.reference)
	add(out.State != "draft", "The %s is no longer a draft in Odoo; its state is %q.", doc.noun, out.State)
	add(doc.kindField != "" && there.Str(doc.kindField) != doc.kindValue, "The record in Odoo is not a customer invoice but %q.", there.Str(doc.kindField))
	add(d.PartnerID != 0 && partner.ID != d.PartnerID, "The customer in Odoo is %q (contact %d); approved was contact %d.", partner.Name, partner.ID, d.PartnerID)
	add(out.Currency != d.Currency, "The currency in Odoo is %s; approved was %s.", out.Currency, d.Currency)
	add(date != "" && there.Date(doc.date) != date, "The %s in Odoo is %s; approved was %s.", doc.dateWord, orNone(there.Date(doc.date)), date)
	add(strings.TrimSpace(reference) != strings.TrimSpace(d.Reference), "The reference in Odoo is %s; approved was %s.", orNone(reference), orNone(d.Reference))
	add(lines != len(d.Lines), "The %s has %d lines in Odoo; approved were %d.", doc.noun, lines, len(d.Lines))
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

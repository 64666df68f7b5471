package odoo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// window is how far back the same total is suspicious.
const window = 90 * 24 * time.Hour

// duplicatesRead bounds the invoices of one customer that are compared.
const duplicatesRead = 500

// FindDuplicates lists invoices, or for a quotation quotations and orders, of the same customer, drafts included and
// cancelled ones not, with the same reference or with the same total and
// currency within 90 days. The invoice made under the draft's own key is no
// duplicate of itself. It also sums up what the customer was invoiced before:
// here, because only with the draft is the currency known, and every edit of
// the owner is looked at again.
func (a *Activities) FindDuplicates(ctx context.Context, in contract.FindDuplicatesInput) (contract.DuplicatesResult, error) {
	if a.client == nil {
		return contract.DuplicatesResult{}, nil
	}
	out := contract.DuplicatesResult{Configured: true}
	if in.Draft.PartnerID == 0 {
		return out, nil
	}
	session, err := a.client.Session(ctx)
	if err != nil {
		return contract.DuplicatesResult{}, a.failed(err)
	}
	customer, err := a.invoiced(ctx, in.Draft.PartnerID)
	if err != nil {
		return contract.DuplicatesResult{}, a.failed(err)
	}
	if in.Draft.Kind == contract.KindQuotation {
		out.Found, err = a.sameQuotations(ctx, in.Draft, customer, session.CompanyID)
		return out, a.failed(err)
	}
	moves, err := a.recentOrSameRef(ctx, in.Draft, customer, session.CompanyID)
	if err != nil {
		return contract.DuplicatesResult{}, a.failed(err)
	}
	for _, move := range moves {
		why := why(in.Draft, move, "ref")
		if why == "" || move.Str("invoice_origin") == in.Draft.BusinessKey {
			continue
		}
		out.Found = append(out.Found, a.existing(move, why))
	}
	out.History, err = a.history(ctx, in.Draft, customer, session.CompanyID)
	return out, a.failed(err)
}

// invoiced returns the company of a contact, or the contact itself.
func (a *Activities) invoiced(ctx context.Context, contact int64) (int64, error) {
	partner, err := a.partnersByID(ctx, []int64{contact}, "commercial_partner_id")
	if err != nil {
		return 0, err
	}
	if len(partner) == 1 && partner[0].Ref("commercial_partner_id").ID != 0 {
		return partner[0].Ref("commercial_partner_id").ID, nil
	}
	return contact, nil
}

func (a *Activities) recentOrSameRef(ctx context.Context, d contract.InvoiceDraft, customer, company int64) ([]odooclient.Record, error) {
	since := a.now().UTC().Add(-window).Format(time.DateOnly)
	domain := []any{
		cond("commercial_partner_id", "=", customer), cond("move_type", "=", "out_invoice"),
		cond("company_id", "=", company), cond("state", "!=", "cancel"),
	}
	recent := []any{"|", cond("invoice_date", ">=", since), "&", cond("invoice_date", "=", false), cond("create_date", ">=", since)}
	if ref := strings.TrimSpace(d.Reference); ref != "" {
		domain = append(domain, "|", cond("ref", "=ilike", escapeLike(ref)))
	}
	// Amounts are compared here, as decimals, so that no float goes out.
	return a.client.Search(ctx, odooclient.ModelMove, odooclient.Query{
		Domain: append(domain, recent...),
		Fields: []string{"name", "state", "ref", "invoice_origin", "invoice_date", "create_date", "amount_total", "currency_id"},
		Order:  "id desc", Limit: duplicatesRead,
	})
}

// why returns the reason in a sentence, "" when the invoice is another business.
func why(d contract.InvoiceDraft, move odooclient.Record, reference string) string {
	ref := strings.TrimSpace(d.Reference)
	currency := move.Ref("currency_id").Name
	total := money.FormatAmount(move.Decimal("amount_total"), currency)
	sameTotal := currency == d.Currency && money.Equal(total, d.Total, d.Currency)
	sameRef := ref != "" && strings.EqualFold(strings.TrimSpace(move.Str(reference)), ref)
	switch {
	case sameRef && sameTotal:
		return fmt.Sprintf("It has the same reference %s and the same total.", ref)
	case sameRef:
		return fmt.Sprintf("It has the same reference %s.", ref)
	case sameTotal:
		return "It has the same total and is less than 90 days old."
	default:
		return ""
	}
}

func (a *Activities) existing(move odooclient.Record, why string) contract.ExistingInvoice {
	id, currency := move.Int("id"), move.Ref("currency_id").Name
	date := move.Date("invoice_date")
	if date == "" {
		date = move.Date("create_date")
	}
	return contract.ExistingInvoice{
		ID: id, Name: shownName(move.Str("name"), id), State: move.Str("state"), Date: date, Ref: move.Str("ref"),
		Total: money.FormatAmount(move.Decimal("amount_total"), currency), Currency: currency, Why: why, URL: a.moveURL(id),
	}
}

// shownName: a draft has no number yet; Odoo to 17 calls it "/", later false.
func shownName(name string, id int64) string {
	if name == "" || name == "/" {
		return fmt.Sprintf("Draft %d", id)
	}
	return name
}

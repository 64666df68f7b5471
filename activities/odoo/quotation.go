package odoo

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

func quotationKey(businessKey string) string { return "aiemp.quotation_" + businessKey }

// planQuotation lays the draft out for sale.order.load. The pricelist is always
// sent, since without the cell the customer's own would decide the currency.
func planQuotation(d contract.InvoiceDraft, ref references) plan {
	header := []cell{
		{"id", quotationKey(d.BusinessKey)},
		{"company_id/.id", ref.Company},
		{"partner_id/.id", ref.Partner},
		{"pricelist_id/.id", orEmpty(d.PricelistID)},
		{"client_order_ref", d.Reference},
		{"origin", d.BusinessKey},
	}
	if text := narration(d.Narration, ref.PlainNarration); text != "" {
		header = append(header, cell{"note", text}) // else the company's usual terms stay
	}
	if d.ValidUntil != "" {
		header = append(header, cell{"validity_date", d.ValidUntil})
	}
	return planLines(odooclient.ModelOrder, "order_line", header, d.Lines, func(i int, line contract.InvoiceLine) []cell {
		return []cell{
			{"order_line/sequence", strconv.Itoa(10 * (i + 1))},
			{"order_line/product_id/.id", strconv.FormatInt(line.ProductID, 10)},
			{"order_line/name", lineName(line)},
			{"order_line/product_uom_qty", string(line.Quantity)},
			{"order_line/price_unit", string(line.UnitPrice)},
			{"order_line/discount", orZero(line.DiscountPercent)},
			// Always sent: without the cell a line gets the product's.
			{"order_line/" + ref.SaleTaxes + "/.id", ref.Taxes[line.TaxPercent]},
		}
	})
}

// resolveQuotation looks whether what was chosen when the owner was asked is
// still there, and what the field of a line's taxes is called.
func (a *Activities) resolveQuotation(ctx context.Context, d contract.InvoiceDraft, session odooclient.Session, ref *references) error {
	if err := a.checkPricelist(ctx, d, session); err != nil {
		return err
	}
	plural, err := a.client.HasField(ctx, odooclient.ModelOrderLine, "tax_ids")
	ref.SaleTaxes = "tax_id"
	if plural {
		ref.SaleTaxes = "tax_ids"
	}
	return err
}

func (a *Activities) checkPricelist(ctx context.Context, d contract.InvoiceDraft, session odooclient.Session) error {
	if d.PricelistID == 0 {
		own, err := a.needsNoPricelist(ctx, d.Currency, session)
		if err == nil && !own {
			err = refuse(contract.FailInvalid, fmt.Sprintf("A quotation in %s needs a pricelist in Odoo; add one under Sales > Products > Pricelists and approve again.", d.Currency))
		}
		return err
	}
	found, err := a.client.Search(ctx, odooclient.ModelPricelist, odooclient.Query{
		Domain: append(ofCompany(session.CompanyID), cond("id", "=", d.PricelistID)), Fields: []string{"currency_id"},
	})
	if err != nil {
		return err
	}
	if len(found) != 1 || found[0].Ref("currency_id").Name != d.Currency {
		return refuse(contract.FailInvalid, fmt.Sprintf("The pricelist in %s that was chosen is no longer in Odoo, or has another currency now; put it back under Sales > Products > Pricelists, or change the currency.", d.Currency))
	}
	return nil
}

// sameQuotations lists quotations and orders of the customer with the same
// reference, or with the same total and not older than 90 days.
func (a *Activities) sameQuotations(ctx context.Context, d contract.InvoiceDraft, customer, company int64) ([]contract.ExistingInvoice, error) {
	domain := []any{cond("partner_id.commercial_partner_id", "=", customer), cond("company_id", "=", company), cond("state", "!=", "cancel")}
	if ref := strings.TrimSpace(d.Reference); ref != "" {
		domain = append(domain, "|", cond("client_order_ref", "=ilike", escapeLike(ref)))
	}
	since := a.now().UTC().Add(-window).Format(time.DateOnly)
	found, err := a.client.Search(ctx, odooclient.ModelOrder, odooclient.Query{
		Domain: append(domain, cond("create_date", ">=", since)),
		Fields: []string{"name", "state", "client_order_ref", "origin", "create_date", "amount_total", "currency_id"},
		Order:  "id desc", Limit: duplicatesRead,
	})
	if err != nil {
		return nil, err
	}
	var out []contract.ExistingInvoice
	for _, order := range found {
		why := why(d, order, "client_order_ref")
		if why == "" || order.Str("origin") == d.BusinessKey {
			continue
		}
		id, currency := order.Int("id"), order.Ref("currency_id").Name
		out = append(out, contract.ExistingInvoice{
			ID: id, Name: order.Str("name"), State: order.Str("state"), Date: order.Date("create_date"), Ref: order.Str("client_order_ref"),
			Total: money.FormatAmount(order.Decimal("amount_total"), currency), Currency: currency, Why: why, URL: a.url(documentOf(d.Kind), id),
		})
	}
	return out, nil
}

package odoo

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// resolve looks up every ID the draft needs. Odoo itself accepts archived
// customers and inactive currencies in a draft and fails at posting, which is
// too late.
func (a *Activities) resolve(ctx context.Context, d contract.InvoiceDraft) (references, error) {
	session, err := a.client.Session(ctx)
	if err != nil {
		return references{}, err
	}
	ref := references{
		Company:        strconv.FormatInt(session.CompanyID, 10),
		Partner:        strconv.FormatInt(d.PartnerID, 10),
		PlainNarration: session.Major < 15,
	}
	ofKind := a.resolveInvoice
	if d.Kind == contract.KindQuotation {
		ofKind = a.resolveQuotation
	}
	err = sideBySide(
		func() error {
			if d.PartnerID == 0 {
				return nil // is to be made
			}
			return a.checkPartner(ctx, d.PartnerID)
		},
		func() error { return ofKind(ctx, d, session, &ref) },
		func() error { return a.checkProducts(ctx, d, session) },
		func() (err error) {
			ref.Taxes, err = a.taxes(ctx, d, session)
			return err
		},
	)
	return ref, err
}

func (a *Activities) resolveInvoice(ctx context.Context, d contract.InvoiceDraft, _ odooclient.Session, ref *references) (err error) {
	ref.Currency, err = a.currency(ctx, d.Currency)
	return err
}

// sideBySide carries reads out at once and returns the first error in their
// order, so that the same trouble always gives the same sentence.
func sideBySide(reads ...func() error) error {
	errs := make([]error, len(reads))
	var wg sync.WaitGroup
	for i, read := range reads {
		wg.Go(func() { errs[i] = read() })
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// checkPartner searches rather than reads: Odoo hides contacts of another
// company from a search and answers a read of them with a fault.
func (a *Activities) checkPartner(ctx context.Context, id int64) error {
	found, err := a.partnersByID(ctx, []int64{id}, "name", "active")
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return refuse(contract.FailNotFound, fmt.Sprintf("The customer (Odoo contact %d) is no longer in Odoo, or belongs to another company there; choose the customer again.", id))
	}
	if !found[0].Bool("active") {
		return refuse(contract.FailInvalid, fmt.Sprintf("The customer %q is archived in Odoo; open the contact there and unarchive it, or choose another.", found[0].Str("name")))
	}
	return nil
}

// partnersByID returns those of the contacts that exist and are visible to us.
func (a *Activities) partnersByID(ctx context.Context, ids []int64, fields ...string) ([]odooclient.Record, error) {
	wanted := make([]any, 0, len(ids))
	for _, id := range ids {
		wanted = append(wanted, id)
	}
	return a.client.Search(ctx, odooclient.ModelPartner, odooclient.Query{
		Domain: []any{cond("id", "in", wanted)}, Fields: fields, Archived: true,
	})
}

func (a *Activities) currency(ctx context.Context, code string) (string, error) {
	found, err := a.client.Search(ctx, odooclient.ModelCurrency, odooclient.Query{
		Domain: []any{cond("name", "=", code)}, Fields: []string{"name", "active"}, Archived: true,
	})
	if err != nil {
		return "", err
	}
	if len(found) == 0 {
		return "", refuse(contract.FailInvalid, fmt.Sprintf("Odoo does not know the currency %s; add it under Invoicing > Configuration > Currencies.", code))
	}
	if !found[0].Bool("active") {
		return "", refuse(contract.FailInvalid, fmt.Sprintf("The currency %s is switched off in Odoo; switch it on under Invoicing > Configuration > Currencies and approve again.", code))
	}
	return strconv.FormatInt(found[0].Int("id"), 10), nil
}

// taxes maps each rate of the draft to the ID of Odoo's sale tax.
func (a *Activities) taxes(ctx context.Context, d contract.InvoiceDraft, session odooclient.Session) (map[contract.Decimal]string, error) {
	chosen := map[contract.Decimal]string{}
	if !slices.ContainsFunc(d.Lines, func(l contract.InvoiceLine) bool { return l.TaxPercent != "" }) {
		return chosen, nil
	}
	known, err := a.saleTaxes(ctx, session)
	if err != nil {
		return nil, err
	}
	for _, line := range d.Lines {
		if _, done := chosen[line.TaxPercent]; done || line.TaxPercent == "" {
			continue
		}
		rate, err := money.Parse(line.TaxPercent)
		if err != nil {
			return nil, err
		}
		if chosen[line.TaxPercent], err = choose(known, rate, d.TaxIncluded); err != nil {
			return nil, err
		}
	}
	return chosen, nil
}

// saleTaxes returns the company's percentage taxes on sales, the company's
// default first, then in Odoo's own order.
func (a *Activities) saleTaxes(ctx context.Context, session odooclient.Session) ([]odooclient.Record, error) {
	company := cond("company_id", "=", session.CompanyID)
	if session.Major >= 17 {
		// Branches, new in 17, use the taxes of the company above them.
		company = cond("company_id", "parent_of", []any{session.CompanyID})
	}
	found, err := a.client.Search(ctx, odooclient.ModelTax, odooclient.Query{
		Domain: []any{company, cond("type_tax_use", "=", "sale"), cond("amount_type", "=", "percent")},
		Fields: []string{"name", "amount", "price_include", "sequence"},
		Order:  "sequence, id",
	})
	if err != nil {
		return nil, err
	}
	own, err := a.client.Read(ctx, odooclient.ModelCompany, []int64{session.CompanyID}, []string{"account_sale_tax_id"})
	if err != nil {
		return nil, err
	}
	if len(own) == 1 {
		usual := own[0].Ref("account_sale_tax_id").ID
		slices.SortStableFunc(found, func(x, y odooclient.Record) int {
			return rank(x.Int("id") != usual) - rank(y.Int("id") != usual)
		})
	}
	return found, nil
}

func rank(later bool) int {
	if later {
		return 1
	}
	return 0
}

// choose picks the first tax of the rate. A rate of 0 takes no tax, because
// Odoo's taxes of 0 % mean different laws (the usual chart has "0% Exports"
// alone) and that is not ours to guess.
func choose(known []odooclient.Record, rate decimal.Decimal, included bool) (string, error) {
	if rate.IsZero() {
		return "", nil
	}
	for _, tax := range known {
		if tax.Decimal("amount").Equal(rate) && tax.Bool("price_include") == included {
			return strconv.FormatInt(tax.Int("id"), 10), nil
		}
	}
	return "", refuse(contract.FailInvalid, noTaxSentence(known, rate, included))
}

func noTaxSentence(known []odooclient.Record, rate decimal.Decimal, included bool) string {
	where := "on top of the price"
	if included {
		where = "included in the price"
	}
	var there []string
	for _, tax := range known {
		words := tax.Decimal("amount").String() + " %"
		if tax.Bool("price_include") {
			words += " (included in the price)"
		}
		if !slices.Contains(there, words) {
			there = append(there, words)
		}
	}
	list := "there are none"
	if len(there) > 0 {
		list = "there are " + strings.Join(there, ", ")
	}
	way := "Correct the rate, or add the tax under Invoicing > Configuration > Taxes."
	if included {
		way = "Give the prices without tax, or add such a tax under Invoicing > Configuration > Taxes."
	}
	return fmt.Sprintf("Odoo has no sale tax of %s %% %s; %s. %s", rate, where, list, way)
}

// cond is one condition of a domain.
func cond(field, operator string, value any) []any { return []any{field, operator, value} }

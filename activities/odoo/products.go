package odoo

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
)

// FindProducts tells which products the lines of an invoice stand under, by the
// same exact words as a quotation's. An invoice needs none, so that nothing is
// asked: where more than one product is meant, or the one is sold in another
// currency or unit, the line is free text and a remark says so. Whoever may not
// read products has none.
func (a *Activities) FindProducts(ctx context.Context, in contract.FindProductsInput) (contract.ProductMatch, error) {
	if a.client == nil {
		return contract.ProductMatch{}, nil
	}
	match := contract.ProductMatch{Configured: true}
	session, err := a.client.Session(ctx)
	if err != nil {
		return contract.ProductMatch{}, a.failed(err)
	}
	known, err := a.productsNamed(ctx, wordsFor(in.Draft, ""), session)
	if e, ok := odooclient.As(err); ok && (e.Code == odooclient.CodeNoModel || e.Code == odooclient.CodeNoRight) {
		return match, nil
	}
	if err != nil {
		return contract.ProductMatch{}, a.failed(err)
	}
	for i, line := range in.Draft.Lines {
		p, remark := productOfLine(known, i+1, line, in.Draft.Currency)
		match.Products = append(match.Products, p)
		if remark != "" {
			match.Remarks = append(match.Remarks, remark)
		}
	}
	return match, nil
}

// productOfLine is the product with the line's words, and why there is none
// though some product has them.
func productOfLine(known []odooclient.Record, number int, line contract.InvoiceLine, currency string) (contract.Product, string) {
	found := named(known, line.Description)
	switch len(found) {
	case 0:
		return contract.Product{}, ""
	case 1:
		if why := unfit(found[0], line, currency); why != "" {
			return contract.Product{}, fmt.Sprintf("Line %d is free text: %s.", number, why)
		}
		return shownProduct(found[0]), ""
	default:
		return contract.Product{}, fmt.Sprintf("Line %d is free text: Odoo has %d products called “%s”.", number, len(found), short(line.Description))
	}
}

// unfit says why a product cannot stand for a line, empty when it can. Nothing
// is converted: a price is that of one unit, in the currency it is sold in.
func unfit(product odooclient.Record, line contract.InvoiceLine, currency string) string {
	name := short(shownProduct(product).Name)
	if sold := product.Ref("currency_id").Name; sold != currency {
		return fmt.Sprintf("the product %s is sold in %s in Odoo", name, sold)
	}
	if unit := product.Ref("uom_id").Name; !sameUnit(line.Unit, unit) {
		if line.Unit == "" {
			return fmt.Sprintf("the product %s is sold by the unit %s in Odoo, and the line names none", name, unit)
		}
		return fmt.Sprintf("the product %s is sold by the unit %s in Odoo, and the line says %s", name, unit, short(line.Unit))
	}
	return ""
}

// unitsOfOdoo are the words for Odoo's usual units of measure, in English, as a
// mail is read in and as a person writes them. A line without a unit counts
// pieces.
func unitsOfOdoo() [][]string {
	return [][]string{
		{"", "unit", "units", "unit(s)", "piece", "pieces", "pc", "pcs", "each", "ea"},
		{"hour", "hours", "hour(s)", "h", "hr", "hrs"},
		{"day", "days", "day(s)"},
		{"minute", "minutes", "min"},
		{"dozen", "dozens", "dozen(s)"},
		{"kg", "kilo", "kilos", "kilogram", "kilograms"},
		{"g", "gram", "grams"},
		{"t", "ton", "tons", "tonne", "tonnes"},
		{"m", "metre", "metres", "meter", "meters"},
		{"km", "kilometre", "kilometres", "kilometer", "kilometers"},
		{"m2", "m²", "sqm"},
		{"m3", "m³"},
		{"l", "litre", "litres", "liter", "liters"},
		{"mile", "miles", "mi"},
	}
}

// sameUnit compares a line's unit with Odoo's. Units that are in no list are
// the same by their letters alone.
func sameUnit(ours, theirs string) bool {
	ours, theirs = strings.ToLower(strings.TrimSpace(ours)), strings.ToLower(strings.TrimSpace(theirs))
	if ours == theirs && ours != "" {
		return true
	}
	return slices.ContainsFunc(unitsOfOdoo(), func(words []string) bool {
		return slices.Contains(words, ours) && slices.Contains(words, theirs) && theirs != ""
	})
}

func hasProducts(d contract.InvoiceDraft) bool {
	return slices.ContainsFunc(d.Lines, func(l contract.InvoiceLine) bool { return l.ProductID != 0 })
}

// checkProducts looks whether the products that the owner has approved are
// still to be sold, and for an invoice in the same currency and unit.
func (a *Activities) checkProducts(ctx context.Context, d contract.InvoiceDraft, session odooclient.Session) error {
	var wanted []any
	for _, line := range d.Lines {
		if line.ProductID != 0 && !slices.Contains(wanted, any(line.ProductID)) {
			wanted = append(wanted, line.ProductID)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	found, err := a.client.Search(ctx, odooclient.ModelProduct, odooclient.Query{
		Domain: append(ofCompany(session.CompanyID), cond("sale_ok", "=", true), cond("id", "in", wanted)),
		Fields: []string{"name", "default_code", "currency_id", "uom_id"},
	})
	if err != nil {
		return err
	}
	for i, line := range d.Lines {
		if line.ProductID == 0 {
			continue
		}
		if err := stillSold(found, i+1, line, d); err != nil {
			return err
		}
	}
	return nil
}

func stillSold(found []odooclient.Record, number int, line contract.InvoiceLine, d contract.InvoiceDraft) error {
	at := slices.IndexFunc(found, func(r odooclient.Record) bool { return r.Int("id") == line.ProductID })
	quotes := d.Kind == contract.KindQuotation
	switch {
	case at < 0 && quotes:
		return refuse(contract.FailInvalid, fmt.Sprintf("The product of line %d, %s, is no longer to be sold in Odoo; put another into line_%d_product.", number, line.Product, number))
	case at < 0:
		return refuse(contract.FailInvalid, fmt.Sprintf("The product of line %d, %s, is no longer to be sold in Odoo; see what the line stands under now.", number, line.Product))
	case quotes:
		return nil
	}
	if why := unfit(found[at], line, d.Currency); why != "" {
		return refuse(contract.FailInvalid, fmt.Sprintf("Line %d no longer fits its product: %s.", number, why))
	}
	return nil
}

// otherProducts names each line of an invoice that stands under another product
// in Odoo than was approved.
func (a *Activities) otherProducts(ctx context.Context, d contract.InvoiceDraft, there odooclient.Record) ([]string, error) {
	doc := documentOf(d.Kind)
	if d.Kind == contract.KindQuotation || !hasProducts(d) || len(there.IDs(doc.lines)) != len(d.Lines) {
		return nil, nil // a line is missing or too many, which is told already
	}
	lines, err := a.client.Read(ctx, doc.lineModel, there.IDs(doc.lines), []string{"sequence", "product_id"})
	if err != nil {
		return nil, err
	}
	bySequence(lines)
	var out []string
	for i, line := range d.Lines {
		if i < len(lines) && lines[i].Ref("product_id").ID != line.ProductID {
			out = append(out, fmt.Sprintf("Line %d stands under the product %s in Odoo; approved was %s.",
				i+1, orNone(lines[i].Ref("product_id").Name), orNone(line.Product)))
		}
	}
	return out, nil
}

package odoo

import (
	"context"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

// reasons says why Odoo's amounts are others, as far as that can be seen:
// numbers it has shortened, and its rounding of taxes.
func (a *Activities) reasons(ctx context.Context, doc document, d contract.InvoiceDraft, there odooclient.Record) ([]string, error) {
	lines, err := a.client.Read(ctx, doc.lineModel, there.IDs(doc.lines), []string{"sequence", doc.quantity, "price_unit", "discount"})
	if err != nil {
		return nil, err
	}
	bySequence(lines)
	var out []string
	if len(lines) == len(d.Lines) {
		for i, line := range d.Lines {
			out = append(out, shortened(i+1, line, lines[i], doc.quantity)...)
		}
	}
	rounding, err := a.roundingOf(ctx, there.Ref("company_id").ID)
	if err != nil {
		return nil, err
	}
	if rounding == "" {
		return out, nil
	}
	return append(out, otherRounding(doc.noun, d, money.Rounding(rounding))...), nil
}

func bySequence(lines []odooclient.Record) {
	slices.SortStableFunc(lines, func(x, y odooclient.Record) int { return int(x.Int("sequence") - y.Int("sequence")) })
}

// roundingOf reads how the company rounds taxes; empty when it cannot be told.
func (a *Activities) roundingOf(ctx context.Context, companyID int64) (string, error) {
	company, err := a.client.Read(ctx, odooclient.ModelCompany, []int64{companyID}, []string{"tax_calculation_rounding_method"})
	if err != nil || len(company) != 1 {
		return "", err
	}
	return company[0].Str("tax_calculation_rounding_method"), nil
}

// otherRounding says that the approved totals were rounded the other way.
func otherRounding(noun string, d contract.InvoiceDraft, how money.Rounding) []string {
	own, err := money.TotalsRounded(d, how)
	if err != nil || sameTotals(d, own) {
		return nil
	}
	if how == money.RoundGlobally {
		return []string{"Odoo rounds taxes on the whole " + noun + " (setting Round Globally), the approved figures were rounded line by line."}
	}
	return []string{"Odoo rounds taxes line by line (setting Round per Line), the approved figures were rounded on the whole " + noun + "."}
}

// shortened names the numbers of a line that Odoo keeps otherwise.
func shortened(number int, line contract.InvoiceLine, there odooclient.Record, quantity string) []string {
	var out []string
	for _, n := range []struct {
		what, precision string
		approved        contract.Decimal
		there           decimal.Decimal
	}{
		{"unit price", "Product Price", line.UnitPrice, there.Decimal("price_unit")},
		{"quantity", "Product Unit of Measure", line.Quantity, there.Decimal(quantity)},
		{"discount", "Discount", line.DiscountPercent, there.Decimal("discount")},
	} {
		approved, err := money.Parse(n.approved)
		if err != nil || approved.Equal(n.there) {
			continue
		}
		out = append(out, fmt.Sprintf("Line %d: Odoo keeps the %s %s instead of %s; its decimal accuracy %q has fewer digits.",
			number, n.what, n.there, n.approved, n.precision))
	}
	return out
}

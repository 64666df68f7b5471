package money

import (
	"errors"
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// LineTotal is what one line adds to the invoice, rounded to the minor unit.
type LineTotal struct {
	Subtotal decimal.Decimal // without tax
	Tax      decimal.Decimal
}

// Totals returns the draft with Subtotal, Tax and Total computed from its
// lines, as Odoo does under "Round per Line" (res.company
// tax_calculation_rounding_method, default in addons/account/models/company.py
// of 14 to 18): each line's amount and each line's tax are rounded to the minor
// unit, then summed. A company set to "Round Globally" may differ by a minor
// unit, which the read-back tells. The error is a sentence for the owner.
func Totals(draft contract.InvoiceDraft) (contract.InvoiceDraft, error) {
	if !IsCurrency(draft.Currency) {
		return draft, currencyError(draft.Currency)
	}
	if len(draft.Lines) == 0 {
		return draft, errors.New("The invoice has no lines.") //nolint:staticcheck // a sentence for the owner
	}
	subtotal, tax := decimal.Zero, decimal.Zero
	for i, line := range draft.Lines {
		t, err := Line(line, draft.Currency, draft.TaxIncluded)
		if err != nil {
			return draft, fmt.Errorf("Line %d: %w", i+1, err) //nolint:staticcheck // a sentence for the owner
		}
		subtotal = subtotal.Add(t.Subtotal)
		tax = tax.Add(t.Tax)
	}
	draft.Subtotal = FormatAmount(subtotal, draft.Currency)
	draft.Tax = FormatAmount(tax, draft.Currency)
	draft.Total = FormatAmount(subtotal.Add(tax), draft.Currency)
	return draft, nil
}

// Line computes one line. With taxIncluded the unit price holds the tax: the
// line's total is rounded first, the tax is total x rate / (100 + rate)
// rounded, and the subtotal is the rest, as 18 and 19 do
// (account.tax._eval_tax_amount_price_included). 14 to 17 round the base
// instead, which gives another cent in the case of an exact half; the line's
// total is the same in all.
func Line(line contract.InvoiceLine, currency string, taxIncluded bool) (LineTotal, error) {
	gross, err := lineAmount(line)
	if err != nil {
		return LineTotal{}, err
	}
	rate, err := percent(line.TaxPercent, "tax percentage")
	if err != nil {
		return LineTotal{}, err
	}
	gross = Round(gross, currency)
	if !taxIncluded {
		return LineTotal{Subtotal: gross, Tax: Round(gross.Mul(rate).Shift(-2), currency)}, nil
	}
	digits, _ := MinorUnits(currency)
	tax := gross.Mul(rate).DivRound(rate.Add(decimal.NewFromInt(100)), int32(digits))
	return LineTotal{Subtotal: gross.Sub(tax), Tax: tax}, nil
}

// lineAmount is quantity x price x (1 - discount/100), not rounded.
func lineAmount(line contract.InvoiceLine) (decimal.Decimal, error) {
	quantity, err := required(line.Quantity, "quantity")
	if err != nil {
		return decimal.Zero, err
	}
	price, err := required(line.UnitPrice, "unit price")
	if err != nil {
		return decimal.Zero, err
	}
	discount, err := percent(line.DiscountPercent, "discount")
	if err != nil {
		return decimal.Zero, err
	}
	factor := decimal.NewFromInt(1).Sub(discount.Shift(-2))
	return quantity.Mul(price).Mul(factor), nil
}

func required(d contract.Decimal, what string) (decimal.Decimal, error) {
	v, err := Parse(d)
	if errors.Is(err, ErrNotStated) {
		return v, fmt.Errorf("the %s is missing", what)
	}
	if err != nil {
		return v, fmt.Errorf("the %s %w", what, err)
	}
	return v, nil
}

// percent reads an optional percentage between 0 and 100; empty is 0.
func percent(d contract.Decimal, what string) (decimal.Decimal, error) {
	v, err := Parse(d)
	if errors.Is(err, ErrNotStated) {
		return decimal.Zero, nil
	}
	if err != nil {
		return v, fmt.Errorf("the %s %w", what, err)
	}
	if v.IsNegative() || v.GreaterThan(decimal.NewFromInt(100)) {
		return v, fmt.Errorf("the %s %s is not between 0 and 100", what, clip(string(d)))
	}
	return v, nil
}

func currencyError(code string) error {
	if code == "" {
		return errors.New("The currency is missing; write its three-letter code, such as EUR.") //nolint:staticcheck // a sentence for the owner
	}
	return fmt.Errorf("The currency %q is not known; write its three-letter code, such as EUR.", clip(code)) //nolint:staticcheck // a sentence for the owner
}

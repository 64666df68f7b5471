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

// Rounding is a company's way to round taxes, by Odoo's own names
// (res.company tax_calculation_rounding_method).
type Rounding string

// The two ways. Round per line is the default of Odoo 14 to 18, and round
// globally of 19; an owner can change it.
const (
	RoundPerLine  Rounding = "round_per_line"
	RoundGlobally Rounding = "round_globally"
)

// Totals computes the totals as a company does that rounds per line: each
// line's amount and each line's tax are rounded to the minor unit, then summed.
func Totals(draft contract.InvoiceDraft) (contract.InvoiceDraft, error) {
	return TotalsRounded(draft, RoundPerLine)
}

// TotalsRounded returns the draft with Subtotal, Tax and Total computed from
// its lines. RoundGlobally is what Odoo 19 does (seen on a server): the
// unrounded lines are summed, then rounded, and so is each rate's tax. Older
// ones set to it can differ by a minor unit when quantity x price is no whole
// number of them or the tax is inside the price. Any other value means
// RoundPerLine. The error is a sentence for the owner.
func TotalsRounded(draft contract.InvoiceDraft, how Rounding) (contract.InvoiceDraft, error) {
	if !IsCurrency(draft.Currency) {
		return draft, currencyError(draft.Currency)
	}
	if len(draft.Lines) == 0 {
		return draft, errors.New("The invoice has no lines.")
	}
	sum := sumPerLine
	if how == RoundGlobally {
		sum = sumGlobally
	}
	total, err := sum(draft)
	if err != nil {
		return draft, err
	}
	draft.Subtotal = FormatAmount(total.Subtotal, draft.Currency)
	draft.Tax = FormatAmount(total.Tax, draft.Currency)
	draft.Total = FormatAmount(total.Subtotal.Add(total.Tax), draft.Currency)
	return draft, nil
}

func sumPerLine(draft contract.InvoiceDraft) (LineTotal, error) {
	var sum LineTotal
	for i, line := range draft.Lines {
		t, err := Line(line, draft.Currency, draft.TaxIncluded)
		if err != nil {
			return sum, lineError(i, err)
		}
		sum.Subtotal, sum.Tax = sum.Subtotal.Add(t.Subtotal), sum.Tax.Add(t.Tax)
	}
	return sum, nil
}

// sumGlobally keeps the amounts per rate exact until the end. With the tax
// inside the prices, the rounded total is what stands and the base is the rest.
func sumGlobally(draft contract.InvoiceDraft) (LineTotal, error) {
	gross := decimal.Zero
	amounts := map[string]decimal.Decimal{} // by rate
	var rates []decimal.Decimal
	for i, line := range draft.Lines {
		amount, rate, err := lineAmount(line)
		if err != nil {
			return LineTotal{}, lineError(i, err)
		}
		gross = gross.Add(amount)
		if _, seen := amounts[rate.String()]; !seen {
			rates = append(rates, rate)
		}
		amounts[rate.String()] = amounts[rate.String()].Add(amount)
	}
	sum := LineTotal{Subtotal: Round(gross, draft.Currency)}
	for _, rate := range rates {
		tax := taxOf(amounts[rate.String()], rate, draft.Currency, draft.TaxIncluded)
		sum.Tax = sum.Tax.Add(tax)
	}
	if draft.TaxIncluded {
		sum.Subtotal = sum.Subtotal.Sub(sum.Tax)
	}
	return sum, nil
}

func lineError(index int, err error) error {
	return fmt.Errorf("Line %d: %w", index+1, err)
}

// taxOf is the rounded tax on, or inside, an amount.
func taxOf(amount, rate decimal.Decimal, currency string, inside bool) decimal.Decimal {
	if !inside {
		return Round(amount.Mul(rate).Shift(-2), currency)
	}
	digits, _ := MinorUnits(currency)
	return amount.Mul(rate).DivRound(rate.Add(decimal.NewFromInt(100)), int32(digits))
}

// Line computes one line. With taxIncluded the unit price holds the tax: the
// line's total is rounded first, the tax is total x rate / (100 + rate)
// rounded, and the subtotal is the rest, as 18 and 19 do
// (account.tax._eval_tax_amount_price_included). 14 to 17 round the base
// instead, which gives another cent in the case of an exact half; the line's
// total is the same in all.
func Line(line contract.InvoiceLine, currency string, taxIncluded bool) (LineTotal, error) {
	amount, rate, err := lineAmount(line)
	if err != nil {
		return LineTotal{}, err
	}
	amount = Round(amount, currency)
	tax := taxOf(amount, rate, currency, taxIncluded)
	if taxIncluded {
		amount = amount.Sub(tax)
	}
	return LineTotal{Subtotal: amount, Tax: tax}, nil
}

// lineAmount is quantity x price x (1 - discount/100), not rounded, and the
// line's tax percentage.
func lineAmount(line contract.InvoiceLine) (amount, rate decimal.Decimal, err error) {
	quantity, err := required(line.Quantity, "quantity")
	if err != nil {
		return amount, rate, err
	}
	price, err := required(line.UnitPrice, "unit price")
	if err != nil {
		return amount, rate, err
	}
	discount, err := percent(line.DiscountPercent, "discount")
	if err != nil {
		return amount, rate, err
	}
	rate, err = percent(line.TaxPercent, "tax percentage")
	factor := decimal.NewFromInt(1).Sub(discount.Shift(-2))
	return quantity.Mul(price).Mul(factor), rate, err
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
		return errors.New("The currency is missing; write its three-letter code, such as EUR.")
	}
	return fmt.Errorf("The currency %q is not known; write its three-letter code, such as EUR.", clip(code))
}

package money

import (
	"errors"
	"fmt"
	"regexp"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// ErrNotStated is returned by Parse for an empty decimal.
var ErrNotStated = errors.New("the number is not stated")

// canonical bounds the length as well as the form: Odoo keeps amounts as
// numeric columns behind float64, which is exact to 15 digits only.
var canonical = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?$`)

// Parse reads a canonical decimal ("1234.50"): no grouping, no exponent, no
// plus sign, no leading zeros, at most 15 digits before the dot and 12 after.
func Parse(d contract.Decimal) (decimal.Decimal, error) {
	if d == "" {
		return decimal.Zero, ErrNotStated
	}
	if !canonical.MatchString(string(d)) {
		return decimal.Zero, fmt.Errorf("%q is not a plain decimal number such as 1234.50", clip(string(d)))
	}
	return decimal.NewFromString(string(d))
}

// Format writes a decimal in canonical form without trailing zeros.
func Format(d decimal.Decimal) contract.Decimal {
	return contract.Decimal(d.String())
}

// FormatAmount rounds an amount to the currency's minor unit and writes it
// with exactly that many decimals ("12.50" EUR, "1250" JPY). An unknown
// currency is written as Format does.
func FormatAmount(d decimal.Decimal, currency string) contract.Decimal {
	digits, ok := MinorUnits(currency)
	if !ok {
		return Format(d)
	}
	return contract.Decimal(d.StringFixed(int32(digits)))
}

// clip keeps an error sentence short whatever was in the field.
func clip(s string) string {
	const limit = 40
	runes := []rune(s)
	if len(runes) <= limit {
		return s
	}
	return string(runes[:limit]) + "..."
}

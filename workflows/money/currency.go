package money

import (
	"github.com/bojanz/currency"
	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// MinorUnits returns how many decimals amounts of an ISO 4217 currency have
// (2 for EUR, 0 for JPY, 3 for KWD) and whether the code is one.
func MinorUnits(code string) (int, bool) {
	if !IsCurrency(code) {
		return 0, false
	}
	digits, ok := currency.GetDigits(code)
	return int(digits), ok
}

// IsCurrency tells whether the text is an upper-case ISO 4217 code in use.
func IsCurrency(code string) bool {
	return len(code) == 3 && currency.IsValid(code)
}

// Round rounds half away from zero to the currency's minor unit, which is
// Odoo's HALF-UP (odoo/tools/float_utils.py, float_round). The amount of an
// unknown currency comes back as it is.
func Round(d decimal.Decimal, code string) decimal.Decimal {
	digits, ok := MinorUnits(code)
	if !ok {
		return d
	}
	return d.Round(int32(digits))
}

// Equal tells whether two amounts differ by no more than half a minor unit of
// the currency, the most that float arithmetic on the other side can explain.
// Amounts that are missing or malformed equal nothing, nor does any amount of
// an unknown currency.
func Equal(a, b contract.Decimal, code string) bool {
	digits, ok := MinorUnits(code)
	if !ok {
		return false
	}
	x, err := Parse(a)
	if err != nil {
		return false
	}
	y, err := Parse(b)
	if err != nil {
		return false
	}
	half := decimal.New(5, -int32(digits)-1)
	return x.Sub(y).Abs().LessThanOrEqual(half)
}

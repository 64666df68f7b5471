package einvoice

import (
	"fmt"

	"github.com/bojanz/currency"
	"github.com/shopspring/decimal"
)

// check recomputes what the document states. It changes no stated value; it
// fills DiscountPercent where the arithmetic proves it.
func (rd *reader) check(inv *Invoice) {
	digits := minorUnits(inv.Currency)
	for i := range inv.Lines {
		rd.checkLine(i, &inv.Lines[i], digits)
	}
	t := inv.Totals
	if len(inv.Lines) > 0 {
		rd.equal("The lines do not add up to the stated sum of lines.", t.Lines, sumOf(inv.Lines))
	}
	rd.equal("The discounts do not add up to their stated sum.", t.Discounts, adjusted(inv.Adjustments, false))
	rd.equal("The charges do not add up to their stated sum.", t.Charges, adjusted(inv.Adjustments, true))
	rd.equal("The sum of lines with discounts and charges is not the net total.", t.Net, plus(t.Lines, minus(or(t.Discounts, adjusted(inv.Adjustments, false))), or(t.Charges, adjusted(inv.Adjustments, true))))
	rd.equal("Net and tax do not add up to the gross total.", t.Gross, plus(t.Net, t.Tax))
	rd.equal("The gross total less what was paid is not the payable amount.", t.Payable, plus(t.Gross, minus(or(t.Prepaid, "0")), or(t.Rounding, "0")))
}

func minorUnits(code string) int32 {
	if d, ok := currency.GetDigits(code); ok {
		return int32(d)
	}
	return 2
}

// checkLine holds quantity, price and adjustments against the line's net.
func (rd *reader) checkLine(i int, l *Line, digits int32) {
	gross, ok := l.gross()
	if !ok {
		return
	}
	if p, ok := l.percent(gross, digits); ok {
		l.DiscountPercent = p
	}
	net := gross
	for _, a := range l.Adjustments {
		v, ok := dec(a.Amount)
		if !ok {
			return
		}
		if a.Charge {
			net = net.Add(v)
		} else {
			net = net.Sub(v)
		}
	}
	stated, ok := dec(l.Net)
	if ok && !net.Round(digits).Equal(stated) {
		rd.problem(fmt.Sprintf("Line %d: quantity and price do not give the stated amount.", i+1))
	}
}

// gross is quantity times price, before discounts and charges.
func (l *Line) gross() (decimal.Decimal, bool) {
	q, ok1 := dec(l.Quantity)
	p, ok2 := dec(l.UnitPrice)
	if !ok1 || !ok2 {
		return decimal.Decimal{}, false
	}
	base, ok := dec(l.BaseQuantity)
	if !ok {
		return q.Mul(p), l.BaseQuantity == ""
	}
	if !base.IsPositive() {
		return decimal.Decimal{}, false
	}
	return q.Mul(p).DivRound(base, 12), true
}

// percent is the line's discount when a single one is stated as a percentage
// and the stated amount is that percentage of the line. Older documents write
// a tenth as 0.1, newer ones as 10; the amount tells which it is.
func (l *Line) percent(gross decimal.Decimal, digits int32) (string, bool) {
	if len(l.Adjustments) != 1 || l.Adjustments[0].Charge {
		return "", false
	}
	p, ok1 := dec(l.Adjustments[0].Percent)
	amount, ok2 := dec(l.Adjustments[0].Amount)
	if !ok1 || !ok2 || !p.IsPositive() || p.GreaterThan(decimal.NewFromInt(100)) {
		return "", false
	}
	if !gross.Mul(p).Shift(-2).Round(digits).Equal(amount) {
		return "", false
	}
	return p.String(), true
}

// PricePerUnit is the price of one unit, and false when there is none or when
// it cannot be written in at most six decimals.
func (l *Line) PricePerUnit() (string, bool) {
	p, ok := dec(l.UnitPrice)
	if !ok {
		return "", false
	}
	if l.BaseQuantity == "" {
		return p.String(), true
	}
	base, ok := dec(l.BaseQuantity)
	if !ok || !base.IsPositive() {
		return "", false
	}
	unit := p.DivRound(base, 6)
	return unit.String(), unit.Mul(base).Equal(p)
}

// equal records a problem when both sides are known and differ.
func (rd *reader) equal(text, stated, computed string) {
	a, ok1 := dec(stated)
	b, ok2 := dec(computed)
	if ok1 && ok2 && !a.Equal(b) {
		rd.problem(text)
	}
}

func dec(s string) (decimal.Decimal, bool) {
	if s == "" {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(s)
	return d, err == nil
}

// plus adds up, and is empty when one of the parts is unknown.
func plus(parts ...string) string {
	sum := decimal.Decimal{}
	for _, p := range parts {
		d, ok := dec(p)
		if !ok {
			return ""
		}
		sum = sum.Add(d)
	}
	return sum.String()
}

func minus(s string) string {
	d, ok := dec(s)
	if !ok {
		return ""
	}
	return d.Neg().String()
}

func or(stated, otherwise string) string {
	if stated == "" {
		return otherwise
	}
	return stated
}

func sumOf(lines []Line) string {
	parts := make([]string, len(lines))
	for i, l := range lines {
		parts[i] = l.Net
	}
	return plus(parts...)
}

func adjusted(list []Adjustment, charge bool) string {
	parts := make([]string, 0, len(list))
	for _, a := range list {
		if a.Charge == charge {
			parts = append(parts, a.Amount)
		}
	}
	return plus(parts...)
}

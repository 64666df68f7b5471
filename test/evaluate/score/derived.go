package score

import "github.com/shopspring/decimal"

// cents is the rounding of sums that people compute by hand.
const cents = 2

// follows are the sums that follow exactly from the labelled lines, by field.
// They are neutral where the mail does not state them. Nothing follows when a
// line leaves its quantity or price open.
func (l Label) follows() map[string]decimal.Decimal {
	nets, ok := l.nets()
	if !ok {
		return nil
	}
	sum := decimal.Zero
	for _, n := range nets {
		sum = sum.Add(n)
	}
	out := map[string]decimal.Decimal{Subtotal: sum, Total: sum}
	byRate, ok := l.byRate(nets)
	if !ok {
		return out
	}
	included := l.Fields[TaxIncluded].Text == "true"
	tax := decimal.Zero
	for text, net := range byRate {
		rate := decimal.RequireFromString(text).Shift(-2)
		if included {
			tax = tax.Add(net.Sub(net.DivRound(rate.Add(decimal.NewFromInt(1)), 12)).Round(cents))
			continue
		}
		tax = tax.Add(net.Mul(rate).Round(cents))
	}
	out[Tax] = tax
	if included {
		out[Subtotal] = sum.Sub(tax)
	} else {
		out[Total] = sum.Add(tax)
	}
	return out
}

// nets are quantity times price less discount of each line, in cents.
func (l Label) nets() (nets []decimal.Decimal, ok bool) {
	for _, line := range l.Lines {
		qty, price, discount := line.Figures[Quantity], line.Figures[UnitPrice], line.Figures[DiscountPercent]
		if !qty.Stated || !price.Stated {
			return nil, false
		}
		net := decimal.RequireFromString(qty.Text).Mul(decimal.RequireFromString(price.Text))
		if discount.Stated {
			net = net.Sub(net.Mul(decimal.RequireFromString(discount.Text).Shift(-2)))
		}
		nets = append(nets, net.Round(cents))
	}
	return nets, len(nets) > 0
}

func (l Label) byRate(nets []decimal.Decimal) (byRate map[string]decimal.Decimal, ok bool) {
	byRate = map[string]decimal.Decimal{}
	for i, line := range l.Lines {
		rate := line.Figures[TaxPercent]
		if !rate.Stated {
			return nil, false
		}
		key := decimal.RequireFromString(rate.Text).String()
		byRate[key] = byRate[key].Add(nets[i])
	}
	return byRate, true
}

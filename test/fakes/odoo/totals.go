package odoofake

import "github.com/shopspring/decimal"

// The arithmetic is written apart from the product's, after what servers of
// 14 and 19 answered under both settings.

// taxedLine is one line with its taxes, before rounding.
type taxedLine struct {
	row    row
	amount decimal.Decimal
	taxes  []row
}

// sums are a document's amount before tax and each of its taxes.
type sums struct {
	untaxed decimal.Decimal
	taxes   map[int64]decimal.Decimal
	order   []int64 // the taxes as the lines have them
}

func (t *sums) add(tax int64, amount decimal.Decimal) {
	if _, known := t.taxes[tax]; !known {
		t.order = append(t.order, tax)
	}
	t.taxes[tax] = t.taxes[tax].Add(amount)
}

func (t *sums) tax() decimal.Decimal {
	out := decimal.Zero
	for _, amount := range t.taxes {
		out = out.Add(amount)
	}
	return out
}

// bases are the lines' amounts before tax, of which the largest takes what
// rounding the whole leaves over.
func (t *sums) bases(lines []taxedLine) []decimal.Decimal {
	out, rest, largest := make([]decimal.Decimal, len(lines)), t.untaxed, 0
	for i, l := range lines {
		out[i], _ = l.row["price_subtotal"].(decimal.Decimal)
		rest = rest.Sub(out[i])
		if out[i].Abs().GreaterThan(out[largest].Abs()) {
			largest = i
		}
	}
	if len(out) > 0 {
		out[largest] = out[largest].Add(rest)
	}
	return out
}

// places are the decimals of a document's currency.
func (s *Server) places(document row) int32 {
	currency, _ := document["currency_id"].(int64)
	digits, _ := s.table("res.currency").rows[currency]["decimal_places"].(int64)
	return int32(digits)
}

// sums adds the lines up the way of the company and the version.
func (s *Server) sums(lines []taxedLine, places int32) *sums {
	t := &sums{taxes: map[int64]decimal.Decimal{}}
	switch {
	case s.opts.Rounding != "round_globally":
		s.perLine(t, lines, places)
	case s.opts.Version >= 18:
		globally(t, lines, places)
	default:
		s.globallyBefore18(t, lines, places)
	}
	return t
}

// sign fills in the amounts in the company's currency, which are negative for
// what lowers the company's claims. Each line and each tax is converted by
// itself, as the journal items are.
func (s *Server) sign(move row) {
	lines := s.taxedLines(s.moves(), move)
	untaxed, _ := move["amount_untaxed"].(decimal.Decimal)
	tax, _ := move["amount_tax"].(decimal.Decimal)
	t := &sums{untaxed: untaxed, taxes: map[int64]decimal.Decimal{0: tax}}
	if len(lines) > 0 {
		t = s.sums(lines, s.places(move))
	}
	bases := t.bases(lines)
	if len(bases) == 0 {
		bases = []decimal.Decimal{untaxed}
	}
	untaxed, tax = decimal.Zero, decimal.Zero
	for _, base := range bases {
		untaxed = untaxed.Add(s.inBooks(move, base))
	}
	for _, part := range t.taxes {
		tax = tax.Add(s.inBooks(move, part))
	}
	if sign, _, _ := side(move); sign < 0 {
		untaxed, tax = untaxed.Neg(), tax.Neg()
	}
	move["amount_untaxed_signed"], move["amount_tax_signed"], move["amount_total_signed"] = untaxed, tax, untaxed.Add(tax)
	move["amount_residual_signed"] = move["amount_total_signed"]
}

func (s *Server) taxedLine(line row, quantity, taxes string) taxedLine {
	number := func(name string) decimal.Decimal {
		d, _ := line[name].(decimal.Decimal)
		return d
	}
	off := hundred().Sub(number("discount"))
	out := taxedLine{row: line, amount: number(quantity).Mul(number("price_unit")).Mul(off).Div(hundred())}
	ids, _ := line[taxes].([]int64)
	for _, id := range ids {
		out.taxes = append(out.taxes, s.table("account.tax").rows[id])
	}
	return out
}

func (s *Server) perLine(t *sums, lines []taxedLine, places int32) {
	for _, l := range lines {
		base := s.lineTax(l, places, t.add)
		l.row["price_subtotal"] = base
		t.untaxed = t.untaxed.Add(base)
	}
}

// lineTax rounds the base up to 17 and the tax from 18 when the tax is inside
// the price, and takes the rest for the other.
func (s *Server) lineTax(l taxedLine, places int32, add func(int64, decimal.Decimal)) (base decimal.Decimal) {
	total := l.amount.Round(places)
	base = total
	for _, t := range l.taxes {
		rate, _ := t["amount"].(decimal.Decimal)
		id := idOf(t["id"])
		switch {
		case t["price_include"] != true:
			add(id, total.Mul(rate).Div(hundred()).Round(places))
		case s.opts.Version <= 17:
			base = total.Mul(hundred()).DivRound(hundred().Add(rate), places)
			add(id, total.Sub(base))
		default:
			part := inside(total, rate).Round(places)
			base = base.Sub(part)
			add(id, part)
		}
	}
	return base
}

// globally is 19: everything stays exact until the sums. (18 rounds halves
// otherwise when it is set to it, which is not its default.)
func globally(t *sums, lines []taxedLine, places int32) {
	in := map[int64]decimal.Decimal{}
	for _, l := range lines {
		t.untaxed = t.untaxed.Add(l.amount)
		base := l.amount
		for _, tax := range l.taxes {
			rate, _ := tax["amount"].(decimal.Decimal)
			id := idOf(tax["id"])
			if tax["price_include"] != true {
				t.add(id, l.amount.Mul(rate).Div(hundred()))
				continue
			}
			part := inside(l.amount, rate)
			base, in[id] = base.Sub(part), in[id].Add(part)
			t.add(id, part)
		}
		l.row["price_subtotal"] = base.Round(places)
	}
	t.untaxed = t.untaxed.Round(places)
	for id, d := range t.taxes {
		t.taxes[id] = d.Round(places)
	}
	for _, d := range in {
		t.untaxed = t.untaxed.Sub(d.Round(places))
	}
}

// globallyBefore18 rounds the lines, and only the taxes on top as a whole.
func (s *Server) globallyBefore18(t *sums, lines []taxedLine, places int32) {
	for _, l := range lines {
		base := s.lineTax(l, places, func(id int64, part decimal.Decimal) {
			tax := s.table("account.tax").rows[id]
			if tax["price_include"] != true {
				rate, _ := tax["amount"].(decimal.Decimal)
				part = l.amount.Round(places).Mul(rate).Div(hundred())
			}
			t.add(id, part)
		})
		l.row["price_subtotal"] = base
		t.untaxed = t.untaxed.Add(base)
	}
	for id, d := range t.taxes {
		t.taxes[id] = d.Round(places)
	}
}

func inside(amount, rate decimal.Decimal) decimal.Decimal {
	return amount.Mul(rate).Div(hundred().Add(rate))
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }

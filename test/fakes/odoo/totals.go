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

// computeTotals computes the three amounts as the version and the company do.
func (s *Server) computeTotals(move row) {
	ids, _ := move["invoice_line_ids"].([]int64)
	var lines []taxedLine
	for _, id := range ids {
		line := s.table("account.move.line").rows[id]
		if kind := line["display_type"]; kind == "line_note" || kind == "line_section" {
			continue // words without an amount
		}
		lines = append(lines, s.taxedLine(line, "quantity", "tax_ids"))
	}
	untaxed, tax := s.sums(lines, s.places(move))
	move["amount_untaxed"], move["amount_tax"], move["amount_total"] = untaxed, tax, untaxed.Add(tax)
	move["payment_state"], move["amount_residual"] = "not_paid", move["amount_total"]
	sign(move)
}

// places are the decimals of a document's currency.
func (s *Server) places(document row) int32 {
	currency, _ := document["currency_id"].(int64)
	digits, _ := s.table("res.currency").rows[currency]["decimal_places"].(int64)
	return int32(digits)
}

// sums adds the lines up the way of the company and the version.
func (s *Server) sums(lines []taxedLine, places int32) (untaxed, tax decimal.Decimal) {
	switch {
	case s.opts.Rounding != "round_globally":
		return s.perLine(lines, places)
	case s.opts.Version >= 18:
		return globally(lines, places)
	default:
		return s.globallyBefore18(lines, places)
	}
}

// sign fills in the amounts in the company's currency, which are negative for
// what lowers the company's claims. Every rate is 1 here.
func sign(move row) {
	untaxed, _ := move["amount_untaxed"].(decimal.Decimal)
	total, _ := move["amount_total"].(decimal.Decimal)
	switch move["move_type"] {
	case "out_refund", "in_invoice", "in_receipt":
		untaxed, total = untaxed.Neg(), total.Neg()
	}
	move["amount_untaxed_signed"], move["amount_total_signed"] = untaxed, total
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

func (s *Server) perLine(lines []taxedLine, places int32) (untaxed, tax decimal.Decimal) {
	for _, l := range lines {
		base, part := s.lineTax(l, places)
		l.row["price_subtotal"] = base
		untaxed, tax = untaxed.Add(base), tax.Add(part)
	}
	return untaxed, tax
}

// lineTax rounds the base up to 17 and the tax from 18 when the tax is inside
// the price, and takes the rest for the other.
func (s *Server) lineTax(l taxedLine, places int32) (base, tax decimal.Decimal) {
	total := l.amount.Round(places)
	base = total
	for _, t := range l.taxes {
		rate, _ := t["amount"].(decimal.Decimal)
		switch {
		case t["price_include"] != true:
			tax = tax.Add(total.Mul(rate).Div(hundred()).Round(places))
		case s.opts.Version <= 17:
			base = total.Mul(hundred()).DivRound(hundred().Add(rate), places)
			tax = tax.Add(total.Sub(base))
		default:
			part := inside(total, rate).Round(places)
			base, tax = base.Sub(part), tax.Add(part)
		}
	}
	return base, tax
}

// globally is 19: everything stays exact until the sums. (18 rounds halves
// otherwise when it is set to it, which is not its default.)
func globally(lines []taxedLine, places int32) (untaxed, tax decimal.Decimal) {
	on, in := map[int64]decimal.Decimal{}, map[int64]decimal.Decimal{}
	for _, l := range lines {
		untaxed = untaxed.Add(l.amount)
		l.row["price_subtotal"] = l.amount.Round(places)
		for _, t := range l.taxes {
			rate, _ := t["amount"].(decimal.Decimal)
			id, _ := t["id"].(int64)
			if t["price_include"] == true {
				in[id] = in[id].Add(inside(l.amount, rate))
				continue
			}
			on[id] = on[id].Add(l.amount.Mul(rate).Div(hundred()))
		}
	}
	untaxed = untaxed.Round(places)
	for _, d := range on {
		tax = tax.Add(d.Round(places))
	}
	for _, d := range in {
		part := d.Round(places)
		untaxed, tax = untaxed.Sub(part), tax.Add(part)
	}
	return untaxed, tax
}

// globallyBefore18 rounds the lines, and only the taxes on top as a whole.
func (s *Server) globallyBefore18(lines []taxedLine, places int32) (untaxed, tax decimal.Decimal) {
	on := map[int64]decimal.Decimal{}
	for _, l := range lines {
		base, part := s.lineTax(l, places)
		l.row["price_subtotal"] = base
		untaxed = untaxed.Add(base)
		for _, t := range l.taxes {
			if t["price_include"] == true {
				tax = tax.Add(part)
				continue
			}
			rate, _ := t["amount"].(decimal.Decimal)
			id, _ := t["id"].(int64)
			on[id] = on[id].Add(l.amount.Round(places).Mul(rate).Div(hundred()))
		}
	}
	for _, d := range on {
		tax = tax.Add(d.Round(places))
	}
	return untaxed, tax
}

func inside(amount, rate decimal.Decimal) decimal.Decimal {
	return amount.Mul(rate).Div(hundred().Add(rate))
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }

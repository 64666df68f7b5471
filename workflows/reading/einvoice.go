package reading

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/reading/documents/einvoice"
)

// ours is true when a party of an electronic document is the owner: by a name
// or an address of the house.
func (s *source) ours(p einvoice.Party) bool {
	if p.Email != "" && s.isHouse(p.Email) {
		return true
	}
	n := letters(p.Name)
	for _, own := range []string{s.owner.Company, s.owner.Name} {
		if o := letters(own); len(o) >= 4 && n != "" && (n == o || strings.HasPrefix(n, o) && len(n) <= len(o)+12) {
			return true
		}
	}
	return false
}

// billsUs is true when an electronic invoice that came along is made out to
// the owner: then the mail sends a bill, whatever it says.
func (s *source) billsUs(papers []paper) bool {
	for _, p := range papers {
		if inv := p.doc.Invoice; inv != nil && inv.Type != einvoice.TypeOrder && inv.Type != einvoice.TypeQuotation && s.ours(inv.Buyer) && !s.ours(inv.Seller) {
			return true
		}
	}
	return false
}

// invoiceLines are the lines of an electronic document. What it leaves open,
// says twice or takes off as a whole stays an open sum, which is a question.
func invoiceLines(inv *einvoice.Invoice) extraction {
	var e extraction
	number := func(s string) value {
		d, err := decimal.NewFromString(s)
		return value{d, s != "" && err == nil}
	}
	for _, l := range inv.Lines {
		it := item{
			desc: l.Description, qty: number(l.Quantity), price: number(l.UnitPrice), amount: number(l.Net), discount: number(l.DiscountPercent),
			tax: number(l.TaxPercent), currency: inv.Currency, unit: unitOfCode(l.UnitCode), quote: l.Description,
		}
		if base := number(l.BaseQuantity); base.ok && !base.Equal(one()) && it.price.ok {
			p, even := divide(it.price.Decimal, base.Decimal)
			it.price, it.why = value{p, even}, "the price of "+l.BaseQuantity+" divided"
		}
		if len(l.Adjustments) > 0 && !it.discount.ok {
			it.price = value{}
		}
		if n, ok := it.net(); ok && it.amount.ok && !n.Round(2).Equal(it.amount.Decimal) {
			it.price = value{}
		}
		it.openQty = !it.qty.ok
		e.items = append(e.items, it)
	}
	for _, a := range inv.Adjustments {
		e.sums = append(e.sums, sum{quote: strings.TrimSpace(a.Reason + " " + a.Amount)})
	}
	for _, p := range inv.Problems {
		e.sums = append(e.sums, sum{quote: p})
	}
	for label, v := range map[string]string{"subtotal": inv.Totals.Net, "tax": inv.Totals.Tax, "total": inv.Totals.Gross} {
		if n := number(v); n.ok && len(inv.Adjustments) == 0 {
			e.sums = append(e.sums, sum{value: n, currency: inv.Currency, before: label, quote: label + " " + v})
		}
	}
	return e
}

// orderData takes what else an electronic order says where the mail is silent.
func (s *source) orderData(r *contract.Reading, p paper) {
	inv := p.doc.Invoice
	set := func(field *string, key, v string) {
		if *field == "" && v != "" {
			*field = v
			r.Evidence[key] = contract.Evidence{Words: v, Part: contract.PartAttachment + squeeze(p.name, maxShort), Method: contract.MethodStated, Offset: -1}
		}
	}
	order := inv.OrderReference
	if inv.Type == einvoice.TypeOrder {
		order = inv.Number
	}
	set(&r.PO, "po", order)
	set(&r.VATID, "vat_id", strings.ReplaceAll(inv.Buyer.VAT, " ", ""))
	set(&r.Company, "company", inv.Buyer.Name)
}

// invoiceText is what an electronic document says, for a person.
func invoiceText(inv *einvoice.Invoice) []string {
	out := []string{strings.TrimSpace(string(inv.Type) + " " + inv.Number), inv.Seller.Name + " → " + inv.Buyer.Name}
	for _, l := range inv.Lines {
		out = append(out, strings.Join(withoutEmpty([]string{l.Quantity, l.UnitCode, l.Description, l.UnitPrice, l.Net}), " | "))
	}
	if inv.Totals.Payable != "" {
		out = append(out, inv.Currency+" "+inv.Totals.Payable)
	}
	return out
}

// unitOfCode names the common codes of UN/ECE Recommendation 20 as the
// vocabulary does.
func unitOfCode(code string) string {
	switch code {
	case "C62", "EA", "H87", "PCE", "NAR":
		return "piece"
	case "HUR":
		return "hour"
	case "DAY":
		return "day"
	case "WEE":
		return "week"
	case "MON":
		return "month"
	case "MTR":
		return "m"
	case "MTK":
		return "m2"
	case "KGM":
		return "kg"
	case "LTR":
		return "l"
	case "KMT":
		return "km"
	case "TNE":
		return "t"
	case "SET":
		return "set"
	case "PR":
		return "pair"
	}
	return ""
}

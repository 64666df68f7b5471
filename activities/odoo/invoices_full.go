package odoo

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
	"github.com/autonomous-employee/employee/workflows/contract"
	"github.com/autonomous-employee/employee/workflows/money"
)

const (
	linesShown      = 40  // of one invoice
	descriptionSize = 300 // characters
)

// inFull reads the customers, lines and taxes of a few invoices, each kind in
// one call.
func (a *Activities) inFull(ctx context.Context, s invoiceSearch, hits []invoiceHit) ([]contract.FoundInvoice, error) {
	if len(hits) == 0 {
		return nil, nil
	}
	var partners, lines []int64
	for _, hit := range hits {
		partners = append(partners, hit.move.Ref("partner_id").ID)
		lines = append(lines, hit.move.IDs("invoice_line_ids")...)
	}
	people, err := a.partnersByID(ctx, unique(partners), "name", "vat", "street", "street2", "zip", "city", "country_id")
	if err != nil {
		return nil, err
	}
	currencies := map[int64]string{}
	for _, hit := range hits {
		currencies[hit.move.Int("id")] = hit.move.Ref("currency_id").Name
	}
	byMove, err := a.linesOf(ctx, lines, currencies)
	if err != nil {
		return nil, err
	}
	out := make([]contract.FoundInvoice, 0, len(hits))
	for _, hit := range hits {
		f := a.foundInvoice(hit, people)
		f.OtherCustomer = len(s.customers) > 0 && !s.sameCustomer(hit.move)
		of := byMove[f.ID]
		f.LineCount, f.Lines = len(of), of[:min(len(of), linesShown)]
		out = append(out, f)
	}
	return out, nil
}

func (a *Activities) foundInvoice(hit invoiceHit, people []odooclient.Record) contract.FoundInvoice {
	move := hit.move
	id, currency := move.Int("id"), move.Ref("currency_id").Name
	partner, company := move.Ref("partner_id"), move.Ref("commercial_partner_id")
	amount := func(field string) contract.Decimal { return money.FormatAmount(move.Decimal(field), currency) }
	f := contract.FoundInvoice{
		ID: id, Number: shownName(move.Str("name"), id), State: move.Str("state"), PaymentState: move.Str("payment_state"),
		Date: move.Date("invoice_date"), DueDate: move.Date("invoice_date_due"),
		PartnerID: partner.ID, Partner: partner.Name, CompanyID: company.ID, Company: company.Name,
		Reference: strings.TrimSpace(move.Str("ref")), PaymentReference: strings.TrimSpace(move.Str("payment_reference")),
		Currency: currency, Untaxed: amount("amount_untaxed"), Tax: amount("amount_tax"), Total: amount("amount_total"),
		URL: a.moveURL(id), MatchedBy: hit.matched,
	}
	if f.State == "posted" {
		f.Residual = amount("amount_residual")
	}
	for _, p := range people {
		if p.Int("id") == partner.ID {
			f.Partner, f.VATID, f.Address = p.Str("name"), p.Str("vat"), addressOf(p)
		}
	}
	f.Why = whyMeant(f)
	return f
}

// addressOf is a postal address on one line, in the order most countries have.
func addressOf(p odooclient.Record) string {
	town := strings.TrimSpace(p.Str("zip") + " " + p.Str("city"))
	var parts []string
	for _, part := range []string{p.Str("street"), p.Str("street2"), town, p.Ref("country_id").Name} {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// linesOf reads invoice lines and returns them by invoice, in their order. The
// currencies are by invoice too.
func (a *Activities) linesOf(ctx context.Context, ids []int64, currencies map[int64]string) (map[int64][]contract.FoundLine, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	lines, err := a.client.Read(ctx, odooclient.ModelMoveLine, ids, []string{
		"move_id", "name", "display_type", "quantity", "price_unit", "discount", "tax_ids", "price_subtotal", "sequence",
	})
	if err != nil {
		return nil, err
	}
	// Headings and notes have a kind; a plain line's is empty up to 15.
	lines = keep(lines, func(l odooclient.Record) bool { return slices.Contains([]string{"", "product"}, l.Str("display_type")) })
	slices.SortStableFunc(lines, func(x, y odooclient.Record) int {
		return cmp.Or(cmp.Compare(x.Int("sequence"), y.Int("sequence")), cmp.Compare(x.Int("id"), y.Int("id")))
	})
	taxes, err := a.taxesOf(ctx, lines)
	if err != nil {
		return nil, err
	}
	out := map[int64][]contract.FoundLine{}
	for _, l := range lines {
		move := l.Ref("move_id").ID
		out[move] = append(out[move], foundLine(l, taxes, currencies[move]))
	}
	return out, nil
}

func (a *Activities) taxesOf(ctx context.Context, lines []odooclient.Record) ([]odooclient.Record, error) {
	var ids []int64
	for _, l := range lines {
		ids = append(ids, l.IDs("tax_ids")...)
	}
	if ids = unique(ids); len(ids) == 0 {
		return nil, nil
	}
	wanted := make([]any, 0, len(ids))
	for _, id := range ids {
		wanted = append(wanted, id)
	}
	return a.client.Search(ctx, odooclient.ModelTax, odooclient.Query{
		Domain: []any{cond("id", "in", wanted)}, Fields: []string{"name", "amount", "amount_type"}, Archived: true,
	})
}

func foundLine(l odooclient.Record, taxes []odooclient.Record, currency string) contract.FoundLine {
	line := contract.FoundLine{
		Description: clipped(strings.TrimSpace(l.Str("name")), descriptionSize),
		Quantity:    money.Format(l.Decimal("quantity")), UnitPrice: unitPrice(l.Decimal("price_unit"), currency),
		Subtotal: money.FormatAmount(l.Decimal("price_subtotal"), currency),
	}
	if discount := l.Decimal("discount"); !discount.IsZero() {
		line.DiscountPercent = money.Format(discount)
	}
	ids := l.IDs("tax_ids")
	var names []string
	for _, tax := range taxes {
		if !slices.Contains(ids, tax.Int("id")) {
			continue
		}
		names = append(names, tax.Str("name"))
		if len(ids) == 1 && tax.Str("amount_type") == "percent" {
			line.TaxPercent = money.Format(tax.Decimal("amount"))
		}
	}
	line.Tax = strings.Join(names, ", ")
	return line
}

// unitPrice has the decimals of the currency, or more where it has more.
func unitPrice(price decimal.Decimal, currency string) contract.Decimal {
	if exact := money.FormatAmount(price, currency); decimal.RequireFromString(string(exact)).Equal(price) {
		return exact
	}
	return money.Format(price)
}

func clipped(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

func unique(ids []int64) []int64 {
	out := slices.Clone(ids)
	slices.Sort(out)
	return slices.Compact(slices.DeleteFunc(out, func(id int64) bool { return id == 0 }))
}

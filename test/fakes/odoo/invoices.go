package odoofake

import (
	"time"

	"github.com/shopspring/decimal"
)

// Invoice is a customer invoice to start with.
type Invoice struct {
	Partner                  int64
	State, Name, Ref, Origin string
	PaymentReference         string
	Date                     string // invoice date, ISO; a posted one without gets today's, as posting does
	Due                      string
	Created                  time.Time
	Total                    string // of the lines when there are some
	Lines                    []Line
	Open                     string // what is not paid yet; everything when empty
	Currency                 int64  // 0 = EUR
	Type                     string
	Company                  int64 // 0 = the first
}

// Line is a line of it; Kind is empty for a plain one, else line_section or line_note.
type Line struct {
	Name, Quantity, Price, Discount string
	Kind                            string
	Taxes                           []int64
}

// AddInvoice adds an invoice and returns its ID.
func (s *Server) AddInvoice(i Invoice) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	currency := i.Currency
	if currency == 0 {
		currency = currencyEUR
	}
	kind := i.Type
	if kind == "" {
		kind = "out_invoice"
	}
	company := i.Company
	if company == 0 {
		company = companyID
	}
	if i.Date == "" && i.State == "posted" {
		i.Date = s.opts.Now().UTC().Format(time.DateOnly)
	}
	total := amountOf(i.Total)
	values := row{
		"state": i.State, "move_type": kind, "company_id": company, "partner_id": i.Partner, "currency_id": currency,
		"commercial_partner_id": s.table("res.partner").rows[i.Partner]["commercial_partner_id"],
		"amount_untaxed":        total, "amount_tax": decimal.Zero, "amount_total": total, "invoice_line_ids": []int64{},
	}
	setText(values, "name", i.Name)
	setText(values, "ref", i.Ref)
	setText(values, "invoice_origin", i.Origin)
	setText(values, "invoice_date", i.Date)
	setText(values, "date", i.Date)
	if i.Date == "" {
		values["date"] = s.opts.Now().UTC().Format(time.DateOnly)
	}
	if s.opts.Version >= 16 {
		values["auto_post"] = "no"
	}
	setText(values, "payment_reference", i.PaymentReference)
	setText(values, "invoice_date_due", i.Due)
	values["payment_state"], values["amount_residual"] = "not_paid", total
	s.sign(values)
	if !i.Created.IsZero() {
		values["create_date"] = i.Created.UTC().Format("2006-01-02 15:04:05")
	}
	id := s.insert("account.move", 0, values)
	s.addLines(id, i.Lines)
	move := s.table("account.move").rows[id]
	s.pay(move, i.Open)
	if i.State == "posted" && len(i.Lines) > 0 {
		s.book(move)
	}
	return id
}

// addLines adds the lines of an invoice and computes its totals from them.
func (s *Server) addLines(move int64, lines []Line) {
	if len(lines) == 0 {
		return
	}
	r := s.table("account.move").rows[move]
	var ids []int64
	for n, l := range lines {
		values := row{
			"name": l.Name, "sequence": int64(10 * (n + 1)), "tax_ids": l.Taxes,
			"quantity": amountOf(l.Quantity), "price_unit": amountOf(l.Price), "discount": amountOf(l.Discount),
		}
		setText(values, "display_type", l.Kind)
		ids = append(ids, s.insertLine(s.moves(), r, values))
	}
	r["invoice_line_ids"] = ids
	s.computeTotals(s.moves(), r)
}

// pay leaves open what is said of a posted invoice.
func (s *Server) pay(move row, open string) {
	if open == "" {
		return
	}
	total, _ := move["amount_total"].(decimal.Decimal)
	rest := amountOf(open)
	move["amount_residual"], move["payment_state"] = rest, "partial"
	switch {
	case rest.IsZero():
		move["payment_state"] = "paid"
	case rest.Equal(total):
		move["payment_state"] = "not_paid"
	}
}

func amountOf(text string) decimal.Decimal {
	if text == "" {
		return decimal.Zero
	}
	return decimal.RequireFromString(text)
}

package odoofake

import (
	"errors"
	"strings"

	"github.com/shopspring/decimal"
)

// The journal items of an invoice. A real server has them from the draft on;
// here they come with posting and go with the way back to the draft, since
// nothing of a draft is read from them.

// Post posts a draft as its owner does in Odoo, whoever the tests' user is.
func (s *Server) Post(id int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	move := s.table("account.move").rows[id]
	if move == nil {
		return errors.New(missingRecord("account.move", id, userID))
	}
	if f := s.post(move); f != nil {
		return errors.New(f.text)
	}
	return nil
}

// side is 1 for what puts others into our debt and -1 for the opposite, and the
// accounts of the claim and of what it is for.
func side(move row) (sign, claim, counter int64) {
	sign, claim, counter = 1, AccountReceivable, AccountIncome
	kind := str(move["move_type"])
	if strings.HasPrefix(kind, "in_") {
		sign, claim, counter = -1, AccountPayable, AccountExpense
	}
	if strings.HasSuffix(kind, "_refund") {
		sign = -sign
	}
	return sign, claim, counter
}

// book makes the items of a posted invoice: each line on its account, one for
// each tax, and the claim, which is what balances the others.
func (s *Server) book(move row) {
	s.unbook(move)
	if str(move["move_type"]) == "entry" {
		return
	}
	p := s.moves()
	lines := s.taxedLines(p, move)
	t := s.sums(lines, s.places(move))
	sign, claim, counter := side(move)
	way := decimal.NewFromInt(-sign)
	open := decimal.Zero
	for i, amount := range t.bases(lines) {
		item := lines[i].row
		account := idOf(s.table("product.product").rows[idOf(item["product_id"])]["property_account_income_id"])
		if account == 0 || claim == AccountPayable {
			account = counter
		}
		item["account_id"] = account
		open = open.Sub(s.enter(move, item, amount.Mul(way)))
	}
	for _, tax := range t.order {
		item := s.item(move, "tax", row{"account_id": int64(AccountTax), "tax_line_id": tax, "name": s.displayName("account.tax", tax)})
		open = open.Sub(s.enter(move, item, t.taxes[tax].Mul(way)))
	}
	item := s.item(move, "payment_term", row{"account_id": claim, "name": move["name"], "date_maturity": move["invoice_date_due"]})
	total, _ := move["amount_total"].(decimal.Decimal)
	s.enter(move, item, total.Mul(way.Neg()))
	setBalance(item, open)
	s.leaveOpen(move, item)
}

// item adds an item that is no line of the invoice.
func (s *Server) item(move row, kind string, values row) row {
	values["booked"], values["move_id"] = true, move["id"]
	if s.opts.Version >= 16 {
		values["display_type"] = kind
	} else {
		values["exclude_from_invoice_tab"] = true
	}
	id := s.insert("account.move.line", 0, values)
	return s.table("account.move.line").rows[id]
}

// enter fills in what an item has of its entry and returns its amount in the
// company's currency: positive is a debit.
func (s *Server) enter(move, item row, amount decimal.Decimal) decimal.Decimal {
	for name, from := range map[string]string{
		"partner_id": "commercial_partner_id", "company_id": "company_id", "currency_id": "currency_id", "parent_state": "state", "date": "date",
	} {
		item[name] = move[from]
	}
	item["amount_currency"] = amount
	item["amount_residual"], item["amount_residual_currency"], item["reconciled"] = decimal.Zero, decimal.Zero, false
	balance := s.inBooks(move, amount)
	setBalance(item, balance)
	return balance
}

func setBalance(item row, balance decimal.Decimal) {
	item["balance"] = balance
	item["debit"], item["credit"] = decimal.Max(balance, decimal.Zero), decimal.Max(balance.Neg(), decimal.Zero)
}

// leaveOpen tells of a claim what is not paid yet.
func (s *Server) leaveOpen(move, item row) {
	sign, _, _ := side(move)
	rest, _ := move["amount_residual"].(decimal.Decimal)
	total, _ := move["amount_total"].(decimal.Decimal)
	balance, _ := item["balance"].(decimal.Decimal)
	if rest.Equal(total) {
		item["amount_residual"] = balance
	} else {
		item["amount_residual"] = s.inBooks(move, rest).Mul(decimal.NewFromInt(sign))
	}
	item["amount_residual_currency"], item["reconciled"] = rest.Mul(decimal.NewFromInt(sign)), rest.IsZero()
	move["amount_residual_signed"] = item["amount_residual"]
}

// unbook takes the items of an entry out of the books.
func (s *Server) unbook(move row) {
	table := s.table("account.move.line")
	for _, id := range table.ids() {
		item := table.rows[id]
		switch {
		case item["move_id"] != move["id"]:
		case item["booked"] == true:
			delete(table.rows, id)
		default:
			item["parent_state"] = move["state"]
		}
	}
}

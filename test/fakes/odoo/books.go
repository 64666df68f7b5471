package odoofake

import (
	"strings"

	"github.com/shopspring/decimal"
)

// IDs of the accounts that the first company has to start with.
const (
	AccountReceivable = 1
	AccountPayable    = 2
	AccountIncome     = 3
	AccountExpense    = 4
	AccountBank       = 5
	AccountTax        = 6
)

func (s *Server) seedAccounts() {
	s.insertAccount(AccountReceivable, "1200", "Account Receivable", "asset_receivable")
	s.insertAccount(AccountPayable, "1600", "Account Payable", "liability_payable")
	s.insertAccount(AccountIncome, "4000", "Product Sales", "income")
	s.insertAccount(AccountExpense, "6000", "Expenses", "expense")
	s.insertAccount(AccountBank, "1800", "Bank", "asset_cash")
	s.insertAccount(AccountTax, "1700", "Tax Received", "liability_current")
}

// AddAccount adds an account by the type that 16 and later have, and returns
// its ID.
func (s *Server) AddAccount(code, name, kind string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.insertAccount(0, code, name, kind)
}

func (s *Server) insertAccount(id int64, code, name, kind string) int64 {
	group, _, _ := strings.Cut(kind, "_")
	internal := "other"
	switch kind {
	case "asset_receivable":
		internal = "receivable"
	case "liability_payable":
		internal = "payable"
	case "asset_cash":
		internal = "liquidity"
	}
	return s.insert("account.account", id, row{
		"code": code, "name": name, "account_type": kind, "internal_type": internal, "internal_group": group,
	})
}

// Instalment is a part of an entry's total with its own due date; without Open
// nothing of it is paid.
type Instalment struct{ Due, Amount, Open string }

// Entry is a posted invoice, credit note or bill with its journal items.
type Entry struct {
	Type          string // out_invoice when empty
	Name          string
	Partner       int64
	Date          string // of the document and of the books, ISO
	BookedOn      string // when the books have another date
	Untaxed       string // of the document, not signed
	Total         string // the same as Untaxed when empty
	Account       int64  // of income or expense, 0 = the usual one
	Instalments   []Instalment
	Company       int64
	State         string // posted when empty
	AutoPost      string
	WithoutLedger bool // a draft that has no items yet
}

// Book adds an entry and returns its ID.
func (s *Server) Book(e Entry) int64 {
	if e.Type == "" {
		e.Type = "out_invoice"
	}
	if e.State == "" {
		e.State = "posted"
	}
	if e.Total == "" {
		e.Total = e.Untaxed
	}
	if e.BookedOn == "" {
		e.BookedOn = e.Date
	}
	if e.Company == 0 {
		e.Company = companyID
	}
	id := s.AddInvoice(Invoice{Partner: e.Partner, Type: e.Type, State: e.State, Name: e.Name, Date: e.Date, Total: e.Total, Company: e.Company})
	s.mu.Lock()
	defer s.mu.Unlock()
	move := s.table("account.move").rows[id]
	move["amount_untaxed"], move["date"] = decimal.RequireFromString(e.Untaxed), e.BookedOn
	if e.AutoPost != "" {
		move["auto_post"] = e.AutoPost
	}
	s.sign(move)
	if !e.WithoutLedger {
		s.bookItems(e, move)
	}
	return id
}

// bookItems adds the entry's journal items: claims carry the sign of the total
// in the company's books, income and expense the opposite of the untaxed.
func (s *Server) bookItems(e Entry, move row) {
	account, claim := e.Account, int64(AccountReceivable)
	if strings.HasPrefix(e.Type, "in_") {
		claim = AccountPayable
	}
	if account == 0 {
		account = AccountIncome
		if claim == AccountPayable {
			account = AccountExpense
		}
	}
	untaxed, _ := move["amount_untaxed_signed"].(decimal.Decimal)
	total, _ := move["amount_total_signed"].(decimal.Decimal)
	s.bookItem(e, move, row{"account_id": account, "balance": untaxed.Neg()})
	parts := e.Instalments
	if len(parts) == 0 {
		parts = []Instalment{{Due: e.Date, Amount: e.Total}}
	}
	for _, part := range parts {
		amount, open := decimal.RequireFromString(part.Amount), part.Open
		if open == "" {
			open = part.Amount
		}
		rest := decimal.RequireFromString(open)
		if total.IsNegative() {
			amount, rest = amount.Neg(), rest.Neg()
		}
		item := row{"account_id": claim, "balance": amount, "amount_residual": rest, "reconciled": rest.IsZero()}
		setText(item, "date_maturity", part.Due)
		s.bookItem(e, move, item)
	}
}

func (s *Server) bookItem(e Entry, move, item row) {
	item["move_id"], item["partner_id"], item["company_id"] = move["id"], move["commercial_partner_id"], e.Company
	item["parent_state"], item["date"] = e.State, e.BookedOn
	if item["amount_residual"] == nil {
		item["amount_residual"], item["reconciled"] = decimal.Zero, false
	}
	balance, _ := item["balance"].(decimal.Decimal)
	setBalance(item, balance)
	item["currency_id"], item["amount_residual_currency"] = move["currency_id"], item["amount_residual"] // the books are in one currency
	s.insert("account.move.line", 0, item)
}

// Payment is a registered payment.
type Payment struct {
	Sent     bool // to somebody, otherwise received
	Amount   string
	Currency int64 // 0 = EUR
	Date     string
	State    string // what the version calls a valid one when empty
	Transfer bool   // between the company's own accounts, before 18
	Company  int64
}

// AddPayment adds a payment and returns its ID.
func (s *Server) AddPayment(p Payment) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.State == "" {
		p.State = "posted"
		if s.opts.Version >= 18 {
			p.State = "paid"
		}
	}
	if p.Currency == 0 {
		p.Currency = currencyEUR
	}
	if p.Company == 0 {
		p.Company = companyID
	}
	return s.insert("account.payment", 0, row{
		"payment_type": map[bool]string{true: "outbound", false: "inbound"}[p.Sent], "amount": decimal.RequireFromString(p.Amount),
		"currency_id": p.Currency, "date": p.Date, "state": p.State, "is_internal_transfer": p.Transfer, "company_id": p.Company,
	})
}

package odoo

import (
	"context"
	"strings"

	"github.com/autonomous-employee/employee/activities/internal/odooclient"
)

// accountKind is what an account is for, as far as the figures need it.
type accountKind int

const (
	otherAccount accountKind = iota
	receivable
	payable
	income
	expense
	cash // bank and cash
)

// accountsRead bounds the chart of accounts; the largest charts of Odoo have
// about 2,500, of which the kinds asked for are a part.
const accountsRead = 4000

// firstAccountTypes is the first Odoo whose accounts have account_type.
const firstAccountTypes = 16

// oldAccounts tells whether accounts are told apart by two fields, as before 16.
func (r *booksReader) oldAccounts() bool { return r.Session.Major < firstAccountTypes }

// claims is the condition for receivables or payables on journal items.
func (r *booksReader) claims(kinds ...accountKind) []any {
	names := []any{}
	for _, kind := range kinds {
		switch {
		case r.oldAccounts() && kind == receivable:
			names = append(names, "receivable")
		case r.oldAccounts():
			names = append(names, "payable")
		case kind == receivable:
			names = append(names, "asset_receivable")
		default:
			names = append(names, "liability_payable")
		}
	}
	if r.oldAccounts() {
		return cond("account_id.internal_type", "in", names)
	}
	return cond("account_id.account_type", "in", names)
}

// cashAccounts is the condition for bank and cash on journal items.
func (r *booksReader) cashAccounts() []any {
	if r.oldAccounts() {
		return cond("account_id.internal_type", "=", "liquidity")
	}
	return cond("account_id.account_type", "=", "asset_cash")
}

// turnoverAccounts is the condition for income and expenses on journal items;
// path is "account_id." there and empty on accounts.
func (r *booksReader) turnoverAccounts(path string) []any {
	if r.oldAccounts() {
		return cond(path+"internal_group", "in", []any{"income", "expense"})
	}
	names := []any{}
	for _, name := range accountTypes() {
		names = append(names, name)
	}
	return cond(path+"account_type", "in", names)
}

// accountTypes are Odoo's types of income and expenses. A condition may name
// one that a version does not have (expense_other is of 19).
func accountTypes() []string {
	return []string{"income", "income_other", "expense", "expense_direct_cost", "expense_depreciation", "expense_other"}
}

// readAccounts learns what the accounts are for, because Odoo 17 cannot group
// journal items by it, and what they are called, since 19 leaves the number out
// of a group's name.
func (r *booksReader) readAccounts(ctx context.Context) error {
	fields, domain := []string{"code", "name", "account_type"}, []any{"|", r.turnoverAccounts(""), cond("account_type", "in", []any{"asset_receivable", "liability_payable", "asset_cash"})}
	if r.oldAccounts() {
		fields = []string{"code", "name", "internal_type", "internal_group"}
		domain = []any{"|", r.turnoverAccounts(""), cond("internal_type", "in", []any{"receivable", "payable", "liquidity"})}
	}
	found, ok, err := r.list(ctx, "accounts", odooclient.ModelAccount, odooclient.Query{
		Domain: domain, Fields: fields, Limit: accountsRead, Archived: true,
	}, "receivables", "payables", "revenue", "expenses")
	if err != nil || !ok {
		return err
	}
	r.kinds, r.names = make(map[int64]accountKind, len(found)), make(map[int64]string, len(found))
	for _, account := range found {
		r.kinds[account.Int("id")] = kindOfAccount(account)
		r.names[account.Int("id")] = strings.TrimSpace(account.Str("code") + " " + account.Str("name"))
	}
	return nil
}

func kindOfAccount(account odooclient.Record) accountKind {
	for _, field := range []string{"internal_type", "account_type", "internal_group"} {
		switch account.Str(field) {
		case "receivable", "asset_receivable":
			return receivable
		case "payable", "liability_payable":
			return payable
		case "liquidity", "asset_cash":
			return cash
		case "income", "income_other":
			return income
		case "expense", "expense_direct_cost", "expense_depreciation", "expense_other":
			return expense
		}
	}
	return otherAccount
}

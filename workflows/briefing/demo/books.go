package demo

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// cents writes an amount as Odoo's figures have it.
func cents(n int64) contract.Decimal {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	rest := strconv.FormatInt(n%100, 10)
	if len(rest) == 1 {
		rest = "0" + rest
	}
	return contract.Decimal(sign + strconv.FormatInt(n/100, 10) + "." + rest)
}

// period is a span of whole days; both ends are in it.
type period struct{ from, to time.Time }

func (p period) has(d time.Time) bool { return !d.Before(p.from) && !d.After(p.to) }

func weekOf(monday time.Time) period { return period{monday, monday.AddDate(0, 0, 6)} }

func (p period) wire() contract.BooksPeriod {
	return contract.BooksPeriod{From: p.from.Format(time.DateOnly), To: p.to.Format(time.DateOnly)}
}

// Names of queries, which are those of activities/odoo: a test there holds the
// two together.
const (
	byDay      = "open_items_by_day"
	byMonth    = "open_items_and_cash_by_month"
	byTurnover = "turnover_by_day"
)

// queries are the calls that ListBooks makes, in their order, as to an Odoo
// that has read_group.
func queries() []contract.BooksQuery {
	const group, search = "read_group", "search_read"
	const items, moves = "account.move.line", "account.move"
	return []contract.BooksQuery{
		{Name: "accounts", Model: "account.account", Method: search},
		{Name: byMonth, Model: items, Method: group},
		{Name: byDay, Model: items, Method: group},
		{Name: byTurnover, Model: items, Method: group},
		{Name: "invoices_by_customer", Model: moves, Method: group},
		{Name: "overdue_items", Model: items, Method: search},
		{Name: "items_due_soon", Model: items, Method: search},
		{Name: "drafts_by_kind", Model: moves, Method: group},
		{Name: "payments_by_direction", Model: "account.payment", Method: group},
		{Name: "new_partners", Model: "res.partner", Method: search},
		{Name: "bills_by_supplier", Model: moves, Method: group},
		{Name: "newest_bills", Model: moves, Method: search},
	}
}

// books are what ListBooks would give for a week, read at a moment of the
// Monday after it.
func (l *ledger) books(monday, readAt time.Time) *contract.Books {
	this, before, asOf := weekOf(monday), weekOf(monday.AddDate(0, 0, -7)), monday.AddDate(0, 0, 7)
	b := &contract.Books{Configured: true, Company: company, Currency: currency, AsOf: asOf.Format(time.DateOnly), ReadAt: readAt, Period: this.wire(), Comparison: before.wire()}
	for i, q := range queries() {
		q.Condition, q.Rows, q.ReadAt = `[["company_id", "=", 1], ["parent_state", "=", "posted"]]`, 10+i, readAt.Add(time.Duration(i)*40*time.Millisecond)
		b.Queries = append(b.Queries, q)
	}
	b.Revenue, b.Expenses = l.turnover(false, this, before), l.turnover(true, this, before)
	b.Revenue.Accounts = []contract.BooksAccount{{ID: 400, Name: "4400 Revenue", Current: b.Revenue.Current, Previous: b.Revenue.Previous}}
	b.Expenses.Accounts = l.byAccount(this, before)
	b.Receivables, b.Payables = l.ageing(false, asOf), l.ageing(true, asOf)
	b.Overdue, b.DueSoon = l.overdue(asOf), l.dueSoon(asOf)
	b.Payments = contract.BooksPayments{Received: l.paid(false, this), Sent: l.paid(true, this)}
	b.TopCustomers = l.topCustomers(this)
	b.Month = l.month(this)
	cash := int64(opening) + total(l.paidDocuments(false, period{l.first, this.to})) - total(l.paidDocuments(true, period{l.first, this.to}))
	b.Cash = contract.BooksFigure{Amount: cents(cash), Count: 2, Source: byMonth}
	b.NewPartners = l.newPartners(monday)
	b.Repeated, b.Doubles = l.repeated(asOf), l.doubles(asOf)
	b.Drafts = contract.BooksDrafts{Source: "drafts_by_kind", Rows: []contract.BooksDraftGroup{{Kind: "out_invoice", Amount: cents(taxed(51000 + int64(monday.Day())*1700)), Count: 1 + monday.Day()%3}}}
	b.History = l.history(monday)
	return b
}

func total(documents []document) int64 {
	sum := int64(0)
	for _, d := range documents {
		sum += d.gross
	}
	return sum
}

// documentsOf are those of a kind for which a test holds.
func (l *ledger) documentsOf(bill bool, test func(document) bool) []document {
	var out []document
	for _, d := range l.documents {
		if d.bill == bill && test(d) {
			out = append(out, d)
		}
	}
	return out
}

func (l *ledger) net(bill bool, p period) (int64, int) {
	sum, n := int64(0), 0
	for _, d := range l.documentsOf(bill, func(d document) bool { return p.has(d.booked) }) {
		sum, n = sum+d.net, n+1
	}
	return sum, n
}

func (l *ledger) turnover(bill bool, this, before period) contract.BooksTurnover {
	now, n := l.net(bill, this)
	then, m := l.net(bill, before)
	return contract.BooksTurnover{
		Current:  contract.BooksFigure{Amount: cents(now), Count: n, Source: byTurnover},
		Previous: contract.BooksFigure{Amount: cents(then), Count: m, Source: byTurnover},
	}
}

func (l *ledger) byAccount(this, before period) []contract.BooksAccount {
	var out []contract.BooksAccount
	for i, name := range accounts() {
		sum := func(p period) contract.BooksFigure {
			f := contract.BooksFigure{Source: byTurnover}
			cents1 := int64(0)
			for _, d := range l.documentsOf(true, func(d document) bool { return p.has(d.booked) && suppliers()[d.partner].account == i }) {
				cents1, f.Count = cents1+d.net, f.Count+1
			}
			f.Amount = cents(cents1)
			return f
		}
		out = append(out, contract.BooksAccount{ID: int64(600 + i), Name: name, Current: sum(this), Previous: sum(before)})
	}
	return out
}

// open are what is booked and not paid at the beginning of a day.
func (l *ledger) open(bill bool, asOf time.Time) []document {
	return l.documentsOf(bill, func(d document) bool { return d.booked.Before(asOf) && !d.paid.Before(asOf) })
}

func daysSince(d, asOf time.Time) int { return int(asOf.Sub(d).Hours() / 24) }

func (l *ledger) ageing(bill bool, asOf time.Time) contract.BooksAgeing {
	var sums, counts [5]int64
	for _, d := range l.open(bill, asOf) {
		at := 0
		switch days := daysSince(d.due, asOf); {
		case days <= 0:
		case days <= 30:
			at = 1
		case days <= 60:
			at = 2
		case days <= 90:
			at = 3
		default:
			at = 4
		}
		sums[at], counts[at] = sums[at]+d.gross, counts[at]+1
	}
	figure := func(i int, source string) contract.BooksFigure {
		return contract.BooksFigure{Amount: cents(sums[i]), Count: int(counts[i]), Source: source}
	}
	all, n := int64(0), int64(0)
	for i := range sums {
		all, n = all+sums[i], n+counts[i]
	}
	return contract.BooksAgeing{
		Total:  contract.BooksFigure{Amount: cents(all), Count: int(n), Source: byDay + ", " + byMonth},
		NotDue: figure(0, byMonth), Days1To30: figure(1, byDay), Days31: figure(2, byDay), Days61: figure(3, byDay),
		Over90: figure(4, byMonth), Undated: contract.BooksFigure{Amount: "0.00", Source: byMonth},
	}
}

func (l *ledger) partner(d document) (int64, string) {
	if d.bill {
		return int64(supplier0 + d.partner), suppliers()[d.partner].name
	}
	return int64(customer0 + d.partner), customers()[d.partner].name
}

func (l *ledger) instalment(d document, asOf time.Time) contract.BooksInstalment {
	id, name := l.partner(d)
	return contract.BooksInstalment{
		Payable: d.bill, PartnerID: id, Partner: name, InvoiceID: d.id, Invoice: d.number, Due: d.due.Format(time.DateOnly), Days: daysSince(d.due, asOf), Open: cents(d.gross),
		URL: "https://odoo.example/odoo/accounting/" + strconv.FormatInt(d.id, 10),
	}
}

func (l *ledger) overdue(asOf time.Time) contract.BooksOverdue {
	out := contract.BooksOverdue{Source: "overdue_items"}
	for _, d := range append(l.open(false, asOf), l.open(true, asOf)...) {
		if d.due.Before(asOf) {
			out.Rows = append(out.Rows, l.instalment(d, asOf))
		}
	}
	slices.SortStableFunc(out.Rows, func(a, b contract.BooksInstalment) int { return cmp.Compare(b.Days, a.Days) })
	out.More = len(out.Rows) > 50
	out.Rows = out.Rows[:min(len(out.Rows), 50)]
	return out
}

func (l *ledger) dueSoon(asOf time.Time) contract.BooksOverdue {
	out := contract.BooksOverdue{Source: "items_due_soon"}
	next := period{asOf, asOf.AddDate(0, 0, 14)}
	for _, d := range append(l.open(true, asOf), l.open(false, asOf)...) {
		if next.has(d.due) {
			out.Rows = append(out.Rows, l.instalment(d, asOf))
		}
	}
	slices.SortStableFunc(out.Rows, func(a, b contract.BooksInstalment) int { return cmp.Compare(a.Due, b.Due) })
	return out
}

func (l *ledger) paidDocuments(bill bool, p period) []document {
	return l.documentsOf(bill, func(d document) bool { return p.has(d.paid) })
}

func (l *ledger) paid(bill bool, p period) contract.BooksFigure {
	documents := l.paidDocuments(bill, p)
	return contract.BooksFigure{Amount: cents(total(documents)), Count: len(documents), Source: "payments_by_direction"}
}

package demo

import (
	"cmp"
	"slices"
	"time"

	"github.com/autonomous-employee/employee/workflows/contract"
)

func (l *ledger) topCustomers(this period) contract.BooksCustomers {
	out := contract.BooksCustomers{Source: "invoices_by_customer"}
	for i, c := range customers() {
		sum, n := int64(0), 0
		for _, d := range l.documentsOf(false, func(d document) bool { return d.partner == i && this.has(d.booked) }) {
			sum, n = sum+d.net, n+1
		}
		if n > 0 {
			out.Rows = append(out.Rows, contract.BooksCustomer{ID: int64(customer0 + i), Name: c.name, Untaxed: cents(sum), Count: n})
		}
	}
	slices.SortStableFunc(out.Rows, func(a, b contract.BooksCustomer) int {
		return cmp.Or(cmp.Compare(len(b.Untaxed), len(a.Untaxed)), cmp.Compare(b.Untaxed, a.Untaxed))
	})
	out.Rows = out.Rows[:min(len(out.Rows), 10)]
	return out
}

// month is the one in which the week begins, up to the week's end or its own.
func (l *ledger) month(this period) contract.BooksMonth {
	first := time.Date(this.from.Year(), this.from.Month(), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1)
	if this.to.Before(last) {
		last = this.to
	}
	p := period{first, last}
	sum, n := l.net(false, p)
	return contract.BooksMonth{Period: p.wire(), Revenue: contract.BooksFigure{Amount: cents(sum), Count: n, Source: byTurnover}}
}

func (l *ledger) newPartners(monday time.Time) contract.BooksNewPartners {
	out := contract.BooksNewPartners{Source: "new_partners"}
	for i, c := range customers() {
		if c.from > 0 && l.first.AddDate(0, 0, 7*c.from).Equal(monday) {
			out.Rows = append(out.Rows, contract.BooksNewPartner{ID: int64(customer0 + i), Name: c.name, Made: monday.Add(34 * time.Hour), Customer: true})
		}
	}
	return out
}

func (l *ledger) repeated(asOf time.Time) contract.BooksRepeatedBills {
	out := contract.BooksRepeatedBills{Source: "bills_by_supplier"}
	year := period{asOf.AddDate(-1, 0, 1), asOf}
	for i, s := range suppliers() {
		found := l.documentsOf(true, func(d document) bool { return d.partner == i && year.has(d.booked) && d.booked.Before(asOf) })
		if !s.monthly || len(found) < 3 {
			continue
		}
		row := contract.BooksRepeatedBill{ID: int64(supplier0 + i), Name: s.name, Every: "monthly", Count: len(found), First: found[0].booked.Format(time.DateOnly), Last: found[len(found)-1].booked.Format(time.DateOnly)}
		least, most := found[0].gross, found[0].gross
		for _, d := range found {
			least, most = min(least, d.gross), max(most, d.gross)
		}
		row.Smallest, row.Largest, row.Total = cents(least), cents(most), cents(total(found))
		row.Latest, row.Before = cents(found[len(found)-1].gross), cents(found[len(found)-2].gross)
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (l *ledger) doubles(asOf time.Time) contract.BooksDoubleBills {
	out := contract.BooksDoubleBills{Source: "newest_bills"}
	recent := period{asOf.AddDate(0, 0, -60), asOf.AddDate(0, 0, -1)}
	groups := map[[2]int64][]document{}
	for _, d := range l.documentsOf(true, func(d document) bool { return recent.has(d.booked) && !suppliers()[d.partner].monthly }) {
		key := [2]int64{int64(d.partner), d.gross}
		groups[key] = append(groups[key], d)
	}
	for _, d := range l.documents { // in the order of the books, not of the map
		key := [2]int64{int64(d.partner), d.gross}
		alike := groups[key]
		if !d.bill || len(alike) < 2 || alike[0].id != d.id || daysSince(alike[0].booked, alike[1].booked) > 7 {
			continue
		}
		id, name := l.partner(d)
		row := contract.BooksDoubleBill{PartnerID: id, Partner: name, Amount: cents(d.gross), Currency: currency}
		for _, a := range alike {
			row.Bills = append(row.Bills, contract.BooksBill{ID: a.id, Name: a.number, Reference: "R-2291", Date: a.booked.Format(time.DateOnly), URL: l.instalment(a, asOf).URL})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// history are the eight weeks before; weeks before the first booking are left out.
func (l *ledger) history(monday time.Time) contract.BooksHistory {
	out := contract.BooksHistory{Source: byTurnover}
	for n := 8; n >= 1; n-- {
		p := weekOf(monday.AddDate(0, 0, -7*n))
		if p.from.Before(l.first) {
			continue
		}
		in, _ := l.net(false, p)
		spent, _ := l.net(true, p)
		w := contract.BooksWeek{From: p.from.Format(time.DateOnly), To: p.to.Format(time.DateOnly), Revenue: cents(in), Expenses: cents(spent)}
		for i := range accounts() {
			sum := int64(0)
			for _, d := range l.documentsOf(true, func(d document) bool { return p.has(d.booked) && suppliers()[d.partner].account == i }) {
				sum += d.net
			}
			if sum != 0 {
				w.Accounts = append(w.Accounts, contract.BooksWeekAccount{ID: int64(600 + i), Expenses: cents(sum)})
			}
		}
		out.Weeks = append(out.Weeks, w)
	}
	return out
}

package page

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"github.com/autonomous-employee/employee/workflows/contract"
)

// ahead is how many days the deadlines look forward.
const ahead = 14

// deadline is something with a day in the next two weeks.
type deadline struct {
	day  string // ISO
	text md
	// theirs is for somebody else to keep: it is in the audit only.
	theirs bool
}

// findDeadlines collects what is due, by day.
func (c *composer) findDeadlines() {
	c.dueInstalments()
	c.dueRenewals()
	if v := c.week.Vault; v != nil {
		for i, n := range v.Waiting {
			if !n.Expires.IsZero() {
				text := "Your decision on " + linked(esc(n.Title), n.Path) + " runs out"
				if f := c.get(waitingName(i)); f.known() {
					text += ", " + md(f.text())
				}
				c.deadline(n.Expires.In(c.zone).Format(time.DateOnly), text, false)
			}
		}
	}
	if p := c.week.Posts; p != nil {
		for _, u := range p.Upcoming {
			c.deadline(u.At.In(c.zone).Format(time.DateOnly), md(platformName(slug(u.Platform)))+" post: "+linked(esc(u.Title), u.Path), false)
		}
	}
	slices.SortStableFunc(c.due, func(a, b deadline) int { return cmp.Compare(a.day, b.day) })
}

// deadline keeps a day from today on up to two weeks from now.
func (c *composer) deadline(day string, text md, theirs bool) {
	if n, ok := daysBetween(c.week.Span.Today, day); ok && n >= 0 && n <= ahead {
		c.due = append(c.due, deadline{day, text, theirs})
	}
}

func (c *composer) dueInstalments() {
	if c.books == nil || c.books.DueSoon.Source == "" {
		return
	}
	d := c.books.DueSoon
	certainty := high
	if d.More {
		certainty = medium
	}
	week, all, in, invoices := decimal.Zero, decimal.Zero, decimal.Zero, map[int64]bool{}
	for i, r := range d.Rows {
		open, ok := parse(r.Open)
		if !ok {
			continue
		}
		n, dated := daysBetween(c.week.Span.Today, r.Due)
		switch {
		case !dated || n < 0 || n > ahead:
		case !r.Payable:
			in = in.Add(open)
			invoices[r.InvoiceID] = true
		default:
			all = all.Add(open)
			if n <= 7 {
				week = week.Add(open)
			}
		}
		f := c.enter(figure{name: "due." + strconv.Itoa(i+1), label: "Due: " + esc(r.Partner), value: open, unit: c.books.Currency, source: "Odoo: " + d.Source, asOf: c.readAt(d.Source)})
		verb := md(" is to pay ")
		if r.Payable {
			verb = " is to be paid "
		}
		c.deadline(r.Due, esc(r.Partner)+verb+md(f.text())+", "+linked(esc(r.Invoice), r.URL), !r.Payable)
	}
	enter := func(name string, label md, v decimal.Decimal) {
		c.enter(figure{name: name, label: label, value: v, unit: c.books.Currency, source: "Odoo: " + d.Source, asOf: c.readAt(d.Source), confidence: certainty, kept: true})
	}
	enter("payables.due_week", "Bills due within a week", week)
	enter("payables.due_fortnight", "Bills due within two weeks", all)
	enter("receivables.due", "Invoices due within two weeks", in)
	c.enter(figure{name: "receivables.due.count", label: "Invoices due within two weeks, how many", value: number(len(invoices)), source: "Odoo: " + d.Source, asOf: c.readAt(d.Source), confidence: certainty, kept: true})
}

// dueRenewals expects the next bill of each subscription one period after its last.
func (c *composer) dueRenewals() {
	if c.books == nil {
		return
	}
	for _, r := range c.books.Repeated.Rows {
		last, ok := dayOf(r.Last)
		if !ok {
			continue
		}
		text := "Next bill of " + esc(r.Name) + " is expected (" + esc(r.Every) + ")"
		if f := c.get(billPrefix + strconv.FormatInt(r.ID, 10)); f.known() {
			text += ", last " + md(f.text())
		}
		c.deadline(nextBill(last, r).Format(time.DateOnly), text, false)
	}
}

// nextBill is one period on; the 31st becomes the last day of a shorter month.
func nextBill(last time.Time, r contract.BooksRepeatedBill) time.Time {
	months := map[string]int{"monthly": 1, "quarterly": 3}[r.Every]
	if r.Every == "weekly" {
		return last.AddDate(0, 0, 7)
	}
	if months == 0 {
		return time.Time{}
	}
	first := time.Date(last.Year(), last.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	end := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(last.Day(), end)-1)
}
